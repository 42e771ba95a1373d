import { rm } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import type { CallView } from '../../domain/desk/DeskView'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { Caller } from '../../electron/practice/invitation'
import type { Person } from '../../electron/practice/Person'
import {
  openPracticeExchange,
  type PracticeExchange,
  type PracticeOptions,
} from '../../electron/practice/PracticeExchange'
import type { LegEvent, PracticeLeg } from '../../electron/practice/PracticeLeg'
import { pitchOf, tone } from '../exchange/rig/pitch'
import { until } from '../exchange/rig/until'
import { openBrowser } from './openBrowser'
import { type DeskClient, openDeskClient } from './openDeskClient'
import { openPage } from './openPage'
import { openPageEar, pageHearsSoon } from './pageEar'
import { type DeskWanted, type RunningDesk, startDesk } from './startDesk'

/** The pitch of Rosa's voice, in hertz, and of whoever calls her or is called. */
export const ourPitch = 700
export const theirPitch = 440
export const colleaguesPitch = 600

/** Ms Okafor, who calls from outside. */
export const okafor: Caller = {
  number: '+442079460018',
  name: 'Ms Okafor',
  line: 'external',
  calledNumber: '+442079460100',
}

type Phase = CallView['phase']
type CallIn<Wanted extends Phase> = Extract<CallView, { phase: Wanted }>

/** The whole app, registered as 200 on a practice exchange, and somebody who speaks to it without drawing anything. */
export interface DeskInPractice {
  readonly exchange: PracticeExchange
  readonly desk: RunningDesk
  readonly page: Page
  readonly client: DeskClient
  /** Lets somebody hum for a minute, from the moment that they are on the line. */
  hums(leg: PracticeLeg, hertz?: number): Overheard
  /** The next whose phone is called at that number, humming. */
  nextCallTo(number: string, hertz?: number): Promise<Overheard>
  /** Waits for a call in this phase; any call, or the one with this id. */
  inPhase<Wanted extends Phase>(phase: Wanted, callId?: string): Promise<CallIn<Wanted>>
  atStage(stage: CallIn<'handingOver'>['handOver']['stage']): Promise<CallIn<'handingOver'>>
  /** Ms Okafor calls and is answered, and the two hear each other. */
  talksToOkafor(hertz?: number): Promise<{ readonly caller: Overheard; readonly callId: string }>
  handsOver(callId: string, number: string, way?: 'announce' | 'send'): Promise<string>
  newestRecord(): Promise<CallRecord>
  /** Reloads the page, which keeps the sound. */
  reloads(): Promise<void>
  /** Ends the app as a power cut would, and starts it again on the same profile. */
  diesAndStartsAgain(): Promise<void>
  /** Ends everything that is up and clears the desk, between two tests. */
  clears(): Promise<void>
  close(): Promise<void>
}

/** Somebody on the line, and all that became of them so far. */
export interface Overheard {
  readonly leg: PracticeLeg
  readonly events: readonly LegEvent[]
  /** Waits until something becomes of them; what has been counts. */
  sees<Type extends LegEvent['type']>(type: Type, times?: number): Promise<Extract<LegEvent, { type: Type }>>
  /** Waits until they hear a pitch, give or take a little. */
  hears(hertz: number): Promise<void>
}

export interface PracticeWanted extends Pick<PracticeOptions, 'sending'> {
  /** More settings beside the account. */
  readonly more?: object
  /** A browser that is open already, and stays open. Without it, one of its own, into which Rosa hums. */
  readonly browser?: Browser
  readonly nodeArgs?: readonly string[]
  /** Puts something between the desk and the exchange's socket, and says where. */
  readonly through?: (url: string) => Promise<string>
  /** Done to the page before it goes anywhere. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

/** Those whom a journey calls. */
export const colleagues: readonly Person[] = [
  { number: '201', name: 'Tomas Lind', behaviour: { kind: 'answers', afterMs: 300 } },
  { number: '202', name: 'Ines Prat', behaviour: { kind: 'busy' } },
  { number: '203', name: 'Wen Li', behaviour: { kind: 'waits' } },
  { number: '204', name: 'Dana Fox', behaviour: { kind: 'mailbox' } },
  { number: '205', name: 'Kim Berg', behaviour: { kind: 'declines', afterMs: 500 } },
  { number: '206', name: 'Jo Adeyemi', behaviour: { kind: 'notRegistered' } },
]

/** Opens an exchange, and a desk and a page of it that have registered there. */
export async function aDeskInPractice({
  sending = {},
  more = {},
  browser: shared,
  nodeArgs = [],
  through = url => Promise.resolve(url),
  prepare = () => Promise.resolve(),
}: PracticeWanted = {}): Promise<DeskInPractice> {
  const exchange = await openPracticeExchange({ people: colleagues, displayName: 'Rosa', sending })
  const server = await through(exchange.settings.server)
  const given: DeskWanted = {
    settings: {
      accounts: [{ ...exchange.settings, server }],
      calledNumbers: [{ number: '+442079460100', answerAs: 'Example Trading' }],
      ...more,
    },
    env: { PHONE_DUTY_PASSWORD: exchange.password },
    nodeArgs,
  }
  let desk = await startDesk(given)
  const browser = shared ?? (await openBrowser({ hums: ourPitch }))
  const page = await openPage(browser, desk, async page => {
    await openPageEar(page)
    await prepare(page)
  })
  await page.locator('[data-registration=registered]').waitFor()
  let client = await openDeskClient(desk)
  const everybody = new Set<PracticeLeg>()
  const hums = (leg: PracticeLeg, hertz = theirPitch): Overheard => {
    everybody.add(leg)
    return humming(leg, hertz)
  }
  await client.sees('its sound', ({ audioRoom, microphone: state }) => audioRoom && state === 'ready')
  const inPhase = <Wanted extends Phase>(phase: Wanted, callId?: string) =>
    client.sees(`a call ${phase}`, ({ calls }) =>
      calls.find(
        (call): call is CallIn<Wanted> => call.phase === phase && (callId === undefined || call.callId === callId),
      ),
    )
  return {
    exchange,
    get desk() {
      return desk
    },
    page,
    get client() {
      return client
    },
    hums,
    nextCallTo: (number, hertz = colleaguesPitch) =>
      new Promise(resolve => {
        const unhear = exchange.onCallTo(number, leg => {
          unhear()
          resolve(hums(leg, hertz))
        })
      }),
    inPhase,
    atStage: stage =>
      client.sees(`a hand-over ${stage}`, ({ calls }) =>
        calls.find(
          (call): call is CallIn<'handingOver'> => call.phase === 'handingOver' && call.handOver.stage === stage,
        ),
      ),
    async talksToOkafor(hertz = theirPitch) {
      const caller = hums(exchange.ring(okafor), hertz)
      const { callId } = await inPhase('ringing')
      await client.attempt({ type: 'answer', callId })
      await inPhase('talking', callId)
      await Promise.all([caller.hears(ourPitch), rosaHears(page, hertz)])
      return { caller, callId }
    },
    handsOver: (callId, number, way) => client.handsOver(callId, number, way),
    newestRecord: () => client.newestRecord(),
    async reloads() {
      // Else the client would be next to own the sound.
      client.close()
      await page.reload()
      await page.locator('[data-registration]').waitFor()
      client = await openDeskClient(desk)
    },
    async diesAndStartsAgain() {
      client.close()
      await desk.kill()
      desk = await startDesk({ ...given, profile: desk.profile })
      await page.goto(desk.url)
      await page.locator('[data-registration=registered]').waitFor()
      client = await openDeskClient(desk)
    },
    async clears() {
      // Nobody's phone is left off the hook, not even of those who were handed over.
      for (const leg of everybody) if (leg.state !== 'ended') leg.hangUp()
      everybody.clear()
      for (const { callId, phase } of client.desk().calls) {
        if (phase === 'ringing') await client.attempt({ type: 'decline', callId })
        else if (phase !== 'wrapUp') await client.attempt({ type: 'release', callId, reason: 'nobodyThere' })
      }
      await client.sees('no call up', ({ calls }) => calls.every(({ phase }) => phase === 'wrapUp'))
      for (const { callId } of client.desk().calls) await client.attempt({ type: 'putAside', callId })
      await client.sees('an empty desk', ({ calls }) => calls.length === 0)
      await nobodyIsOnTheLine(exchange)
      // The page may be a moment behind, and would show the next test a call of this one.
      await until('an empty page', async () => (await page.locator('[data-phase]').count()) === 0)
    },
    async close() {
      client.close()
      await page.context().close()
      if (!shared) await browser.close()
      await desk.stop()
      await exchange.close()
      await rm(desk.profile, { recursive: true, force: true })
    },
  }
}

/** Waits until the exchange has nobody on the line, and no leg to the phone. */
export const nobodyIsOnTheLine = (exchange: PracticeExchange): Promise<true> =>
  until(
    () => `nobody is on the line (${JSON.stringify(exchange.holds())})`,
    () => {
      const { people, legs: left, dialogs } = exchange.holds()
      return people + left + dialogs === 0
    },
  )

/** A minute of humming, made once: journeys have many callers, and most of them hum alike. */
const hums = new Map<number, Int16Array>()
function humOf(hertz: number): Int16Array {
  const hum = hums.get(hertz) ?? Int16Array.from(tone(hertz, 60), sample => Math.round(sample * 0x7fff))
  hums.set(hertz, hum)
  return hum
}

/** Lets somebody hum for a minute once they are on the line, and remembers what becomes of them. */
function humming(leg: PracticeLeg, hertz: number): Overheard {
  const events: LegEvent[] = []
  leg.on(event => events.push(event))
  void leg.say(humOf(hertz))
  return {
    leg,
    events,
    sees: (type, times = 1) =>
      until(
        () => `${leg.name} is told ${type} (so far ${events.map(event => event.type).join(', ')})`,
        () => events.filter(event => event.type === type)[times - 1] as never,
      ),
    async hears(wanted) {
      const heard = () =>
        pitchOf(
          Float32Array.from(leg.heard(), sample => sample / 0x8000),
          8_000,
        )
      await until(
        () => `${leg.name} hears ${wanted} Hz (now ${JSON.stringify(heard())})`,
        () => heard().energy > 0.0001 && Math.abs(heard().frequency - wanted) < 15,
        { every: 100 },
      )
    },
  }
}

/** Waits until Rosa hears a pitch. */
export const rosaHears = (page: Page, hertz: number): Promise<void> => pageHearsSoon(page, hertz, 10_000)
