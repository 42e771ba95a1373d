import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aDeskOnExchange } from '../tests/exchange/aDeskOnExchange'
import { aFaultyDesk, oneFaultyDesk } from '../tests/exchange/aFaultyDesk'
import { bothHear, card, registered, ringsAgain, talks, wrappingUp } from '../tests/exchange/onTheLine'
import { refreshesOf } from '../tests/exchange/rig/refreshesOf'
import { until } from '../tests/exchange/rig/until'
import { figure, took } from '../tests/support/took'

/** What the tests of survival show once, shown as often or as long as the requirement says. */
const minute = 60_000

describe('a dropped socket', () => {
  const at = oneFaultyDesk()

  it('lets a new call ring within five seconds, p95 of twenty', { timeout: 10 * minute }, async () => {
    const took: number[] = []
    for (let round = 0; round < 20; round += 1) {
      const since = performance.now()
      at().path[round % 2 === 0 ? 'cut' : 'close']()
      const caller = await ringsAgain(at())
      took.push(performance.now() - since)
      await caller.cancel()
      await at().page.getByRole('region', { name: 'Incoming call' }).waitFor({ state: 'detached' })
    }
    const sorted = took.toSorted((one, other) => one - other)
    figure('idle, socket dropped 20 times: a new call rings, p95', sorted[18] ?? Infinity, { limit: 5_000 })
  })

  it('for ten minutes, the exchange gone: registered 35 s after it is back', { timeout: 15 * minute }, async () => {
    const { exchange, page, path } = at()
    const since = performance.now()
    await exchange.kill()
    await pause(10 * minute)
    expect(path.requests('REGISTER', since)).toEqual([])
    await exchange.restart()
    await took('idle, exchange gone for 10 min: registered after it is back', registered(page), { limit: 35_000 })
  })
})

it(
  'a call lives through three questions of the exchange whether it is still there',
  { timeout: 5 * minute },
  async () => {
    const rig = await aDeskOnExchange({ account: { extension: '103', displayName: 'Tanaka Yui' } })
    try {
      const caller = await talks(rig, { dial: '0312345680' })
      await until('three are answered', async () => (await refreshesOf(rig.exchange)).length >= 3, {
        within: 4 * minute,
        every: 1_000,
      })
      await bothHear(rig.page, caller)
      await caller.hangUp()
      await wrappingUp(rig.page)
    } finally {
      await rig.close()
    }
  },
)

it('an app that is killed ten times in one call takes it back ten times', { timeout: 10 * minute }, async () => {
  const rig = await aFaultyDesk()
  try {
    const caller = await talks(rig)
    const callId = await card(rig.page).getAttribute('data-call-id')
    for (let round = 1; round <= 10; round += 1) {
      await rig.desk.kill()
      await rig.page.goto('about:blank')
      await rig.startAgain()
      await took(`app killed, time ${round} of one call: both hear`, bothHear(rig.page, caller), { limit: 3_000 })
      expect(await card(rig.page).getAttribute('data-call-id')).toBe(callId)
    }
    await caller.hangUp()
    await wrappingUp(rig.page)
  } finally {
    await rig.close()
  }
})
