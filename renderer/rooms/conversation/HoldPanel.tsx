import { PhoneForwarded, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { holdStage } from '../../../domain/phrases/holdStage'
import { attempt, useClock } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { waitOf } from '../../parts/spans'
import { ActionButton } from './ActionButton'
import { holdColours } from './HoldClock'

interface HoldPanelProps {
  readonly call: Extract<CallView, { phase: 'held' }>
  readonly handOver: () => void
  /** Somebody is being looked for below, and wants the room. */
  readonly compact: boolean
}

/** How long they have been waiting, the way back to them, and the way on to a colleague. */
export function HoldPanel({ call, handOver, compact }: HoldPanelProps) {
  const { t } = useTranslation()
  const now = useClock()
  const stage = holdStage(call.heldAt, now)
  return (
    <div
      data-stage={stage}
      className={`flex shrink-0 flex-wrap items-center justify-between gap-x-2 gap-y-2 rounded-card border ${compact ? 'py-1 ps-3 pe-1' : 'p-3 wide:flex-1 wide:flex-col wide:flex-nowrap wide:items-stretch wide:justify-start'} ${holdColours[stage]}`}
    >
      <p className={`flex ${compact ? 'items-baseline gap-2' : 'flex-col'}`}>
        <span>{t('call.onHold')}</span>
        <span
          role="timer"
          aria-live="off"
          aria-label={t('call.holdClock')}
          data-testid="hold-clock"
          className="text-2xl leading-tight font-semibold tabular-nums"
        >
          {waitOf(call.heldAt, now)}
        </span>
      </p>
      {!compact && (
        <ActionButton
          icon={PhoneForwarded}
          keys="Alt T"
          data-action="handOver"
          className="ms-auto text-text wide:mt-auto wide:ms-0"
          onClick={handOver}
        >
          {t('call.handOver')}
        </ActionButton>
      )}
      <Button
        big
        look="next"
        icon={Undo2}
        keys={compact ? undefined : 'Esc'}
        data-action="first"
        className={
          compact ? 'min-h-11' : 'min-h-13 min-w-fit flex-1 wide:min-w-0 wide:flex-none wide:gap-1.5 wide:px-2'
        }
        onClick={() => attempt({ type: 'resume', callId: call.callId })}
      >
        {t('call.takeBack')}
      </Button>
    </div>
  )
}
