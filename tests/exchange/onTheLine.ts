import type { Locator, Page } from 'playwright-core'
import { press } from '../support/atTheDesk'
import { pageHears, pageHearsSoon, pageHolds } from '../support/pageEar'
import { type DeskOnExchange, ourPitch } from './aDeskOnExchange'
import { callFromOutside, type OutsideCaller } from './rig/OutsideCaller'
import { until } from './rig/until'

type At = Pick<DeskOnExchange, 'exchange' | 'page'>

/** Longer than any limit but that of a lost call: a figure that is too long is still a figure. */
const patience = 50_000

/** The card of the call that is up. */
export const card = (page: Page): Locator => page.getByRole('region', { name: /^Call with / })

/** Waits until the card says that the connection to the phone system is up, or lost. */
export const signalIs = (page: Page, signal: 'up' | 'lost'): Promise<void> =>
  card(page)
    .and(page.locator(`[data-signal=${signal}]`))
    .waitFor({ timeout: patience })

/** Waits until the card says that the sound is up, or has a gap. */
export const soundIs = (page: Page, sound: 'up' | 'gap'): Promise<void> =>
  card(page)
    .and(page.locator(`[data-sound=${sound}]`))
    .waitFor({ timeout: patience })

/** What the card says about a line in trouble. */
export const trouble = (page: Page): Promise<string | null> =>
  card(page).getByTestId('line-trouble').textContent({ timeout: 5_000 })

/** Waits until the screen says that we are registered. */
export const registered = (page: Page): Promise<void> =>
  page.locator('[data-registration=registered]').waitFor({ timeout: patience })

/** Waits until the screen says that we are not: connecting or offline. */
export const unregistered = (page: Page): Promise<void> =>
  page.locator('[data-registration=connecting], [data-registration=offline]').first().waitFor({ timeout: patience })

/** Somebody calls from outside, and is answered; each hears the other. */
export async function talks(
  { exchange, page }: At,
  { tone = 440, dial = '0312345678' }: { readonly tone?: number; readonly dial?: string } = {},
): Promise<OutsideCaller> {
  const caller = await callFromOutside(exchange, { dial, from: { name: 'Okafor', number: '09011112222' }, tone })
  // A call that the exchange ends before it rings says so itself, and why.
  await caller.ringing
  await page.getByRole('region', { name: 'Incoming call' }).waitFor()
  await press(page, 'Answer')
  await caller.answered
  await bothHear(page, caller, tone)
  return caller
}

/** Waits until a caller hears us, from now on: what was heard before does not count. */
export function hearsUs(caller: OutsideCaller, within = 10_000): Promise<true> {
  const since = performance.now()
  return until(
    () => `the caller hears us (now ${JSON.stringify(caller.heard(since))})`,
    () => Math.abs(caller.heard(since).frequency - ourPitch) < 15,
    { within },
  )
}

/** Waits until a caller hears us and we hear the caller. */
export async function bothHear(page: Page, caller: OutsideCaller, tone = 440, within = 10_000): Promise<void> {
  await Promise.all([hearsUs(caller, within), pageHearsSoon(page, tone, within)])
}

/** Waits until neither hears the other any more. */
export async function neitherHears(page: Page, caller: OutsideCaller): Promise<void> {
  await until('the caller hears nothing', () => caller.heard().energy === 0)
  await until('the page hears nothing', async () => (await pageHears(page)).every(({ energy }) => energy < 0.0001))
}

/** Watches a call for a while, and throws at the first moment that either does not hear the other. */
export async function keepHearing(page: Page, caller: OutsideCaller, tone: number, forMs: number): Promise<void> {
  // What a caller has heard is half a second of memory.
  const silences = watchSilence(caller)
  const deadline = performance.now() + forMs
  while (performance.now() < deadline) await pageHearsSoon(page, tone, 1_000)
  const longest = silences.longest()
  silences.stop()
  if (longest > 1_000) throw new Error(`the caller did not hear us for ${longest} ms`)
}

function watchSilence(caller: OutsideCaller): { readonly longest: () => number; readonly stop: () => void } {
  let lastHeard = performance.now()
  let longest = 0
  const look = (): void => {
    if (Math.abs(caller.heard().frequency - ourPitch) < 15) lastHeard = performance.now()
    longest = Math.max(longest, performance.now() - lastHeard)
  }
  const watch = setInterval(look, 50)
  return { longest: () => Math.round(longest), stop: () => clearInterval(watch) }
}

/** Waits until the page has no microphone open and no way to a far end. */
export const allReleased = (page: Page): Promise<true> =>
  until(
    'the microphone is released',
    async () => {
      const { microphones, peers } = await pageHolds(page)
      return microphones === 0 && peers === 0
    },
    { within: patience },
  )

/** Waits until the call is over on screen, its notes still owed. */
export const wrappingUp = (page: Page, within = patience): Promise<void> =>
  page.locator('[data-phase=wrapUp]').first().waitFor({ timeout: within })

/** How many records the screen counts as owed right now. */
export async function owed(page: Page): Promise<number> {
  const count = page.getByTestId('open-records')
  return (await count.count()) === 0 ? 0 : Number(await count.textContent())
}

/** Calls from outside again and again until the phone rings, as somebody does who has to get through. */
export async function ringsAgain({ exchange, page }: At, dial = '0312345678'): Promise<OutsideCaller> {
  const deadline = performance.now() + patience
  while (performance.now() < deadline) {
    const caller = await callFromOutside(exchange, { dial })
    const rings = await Promise.race([caller.ringing.then(() => true), caller.ended.then(() => false)])
    if (!rings) continue
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    return caller
  }
  throw new Error(`nobody could be rung at ${dial} in ${patience} ms`)
}

/** The seconds that a call's clock shows. */
export async function clockOf(page: Page): Promise<number> {
  const shown = (await card(page).getByTestId('call-clock').textContent()) ?? ''
  const digits = shown.match(/\d+/g) ?? []
  return digits.reduce((sum, part) => sum * 60 + Number(part), 0)
}
