import { join } from 'node:path'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Desk, isBetweenCalls } from '../domain/desk/Desk'
import type { Locale } from '../domain/desk/Settings'
import { viewOf } from '../domain/desk/DeskView'
import type { PracticeTrouble } from '../domain/practice/PracticeView'
import type { AudioRoom } from './audio/AudioPort'
import type { Reply, Shown } from './contract/contract'
import type { PracticeWish } from './contract/practiceWish'
import type { Clock } from './desk/Clock'
import { deskLog } from './desk/DeskLog'
import type { OpenDesk } from './desk/openDesk'
import type { Servants } from './desk/openServants'
import { openTimings } from './desk/openTimings'
import { type AppSettings, openSession, type Session } from './openSession'
import { type Journal, openJournal } from './journal/openJournal'
import { openProgress, type Progress } from './practice/openProgress'
import type { Practice } from './practice/openPractice'
import { practiceAppSettings } from './practice/practiceAppSettings'
import type { PracticeExchange, PracticeHoldings } from './practice/PracticeExchange'
import { practiceCompany } from './practice/practiceCompany'
import type { SipHoldings } from './sip/SipAccount'

/** What practice needs: the folder of its scenes and voices, and how many times as fast its people are. */
export interface PracticeOffered {
  readonly assets: string
  readonly pace: number
}

export interface AppSurroundings {
  /** The folder that holds everything the app writes. */
  readonly profile: string
  readonly settings: AppSettings
  readonly clock: Clock
  /** Undefined: practice is not to be had. */
  readonly practice: PracticeOffered | undefined
  readonly writeLog: (line: string) => void
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

/** Practice, and the exchange that is alive as long as it. */
interface Practising {
  readonly exchange: PracticeExchange
  readonly practice: Practice
  readonly journal: Journal
}

/** For so long practice may stay untouched beside a real line: one that is silent for ever is a lost one. */
const walkedAwayMs = 15 * 60_000

/** Opens the app: one desk at a time, at the office or in practice. */
export function openApp(around: AppSurroundings): OpenApp {
  const { profile, settings, clock, writeLog, withTimings, quit } = around
  const log = deskLog(writeLog, clock.now)
  const timings = openTimings(profile, withTimings)
  const opened = (folder: string, journal: Journal, with_: AppSettings) =>
    openSession({ folder, journal, settings: with_, clock, log, timings, quit })
  // Stays open during practice, so that a disk that is full by then keeps nobody from going back to work.
  const journal = openJournal(profile)
  let session = opened(profile, journal, settings)
  let practising: Practising | undefined
  let trouble: PracticeTrouble | undefined
  let troubles = 0
  let room: AudioRoom | undefined
  /** The last change from one desk to another; the next one waits for it. */
  let changing: Promise<void> = Promise.resolve()
  let closing = false
  let idle: NodeJS.Timeout | undefined

  const state = createStore<Desk>()(() => session.desk.state.getState())
  const shownNow = (): { shown: Shown } => ({
    shown: {
      desk: viewOf(state.getState()),
      clock: { now: clock.now(), speed: clock.speed },
      practice: { offered: around.practice !== undefined, on: practising?.practice.view, trouble },
    },
  })
  const shown = createStore<{ readonly shown: Shown }>()(shownNow)
  const show = () => shown.setState(shownNow(), true)
  state.subscribe(show)
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

  async function begin(scene: string | null = null): Promise<void> {
    const { practice: offered } = around
    if (closing || practising || offered === undefined || !isBetweenCalls(state.getState())) return
    const language = state.getState().preferences.phrases
    const { people, country } = practiceCompany(language)
    // Voices and their codecs are read only by whoever practises: nobody else waits for them at the start.
    const [{ openPracticeExchange }, { openPractice }] = await Promise.all([
      import('./practice/PracticeExchange'),
      import('./practice/openPractice'),
    ])
    const exchange = await openPracticeExchange({
      country,
      people: people.map(({ extension, name }) => ({ number: extension, name, behaviour: { kind: 'waits' } })),
      note: log.note,
    })
    const opening = practise(exchange, language, (session, progress) =>
      openPractice({ exchange, ...offered, language, clock, log, progress, session, changed: show }),
    )
    const begun = await opening.catch(async (error: unknown) => {
      await exchange.close()
      throw error
    })
    if (!begun) return exchange.close()
    await begun.before.close()
    begun.practice.wish({ type: 'ring', scene })
  }

  /**
   * Sits down to practise, unless somebody real has rung meanwhile: then everything stays as it is, and so it does when
   * this throws. Nobody can ring in between.
   */
  async function practise(
    exchange: PracticeExchange,
    language: Locale,
    openWith: (session: Session, progress: Progress) => Practice,
  ) {
    const { preferences } = state.getState()
    if (closing || !isBetweenCalls(state.getState())) return undefined
    const folder = join(profile, 'practice')
    const store = { kept: preferences, keep: settings.preferences.keep }
    const opening = openJournal(folder)
    let next: Session | undefined
    try {
      next = opened(folder, opening, practiceAppSettings(exchange, language, store))
      const practice = openWith(next, openProgress(folder))
      const before = sit(next)
      practising = { exchange, practice, journal: opening }
      show()
      somebodyIsHere()
      return { before, practice }
    } catch (error) {
      await next?.close()
      opening.close()
      throw error
    }
  }

  async function leave(): Promise<void> {
    if (!practising) return
    const { exchange, practice, journal: ofPractice } = practising
    const kept = state.getState().preferences
    // What was found damaged was said when the app opened.
    const found = { ...journal, damaged: undefined }
    const atWork = closing
      ? undefined
      : opened(profile, found, { ...settings, preferences: { kept, keep: settings.preferences.keep } })
    practising = undefined
    clearTimeout(idle)
    practice.close()
    const before = atWork && sit(atWork)
    show()
    await exchange.close()
    if (!before) return
    await before.close()
    ofPractice.close()
  }

  /** Whoever walks away from practice is back at work after a while. */
  function somebodyIsHere(): void {
    clearTimeout(idle)
    if (!practising || settings.accounts.length === 0) return
    idle = setTimeout(() => move('leave'), walkedAwayMs / clock.speed).unref()
  }

  const inTurn = (change: () => Promise<void>) => {
    changing = changing.then(change).catch((error: unknown) => log.bug(error))
  }

  function tell(next: PracticeTrouble | undefined): void {
    if (trouble === next) return
    trouble = next
    show()
  }

  /** People speak and are called as practice was opened; in another language it is opened anew. */
  function ring(scene: string | null): void {
    if (!practising) return
    const { view, wish } = practising.practice
    if (view.language === state.getState().preferences.phrases) return wish({ type: 'ring', scene })
    // Whoever is still here is looked back on first.
    if (view.stage === 'coming' || view.stage === 'playing' || !isBetweenCalls(state.getState())) return
    move('leave')
    move('begin', scene)
  }

  /** Into practice or out of it; what keeps somebody from that is told to them. */
  const move = (what: PracticeTrouble['what'], scene: string | null = null) =>
    inTurn(async () => {
      const was = practising
      tell(undefined)
      try {
        await (what === 'begin' ? begin(scene) : leave())
      } catch (error) {
        log.bug(error)
        // Past the move itself, only something that nobody waits for went wrong.
        if (practising !== was) return
        const problem = error instanceof Error ? error.message : String(error)
        troubles += 1
        tell({ what, problem, told: troubles })
        somebodyIsHere()
      }
    })

  function wish(wish: PracticeWish): void {
    somebodyIsHere()
    if (wish.type === 'begin' || wish.type === 'leave') return move(wish.type)
    if (wish.type === 'dismissTrouble') return tell(undefined)
    if (wish.type === 'ring') return ring(wish.scene)
    practising?.practice.wish(wish)
  }

  const desk: OpenDesk = {
    state,
    attempt(intent) {
      somebodyIsHere()
      if (intent.type !== 'quit' || !practising) return session.desk.attempt(intent)
      // What is left open in practice keeps nobody from going home; what is owed at work is said.
      inTurn(async () => {
        await leave()
        session.desk.attempt(intent)
      })
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
      serve: (name, raw) => session.servants.serve(name, raw, { attempt: desk.attempt, practise: wish }),
      refuseSender: name => session.servants.refuseSender(name),
    },
    shown,
    holds: () => ({ ...session.phone.holds, practice: practising?.exchange.holds() }),
    settled: () => settled(session),
    wake: why => session.wake(why),
    async close() {
      closing = true
      await changing
      const ofPractice = practising?.journal
      await leave()
      unfollow()
      await session.close()
      ofPractice?.close()
      journal.close()
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
