import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt, useBridge, useDesk } from './bridge/desk'
import { Announcer } from './rooms/Announcer'
import { arrange, liveCall } from './rooms/arrange'
import { CallingCard } from './rooms/calling/CallingCard'
import { Conversation } from './rooms/conversation/Conversation'
import { IncomingCard } from './rooms/incoming/IncomingCard'
import { usePractice } from './rooms/practice/usePractice'
import { DialPanel } from './rooms/reception/DialPanel'
import { Masthead, type SideRoom } from './rooms/reception/Masthead'
import { Reception } from './rooms/reception/Reception'
import { Strips } from './rooms/reception/Strips'
import { useDialPanel } from './rooms/reception/useDialPanel'
import { Records } from './rooms/records/Records'
import { Settings } from './rooms/settings/Settings'
import { SlimCall } from './rooms/SlimCall'
import { StillUpCalls } from './rooms/still-up/StillUpCalls'

/** The whole window. The moment of the work decides the room. */
export function House() {
  const opened = useBridge(shown => shown.desk !== undefined)
  return opened ? <Rooms /> : <NoDeskYet />
}

function NoDeskYet() {
  const { t } = useTranslation()
  const up = useBridge(shown => shown.up)
  return (
    <main className="grid min-h-dvh place-items-center p-6 text-center">
      <h1 className="sr-only">{t('app')}</h1>
      <p role={up ? 'status' : 'alert'} className="max-w-sm text-lg text-balance">
        {t(up ? 'noDesk.title' : 'noDesk.down')}
      </p>
    </main>
  )
}

function Rooms() {
  const calls = useDesk(desk => desk.calls)
  const [chosen, setChosen] = useState<string>()
  // A room is open beside the very call it was opened in: when another is answered, that one takes its place.
  const [opened, setOpened] = useState<{ readonly room: SideRoom; readonly beside: string }>()
  const scene = usePractice()?.scene?.id
  const live = liveCall(calls)?.callId ?? 'nobody'
  const room = opened?.beside === live ? opened.room : undefined
  const { large, poster: rings, slim } = arrange(calls, chosen)
  const isTyping = useTypedIntoAt(rings?.callId)
  const poster = isTyping ? undefined : rings
  const cards = [...(rings && isTyping ? [rings] : []), ...slim, ...(room && large ? [large] : [])]
  const shownLarge = room ? undefined : large
  const busy = Boolean(shownLarge ?? poster ?? room)
  const inSettings = room === 'settings' && !poster
  const leave = () => setOpened(undefined)
  const connected = useDesk(desk => desk.accounts.length > 0)
  const [number, setNumber] = useState('')
  const receptionDials = !busy && connected
  const dialling = useDialPanel(receptionDials)

  const show = (callId: string) => {
    setChosen(callId)
    leave()
  }
  const finish = (callId: string) => {
    attempt({ type: 'fetchRecord', callId })
    show(callId)
  }

  return (
    <div className="flex min-h-dvh flex-col tall:h-dvh" data-practice-scene={scene}>
      <Announcer ringing={calls.filter(({ phase }) => phase === 'ringing')} />
      <Masthead
        open={room => setOpened({ room, beside: live })}
        dial={receptionDials ? undefined : dialling.open}
        wayOut={busy && !inSettings}
      />
      {dialling.isOpen && <DialPanel text={number} setText={setNumber} close={dialling.close} />}
      <main className="flex flex-1 flex-col tall:min-h-0 tall:overflow-y-auto">
        <Strips busy={busy} dials={receptionDials || dialling.isOpen} rings={poster !== undefined} finish={finish} />
        <StillUpCalls />
        {(cards.length > 0 || shownLarge) && (
          <div className={`flex flex-col gap-2 p-3 ${shownLarge ? 'tall:min-h-0 tall:flex-1' : ''}`}>
            {cards.map(call =>
              call.phase === 'ringing' ? (
                <IncomingCard key={call.callId} call={call} slim />
              ) : (
                <SlimCall key={call.callId} call={call} show={() => show(call.callId)} />
              ),
            )}
            {shownLarge?.phase === 'calling' && <CallingCard key={shownLarge.callId} call={shownLarge} />}
            {shownLarge && shownLarge.phase !== 'calling' && <Conversation key={shownLarge.callId} call={shownLarge} />}
          </div>
        )}
        {poster && <IncomingCard key={poster.callId} call={poster} />}
        {room === 'records' && !poster && <Records leave={leave} finish={finish} />}
        {inSettings && <Settings leave={leave} />}
        <Reception hidden={busy} number={number} setNumber={setNumber} finish={finish} />
      </main>
    </div>
  )
}

/** Whether somebody was typing when this call began to ring: then the card leaves the field where it is. */
function useTypedIntoAt(callId: string | undefined): boolean {
  const [noted, setNoted] = useState<{ readonly callId: string | undefined; readonly isTyping: boolean }>()
  if (noted?.callId === callId) return noted?.isTyping ?? false
  const { activeElement } = document
  const isTyping = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement
  setNoted({ callId, isTyping })
  return isTyping
}
