import { join } from 'node:path'
import type { StoreApi } from 'zustand/vanilla'
import { type Desk, isBetweenCalls } from '../domain/desk/Desk'
import type { Finding } from '../domain/desk/Finding'
import type { Preferences } from '../domain/desk/Preferences'
import type { Locale } from '../domain/desk/Settings'
import type { PracticeTrouble } from '../domain/practice/PracticeView'
import type { Shown } from './contract/contract'
import type { PracticeWish } from './contract/practiceWish'
import type { Clock } from './desk/Clock'
import type { DeskLog } from './desk/DeskLog'
import { type Journal, openJournal } from './journal/openJournal'
import type { AppSettings, Session } from './openSession'
import { openProgress, type Progress } from './practice/openProgress'
import type { Practice } from './practice/openPractice'
import { practiceAppSettings } from './practice/practiceAppSettings'
import { practiceCompany } from './practice/practiceCompany'
import type { PracticeExchange, PracticeHoldings } from './practice/PracticeExchange'

/** What practice needs: the folder of its scenes and voices, and how many times as fast its people are. */
export interface PracticeOffered {
  readonly assets: string
  readonly pace: number
}

/** The app, as whoever goes into practice and comes back finds it. */
export interface PractisingSurroundings {
  /** Undefined: practice is not to be had. */
  readonly practice: PracticeOffered | undefined
  readonly profile: string
  /** The office's. */
  readonly settings: AppSettings
  readonly clock: Clock
  readonly log: DeskLog
  /** The desk that is in force. */
  readonly state: StoreApi<Desk>
  /** The office's, which no session closes. */
  readonly journal: Journal
  readonly open: (folder: string, journal: Journal, settings: AppSettings) => Session
  /** Another desk takes over at once. Answers the one before, which is still to be closed. */
  readonly sit: (next: Session) => Session
  /** What the rooms are shown of practice has changed. */
  readonly changed: () => void
}

/** The way into practice, and back to work. */
export interface Practising {
  readonly shown: Shown['practice']
  holds(): PracticeHoldings | undefined
  wish(wish: PracticeWish): void
  /** Somebody has just touched something: practice goes on. */
  somebodyIsHere(): void
  /** Leaves practice, and then does something at the office's desk. */
  leaveFor(then: () => void): void
  /** Ends practice, with nobody going back to work. Its desk stays in force until it is closed. */
  close(): Promise<void>
}

/** Practice while it is on, the exchange that is alive as long as it, and what was left at work. */
interface PractisingNow {
  readonly exchange: PracticeExchange
  readonly practice: Practice
  /** What nobody had yet dismissed of it. */
  readonly findings: readonly Finding[]
}

/** For so long practice may stay untouched beside a real line: one that is silent for ever is a lost one. */
const walkedAwayMs = 15 * 60_000

/** Opens the way into practice: one change at a time from one desk to the other. */
export function openPractising(around: PractisingSurroundings): Practising {
  const { practice: offered, profile, settings, clock, log, state, journal, open, sit, changed } = around
  let on: PractisingNow | undefined
  let trouble: PracticeTrouble | undefined
  let troubles = 0
  /** The last change from one desk to another; the next one waits for it. */
  let changing: Promise<void> = Promise.resolve()
  let closing = false
  let idle: NodeJS.Timeout | undefined

  const isFree = () => !closing && isBetweenCalls(state.getState())

  async function begin(scene: string | null): Promise<void> {
    if (on || offered === undefined || !isFree()) return
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
      openPractice({ exchange, ...offered, language, clock, log, progress, session, changed }),
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
    if (!isFree()) return undefined
    const { preferences, findings } = state.getState()
    const folder = join(profile, 'practice')
    const ofPractice = openJournal(folder)
    let next: Session | undefined
    try {
      next = open(folder, ofPractice, practiceAppSettings(exchange, language, keeping(preferences)))
      const practice = openWith(next, openProgress(folder))
      const before = sit(next)
      on = { exchange, practice, findings }
      changed()
      somebodyIsHere()
      return { before, practice }
    } catch (error) {
      if (next) await next.close()
      else ofPractice.close()
      throw error
    }
  }

  async function leave(): Promise<void> {
    if (!on) return
    const { exchange, practice, findings } = on
    // Of what was found at the start only what nobody has dismissed is said again; the journal remembers that by itself.
    const stillFound = findings.filter(({ kind }) => kind !== 'journal-damaged')
    const preferences = keeping(state.getState().preferences)
    const atWork = closing ? undefined : open(profile, journal, { ...settings, findings: stillFound, preferences })
    on = undefined
    clearTimeout(idle)
    practice.close()
    const before = atWork && sit(atWork)
    changed()
    await exchange.close()
    await before?.close()
  }

  const keeping = (kept: Preferences) => ({ kept, keep: settings.preferences.keep })

  /** Whoever walks away from practice is back at work after a while. */
  function somebodyIsHere(): void {
    clearTimeout(idle)
    if (!on || settings.accounts.length === 0) return
    idle = setTimeout(() => move('leave'), walkedAwayMs / clock.speed).unref()
  }

  const inTurn = (change: () => Promise<void>) => {
    changing = changing.then(change).catch((error: unknown) => log.bug(error))
  }

  function tell(next: PracticeTrouble | undefined): void {
    if (trouble === next) return
    trouble = next
    changed()
  }

  /** Into practice or out of it; what keeps somebody from that is told to them. */
  const move = (what: PracticeTrouble['what'], scene: string | null = null) =>
    inTurn(async () => {
      const was = on
      tell(undefined)
      try {
        await (what === 'begin' ? begin(scene) : leave())
      } catch (error) {
        log.bug(error)
        // Past the move itself, only something that nobody waits for went wrong.
        if (on !== was) return
        const problem = error instanceof Error ? error.message : String(error)
        troubles += 1
        tell({ what, problem, told: troubles })
        somebodyIsHere()
      }
    })

  /** People speak and are called as practice was opened; in another language it is opened anew. */
  function ring(scene: string | null): void {
    if (!on) return
    const { view, wish } = on.practice
    if (view.language === state.getState().preferences.phrases) return wish({ type: 'ring', scene })
    // Whoever is still here is looked back on first.
    if (view.stage === 'coming' || view.stage === 'playing' || !isFree()) return
    move('leave')
    move('begin', scene)
  }

  return {
    get shown() {
      return { offered: offered !== undefined, on: on?.practice.view, trouble }
    },
    holds: () => on?.exchange.holds(),
    wish(wish) {
      somebodyIsHere()
      if (wish.type === 'begin' || wish.type === 'leave') return move(wish.type)
      if (wish.type === 'dismissTrouble') return tell(undefined)
      if (wish.type === 'ring') return ring(wish.scene)
      on?.practice.wish(wish)
    },
    somebodyIsHere,
    leaveFor: then =>
      inTurn(async () => {
        // Whatever keeps somebody in practice does not keep them from that.
        await leave().catch((error: unknown) => log.bug(error))
        then()
      }),
    async close() {
      closing = true
      await changing
      await leave()
    },
  }
}
