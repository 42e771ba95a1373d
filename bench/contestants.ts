import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { Page } from 'playwright-core'
import { aDeskOnExchange } from '../tests/exchange/aDeskOnExchange'
import type { Exchange } from '../tests/exchange/rig/Exchange'
import { until } from '../tests/exchange/rig/until'
import { onlyCall } from '../tests/support/atTheDesk'
import { type PeerName, peers, servePeers } from './servePeers'
import { openStopwatch } from './stopwatch'
import { type SocketProxy, watchSocket } from './watchSocket'

export const conditions = ['no STUN', 'silent STUN'] as const

export type Condition = (typeof conditions)[number]

/** Somebody who is measured: a page with a phone in it that has registered, and the proxy on its socket. */
export interface Contestant {
  readonly name: 'Phone Duty' | PeerName
  /** The public number that rings it. */
  readonly number: string
  readonly page: Page
  readonly proxy: SocketProxy
  /** Puts away what a call that is over has left on the screen. */
  clear(): Promise<void>
}

/** The extension and the public number of each peer; Phone Duty is 101. All have the same kind of endpoint. */
export const seats: Readonly<Record<PeerName, { readonly extension: string; readonly number: string }>> = {
  'sip.js': { extension: '102', number: '0312345679' },
  JsSIP: { extension: '104', number: '0312345681' },
}

/** Phone Duty and its peers, in one browser on one exchange, registered and ready to be rung. */
export async function openContestants(
  exchange: Exchange,
  condition: Condition,
): Promise<{ readonly all: readonly Contestant[]; close(): Promise<void> }> {
  const silent = createSocket('udp4').bind(0, '127.0.0.1')
  await once(silent, 'listening')
  const stun = condition === 'silent STUN' ? [`stun:127.0.0.1:${silent.address().port}`] : []
  const served = await servePeers()
  const proxies: SocketProxy[] = []
  const watched = async (): Promise<SocketProxy> => {
    const proxy = await watchSocket(exchange.wsUrl)
    proxies.push(proxy)
    return proxy
  }
  const ourProxy = await watched()
  const desk = await aDeskOnExchange({
    at: exchange,
    account: { stun },
    through: () => Promise.resolve(ourProxy.url),
    prepare: page => openStopwatch(page, ['[data-testid=line-verdict]', '[data-testid=caller-number]']),
  })
  const ours: Contestant = {
    name: 'Phone Duty',
    number: '0312345678',
    page: desk.page,
    proxy: ourProxy,
    async clear() {
      // Whoever was spoken to leaves a record that is owed; whoever was not leaves nothing on the screen.
      const later = desk.page.getByRole('button', { name: 'Later' })
      await until('the call is put away', async () => {
        if (await later.isVisible()) await later.click({ timeout: 1_000 })
        return (await onlyCall(desk.page).count()) === 0
      })
    },
  }
  const others = await Promise.all(
    Object.entries(seats).map(async ([name, { extension, number }]): Promise<Contestant> => {
      const proxy = await watched()
      const page = await desk.browser.newPage({ viewport: { width: 420, height: 680 } })
      await openStopwatch(page, ['[data-testid=caller-number]'])
      await page.goto(peerUrl(served.url, name as PeerName, { exchange, server: proxy.url, extension, stun }))
      await page.locator('[data-registration=registered]').waitFor({ state: 'attached' })
      return {
        name: name as PeerName,
        number,
        page,
        proxy,
        clear: () => page.getByRole('button', { name: 'Answer' }).waitFor({ state: 'hidden' }),
      }
    }),
  )
  return {
    all: [ours, ...others],
    async close() {
      await desk.close()
      await Promise.all([...proxies, served].map(each => each.close()))
      silent.close()
    },
  }
}

/** The address of a peer's page, with everything that it is told. */
export function peerUrl(
  origin: string,
  name: PeerName,
  told: {
    readonly exchange: Exchange
    readonly server: string
    readonly extension: string
    readonly stun?: readonly string[]
  },
): string {
  const { exchange, server, extension, stun = [] } = told
  const query = new URLSearchParams({
    server,
    domain: exchange.domain,
    extension,
    password: exchange.password,
    stun: stun.join(),
  })
  return `${origin}/${peers[name]}.html?${query.toString()}`
}
