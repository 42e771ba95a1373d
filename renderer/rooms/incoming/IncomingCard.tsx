import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { useDesk } from '../../bridge/desk'
import { Caller } from '../Caller'
import { CameFrom } from '../CameFrom'
import { CallNotice } from '../notices/CallNotice'
import { AnswerOrDecline } from './AnswerOrDecline'
import { CalledNumber } from './CalledNumber'
import { Greeting, RingCount } from './Greeting'
import { Hush } from './Hush'
import { LastCall } from './LastCall'
import { usePaintedMark } from './usePaintedMark'
import { VerdictBand } from './VerdictBand'

const looks = {
  poster: {
    card: 'mx-auto flex w-full max-w-2xl flex-1 flex-col gap-3 p-3 tall:min-h-0',
    body: 'flex flex-1 flex-col gap-3 tall:min-h-0',
    facts: 'flex flex-1 flex-col gap-4 rounded-card bg-raised p-5 shadow-card tall:min-h-0 tall:overflow-y-auto',
  },
  slim: {
    card: 'shrink-0 space-y-2 rounded-card border border-edge bg-raised p-2 shadow-card',
    body: 'flex flex-col gap-2 wide:flex-row wide:items-end wide:gap-4',
    facts: 'min-w-0 flex-1 space-y-1 px-2',
  },
}

/** A call that rings: a poster when it has the window to itself, a slim card above what one is working on. */
export function IncomingCard({ call, slim = false }: { readonly call: CallView; readonly slim?: boolean }) {
  const { t } = useTranslation()
  usePaintedMark(call.callId)
  // With three cards in a small window the words wait until the answer; who it is does not.
  const crowded = useDesk(desk => desk.calls.length > 2)
  const look = slim ? looks.slim : looks.poster
  return (
    <section
      aria-label={t('incoming.region')}
      data-call-id={call.callId}
      data-phase={call.phase}
      data-line={call.inForce}
      className={look.card}
    >
      <VerdictBand call={call} slim={slim} />
      <div className={look.body}>
        <div className={look.facts}>
          <div className="flex items-start justify-between gap-x-3 tiny:flex-col-reverse">
            <Caller call={call} slim={slim} />
            <RingCount call={call} />
          </div>
          {(call.recalledFrom || call.handedBy) && (
            <p className="font-medium">
              <CameFrom call={call} />
            </p>
          )}
          {call.emergency && <p className="font-medium">{t('who.mayBeHelp')}</p>}
          <CalledNumber call={call} />
          <div className={slim ? (crowded ? 'hidden wide:block' : '') : 'my-auto py-2'}>
            <Greeting call={call} slim={slim} />
          </div>
          <div className="flex flex-wrap items-start justify-end gap-x-3">
            {!slim && <LastCall call={call} />}
            {!(slim && crowded) && <Hush call={call} />}
          </div>
        </div>
        <CallNotice callId={call.callId} />
        <AnswerOrDecline callId={call.callId} slim={slim} />
      </div>
    </section>
  )
}
