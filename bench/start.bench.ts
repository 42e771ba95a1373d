import { afterAll, it } from 'vitest'
import { settingsFor } from '../tests/exchange/aDeskOnExchange'
import { startExchange } from '../tests/exchange/rig/Exchange'
import { until } from '../tests/exchange/rig/until'
import { openBrowser } from '../tests/support/openBrowser'
import { type RunningDesk, startDesk } from '../tests/support/startDesk'
import { peerUrl, seats } from './contestants'
import { type Figure, figure, report } from './report'
import { calls as starts } from './rounds'
import { type PeerName, servePeers } from './servePeers'
import { watchSocket } from './watchSocket'

const figures: Figure[] = []

afterAll(() => report('start', figures))

it(`starts ${starts} times`, { timeout: 600_000 }, async () => {
  const exchange = await startExchange()
  const served = await servePeers()
  const proxy = await watchSocket(exchange.wsUrl)
  const browser = await openBrowser()
  const taken: Record<string, number[]> = {}
  const time = async (name: string, start: () => Promise<unknown>): Promise<void> => {
    const since = performance.timeOrigin + performance.now()
    await start()
    await until('it is registered', () => proxy.registeredAt() > since)
    ;(taken[name] ??= []).push(proxy.registeredAt() - since)
  }
  for (let round = 0; round < starts; round += 1) {
    const settings = settingsFor(exchange, { server: proxy.url })
    let desk: RunningDesk | undefined
    await time('Phone Duty', async () => {
      desk = await startDesk({ settings, env: { PHONE_DUTY_PASSWORD: exchange.password } })
    })
    await desk?.stop()
    for (const [name, { extension }] of Object.entries(seats)) {
      const page = await browser.newPage()
      const url = peerUrl(served.url, name as PeerName, { exchange, server: proxy.url, extension })
      await time(name, () => page.goto(url))
      await page.close()
    }
  }
  const { 'Phone Duty': ours = [], ...others } = taken
  figures.push(figure({ name: 'start-to-registered', condition: 'new profile', unit: 'ms' }, ours, others))
  await browser.close()
  await proxy.close()
  await served.close()
  await exchange.stop()
})
