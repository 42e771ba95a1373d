import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { attempt } from '../bridge/desk'
import { Button } from '../parts/Button'

const kinds = ['internal', 'external', 'unverified'] as const

/** Puts a wrong verdict right with one click. What was shown is kept beside it. */
export function CorrectLine({ call: { callId, inForce } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('line.correct')} className="mt-2 flex flex-wrap items-center gap-2 text-sm">
      <span aria-hidden="true">{t('line.correct')}</span>
      {kinds
        .filter(kind => kind !== inForce)
        .map(kind => (
          <Button key={kind} onClick={() => attempt({ type: 'correctLine', callId, kind })}>
            {t(`line.correctTo.${kind}`)}
          </Button>
        ))}
    </div>
  )
}
