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
  report('answer', figures)
  await exchange.stop()
})

for (const condition of conditions) {
  it(`answers ${calls} calls each: ${condition}`, { timeout: 1_800_000 }, async () => {
    const contestants = await openContestants(exchange, condition)
    const measured = await takeRounds(exchange, contestants.all, async ({ page, proxy }, moments) => {
      await page.getByRole('button', { name: 'Answer' }).waitFor()
      // A person takes a second at least.
      await until('it has rung a second', () => proxy.sinceInvite() > 1_000, { every: 50 })
      await page.getByRole('button', { name: 'Answer' }).click()
      await until('there is sound', async () => (await moments()).heard > 0, { within: 60_000, every: 100 })
      const { clicked, answered, heard } = await moments()
      return { 'click-to-200': answered - clicked, 'click-to-audio': heard - clicked }
    })
    figures.push(...figuresOf(measured, condition))
    await contestants.close()
  })
}
