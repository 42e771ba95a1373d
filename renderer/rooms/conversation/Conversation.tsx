import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Slot } from '../../../domain/capture/capturePolicy'
import type { CallView } from '../../../domain/desk/DeskView'
import { useDesk } from '../../bridge/desk'
import { callWho, shortName } from '../callWho'
import { CallNotice } from '../notices/CallNotice'
import { PutAway } from '../wrap-up/PutAway'
import { Actions } from './Actions'
import { AskFirst } from './AskFirst'
import { Band } from './Band'
import { EndCall } from './EndCall'
import { HandOver } from './HandOver'
import { HoldPanel } from './HoldPanel'
import { NotesFields } from './notes/NotesFields'
import { SayNow } from './SayNow'
import { Silenced } from './Silenced'
import { useCallKeys } from './useCallKeys'
import { useNotesFocus } from './useNotesFocus'
import { wantedSlot } from './wantedSlot'
import { WaysOut } from './WaysOut'

/** The call one works on, from its answer until its record is put away. The form stays the same when the line goes. */
export function Conversation({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const room = useRef<HTMLElement>(null)
  const [handingOver, setHandingOver] = useState(false)
  const handOver = useCallback(() => setHandingOver(open => !open), [])
  const wanted = useDesk(desk => wantedSlot(desk, call))
  useCallKeys(call, handOver)
  useNotesFocus(room, call)
  const over = call.phase === 'wrapUp' || call.phase === 'saving'

  return (
    <section
      ref={room}
      aria-label={t('call.region', { who: shortName(callWho(call), t) })}
      data-call-id={call.callId}
      data-phase={call.phase}
      data-line={call.inForce}
      className="mx-auto flex w-full max-w-5xl flex-col gap-2 tall:min-h-0 tall:flex-1"
    >
      <Band call={call} />
      <Moment call={call} wanted={wanted} />
      <CallNotice callId={call.callId} />
      <div
        className={`flex flex-col gap-2 tall:min-h-0 tall:flex-1 ${over ? '' : 'wide:grid wide:grid-cols-[13rem_minmax(0,1fr)] wide:gap-4'}`}
      >
        {!over && (
          <div className="flex flex-col gap-2 wide:overflow-y-auto wide:p-1">
            {call.phase === 'held' && <HoldPanel call={call} />}
            {call.phase === 'talking' && <Actions call={call} handOver={handOver} />}
            {handingOver && <HandOver />}
          </div>
        )}
        <form
          aria-label={t('notes.form')}
          className="flex flex-col rounded-card bg-raised shadow-card tall:min-h-0 tall:flex-1"
          onSubmit={event => event.preventDefault()}
        >
          <div className="tall:min-h-24 tall:flex-1 tall:overflow-y-auto px-4 py-3">
            <NotesFields call={call} wanted={wanted} />
          </div>
          <div className="space-y-2 border-t border-line p-3">
            {wanted && <WaysOut call={call} />}
            {over ? <PutAway call={call} /> : <EndCall call={call} />}
          </div>
        </form>
      </div>
    </section>
  )
}

/** The one thing to say, or to know, at this moment. */
function Moment({ call, wanted }: { readonly call: CallView; readonly wanted: Slot | undefined }) {
  if ('silenced' in call && call.silenced) return <Silenced call={call} why={call.silenced} />
  return wanted ? <AskFirst call={call} wanted={wanted} /> : <SayNow call={call} />
}
