import type { Page } from 'playwright-core'
import { ourPitch } from '../tests/exchange/aDeskOnExchange'
import { card, clockOf, hearsUs } from '../tests/exchange/onTheLine'
import { callFromOutside, type OutsideCaller } from '../tests/exchange/rig/OutsideCaller'
import { inTime, until } from '../tests/exchange/rig/until'
import { field, gateAsksFor, press } from '../tests/support/atTheDesk'
import type { MortalDesk, Victim } from './aMortalDesk'
import { pauseFor } from './pauseFor'
import { pickWith, randomFrom } from './randomFrom'
import { type KeptRecord, readJournal } from './readJournal'

/** Where a call is when somebody dies in it. */
export const moments = [
  'ringing',
  'answering',
  'talking',
  'typing',
  'held',
  'ringingColleague',
  'consulting',
  'wrapUp',
  'reload',
] as const

type Moment = (typeof moments)[number]

/** What became of one call in which the app or its page was killed. */
export interface Survival {
  readonly seed: number
  readonly moment: Moment
  readonly victim: Victim
  readonly afterMs: number
  /** How much of what had been typed was gone, in milliseconds before the kill. */
  readonly lostMs: number
  /** Whether the exchange still held the leg when the app was back. */
  readonly wasHeld: boolean
  /** From the restart being ready until the caller heard us, or music on hold; undefined when nobody was to be heard. */
  readonly heardAfterMs: number | undefined
}

/** Longer than what is promised, so that a broken promise has a figure. */
const patienceMs = 15_000

/**
 * One call from outside, and a kill -9 at a random moment of it: of the main process, of the renderer, or of both. Throws
 * when anything is lost that must not be; how long it took is for the caller of this to judge.
 */
export async function whenItDies(desk: MortalDesk, seed: number): Promise<Survival> {
  const random = randomFrom(seed)
  const pick = pickWith(random)
  const moment = moments[seed % moments.length] ?? 'talking'
  const victim: Victim = pick(['app', 'app', 'page', 'both'] as const)
  const afterMs = Math.round(random() * (moment === 'answering' ? 120 : 600))
  const before = (await readJournal(desk.profile)).length
  const saidBefore = (await desk.exchange.messages()).length
  const caller = await callFromOutside(desk.exchange, {
    dial: '0312345678',
    from: { name: 'Okafor', number: '09011112222' },
  })
  try {
    const typing = await goTo(moment, desk, caller)
    await pauseFor(afterMs)
    const clock = await clockShown(desk.page(), moment)
    const diedAt = await desk.dies(victim)
    const typed = await typing.stop()
    const kept = recordOf(await readJournal(desk.profile), before)
    const lostMs = lostOf(typed, kept.requirement, diedAt)
    const saidUntilThen = (await desk.exchange.messages()).length
    const readyAt = await desk.comesBack()
    const isKnown = victim === 'page' || (kept.isNamed && !(await isUnconfirmed(desk, saidBefore, saidUntilThen)))
    const wasHeld = isKnown && (await isHeldByExchange(desk))
    const heardAfterMs = await goesOn({ desk, caller, moment, victim, kept, wasHeld, readyAt, clock })
    return { seed, moment, victim, afterMs, lostMs, wasHeld, heardAfterMs }
  } catch (error) {
    const lastLog = desk.log().trimEnd().split('\n').slice(-40).join('\n')
    const story = `seed ${seed}: ${victim} killed ${afterMs} ms into "${moment}"`
    throw new Error(`${story}: ${messageOf(error)}\n${lastLog}`, { cause: error })
  } finally {
    await clears(desk)
    await caller.stop()
  }
}

interface Letter {
  readonly letter: string
  readonly at: number
}

interface Typing {
  stop(): Promise<readonly Letter[]>
}

/** Brings the call to that moment. Somebody types meanwhile, wherever there are notes to type into. */
async function goTo(moment: Moment, { page: pageNow, colleague }: MortalDesk, caller: OutsideCaller): Promise<Typing> {
  const page = pageNow()
  await page.getByRole('region', { name: 'Incoming call' }).waitFor()
  if (moment === 'ringing') return nothingTyped
  await press(page, 'Answer')
  if (moment === 'answering') return nothingTyped
  await page.locator('[data-phase=talking]').waitFor()
  await hearsUs(caller)
  if (moment === 'talking') return nothingTyped
  if (moment === 'typing') return types(page)
  await field(page, 'What do they need?').fill('the invoice')
  await page.locator('[data-phase=talking]').waitFor()
  const written = { stop: () => Promise.resolve([...'the invoice'].map(letter => ({ letter, at: 0 }))) }
  switch (moment) {
    case 'held':
      await press(page, 'Hold')
      await page.locator('[data-phase=held]').waitFor()
      return written
    case 'ringingColleague':
    case 'consulting':
      await announces(page)
      await colleague.ringing()
      if (moment === 'consulting') {
        await colleague.answer()
        await colleague.hears(ourPitch)
      }
      return written
    case 'wrapUp':
      await caller.hangUp()
      await page.locator('[data-phase=wrapUp]').waitFor()
      await field(page, 'What do they need?').fill('')
      return types(page)
    case 'reload':
      void page.reload({ waitUntil: 'commit' }).catch(() => undefined) // its page may die under it
      return written
  }
}

const nothingTyped: Typing = { stop: () => Promise.resolve([]) }

async function announces(page: Page): Promise<void> {
  await page.keyboard.press('Alt+T')
  await page.getByRole('searchbox', { name: 'Find a person or topic' }).waitFor()
  await page.keyboard.type('201')
  await press(page, 'Announce to 201')
}

/** Types a letter after the other until told to stop, or until nobody listens. */
function types(page: Page): Typing {
  const typed: Letter[] = []
  const told = new AbortController()
  const typing = (async () => {
    await field(page, 'What do they need?').focus()
    while (!told.signal.aborted) {
      const letter = 'abcdefghij'.charAt(typed.length % 10)
      typed.push({ letter, at: performance.now() })
      await page.keyboard.press(letter)
    }
  })().catch(() => undefined) // the page has died
  return {
    async stop() {
      told.abort()
      // A page that was killed never says that a key was pressed.
      await inTime('the last letter is typed', typing, 1_000).catch(() => undefined)
      return typed
    },
  }
}

/** The one record of the call. There were so many before it. */
function recordOf(records: readonly KeptRecord[], before: number): KeptRecord {
  const [record, ...more] = records.slice(before)
  if (!record || more.length > 0) throw new Error(`${records.length - before} records for one call`)
  return record
}

/** How long before the kill the first letter was typed that is gone. Throws when there is a letter that nobody typed. */
function lostOf(typed: readonly Letter[], kept: string, diedAt: number): number {
  const all = typed.map(({ letter }) => letter).join('')
  if (!all.startsWith(kept)) throw new Error(`"${kept}" was kept where "${all}" was typed`)
  const firstLost = typed[kept.length]?.at
  return firstLost === undefined ? 0 : Math.max(0, Math.round(diedAt - firstLost))
}

async function clockShown(page: Page, moment: Moment): Promise<number> {
  const hasClock = moment === 'talking' || moment === 'typing' || moment === 'held'
  return hasClock ? await clockOf(page) : 0
}

const isHeldByExchange = async ({ exchange }: MortalDesk): Promise<boolean> =>
  (await exchange.channels()).some(({ endpoint, state }) => endpoint === '101' && state === 'Up')

/**
 * Whether a leg of ours that took another's place before we died was never confirmed: its 200 OK had not reached us, so
 * nobody on this side has ever heard of it. The exchange drops it by itself (64 times T1). What the app does once it is
 * back is no part of it.
 */
async function isUnconfirmed({ exchange }: MortalDesk, saidBefore: number, saidUntilThen: number): Promise<boolean> {
  const messages = (await exchange.messages()).slice(saidBefore)
  const replacing = messages
    .slice(0, saidUntilThen - saidBefore)
    .filter(({ kind, header }) => kind === 'INVITE' && header('Replaces') !== undefined)
  return replacing.some(invite => {
    const ofIt = messages.filter(({ header }) => header('Call-ID') === invite.header('Call-ID'))
    const accepted = ofIt.findIndex(({ kind, direction }) => kind === '200' && direction === 'sent')
    return accepted >= 0 && !ofIt.slice(accepted).some(({ kind }) => kind === 'ACK')
  })
}

interface Aftermath {
  readonly desk: MortalDesk
  readonly caller: OutsideCaller
  readonly moment: Moment
  readonly victim: Victim
  readonly kept: KeptRecord
  readonly wasHeld: boolean
  readonly readyAt: number
  readonly clock: number
}

/** Waits until everything is as it was, and hands on how long the caller had to wait for it. */
async function goesOn({ desk, caller, moment, victim, kept, wasHeld, readyAt, clock }: Aftermath) {
  const page = desk.page()
  // The answer may have died with the page that was to make it: then it rings on, and can be answered again.
  const mayRing = moment === 'ringing' || (moment === 'answering' && !wasHeld)
  const rings = page.getByRole('region', { name: 'Incoming call' })
  if (mayRing && victim === 'page') {
    await rings.waitFor()
    await press(page, 'Answer')
    return heardAfter(caller, performance.now())
  }
  if (!wasHeld) {
    const record = (await readJournal(desk.profile)).find(({ callId }) => callId === kept.callId)
    // What was typed before a page died may still be on its way when we look for the first time.
    if (!record?.requirement.startsWith(kept.requirement)) throw new Error('the record lost its words at the restart')
    // A call that nobody answered is missed, and owes nothing; whether an answer got through is the exchange's to say.
    const isOver = record.state === 'open' || (record.state === 'closed' && record.ending === 'missed')
    const mayBeMissed = moment === 'ringing' || moment === 'answering'
    if (!isOver || (record.state === 'closed' && !mayBeMissed))
      throw new Error(`the record is ${record.state}, the call ${record.ending}`)
    return undefined
  }
  const isHandedOver = moment === 'ringingColleague' || moment === 'consulting'
  // Whoever was being handed over is back with us, unless only the page was gone: then the hand-over goes on.
  const phase = moment === 'held' ? 'held' : isHandedOver && victim === 'page' ? 'handingOver' : 'talking'
  const heardAfterMs = await (phase === 'talking' ? heardAfter(caller, readyAt) : musicAfter(caller, readyAt))
  await page.locator(`[data-phase=${phase}]`).waitFor()
  const shown = await card(page).getAttribute('data-call-id')
  if (shown !== kept.callId) throw new Error(`the call goes on as ${shown}, not as ${kept.callId}`)
  if ((await card(page).getAttribute('data-line')) !== 'external') throw new Error('the line is another one')
  if ((await clockOf(page)) < clock) throw new Error(`the clock shows ${await clockOf(page)} s after ${clock} s`)
  const notes = await field(page, 'What do they need?').inputValue()
  if (!notes.startsWith(kept.requirement)) throw new Error(`"${notes}" is shown where "${kept.requirement}" was kept`)
  if (moment === 'consulting' && phase === 'talking') await desk.colleague.idle(patienceMs)
  if (moment === 'consulting' && phase === 'handingOver') await desk.colleague.hears(ourPitch)
  if (phase !== 'talking') {
    await page.keyboard.press('Escape')
    await page.locator('[data-phase=talking]').waitFor()
    await heardAfter(caller, performance.now())
  }
  await press(page, 'End call')
  await gateAsksFor(page, notes === '' ? 'requirement' : 'callerName')
  return heardAfterMs
}

async function heardAfter(caller: OutsideCaller, since: number): Promise<number> {
  await hearsUs(caller, patienceMs)
  return Math.round(performance.now() - since)
}

async function musicAfter(caller: OutsideCaller, since: number): Promise<number> {
  const hears = () => {
    const { frequency, energy } = caller.heard(since)
    if (energy > 1e-6 && Math.abs(frequency - ourPitch) < 15) throw new Error('the caller on hold hears us')
    return energy > 1e-6
  }
  await until('the caller on hold hears music', hears, { within: patienceMs })
  return Math.round(performance.now() - since)
}

async function clears({ exchange, colleague, page }: MortalDesk): Promise<void> {
  await exchange.hangUpAll()
  if (colleague.state() !== 'idle') await colleague.hangUp()
  const up = ['calling', 'ringing', 'talking', 'held', 'handingOver'].map(phase => `[data-phase=${phase}]`).join()
  await page().waitForFunction(wanted => document.querySelector(wanted) === null, up)
  await until('the desk is clear', async () => {
    if ((await page().locator('[data-phase]').count()) === 0) return true
    await page().getByRole('button', { name: 'Later', exact: true }).first().click({ timeout: 1_000 })
    return false
  })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
