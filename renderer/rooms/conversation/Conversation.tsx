import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Slot } from '../../../domain/capture/capturePolicy'
import type { CallView } from '../../../domain/desk/DeskView'
import type { Colleague } from '../../../domain/handover/HandOver'
import { beforeHandOver } from '../../../domain/phrases/handOverPhrases'
import { useDesk } from '../../bridge/desk'
import { callWho, shortName } from '../callWho'
import { FinderPanel } from '../handover/FinderPanel'
import type { HandedBackNotice } from '../handover/handBackText'
import { HandedBack } from '../handover/HandedBack'
import { HandingOver } from '../handover/HandingOver'
import { useFinder } from '../handover/useFinder'
import { isUp } from '../line-trouble/lineTroubleOf'
import { LineTroubleStrip } from '../line-trouble/LineTroubleStrip'
import { NoSound } from '../line-trouble/NoSound'
import { lineMarks } from '../lineMarks'
import { CallNotice } from '../notices/CallNotice'
import { LineLost } from '../wrap-up/LineLost'
import { PutAway } from '../wrap-up/PutAway'
import { Actions } from './Actions'
import { AskedToCall } from './AskedToCall'
import { AskFirst } from './AskFirst'
import { Band } from './Band'
import { EndCall } from './EndCall'
import { HoldPanel } from './HoldPanel'
import { LanguageToggle } from './LanguageToggle'
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
  const cameFrom = useRef<Element>(null)
  const finder = useFinder()
  const wanted = useDesk(desk => wantedSlot(desk, call))
  const back = useDesk(({ notice }) =>
    notice?.kind === 'handedBack' && notice.callId === call.callId ? notice : undefined,
  )
  const up = call.phase === 'talking' || call.phase === 'held'
  const over = call.phase === 'wrapUp' || call.phase === 'saving'
  if (finder.isOpen && !up) finder.close()
  const finding = finder.isOpen && up

  const close = () => {
    finder.close()
    const before = cameFrom.current
    // What one came from may be gone by now, or may stand again only after this.
    requestAnimationFrame(() => {
      const again = before?.isConnected ? before : room.current?.querySelector('[data-action="handOver"]')
      if (again instanceof HTMLElement) again.focus()
    })
  }
  const handOver = () => {
    if (finding) return close()
    cameFrom.current = document.activeElement
    finder.open(call.capture.forWhom)
  }
  useCallKeys(call, { handOver: up ? handOver : undefined, close: finding ? close : undefined })
  useNotesFocus(room, call)

  return (
    <section
      ref={room}
      aria-label={t('call.region', { who: shortName(callWho(call), t) })}
      {...lineMarks(call)}
      className="mx-auto flex w-full max-w-5xl flex-col gap-2 tall:min-h-0 tall:flex-1"
    >
      <Band call={call} />
      {/* It is always there, so that what comes into it is heard, and once. */}
      <div aria-live="polite" className="contents">
        {isUp(call) && !unheard(call, wanted) && <LineTroubleStrip call={call} />}
      </div>
      <div className="flex shrink-0 items-start gap-1">
        <div className="min-w-0 flex-1">
          <Moment call={call} wanted={wanted} back={up ? back : undefined} to={finding ? finder.chosen : undefined} />
        </div>
        {!over && <LanguageToggle call={call} />}
      </div>
      {!(up && back) && <CallNotice callId={call.callId} />}
      <AskedToCall call={call} />
      {call.phase === 'handingOver' && <HandingOver call={call} />}
      <div className={`flex flex-col gap-2 tall:min-h-0 tall:flex-1 ${columns(up, finding)}`}>
        {up && (
          <div className="flex flex-col gap-2 wide:overflow-y-auto wide:p-1">
            {call.phase === 'held' && <HoldPanel call={call} handOver={handOver} compact={finding} />}
            {call.phase === 'talking' && !finding && <Actions call={call} handOver={handOver} />}
            {finding && <FinderPanel call={call} finder={finder} close={close} />}
          </div>
        )}
        <form
          aria-label={t('notes.form')}
          className="flex flex-col rounded-card bg-raised shadow-card tall:min-h-0 tall:flex-1"
          onSubmit={event => event.preventDefault()}
        >
          <div className="tall:min-h-20 tall:flex-1 tall:overflow-y-auto px-4 py-3">
            <NotesFields call={call} wanted={wanted} />
          </div>
          {call.phase !== 'handingOver' && (
            <div className="space-y-2 border-t border-line p-3">
              {wanted && <WaysOut call={call} />}
              {over ? <PutAway call={call} /> : <EndCall call={call} />}
            </div>
          )}
        </form>
      </div>
    </section>
  )
}

function columns(up: boolean, finding: boolean): string {
  if (!up) return ''
  const shape = finding ? 'wide:grid-cols-[23rem_minmax(0,1fr)]' : 'wide:grid-cols-[14rem_minmax(0,1fr)]'
  return `wide:grid wide:gap-4 ${shape}`
}

type Talking = Extract<CallView, { phase: 'talking' }>

/** Nothing can be said, and nothing else has to be heard first: the trouble takes the place of the sentence. */
function unheard(call: CallView, wanted: Slot | undefined): Talking | undefined {
  if (call.phase !== 'talking' || call.gapSince === undefined) return undefined
  return call.silenced || wanted ? undefined : call
}

interface MomentProps {
  readonly call: CallView
  readonly wanted: Slot | undefined
  /** Nobody took the caller. */
  readonly back: HandedBackNotice | undefined
  /** Whom the caller is about to go to. */
  readonly to: Colleague | undefined
}

/** The one thing to say, or to know, at this moment. */
function Moment({ call, wanted, back, to }: MomentProps) {
  if ('silenced' in call && call.silenced) return <Silenced call={call} why={call.silenced} />
  if (wanted) return <AskFirst call={call} wanted={wanted} />
  const talksToNobody = unheard(call, wanted)
  if (talksToNobody) return <NoSound call={talksToNobody} />
  if (call.phase === 'wrapUp' && call.ending === 'lineLost') return <LineLost call={call} />
  const before = to && call.phase === 'talking' ? beforeHandOver(to) : undefined
  // Somebody else is being tried already: that is what one says now.
  if (back && !before) return <HandedBack call={call} notice={back} />
  return <SayNow call={call} instead={before} />
}
