import { afterAll, beforeAll, it } from 'vitest'
import { type Exchange, startExchange } from '../tests/exchange/rig/Exchange'
import { until } from '../tests/exchange/rig/until'
import { conditions, openContestants } from './contestants'
import { type Figure, figuresOf, report } from './report'
import { calls, takeRounds } from './rounds'

// Whoever has not answered by then counts as if they did at that moment.
const patienceMs = 10_000

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
      const since = performance.now()
      await until(
        'there is sound, or has been none for too long',
        async () => {
          return (await moments()).heard > 0 || performance.now() - since > patienceMs
        },
        { within: 2 * patienceMs, every: 100 },
      )
      const { clicked, answered, heard } = await moments()
      const after = (at: number) => (at > clicked ? Math.min(at - clicked, patienceMs) : patienceMs)
      return { 'click-to-200': after(answered), 'click-to-audio': after(heard) }
    })
    figures.push(...figuresOf(measured, condition))
    await contestants.close()
  })
}
