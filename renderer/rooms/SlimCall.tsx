import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { attempt } from '../bridge/desk'
import { Button } from '../parts/Button'
import { callWho, shortName } from './callWho'
import { CallClock } from './conversation/CallClock'
import { HoldClock } from './conversation/HoldClock'
import { LineIcon } from './LineIcon'
import { CallNotice } from './notices/CallNotice'
import { WhoName } from './WhoName'
import { stillOwed } from './wrap-up/stillOwed'

interface SlimCallProps {
  readonly call: CallView
  /** Makes this card the large one. */
  readonly show: () => void
}

/** A call that is not the one being worked on: its verdict, who it is, for how long, and the way back to it. */
export function SlimCall({ call, show }: SlimCallProps) {
  const { t } = useTranslation()
  const { callId, phase, inForce } = call
  const who = shortName(callWho(call), t)
  const outgoing = call.direction === 'outgoing'
  const line = outgoing ? 'outgoing' : inForce
  const over = phase === 'wrapUp' || phase === 'saving'
  return (
    <section
      aria-label={t('call.region', { who })}
      data-call-id={callId}
      data-phase={phase}
      data-line={inForce}
      className="shrink-0 space-y-2 rounded-card border border-edge bg-raised p-1.5 shadow-card"
    >
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span
          className={`${outgoing ? 'bg-sunken' : `verdict verdict-${inForce}`} flex items-center gap-1.5 rounded-md px-2 py-0.5 text-sm`}
        >
          <LineIcon line={line} className="size-4" />
          <strong className="tracking-wider">{t(`line.${line}`)}</strong>
        </span>
        <h2 className="line-clamp-1 min-w-24 flex-1 font-semibold">
          <WhoName who={callWho(call)} country={call.country} />
        </h2>
        <span className="ms-auto flex items-center gap-x-2.5">
          {over && (
            <span className="text-sm text-quiet">{t('notes.thingsOpen', { count: stillOwed(call).length })}</span>
          )}
          {call.phase === 'held' ? <HoldClock call={call} /> : <CallClock call={call} />}
          {phase === 'held' ? (
            <Button className="min-h-11" onClick={() => attempt({ type: 'resume', callId })}>
              {t('call.takeBack')}
            </Button>
          ) : (
            <Button className="min-h-9" onClick={show}>
              {t(over ? 'call.finishNotes' : 'call.show')}
            </Button>
          )}
        </span>
      </div>
      <CallNotice callId={callId} />
    </section>
  )
}
