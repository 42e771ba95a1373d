import { afterAll, beforeAll, it } from 'vitest'
import { type Exchange, startExchange } from '../tests/exchange/rig/Exchange'
import { until } from '../tests/exchange/rig/until'
import { conditions, openContestants } from './contestants'
import { type Figure, figuresOf, report } from './report'
import { calls, takeRounds } from './rounds'

let exchange: Exchange
const figures: Figure[] = []

beforeAll(async () => {
  exchange = await startExchange({ ringSeconds: 60 })
}, 60_000)

afterAll(async () => {
  report('ring', figures)
  await exchange.stop()
})

for (const condition of conditions) {
  it(`rings ${calls} times each: ${condition}`, { timeout: 1_800_000 }, async () => {
    const contestants = await openContestants(exchange, condition)
    const measured = await takeRounds(exchange, contestants.all, async (_, moments) => {
      await until('it is painted', async () => (await moments()).painted > 0, { every: 100 })
      const { invited, painted } = await moments()
      return { 'invite-to-painted': painted - invited }
    })
    figures.push(...figuresOf(measured, condition))
    await contestants.close()
  })
}
