import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Desk } from '../domain/desk/Desk'
import { viewOf } from '../domain/desk/DeskView'
import type { AudioRoom } from './audio/AudioPort'
import type { Reply, Shown } from './contract/contract'
import type { Clock } from './desk/Clock'
import { deskLog } from './desk/DeskLog'
import type { OpenDesk } from './desk/openDesk'
import type { Servants } from './desk/openServants'
import { openTimings } from './desk/openTimings'
import { type AppSettings, openSession, type Session } from './openSession'
import { lookThrough } from './journal/lookThrough'
import { type Journal, openJournal } from './journal/openJournal'
import { openPractising, type PracticeOffered } from './openPractising'
import type { PracticeHoldings } from './practice/PracticeExchange'
import type { WriteLog } from './log/Level'
import type { SipHoldings } from './sip/SipAccount'

export interface AppSurroundings {
  /** The folder that holds everything the app writes. */
  readonly profile: string
  readonly settings: AppSettings
  readonly clock: Clock
  /** Undefined: practice is not to be had. */
  readonly practice: PracticeOffered | undefined
  readonly writeLog: WriteLog
  readonly withTimings: boolean
  readonly quit: () => void
}

/** What the app keeps right now: nothing, when there is no call. */
export interface AppHoldings extends SipHoldings {
  readonly practice: PracticeHoldings | undefined
}

export interface OpenApp {
  /** The desk that is in force: the office's, or the one for practice. */
  readonly desk: OpenDesk
  readonly audio: { enter(room: AudioRoom | undefined): void }
  readonly servants: Pick<Servants, 'refuseSender'> & { serve(name: string, raw: unknown): Reply<unknown> }
  /** What the rooms are shown; changes with every change of the desk. */
  readonly shown: StoreApi<{ readonly shown: Shown }>
  readonly holds: () => AppHoldings
  /** Resolves when every account has registered or has said why not. */
  settled(): Promise<void>
  /** The machine woke up, or has another address than before. */
  wake(why: 'slept' | 'address'): void
  close(): Promise<void>
}

/** Opens the app: one desk at a time, at the office or in practice. */
export function openApp(around: AppSurroundings): OpenApp {
  const { profile, settings, clock, writeLog, withTimings, quit } = around
  const log = deskLog(writeLog, clock.now)
  const timings = openTimings(profile, withTimings)
  const open = (folder: string, journal: Journal, settings: AppSettings) =>
    openSession({ folder, journal, settings, clock, log, timings, quit })
  // Stays open during practice, so that a disk that is full by then keeps nobody from going back to work.
  const ofOffice = openJournal(profile)
  const journal = { ...ofOffice, close: () => undefined }
  const stopLooking = lookThrough(profile, () => log.note('the journal is damaged; the next start puts it aside'))
  let session = open(profile, journal, settings)
  let room: AudioRoom | undefined

  const state = createStore<Desk>()(() => session.desk.state.getState())
  const follow = ({ desk }: Session) => {
    state.setState(desk.state.getState(), true)
    return desk.state.subscribe(next => state.setState(next, true))
  }
  let unfollow = follow(session)

  /** Another desk takes over at once. Answers the one before, which is still to be closed. */
  function sit(next: Session): Session {
    const before = session
    const { microphone } = before.desk.state.getState()
    unfollow()
    session = next
    session.audio.enter(room)
    if (room) session.desk.heed({ type: 'audioRoomChanged', open: true })
    session.desk.heed({ type: 'microphoneChecked', microphone })
    unfollow = follow(session)
    return before
  }

  const practising = openPractising({
    practice: around.practice,
    profile,
    settings,
    clock,
    log,
    state,
    journal,
    open,
    sit,
    changed: () => show(),
  })
  const shownNow = (): { shown: Shown } => ({
    shown: {
      desk: viewOf(state.getState()),
      clock: { now: clock.now(), speed: clock.speed },
      practice: practising.shown,
    },
  })
  const shown = createStore<{ readonly shown: Shown }>()(shownNow)
  const show = () => shown.setState(shownNow(), true)
  state.subscribe(show)

  const desk: OpenDesk = {
    state,
    attempt(intent) {
      practising.somebodyIsHere()
      // What is left open in practice keeps nobody from going home; what is owed at work is said.
      if (intent.type === 'quit' && practising.shown.on) practising.leaveFor(() => session.desk.attempt(intent))
      else session.desk.attempt(intent)
    },
    heed: fact => session.desk.heed(fact),
  }

  return {
    desk,
    audio: {
      enter(entering) {
        room = entering
        session.audio.enter(entering)
      },
    },
    servants: {
      serve: (name, raw) => session.servants.serve(name, raw, { attempt: desk.attempt, practise: practising.wish }),
      refuseSender: name => session.servants.refuseSender(name),
    },
    shown,
    holds: () => ({ ...session.phone.holds, practice: practising.holds() }),
    settled: () => settled(session),
    wake: why => session.wake(why),
    async close() {
      await practising.close()
      unfollow()
      await session.close()
      stopLooking()
      ofOffice.close()
      await timings.close()
    },
  }
}

function settled({ desk, settings }: Session): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      const { registrations } = desk.state.getState()
      const undecided = settings.accounts.some(({ accountId }) => {
        const registration = registrations[accountId]
        return !registration || registration.state === 'connecting'
      })
      if (undecided) return
      stopLooking()
      resolve()
    }
    const stopLooking = desk.state.subscribe(look)
    look()
  })
}
