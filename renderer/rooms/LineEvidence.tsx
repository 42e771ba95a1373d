import { useTranslation } from 'react-i18next'
import type { Line, LineKind } from '../../domain/phone/classifyLine'

interface LineEvidenceProps {
  readonly line: Line
  readonly corrected: LineKind | undefined
}

/** Why a call stands on the line that it does: our reason in words, and what the call itself showed. */
export function LineEvidence({ line, corrected }: LineEvidenceProps) {
  const { t } = useTranslation()
  return (
    <div data-testid="line-evidence" className="space-y-1 text-sm">
      {corrected && corrected !== line.kind && (
        <p>{t('line.corrected', { shown: t(`line.${line.kind}`), now: t(`line.${corrected}`) })}</p>
      )}
      <p>{t(`line.because.${line.because}`)}</p>
      {line.evidence.length > 0 && (
        <ul aria-label={t('line.evidence')} className="max-h-32 overflow-y-auto font-mono text-xs">
          {line.evidence.map(shown => (
            <li key={shown}>
              <bdi>{shown}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
