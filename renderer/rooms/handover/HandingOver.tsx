import {
  ArrowRight,
  BellRing,
  type LucideIcon,
  Merge,
  PhoneForwarded,
  PhoneOutgoing,
  Speech,
  Users,
  Voicemail,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import type { Stage } from '../../../domain/handover/HandOver'
import { holdStage } from '../../../domain/phrases/holdStage'
import { stageShown } from '../../../domain/phrases/stageShown'
import { useClock } from '../../bridge/desk'
import { waitOf } from '../../parts/spans'
import { callWho } from '../callWho'
import { holdColours } from '../conversation/HoldClock'
import { WhoName } from '../WhoName'
import { BackOrJoin } from './BackOrJoin'

type Handing = Extract<CallView, { phase: 'handingOver' }>

const icons: Record<Stage, LucideIcon> = {
  dialling: PhoneOutgoing,
  ringing: BellRing,
  consulting: Speech,
  answeredAtOnce: Voicemail,
  joining: Merge,
  referring: PhoneForwarded,
  joined: Users,
}

/** The caller on the one side, the colleague on the other, and between them the one action of the moment. */
export function HandingOver({ call }: { readonly call: Handing }) {
  const { t } = useTranslation()
  const now = useClock()
  const { to } = call.handOver
  const stage = stageShown(call.handOver)
  const waiting = holdStage(call.heldAt, now)
  const Icon = icons[stage]
  const speaking = stage === 'consulting'
  const since = 'answeredAt' in call.handOver ? call.handOver.answeredAt : call.handOver.startedAt
  return (
    <section
      aria-label={t('handOver.region', { name: to.name })}
      data-stage={stage}
      className="grid shrink-0 grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-stretch gap-2 wide:grid-cols-[minmax(0,1fr)_17rem_minmax(0,1fr)] wide:gap-3 tiny:grid-cols-1"
    >
      <div
        data-stage={waiting}
        className={`flex flex-col justify-between gap-1 rounded-card border p-2.5 wide:p-4 ${holdColours[waiting]}`}
      >
        <p className="line-clamp-2 leading-tight font-semibold wrap-anywhere">
          <WhoName who={callWho(call)} country={call.country} />
        </p>
        <p className="flex flex-wrap items-baseline justify-between gap-x-2">
          <span className="text-sm">{t('call.onHold')}</span>
          <span
            role="timer"
            aria-live="off"
            aria-label={t('call.holdClock')}
            data-testid="hold-clock"
            className="text-xl leading-tight font-semibold tabular-nums"
          >
            {waitOf(call.heldAt, now)}
          </span>
        </p>
      </div>
      <ArrowRight aria-hidden="true" className="size-5 self-center text-quiet wide:hidden rtl:rotate-180 tiny:hidden" />
      <div
        className={`flex flex-col justify-between gap-1 rounded-card border p-2.5 wide:order-3 wide:p-4 ${
          speaking ? 'border-accent bg-raised outline-1 outline-accent' : 'border-edge bg-raised'
        }`}
      >
        <p className="line-clamp-2 leading-tight font-semibold wrap-anywhere">
          <bdi>{to.name}</bdi>
          {to.name !== to.number && <span className="ms-2 font-normal text-quiet tabular-nums">{to.number}</span>}
        </p>
        <p className="flex flex-wrap items-baseline justify-between gap-x-2">
          <span
            role="status"
            className={`flex min-w-0 items-baseline gap-1.5 text-sm ${speaking ? 'font-semibold' : ''}`}
          >
            <Icon aria-hidden="true" className="size-4 shrink-0 self-center" />
            <span className="min-w-0 wrap-anywhere">{t(`handOver.stage.${stage}`)}</span>
          </span>
          {stage !== 'joined' && stage !== 'joining' && (
            <span aria-hidden="true" className="text-sm text-quiet tabular-nums">
              {waitOf(since, now)}
            </span>
          )}
        </p>
      </div>
      <BackOrJoin call={call} className="col-span-3 wide:order-2 wide:col-span-1 tiny:col-span-1" />
    </section>
  )
}
