import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../domain/desk/DeskView'
import { useDesk } from '../../bridge/desk'
import { FinderPanel } from '../handover/FinderPanel'
import { HandingOver } from '../handover/HandingOver'
import { useFinder } from '../handover/useFinder'
import { isUp } from '../line-trouble/lineTroubleOf'
import { LineTroubleStrip } from '../line-trouble/LineTroubleStrip'
import { lineMarks } from '../lineMarks'
import { Captions } from '../practice/Captions'
import { CallNotice } from '../notices/CallNotice'
import { PutAway } from '../wrap-up/PutAway'
import { useCallLabel } from '../useCallLabel'
import { Actions } from './Actions'
import { AskedToCall } from './AskedToCall'
import { Band } from './Band'
import { EndCall } from './EndCall'
import { HoldPanel } from './HoldPanel'
import { LanguageToggle } from './LanguageToggle'
import { Moment, unheard } from './Moment'
import { NotesFields } from './notes/NotesFields'
import { useCallKeys } from './useCallKeys'
import { useNotesFocus } from './useNotesFocus'
import { useRoomBeside } from './useRoomBeside'
import { wantedSlot } from './wantedSlot'
import { WaysOut } from './WaysOut'

/** The call one works on, from its answer until its record is put away. The form stays the same when the line goes. */
export function Conversation({ call }: { readonly call: CallView }) {
  const { t } = useTranslation()
  const room = useRef<HTMLElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const cameFrom = useRef<Element>(null)
  const finder = useFinder()
  const wanted = useDesk(desk => wantedSlot(desk, call))
  const back = useDesk(({ notice }) =>
    notice?.kind === 'handedBack' && notice.callId === call.callId ? notice : undefined,
  )
  const up = call.phase === 'talking' || call.phase === 'held'
  const over = call.phase === 'wrapUp' || call.phase === 'saving'
  const handingOver = call.phase === 'handingOver'
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
  useRoomBeside(head, foot, call.phase)
  useNotesFocus(room, call)

  return (
    <section
      ref={room}
      aria-label={useCallLabel(call)}
      {...lineMarks(call)}
      className={`mx-auto flex w-full max-w-5xl flex-col gap-2 ${handingOver ? 'tall:min-h-0 tall:flex-[1_0_30rem]' : 'tall:flex-[1_0_24rem]'}`}
    >
      {/* Who it is, for how long, and what to say: these stay, whatever scrolls below. */}
      <div
        ref={head}
        className="sticky top-0 z-10 flex max-h-[50dvh] shrink-0 flex-col gap-2 overflow-y-auto bg-surface short:gap-1 short:pb-1"
      >
        <Band call={call} />
        {/* It is always there, so that what comes into it is heard, and once. */}
        <div aria-live="polite" className="contents">
          {isUp(call) && !unheard(call, wanted) && <LineTroubleStrip call={call} />}
        </div>
        <div className="flex shrink-0 items-start gap-1">
          <div className="min-w-0 flex-1">
            <Moment call={call} wanted={wanted} back={up ? back : undefined} finding={finding} to={finder.chosen} />
          </div>
          {!over && <LanguageToggle call={call} />}
        </div>
      </div>
      <Captions call={call} />
      {!(up && back) && <CallNotice callId={call.callId} />}
      <AskedToCall call={call} />
      {handingOver && <HandingOver call={call} />}
      <div
        className={`flex flex-col gap-2 tall:-m-1.5 tall:scroll-pb-(--foot) tall:overflow-y-auto tall:p-1.5 ${handingOver ? 'tall:min-h-0 tall:flex-1' : 'tall:h-48 tall:flex-[1_0_auto]'} ${columns(up, finding)}`}
      >
        {up && (
          <div className="contents wide:flex wide:flex-col wide:gap-2 wide:overflow-y-auto wide:p-1">
            {call.phase === 'held' && <HoldPanel call={call} handOver={handOver} compact={finding} />}
            {call.phase === 'talking' && !finding && <Actions call={call} handOver={handOver} />}
            {finding && <FinderPanel call={call} finder={finder} close={close} />}
          </div>
        )}
        <form
          aria-label={t('notes.form')}
          className="flex flex-col rounded-card bg-raised shadow-card tall:flex-[1_0_auto]"
          onSubmit={event => event.preventDefault()}
        >
          <div className="px-4 py-3 tall:h-20 tall:flex-[1_0_auto] tall:overflow-y-auto">
            <NotesFields call={call} wanted={wanted} />
          </div>
          {!handingOver && (
            <>
              {wanted && (
                <div className="border-t border-line px-3 pt-3">
                  <WaysOut call={call} />
                </div>
              )}
              <div
                ref={foot}
                className={`sticky bottom-0 tall:-bottom-1.5 rounded-b-card bg-raised p-3 short:p-2 ${wanted ? 'short:border-t short:border-line' : 'border-t border-line'}`}
              >
                {over ? <PutAway call={call} /> : <EndCall call={call} />}
              </div>
            </>
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
