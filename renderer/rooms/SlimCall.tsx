import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { attempt } from '../bridge/desk'
import { Button } from '../parts/Button'
import { callWho } from './callWho'
import { CallClock } from './conversation/CallClock'
import { HoldClock } from './conversation/HoldClock'
import { SlimHandingOver } from './handover/SlimHandingOver'
import { SlimTrouble } from './line-trouble/SlimTrouble'
import { LineIcon } from './LineIcon'
import { lineMarks } from './lineMarks'
import { CallNotice } from './notices/CallNotice'
import { useCallLabel } from './useCallLabel'
import { WhoName } from './WhoName'

interface SlimCallProps {
  readonly call: CallView
  /** Makes this card the large one. */
  readonly show: () => void
}

/** A call that is not the one being worked on: its verdict, who it is, for how long, and the way back to it. */
export function SlimCall({ call, show }: SlimCallProps) {
  const { t } = useTranslation()
  const { callId, phase, inForce } = call
  const outgoing = call.direction === 'outgoing'
  const line = outgoing ? 'outgoing' : inForce
  const waiting = call.phase === 'held' || call.phase === 'handingOver'
  const over = phase === 'wrapUp' || phase === 'saving'
  return (
    <section
      aria-label={useCallLabel(call)}
      {...lineMarks(call)}
      className="shrink-0 space-y-2 rounded-card border border-edge bg-raised p-1.5 shadow-card"
    >
      <div className="flex flex-wrap items-center justify-end gap-x-2.5 gap-y-1">
        <div className="flex min-w-32 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5">
          <span
            className={`${outgoing ? 'bg-sunken' : `verdict verdict-${inForce}`} flex items-center gap-1.5 rounded-md px-2 py-0.5 text-sm`}
          >
            <LineIcon line={line} className="size-4" />
            <strong className="tracking-wider">{t(`line.${line}`)}</strong>
          </span>
          {waiting ? <HoldClock call={call} /> : <CallClock call={call} />}
          <SlimTrouble call={call} />
          {over && <span className="text-sm text-quiet">{t('notes.thingsOpen', { count: call.missing.length })}</span>}
          <h2 className="line-clamp-1 w-full px-1 font-semibold wide:w-auto wide:flex-1">
            <WhoName who={callWho(call)} country={call.country} />
          </h2>
        </div>
        {phase === 'held' && (
          <Button className="min-h-11" onClick={() => attempt({ type: 'resume', callId })}>
            {t('call.takeBack')}
          </Button>
        )}
        {!waiting && (
          <Button className="min-h-9" onClick={show}>
            {t(over ? 'call.finishNotes' : 'call.show')}
          </Button>
        )}
      </div>
      {call.phase === 'handingOver' && <SlimHandingOver call={call} />}
      <CallNotice callId={callId} />
    </section>
  )
}
