import { Pause } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { holdStage } from '../../../domain/phrases/holdStage'
import { useClock } from '../../bridge/desk'
import { waitOf } from '../../parts/spans'

/** The colours of a hold: calm, then amber from half a minute, then deep amber from a minute. */
export const holdColours = {
  start: 'border-edge bg-sunken text-text',
  half: 'border-warn bg-warn-back text-warn',
  minute: 'border-transparent bg-deep-back text-deep',
}

/** How long somebody on another card has been waiting. */
export function HoldClock({
  call: { heldAt },
}: {
  readonly call: Extract<CallView, { phase: 'held' | 'handingOver' }>
}) {
  const { t } = useTranslation()
  const now = useClock()
  const stage = holdStage(heldAt, now)
  return (
    <span
      data-stage={stage}
      className={`rounded-card border whitespace-nowrap px-2 py-1 text-sm ${holdColours[stage]}`}
    >
      <Pause aria-hidden="true" className="me-1 inline size-3.5 -translate-y-px" />
      <span className="sr-only">{t('call.onHold')}</span>{' '}
      <span
        role="timer"
        aria-live="off"
        aria-label={t('call.holdClock')}
        data-testid="hold-clock"
        className="font-semibold tabular-nums"
      >
        {waitOf(heldAt, now)}
      </span>
    </span>
  )
}
