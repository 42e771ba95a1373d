import { useTranslation } from 'react-i18next'
import { releases } from '../../../domain/capture/Capture'
import type { CallView } from '../../../domain/desk/DeskView'
import { attempt } from '../../bridge/desk'
import { Button } from '../../parts/Button'

/** The ways out of the gate: one reason, one click, and the line is free. */
export function WaysOut({ call: { callId, phase } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('gate.release')}>
      <p className="mb-1 text-sm text-quiet">{t(phase === 'wrapUp' ? 'gate.waysAfter' : 'gate.ways')}</p>
      <div className="flex flex-wrap gap-1.5">
        {releases.map(reason => (
          <Button key={reason} className="text-sm" onClick={() => attempt({ type: 'release', callId, reason })}>
            {t(`gate.releases.${reason}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
