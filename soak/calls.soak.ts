import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ClientOnExchange, aClientOnExchange } from '../tests/exchange/aClientOnExchange'
import { type DeskPhone, startDeskPhone } from '../tests/exchange/rig/DeskPhone'
import { everythingIsGivenBack, oneOfMany, whatIsLeft } from './manyCalls'
import { seeds, soakRound } from './soakRound'

/** How many calls make one soak: a leak shows only in a process that has taken them all. */
const calls = Number(process.env['SOAK_CALLS'] ?? 1_000)
const lookEvery = 50

let rig: ClientOnExchange
let colleague: DeskPhone

beforeAll(async () => {
  rig = await aClientOnExchange({ nodeArgs: ['--expose-gc'] })
  colleague = await startDeskPhone(rig.exchange, { as: '201', tone: 600 })
})

afterAll(async () => {
  await colleague.stop()
  await rig.close()
})

const mb = (bytes: number): number => Math.round(bytes / 1e5) / 10

it.each(seeds(1))(`${calls} calls, one after the other, seed %i`, { timeout: calls * 10_000 + 120_000 }, seed =>
  soakRound('calls', seed, async () => {
    for (let round = 0; round < 10; round += 1) await oneOfMany(rig, colleague, round)
    const before = await everythingIsGivenBack(rig, 40_000)
    const story: string[] = []
    for (let round = 10; round < calls; round += 1) {
      await oneOfMany(rig, colleague, round)
      if ((round + 1) % lookEvery !== 0) continue
      const { heapUsed, rss } = await whatIsLeft(rig)
      story.push(`${round + 1}: heap ${mb(heapUsed)} MB, RSS ${mb(rss)} MB`)
    }
    const after = await everythingIsGivenBack(rig, 40_000)
    const heapGrowthMb = mb(after.heapUsed - before.heapUsed)
    expect(heapGrowthMb, story.join('\n')).toBeLessThan(20)
    expect(after.resources, 'timers and sockets').toBeLessThanOrEqual(before.resources + 2)
    return {
      calls,
      heapGrowthMb,
      rssMb: mb(after.rss),
      rssGrowthMb: mb(after.rss - before.rss),
      story: story.join('; '),
    }
  }),
)
