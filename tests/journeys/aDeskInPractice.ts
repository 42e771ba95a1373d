import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Caller } from '../../electron/practice/invitation'
import type { Behaviour, Person } from '../../electron/practice/Person'
import { openPracticeExchange, type PracticeExchange } from '../../electron/practice/PracticeExchange'
import type { LegEvent, PracticeLeg } from '../../electron/practice/PracticeLeg'
import { pitchOf, tone, toneWav } from '../exchange/rig/pitch'
import { until } from '../exchange/rig/until'
import { openBrowser } from '../support/openBrowser'
import { openPageEar, pageHearsSoon } from '../support/pageEar'
import { type RunningDesk, startDesk } from '../support/startDesk'

/** The pitch of Rosa's voice, in hertz, and of whoever calls her or is called. */
export const ourPitch = 700
export const theirPitch = 440

/** Ms Okafor, who calls from outside. */
export const okafor: Caller = {
  number: '+442079460018',
  name: 'Ms Okafor',
  line: 'external',
  calledNumber: '+442079460100',
}

/** The whole app, registered as 200 on a practice exchange. */
export interface DeskInPractice {
  readonly exchange: PracticeExchange
  readonly desk: RunningDesk
  readonly browser: Browser
  readonly page: Page
  /** Does nothing but hum, from the moment that they are on the line. */
  hums(leg: PracticeLeg, hertz?: number): Overheard
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

export interface PracticeWanted {
  readonly people?: readonly Person[]
  readonly more?: object
  readonly nodeArgs?: readonly string[]
}

const answersSoon: Behaviour = { kind: 'answers', afterMs: 300 }

/** Those whom a journey calls. */
export const colleagues: readonly Person[] = [
  { number: '201', name: 'Tomas Lind', behaviour: answersSoon },
  { number: '202', name: 'Ines Prat', behaviour: { kind: 'busy' } },
  { number: '203', name: 'Wen Li', behaviour: { kind: 'neverAnswers' } },
  { number: '204', name: 'Dana Fox', behaviour: { kind: 'mailbox' } },
  { number: '205', name: 'Kim Berg', behaviour: { kind: 'declines', afterMs: 1_000 } },
]

/** Opens an exchange, and a desk and a page of it that have registered there. */
export async function aDeskInPractice({
  people = colleagues,
  more = {},
  nodeArgs = [],
}: PracticeWanted = {}): Promise<DeskInPractice> {
  const exchange = await openPracticeExchange({ people, displayName: 'Rosa' })
  const folder = await mkdtemp(join(tmpdir(), 'phone-duty-practice-'))
  const microphone = join(folder, 'voice.wav')
  await writeFile(microphone, toneWav(ourPitch, 2))
  const desk = await startDesk({
    settings: {
      accounts: [exchange.settings],
      calledNumbers: [{ number: '+442079460100', answerAs: 'Example Trading' }],
      ...more,
    },
    env: { PHONE_DUTY_PASSWORD: exchange.password },
    nodeArgs,
  })
  const browser = await openBrowser({ microphone })
  const page = await browser.newPage({ viewport: { width: 420, height: 680 } })
  await openPageEar(page)
  await page.goto(desk.url)
  await page.locator('[data-registration=registered]').waitFor()
  return {
    exchange,
    desk,
    browser,
    page,
    hums: (leg, hertz = theirPitch) => humming(leg, hertz),
    async close() {
      await browser.close()
      await desk.stop()
      await exchange.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Lets somebody hum for a minute once they are on the line, and remembers what becomes of them. */
function humming(leg: PracticeLeg, hertz: number): Overheard {
  const events: LegEvent[] = []
  leg.on(event => events.push(event))
  void leg.say(Int16Array.from(tone(hertz, 60), sample => Math.round(sample * 0x7fff)))
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
