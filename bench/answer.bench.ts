import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, it } from 'vitest'
import { type DeskOnExchange, aDeskOnExchange } from '../tests/exchange/aDeskOnExchange'
import { callFromOutside } from '../tests/exchange/rig/OutsideCaller'
import { until } from '../tests/exchange/rig/until'
import { onlyCall } from '../tests/support/atTheDesk'
import { clockOffset } from './clockOffset'
import { figure, type Figure, report } from './report'
import { type SocketProxy, watchSocket } from './watchSocket'

const calls = 20

let proxy: SocketProxy
let desk: DeskOnExchange
const figures: Figure[] = []

afterAll(() => report('answer', figures))

for (const condition of ['no STUN', 'silent STUN'] as const) {
  it(`answers ${calls} calls: ${condition}`, { timeout: 300_000 }, async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1')
    await once(silent, 'listening')
    const stun = condition === 'silent STUN' ? [`stun:127.0.0.1:${silent.address().port}`] : []
    desk = await aDeskOnExchange({ account: { stun }, through: async url => (proxy = await watchSocket(url)).url })
    const { page, exchange } = desk
    await page.evaluate(() => {
      const clicks: number[] = []
      Object.assign(window, { clicksForTheBench: clicks })
      addEventListener('click', event => clicks.push(performance.timeOrigin + event.timeStamp), { capture: true })
    })
    const to200: number[] = []
    const toAudio: number[] = []
    for (let call = 0; call < calls; call += 1) {
      const caller = await callFromOutside(exchange, { dial: '0312345678' })
      await page.getByRole('region', { name: 'Incoming call' }).waitFor()
      // A person takes a second at least; the answer is prepared meanwhile.
      await until('it has rung a second', () => proxy.sinceInvite() > 1_000, { every: 50 })
      await page.getByRole('button', { name: 'Answer' }).click()
      await page.locator('[data-phase=talking]').waitFor()
      const audio = await until('the first sound', () =>
        page.evaluate(() => performance.getEntriesByName('audio:first').at(-1)?.startTime ?? false),
      )
      const offset = await clockOffset(page)
      const { clicked, origin } = await page.evaluate(() => ({
        clicked: (window as unknown as { clicksForTheBench: number[] }).clicksForTheBench.at(-1) ?? 0,
        origin: performance.timeOrigin,
      }))
      to200.push(proxy.answeredAt() - (clicked + offset))
      toAudio.push(origin + audio - clicked)
      await caller.hangUp()
      await page.getByRole('button', { name: 'Later' }).click()
      await onlyCall(page).waitFor({ state: 'detached' })
      await page.evaluate(() => performance.clearMarks())
    }
    figures.push(figure('click-to-200', condition, to200), figure('click-to-audio', condition, toAudio))
    await desk.close()
    await proxy.close()
    silent.close()
  })
}
