import { afterAll, it } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { aDeskOnExchange } from '../tests/exchange/aDeskOnExchange'
import { startExchange } from '../tests/exchange/rig/Exchange'
import { openBrowser } from '../tests/support/openBrowser'
import { peerUrl, seats } from './contestants'
import { useOf } from './processTree'
import { type Figure, figure, report } from './report'
import { type PeerName, servePeers } from './servePeers'

const settleMs = 20_000
const windows = 20
const windowMs = 10_000

const figures: Figure[] = []

afterAll(() => report('idle', figures))

it(`does nothing for ${(windows * windowMs) / 1_000} s`, { timeout: 600_000 }, async () => {
  const exchange = await startExchange()
  const served = await servePeers()
  const desk = await aDeskOnExchange({ at: exchange })
  const open = async (url: string): Promise<readonly [Browser, Page]> => {
    const browser = await openBrowser()
    const page = await browser.newPage({ viewport: { width: 420, height: 680 } })
    await page.goto(url)
    return [browser, page]
  }
  const browsers: Browser[] = []
  const roots: Record<string, readonly number[]> = { 'Phone Duty': [desk.desk.pid, await pidOf(desk.browser)] }
  for (const [name, { extension }] of Object.entries(seats)) {
    const url = peerUrl(served.url, name as PeerName, { exchange, server: exchange.wsUrl, extension })
    const [browser, page] = await open(url)
    await page.locator('[data-registration=registered]').waitFor({ state: 'attached' })
    browsers.push(browser)
    roots[name] = [await pidOf(browser)]
  }
  // What the browser itself costs, whoever is in it.
  const [empty] = await open('about:blank')
  browsers.push(empty)
  roots['an empty page'] = [await pidOf(empty)]

  await pause(settleMs)
  const cpu: Record<string, number[]> = {}
  const memory: Record<string, number[]> = {}
  let before = Object.entries(roots).map(([name, pids]) => ({ name, pids, use: useOf(pids), at: performance.now() }))
  for (let window = 0; window < windows; window += 1) {
    await pause(windowMs)
    before = before.map(last => {
      const use = useOf(last.pids)
      const at = performance.now()
      const share = (use.cpuSeconds - last.use.cpuSeconds) / ((at - last.at) / 1_000)
      ;(cpu[last.name] ??= []).push(share * 100)
      ;(memory[last.name] ??= []).push(use.mebibytes)
      return { ...last, use, at }
    })
  }
  figures.push(
    besidePeers({ name: 'idle-cpu', condition: 'registered, no call', unit: '%' }, cpu),
    besidePeers({ name: 'memory', condition: 'registered, no call', unit: 'MiB' }, memory),
  )
  await Promise.all(browsers.map(browser => browser.close()))
  await desk.close()
  await served.close()
  await exchange.stop()
})

function besidePeers(named: Parameters<typeof figure>[0], measured: Readonly<Record<string, number[]>>): Figure {
  const { 'Phone Duty': ours = [], ...others } = measured
  return figure(named, ours, others)
}

async function pidOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const own = processInfo.find(({ type }) => type === 'browser')
  await session.detach()
  if (!own) throw new Error('The browser does not know itself.')
  return own.id
}
