import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createRawServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { until } from '../exchange/rig/until'
import { type Canary, openCanary } from '../support/canary'
import { listening } from '../support/listening'
import { startDesk } from '../support/startDesk'
import { TextExchange } from '../support/TextExchange'
import { oneBrowser, openPage } from './aDeskOnText'

const browser = oneBrowser()

/** A phone system that wants nothing to do with us, and how often it was asked. */
interface RudeExchange {
  readonly url: string
  readonly asked: readonly number[]
  /** What it was told through a socket of its own, if there was one. */
  readonly heard: readonly string[]
}

const open: (() => unknown)[] = []
afterAll(async () => {
  for (const close of open.toReversed()) await close()
})

describe('one desk with many phone systems, all of them rude,', () => {
  const accounts: { readonly server: string; readonly extension: string }[] = []
  const rude = new Map<string, RudeExchange>()
  let canary: Canary
  let page: Page
  let log: () => string

  beforeAll(async () => {
    canary = await openCanary()
    open.push(() => canary.close())
    const papers = await aCertificateAuthority()
    const all: Record<string, () => Promise<RudeExchange>> = {
      'says 401': () => answering(http('401 Unauthorized', 'WWW-Authenticate: Basic')),
      'says 403': () => answering(http('403 Forbidden')),
      'says 503': () => answering(http('503 Service Unavailable', 'Retry-After: 30')),
      'sends us away': () => answering(http('302 Found', `Location: ws://${canary.place}/ws`)),
      hangs: () => answering(''),
      'speaks nothing': () => speaking(false),
      'speaks mqtt': () => speaking('mqtt'),
      'vouches for itself': async () => overTls(await papers.selfSigned()),
      'has expired': async () => overTls(await papers.signed('IP:127.0.0.1', -1)),
      'is another': async () => overTls(await papers.signed('DNS:exchange.invalid', 1)),
      'is of yesterday': async () => overTls(await papers.signed('IP:127.0.0.1', 1), 'TLSv1'),
    }
    for (const [name, openOne] of Object.entries(all)) {
      const exchange = await openOne()
      rude.set(name, exchange)
      accounts.push({ server: exchange.url, extension: String(600 + accounts.length) })
    }
    // Who is signed by the same authority, in time and by the right name, is trusted: nothing else is amiss there.
    const good = await overTls(await papers.signed('IP:127.0.0.1', 1))
    rude.set('is good', good)
    accounts.push({ server: good.url, extension: String(600 + accounts.length) })
    const desk = await startDesk({
      settings: {
        accounts: accounts.map(account => ({ ...account, domain: '127.0.0.1', displayName: 'Rosa', country: 'GB' })),
      },
      env: { PHONE_DUTY_PASSWORD: 'only-for-tests', NODE_EXTRA_CA_CERTS: papers.authority },
    })
    open.push(() => desk.stop())
    log = desk.log
    page = await openPage(browser(), desk)
    open.push(() => page.context().close())
    await page.getByRole('button', { name: `${accounts.length} accounts` }).click()
  }, 90_000)

  const extensionOf = (name: string) => accounts[[...rude.keys()].indexOf(name)]?.extension ?? ''
  const line = (name: string) =>
    page
      .getByRole('list', { name: 'All accounts' })
      .locator('> li')
      .filter({ hasText: extensionOf(name) })
  const asked = (name: string) => rude.get(name)?.asked ?? []

  it.each([
    ['says 401', /refuses extension \S+ for now/],
    ['says 403', /refuses extension \S+ for now/],
    ['says 503', /refuses extension \S+ for now/],
    ['sends us away', /does not speak SIP over WebSocket/],
    ['speaks nothing', /does not speak SIP over WebSocket/],
    ['speaks mqtt', /does not speak SIP over WebSocket/],
    ['vouches for itself', /certificate cannot be trusted/],
    ['has expired', /certificate cannot be trusted/],
    ['is another', /certificate cannot be trusted/],
    ['is of yesterday', /encryption that is too old/],
    ['hangs', /did not answer in time/],
  ])('says on the screen what is the matter with the one that %s', async (name, sentence) => {
    await line(name).filter({ hasText: 'Offline since' }).filter({ hasText: sentence }).waitFor({ timeout: 25_000 })
  })

  it('goes nowhere else, and tells nobody of them who we are', async () => {
    // It is there, it is trusted, and it is told: whoever was told nothing was told nothing for a reason.
    await until('the good one hears REGISTER', () =>
      rude.get('is good')?.heard.some(said => said.startsWith('REGISTER')),
    )
    for (const [name, { heard }] of rude) if (name !== 'is good') expect.soft(heard, name).toEqual([])
    expect(canary.visits()).toBe(0)
  })

  it('asks again by and by, and leaves alone who asked for that', async () => {
    await until('a third time where we are shown the door', () => asked('says 401').length > 2, { within: 25_000 })
    await until('again where it may be mended any time', () => asked('speaks mqtt').length > 3, { within: 25_000 })
    for (const name of ['says 401', 'says 403']) {
      const gaps = asked(name).flatMap((at, place, all) => (place < 3 ? [] : [at - (all[place - 1] ?? 0)]))
      expect
        .soft(
          gaps.every(gap => gap >= 60_000),
          `${name}: three times, and then once a minute`,
        )
        .toBe(true)
    }
    const [first = 0, second = Infinity] = asked('says 503')
    expect.soft(second - first, 'half a minute of peace').toBeGreaterThanOrEqual(30_000)
    expect(log()).not.toMatch(/ bug /)
  }, 60_000)
})

describe('a phone system that closes the socket', () => {
  it.each([
    [1001, 0],
    [1012, 0],
    [1013, 5_000],
  ])('with %i is had again after %i ms at the least, and the screen says so', async (code, atLeast) => {
    const exchange = await TextExchange.open()
    open.push(() => exchange.close())
    const page = await aDeskAt(exchange)
    await page.locator('[data-registration=registered]').waitFor()
    const closed = performance.now()
    exchange.closes(code)
    await page.locator('[data-registration=offline], [data-registration=connecting]').first().waitFor()
    await page.locator('[data-registration=registered]').waitFor({ timeout: 20_000 })

    expect(performance.now() - closed).toBeGreaterThanOrEqual(atLeast)
  })

  it('with 1008 three times is not asked again before the user wants it, and the screen says why', async () => {
    const exchange = await TextExchange.open()
    open.push(() => exchange.close())
    const page = await aDeskAt(exchange)
    for (let time = 1; time <= 3; time += 1) {
      await page.locator('[data-registration=registered]').waitFor({ timeout: 15_000 })
      const contact = await until('it is registered', () => exchange.contact)
      exchange.closes(1008)
      await until('that socket is gone', () => !exchange.contacts.includes(contact))
    }
    await page.locator('[data-registration=refused]').waitFor()
    await page.getByText(/refused extension 200/).waitFor()
    await page.getByText('Its own words: socket closed (1008)').waitFor()
    await page.getByRole('button', { name: 'Try again now' }).click()

    await page.locator('[data-registration=registered]').waitFor()
  })

  async function aDeskAt(exchange: TextExchange): Promise<Page> {
    const desk = await startDesk({ settings: exchange.settings(), env: { PHONE_DUTY_PASSWORD: exchange.password } })
    open.push(() => desk.stop())
    const page = await openPage(browser(), desk)
    open.push(() => page.context().close())
    return page
  }
})

const http = (status: string, ...headers: string[]) =>
  [`HTTP/1.1 ${status}`, ...headers, 'Content-Length: 0', '', ''].join('\r\n')

/** Answers a handshake with this text, and no more. */
async function answering(text: string): Promise<RudeExchange> {
  const asked: number[] = []
  const server = createRawServer(socket => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      asked.push(performance.now())
      socket.write(text)
    })
  })
  return { url: `ws://${await listening(server, open)}/ws`, asked, heard: [] }
}

/** Opens a WebSocket that speaks another language than we asked for, or none. */
async function speaking(subprotocol: string | false): Promise<RudeExchange> {
  const asked: number[] = []
  const heard: string[] = []
  // That of ws itself refuses to lie.
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => false })
  server.on('headers', headers => {
    asked.push(performance.now())
    if (subprotocol) headers.push(`Sec-WebSocket-Protocol: ${subprotocol}`)
  })
  server.on('connection', socket => {
    socket.on('error', () => undefined)
    socket.on('message', data => heard.push((data as Buffer).toString()))
  })
  await once(server, 'listening')
  open.push(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`, asked, heard }
}

interface Papers {
  readonly key: Buffer
  readonly cert: Buffer
}

/** Speaks SIP over TLS, with these papers. */
async function overTls(papers: Papers, only?: 'TLSv1'): Promise<RudeExchange> {
  const asked: number[] = []
  const heard: string[] = []
  const version = only ? { minVersion: only, maxVersion: only, ciphers: 'DEFAULT@SECLEVEL=0' } : {}
  const server = createServer({ ...papers, ...version })
  new WebSocketServer({ server, handleProtocols: () => 'sip' }).on('connection', socket => {
    asked.push(performance.now())
    socket.on('message', data => heard.push((data as Buffer).toString()))
  })
  server.on('tlsClientError', () => undefined)
  return { url: `wss://${await listening(server, open)}/ws`, asked, heard }
}

/** An authority of our own, which the desk trusts, and what it has signed. */
async function aCertificateAuthority() {
  const folder = await mkdtemp(join(tmpdir(), 'phone-duty-papers-'))
  open.push(() => rm(folder, { recursive: true, force: true }))
  const at = (file: string) => join(folder, file)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const newKey = ['-newkey', 'rsa:2048', '-nodes']
  openssl('req', '-x509', ...newKey, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-days', '2', '-subj', '/CN=Ours')
  openssl('req', ...newKey, '-keyout', at('key'), '-out', at('request'), '-subj', '/CN=exchange')
  const key = await readFile(at('key'))
  const make = async (name: string, days: number, by: readonly string[]): Promise<Papers> => {
    await writeFile(at('names'), `subjectAltName=${name}`)
    const who = ['-req', '-in', at('request'), '-extfile', at('names')]
    openssl('x509', ...who, '-days', String(days), ...by, '-out', at('cert'))
    return { key, cert: await readFile(at('cert')) }
  }
  return {
    authority: at('ca.pem'),
    signed: (name: string, days: number) =>
      make(name, days, ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial']),
    selfSigned: () => make('IP:127.0.0.1', 1, ['-signkey', at('key')]),
  }
}
