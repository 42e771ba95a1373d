import { Merge, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import type { HandOver } from '../../../domain/handover/HandOver'
import { stageShown } from '../../../domain/phrases/stageShown'
import { attempt, useClock, useDesk } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { leftUntil } from '../../parts/spans'

interface BackOrJoinProps {
  readonly call: Extract<CallView, { phase: 'handingOver' }>
  readonly className?: string
  readonly slim?: boolean
}

/** Whether somebody is there with whom the caller could be joined now. */
const canJoin = (handOver: HandOver) => ['consulting', 'answeredAtOnce'].includes(stageShown(handOver))

/** Join them, once somebody is there; and always the way back. Cancel never changes its place under a hand. */
export function BackOrJoin({ call: { callId, handOver }, className = '', slim = false }: BackOrJoinProps) {
  const { t } = useTranslation()
  const cancel = () => attempt({ type: 'resume', callId })
  const join = () => attempt({ type: 'join', callId })
  if (slim) {
    return (
      <div className={`flex gap-2 ${className}`}>
        <Button className="min-h-9" onClick={cancel}>
          {t('handOver.cancel')}
        </Button>
        {canJoin(handOver) && (
          <Button look="next" icon={Merge} className="min-h-9" onClick={join}>
            {t('handOver.join')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className={`flex flex-wrap gap-2 wide:flex-col wide:flex-nowrap ${className}`}>
      <Button icon={Undo2} keys="Esc" className="min-h-12 grow wide:order-2 wide:grow-0" onClick={cancel}>
        {t('handOver.cancel')}
      </Button>
      {canJoin(handOver) ? (
        <Button
          big
          look="next"
          icon={Merge}
          keys="Alt J"
          data-action="first"
          className="grow-[9] basis-44 wide:grow wide:basis-auto"
          onClick={join}
        >
          {t('handOver.join')}
        </Button>
      ) : (
        <Patience handOver={handOver} />
      )}
    </div>
  )
}

/** What happens by itself if nothing else does. It stands where Join them will be, so that nothing moves. */
function Patience({ handOver: { stage, startedAt } }: { readonly handOver: HandOver }) {
  const { t } = useTranslation()
  const now = useClock()
  const patience = useDesk(desk => desk.handOver.noAnswerSeconds)
  const until = startedAt + patience * 1_000
  const rings = stage === 'dialling' || stage === 'ringing'
  return (
    <p className="flex min-h-12 grow-[9] basis-44 wide:grow wide:basis-auto items-center justify-center px-2 text-center text-sm text-balance text-quiet tabular-nums">
      {rings ? t('handOver.backIn', { left: leftUntil(until, now) }) : t('handOver.moment')}
    </p>
  )
}
