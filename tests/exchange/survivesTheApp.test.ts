import { DatabaseSync } from 'node:sqlite'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { field, gateAsksFor, owes, press } from '../support/atTheDesk'
import { took } from '../support/took'
import { aFaultyDesk, type FaultyDesk } from './aFaultyDesk'
import { bothHear, card, clockOf, hearsUs, owed, registered, talks, wrappingUp } from './onTheLine'
import type { OutsideCaller } from './rig/OutsideCaller'
import { until } from './rig/until'

/** Ends the app as a power cut would, its page with it. */
async function loses({ desk, page }: FaultyDesk): Promise<number> {
  await desk.kill()
  const since = performance.now()
  await page.goto('about:blank')
  return since
}

/** Waits until the app has been away for longer than a call is taken back without a question. */
const isAwayTooLong = (since: number): Promise<true> =>
  until('the app has been away for more than half a minute', () => performance.now() - since > 31_000, {
    within: 60_000,
    every: 200,
  })

const stillUp = (page: Page): Locator => page.getByRole('region', { name: 'Call still up' })

/** A call, and an app that is killed in it. */
async function inACall(rig: FaultyDesk): Promise<{ readonly caller: OutsideCaller; readonly callId: string | null }> {
  const caller = await talks(rig)
  await field(rig.page, 'What do they need?').fill('the invoice of May')
  await until('the clock runs', async () => (await clockOf(rig.page)) >= 2)
  // What was typed is promised to be on disk within a second.
  await until('the draft is kept', async () => {
    const journal = new DatabaseSync(`${rig.desk.profile}/journal.sqlite`, { readOnly: true })
    const kept = journal.prepare('SELECT count(*) AS rows FROM records WHERE requirement = ?').get('the invoice of May')
    journal.close()
    return Number(kept?.['rows']) > 0
  })
  return { caller, callId: await card(rig.page).getAttribute('data-call-id') }
}

async function withDesk(test: (rig: FaultyDesk) => Promise<void>): Promise<void> {
  const rig = await aFaultyDesk()
  try {
    await test(rig)
  } finally {
    await rig.close()
  }
}

const promised = { limit: 3_000 }

// Each has an exchange, an app and a browser of its own, and two of them mostly wait: so they run side by side.
describe.concurrent('an app that is killed in a call', { timeout: 150_000 }, () => {
  it('and started within half a minute takes the call back by itself, as it was', () =>
    withDesk(async rig => {
      const { page, exchange } = rig
      const { caller, callId } = await inACall(rig)
      const clock = await clockOf(page)
      await loses(rig)
      await rig.startAgain()
      const since = performance.now()
      await Promise.all([
        took('app killed: the caller hears us after the restart', hearsUs(caller), { ...promised, since }),
        took('app killed: both hear after the restart', bothHear(page, caller), { ...promised, since }),
      ])
      expect(await card(page).getAttribute('data-call-id')).toBe(callId)
      expect(await card(page).getAttribute('data-line')).toBe('external')
      expect(await field(page, 'What do they need?').inputValue()).toBe('the invoice of May')
      expect(await clockOf(page)).toBeGreaterThan(clock)
      expect((await exchange.channels()).filter(({ endpoint }) => endpoint === '101')).toHaveLength(1)

      await press(page, 'End call')
      await gateAsksFor(page, 'callerName')
      await caller.hangUp()
      await wrappingUp(page)
    }))

  it('and started within half a minute, after the caller hung up, says so and keeps the record open', () =>
    withDesk(async rig => {
      const { page } = rig
      const { caller } = await inACall(rig)
      const owedBefore = await owed(page)
      await loses(rig)
      await caller.hangUp()
      await rig.startAgain()
      await registered(page)
      // As a card in wrap-up or among what is to finish: either says that the call is over and its record owed.
      const toFinish = page.getByRole('region', { name: 'To finish' }).getByRole('listitem')
      const told = page.locator('[data-phase=wrapUp]').or(toFinish.filter({ hasText: 'the invoice of May' }))
      await took('app killed, caller gone: told as ended', told.first().waitFor(), { limit: 5_000 })

      await owes(page, owedBefore + 1)
      await stillUp(page).waitFor({ state: 'detached' })
      expect(await page.locator('[data-phase=talking], [data-phase=held]').count()).toBe(0)
    }))

  it('and started later asks first, and takes the call back when told to', () =>
    withDesk(async rig => {
      const { page } = rig
      const { caller, callId } = await inACall(rig)
      await isAwayTooLong(await loses(rig))
      await rig.startAgain()
      await stillUp(page).waitFor({ timeout: 10_000 })
      expect(await stillUp(page).textContent()).toMatch(/Your call with .+ is still up/)

      await stillUp(page).getByRole('button', { name: 'Take the call back' }).click()
      await took('app killed, away for long: both hear after the click', bothHear(page, caller), promised)
      expect(await card(page).getAttribute('data-call-id')).toBe(callId)
      expect(await field(page, 'What do they need?').inputValue()).toBe('the invoice of May')
      await caller.hangUp()
      await wrappingUp(page)
    }))

  it('and started later lets the call go when told to, and keeps its record open', () =>
    withDesk(async rig => {
      const { page, exchange } = rig
      const { caller } = await inACall(rig)
      await isAwayTooLong(await loses(rig))
      await rig.startAgain()
      await stillUp(page).getByRole('button', { name: 'Let it go' }).click({ timeout: 10_000 })

      expect(await took('app killed, let go: the caller is let go', caller.ended, { limit: 2_000 })).toMatchObject({
        by: 'them',
      })
      await stillUp(page).waitFor({ state: 'detached' })
      expect(await owed(page)).toBeGreaterThan(0)
      await until('the exchange has no channel', async () => (await exchange.channels()).length === 0)
    }))
})
