import type { Browser, Page } from 'playwright-core'
import type { LineKind } from '../../domain/phone/classifyLine'
import type { Caller } from '../../electron/practice/invitation'
import {
  aDeskInPractice,
  type DeskInPractice,
  nobodyIsOnTheLine,
  okafor,
  ourPitch,
  type Overheard,
  type PracticeWanted,
} from '../support/aDeskInPractice'
import { callIn, press } from '../support/atTheDesk'
import { clearTheDesk, oneForTheGroup } from './sharing'

/** Who calls on each kind of line: a customer, a colleague, somebody who may be one. */
const whoCalls: Readonly<Record<LineKind, Caller>> = {
  external: okafor,
  internal: { number: '201', name: 'Tomas Lind', line: 'internal' },
  unverified: { ...okafor, number: '201', name: 'Tomas Lind', line: 'unverified' },
}

/** A desk on the practice exchange, and those who call there or are called, for journeys that ask nothing odd of it. */
export interface DeskWithCallers extends DeskInPractice {
  /** Rings as one does on such a line, or as somebody in particular. */
  rings(who: LineKind | Caller): OnTheLine
  /** Rings, is answered with a click, and is on the line. */
  talksTo(line: LineKind): Promise<OnTheLine>
  /** Whoever is called at that number next, and answers at once. */
  willAnswer(number: string): Promise<OnTheLine>
}

/** Somebody at the far end, from the first ring to the last word. */
export interface OnTheLine {
  /** Waits until they hear our phone ring. */
  hearsRinging(): Promise<void>
  /** Waits until both the exchange and the page say that we talk, on the line on which they rang; by any button or key. */
  isAnswered(): Promise<void>
  /** Waits until they are told that we are busy. */
  isDeclined(): Promise<void>
  /** Waits until they hear what Rosa says into her microphone. */
  hearsUs(): Promise<void>
  /** Waits until they hear music, because we have put them on hold. */
  isHeld(): Promise<void>
  /** Gives up while it rings, hangs up afterwards. */
  hangsUp(): void
  /** Waits until the exchange has heard that we ended the call. */
  isHungUpOn(): Promise<void>
  /** Whether we have ended the call by now. */
  wasHungUpOn(): boolean
}

/** A desk with callers for all journeys of a group. Each of them leaves it as it found it: with nobody on the line. */
export function oneDeskWithCallers(browser: () => Browser, wanted: PracticeWanted = {}): () => DeskWithCallers {
  return oneForTheGroup(
    async () => withCallers(await aDeskInPractice({ ...wanted, browser: browser() })),
    async ({ page, exchange }) => {
      await clearTheDesk(page)
      await nobodyIsOnTheLine(exchange)
    },
  )
}

function withCallers(desk: DeskInPractice): DeskWithCallers {
  const { exchange, page } = desk
  const rings = (who: LineKind | Caller) =>
    onTheLine(page, desk.hums(exchange.ring(typeof who === 'string' ? whoCalls[who] : who)))
  // Not a copy of it: whoever kills the desk has another one afterwards.
  return Object.assign(desk, {
    rings,
    async talksTo(line: LineKind) {
      const caller = rings(line)
      await press(page, 'Answer')
      await caller.isAnswered()
      return caller
    },
    async willAnswer(number: string) {
      exchange.behaves(number, { kind: 'answers', afterMs: 0 })
      return onTheLine(page, await desk.nextCallTo(number))
    },
  })
}

function onTheLine(page: Page, { leg, events, sees, hears }: Overheard): OnTheLine {
  const endedByUs = () => events.some(event => event.type === 'ended' && event.by === 'user')
  return {
    async hearsRinging() {
      await sees('ringing')
    },
    async isAnswered() {
      await sees('answered')
      const talks = callIn(page, 'talking')
      await (leg.began === 'by them' ? talks.and(page.locator(`[data-line=${leg.line}]`)) : talks).waitFor()
    },
    async isDeclined() {
      const { code } = await sees('ended')
      if (code !== 486) throw new Error(`${leg.name} was told ${code}, not 486`)
    },
    hearsUs: () => hears(ourPitch),
    async isHeld() {
      await sees('heldByUser')
    },
    hangsUp: () => leg.hangUp(),
    async isHungUpOn() {
      await sees('ended')
      if (!endedByUs()) throw new Error(`the call of ${leg.name} ended, but not by us`)
    },
    wasHungUpOn: endedByUs,
  }
}
