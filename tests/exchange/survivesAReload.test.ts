import { describe, expect, it } from 'vitest'
import { field, press } from '../support/atTheDesk'
import { pageHearsSoon } from '../support/pageEar'
import { took } from '../support/took'
import { ourPitch } from './aDeskOnExchange'
import { oneFaultyDesk } from './aFaultyDesk'
import { bothHear, card, clockOf, hearsUs, keepHearing, talks, wrappingUp } from './onTheLine'
import { callFromOutside, type OutsideCaller } from './rig/OutsideCaller'
import { until } from './rig/until'

const at = oneFaultyDesk()

/** Waits until a caller on hold hears music. */
const hearsMusic = (caller: OutsideCaller): Promise<true> =>
  until('the caller hears music', () => {
    const { frequency, energy } = caller.heard()
    return energy > 0 && Math.abs(frequency - ourPitch) > 30
  })

// A second is promised. A page's load, its microphone and its peer connection are work for a processor that the test's
// own exchange, browser and caller share; beyond three seconds it is no longer that.
const promised = { limit: 1_000, grace: 2_000 }

describe('a page that is reloaded', () => {
  it('in a call: both hear each other again, and record, notes and clock go on', async () => {
    const { page, path } = at()
    const caller = await talks(at())
    await field(page, 'What do they need?').fill('the invoice of May')
    await until('the clock runs', async () => (await clockOf(page)) >= 2)
    const callId = await card(page).getAttribute('data-call-id')
    const clock = await clockOf(page)

    await page.reload()
    const since = performance.now()
    await Promise.all([
      took('reload in a call: the caller hears us', hearsUs(caller), { ...promised, since }),
      took('reload in a call: we hear the caller', pageHearsSoon(page, 440, 10_000), { ...promised, since }),
    ])
    expect(await card(page).getAttribute('data-call-id')).toBe(callId)
    expect(await card(page).getAttribute('data-phase')).toBe('talking')
    expect(await card(page).getAttribute('data-line')).toBe('external')
    expect(await field(page, 'What do they need?').inputValue()).toBe('the invoice of May')
    expect(await clockOf(page)).toBeGreaterThanOrEqual(clock)
    expect(path.connections()).toHaveLength(1)
    await keepHearing(page, caller, 440, 1_000)

    await caller.hangUp()
    await wrappingUp(page)
  })

  it('three times in a row: still the same call', async () => {
    const { page, exchange } = at()
    const caller = await talks(at())
    const callId = await card(page).getAttribute('data-call-id')
    for (let time = 0; time < 3; time += 1) await page.reload()
    await bothHear(page, caller)

    expect(await card(page).getAttribute('data-call-id')).toBe(callId)
    const ours = (await exchange.channels()).filter(({ endpoint }) => endpoint === '101')
    expect(ours).toHaveLength(1)
    await caller.hangUp()
    await wrappingUp(page)
  })

  it('on hold: the caller stays on hold, with music, and can be taken back', async () => {
    const { page } = at()
    const caller = await talks(at())
    await press(page, 'Hold')
    await page.locator('[data-phase=held]').waitFor()
    await hearsMusic(caller)
    const callId = await card(page).getAttribute('data-call-id')
    let overheard = 0

    const since = performance.now()
    await page.reload()
    await page.locator('[data-phase=held]').waitFor()
    await until('three seconds have passed without a word of ours', () => {
      const { frequency } = caller.heard(since)
      if (Math.abs(frequency - ourPitch) < 15) overheard += 1
      return performance.now() - since > 3_000
    })
    expect(overheard).toBe(0)
    expect(await card(page).getAttribute('data-call-id')).toBe(callId)
    await hearsMusic(caller)
    await press(page, 'Take back')
    await page.locator('[data-phase=talking]').waitFor()
    await bothHear(page, caller)
    await caller.hangUp()
    await wrappingUp(page)
  })

  it('while it rings: it rings on, and can be answered', async () => {
    const { page, exchange } = at()
    const caller = await callFromOutside(exchange, { dial: '0312345678' })
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    await page.reload()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    await press(page, 'Answer')
    await caller.answered
    await bothHear(page, caller)
    await caller.hangUp()
    await wrappingUp(page)
  })
})
