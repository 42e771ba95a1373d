import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { holdStage } from '../../../domain/phrases/holdStage'
import { attempt, useClock } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { waitOf } from '../../parts/spans'
import { holdColours } from './HoldClock'

/** How long they have been waiting, and the one way back to them. */
export function HoldPanel({ call }: { readonly call: Extract<CallView, { phase: 'held' }> }) {
  const { t } = useTranslation()
  const now = useClock()
  const stage = holdStage(call.heldAt, now)
  return (
    <div
      data-stage={stage}
      className={`flex flex-wrap items-center justify-between gap-3 rounded-card border p-3 wide:flex-1 wide:flex-col wide:items-stretch wide:justify-start wide:p-4 ${holdColours[stage]}`}
    >
      <p className="flex items-baseline gap-2 wide:flex-col wide:gap-0">
        <span>{t('call.onHold')}</span>
        <span
          role="timer"
          aria-live="off"
          aria-label={t('call.holdClock')}
          data-testid="hold-clock"
          className="text-2xl font-semibold tabular-nums"
        >
          {waitOf(call.heldAt, now)}
        </span>
      </p>
      <Button
        big
        look="next"
        icon={Undo2}
        keys="Esc"
        data-action="first"
        className="wide:mt-auto"
        onClick={() => attempt({ type: 'resume', callId: call.callId })}
      >
        {t('call.takeBack')}
      </Button>
    </div>
  )
}
