import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { until } from '../exchange/rig/until'
import { callIn, field, owes, press } from '../support/atTheDesk'
import { openPageEar } from '../support/pageEar'
import { type RunningDesk, startDesk } from '../support/startDesk'
import { unplugMicrophone } from '../support/unplugMicrophone'
import { answerTo, TextExchange } from '../support/TextExchange'
import { aDeskOnText, confirmed, type DeskOnText, oneBrowser, oneDesk, openPage } from './aDeskOnText'

const browser = oneBrowser()

/** What has to be put away when a journey is over, the last first. */
const open: (() => unknown)[] = []
afterAll(async () => {
  for (const close of open.toReversed()) await close()
})

const status = (page: Page) => page.getByRole('status', { name: 'Registration' })
const ring = (page: Page) => page.getByRole('region', { name: 'Incoming call' })

describe('a phone system that cannot be had is explained on the screen, with what to do:', () => {
  it('a wrong password, which is not tried often enough to lock the extension out', async () => {
    const exchange = await anExchange()
    const page = await deskAt(exchange.url, { env: { PHONE_DUTY_PASSWORD: 'guessed' } })
    await says(page, 'Refused', /does not accept the password of extension 200/)

    const guesses = () => exchange.heard.filter(said => said.header('Authorization') !== undefined).length
    await remains('three guesses at the most', () => guesses() <= 3)
    await says(page, 'Refused', /does not accept the password of extension 200/)
  })

  it('an extension that it does not know', async () => {
    const exchange = await anExchange()
    exchange.answers.set('REGISTER', request => answerTo(request, '404 Not Found'))
    const page = await deskAt(exchange.url)
    await says(page, 'Refused', /does not know extension 200/)

    const tries = () => exchange.heard.filter(said => said.method === 'REGISTER').length
    await remains('three tries at the most', () => tries() <= 3)
    await says(page, 'Refused', /does not know extension 200/)
  })

  it('a name that cannot be found', async () => {
    const page = await deskAt('wss://exchange.invalid/ws')

    await says(page, /^Offline since \d\d?:\d\d/, /name cannot be found/)
  })

  it('an address where nobody listens', async () => {
    const port = await listening(createServer())
    const server = open.pop()
    await server?.()
    const page = await deskAt(`ws://127.0.0.1:${port}/ws`)

    await says(page, /^Offline since/, /Nothing answers at the phone system.s address/)
  })

  it('an address where something else listens', async () => {
    const port = await listening(createServer((_, response) => response.end('a web site')))
    const page = await deskAt(`ws://127.0.0.1:${port}/`)

    await says(page, /^Offline since/, /does not speak SIP over WebSocket/)
  })

  it('a certificate that nobody vouches for, to which not even the extension is told', async () => {
    const { key, cert } = await selfSigned()
    const server = createTlsServer({ key, cert })
    const heard: string[] = []
    new WebSocketServer({ server, handleProtocols: () => 'sip' }).on('connection', socket =>
      socket.on('message', data => heard.push((data as Buffer).toString())),
    )
    const port = await listening(server)
    const page = await deskAt(`wss://127.0.0.1:${port}/ws`)

    await says(page, /^Offline since/, /certificate cannot be trusted/)
    expect(heard).toEqual([])
  })

  it('an address that would send calls over the network for everybody to read', async () => {
    const page = await deskAt('ws://192.0.2.7:8088/ws')

    await says(page, /^Offline since/, /begins with ws:\/\/.*wss:\/\//)
  })

  async function says(page: Page, standing: string | RegExp, sentence: RegExp): Promise<void> {
    await status(page).filter({ hasText: standing }).waitFor()
    await page.getByText(sentence).first().waitFor()
    const emergency = page.getByText('use a mobile or a landline')
    await emergency.first().waitFor()
    expect(await emergency.count(), 'and that emergency calls cannot go out').toBe(1)
    expect(await page.locator('body').textContent()).not.toContain('guessed')
  }
})

describe('an emergency', () => {
  it('is told at once to use another phone when this one reaches nobody', async () => {
    const page = await deskAt('ws://192.0.2.7:8088/ws')
    await field(page, 'Number or name').fill('999')
    await press(page, 'Call')

    await page.getByRole('alert').getByText('Use a mobile or a landline').waitFor({ timeout: 2_000 })
  })
})

describe('without a microphone', () => {
  const at = oneDesk(browser, { before: unplugMicrophone })

  it('Answer says so, the call rings on, and is answered when one was plugged in', async () => {
    const { page, exchange, rings } = at()
    await page.getByText('No microphone found').waitFor()
    const call = rings('external')
    await press(page, 'Answer')
    await page.getByRole('alert').getByText('Not answered yet: no microphone found. It rings on.').waitFor()
    await exchange.isUnderstood()
    await ring(page).waitFor()
    expect(final(exchange, call.callId)).toEqual([])

    await page.evaluate(() => window.dispatchEvent(new Event('microphone-plugged-in')))
    await page.getByText('You will hear callers, but they cannot hear you').waitFor({ state: 'detached' })
    await press(page, 'Answer')
    await confirmed(exchange, page, call)
    await page.reload()
  })

  it('nothing is dialled, and that is said', async () => {
    const { page, exchange } = at()
    await page.getByText('No microphone found').waitFor()
    await field(page, 'Number or name').fill('201')
    await press(page, 'Call')
    await page.getByRole('alert').getByText('Nothing was dialled: no microphone found.').waitFor()

    // The call of before, whose page was reloaded, may ask for its sound.
    expect(exchange.heard.some(said => said.method === 'INVITE' && !said.header('Replaces'))).toBe(false)
  })
})

describe('with a microphone that is blocked', () => {
  it('Answer says so, the call rings on, and is answered when it is allowed', async () => {
    const desk = await aDeskOnText(browser())
    open.push(() => desk.close())
    const { page, exchange, rings } = desk
    await allowMicrophone(browser(), page, 'denied')
    await page.getByText('The microphone is blocked').waitFor()
    const call = rings('external')
    await press(page, 'Answer')
    await page.getByRole('alert').getByText('Not answered yet: the microphone is blocked. It rings on.').waitFor()
    await exchange.isUnderstood()
    expect(final(exchange, call.callId)).toEqual([])

    await allowMicrophone(browser(), page, 'granted')
    await page.getByText('The microphone is blocked. Allow it for Phone Duty').waitFor({ state: 'detached' })
    await press(page, 'Answer')
    await confirmed(exchange, page, call)
  })
})

describe('a window that is closed', () => {
  it('leaves a call ringing, and the next window can answer it', async () => {
    const desk = await aDeskOnText(browser())
    open.push(() => desk.close())
    const { exchange } = desk
    await desk.page.context().close()
    await soundChanged(desk)
    const call = desk.rings('external')
    await call.answered(180)
    expect(final(exchange, call.callId)).toEqual([])

    const page = await openPage(browser(), desk.desk)
    open.push(() => page.context().close())
    await press(page, 'Answer')
    const caller = await confirmed(exchange, page, call)
    expect(caller.answer.body).toContain('m=audio')
  })

  it('while it rings takes its prepared answer with it: the next one answers with sound of its own', async () => {
    const desk = await aDeskOnText(browser(), { before: openPageEar })
    open.push(() => desk.close())
    const call = desk.rings('external')
    await ring(desk.page).waitFor()
    await desk.page.waitForFunction(() => {
      const { peersForTests } = window as unknown as { peersForTests: RTCPeerConnection[] }
      return peersForTests.some(peer => peer.iceGatheringState === 'complete')
    })
    await desk.page.context().close()
    const page = await openPage(browser(), desk.desk, openPageEar)
    open.push(() => page.context().close())
    await press(page, 'Answer')
    const { answer } = await confirmed(desk.exchange, page, call)

    const ours = await page.evaluate(() => {
      const { peersForTests } = window as unknown as { peersForTests: RTCPeerConnection[] }
      return peersForTests.map(peer => peer.localDescription?.sdp ?? '').join('')
    })
    const name = /a=ice-ufrag:(\S+)/.exec(answer.body)?.[1]
    expect(ours, 'who was answered for is in this window').toContain(`a=ice-ufrag:${name}`)
  })

  it('hands the sound to the next window that is open', async () => {
    const desk = await aDeskOnText(browser())
    open.push(() => desk.close())
    const page = await openPage(browser(), desk.desk)
    open.push(() => page.context().close())
    await status(page).waitFor()
    await desk.page.context().close()
    await soundChanged(desk)
    const call = desk.rings('external')
    await press(page, 'Answer')

    await confirmed(desk.exchange, page, call)
  })

  it('takes no call with it: the words are there, and that nobody hears us is said or already mended', async () => {
    const desk = await aDeskOnText(browser(), { env: { PHONE_DUTY_LOG_LEVEL: 'debug' } })
    open.push(() => desk.close())
    const caller = await desk.talksTo('external')
    const words = 'The invoice of May'
    await desk.page.keyboard.type(words)
    await until('every letter has arrived', () => desk.desk.log().split('intent note').length > words.length)
    await until('the caller hears us', () => desk.desk.log().includes('microphoneOpened'))
    await desk.page.context().close()
    const page = await openPage(browser(), desk.desk)
    open.push(() => page.context().close())
    await callIn(page, 'talking').waitFor()
    expect(await field(page, 'What do they need?').inputValue()).toBe(words)
    expect(caller.wasHungUpOn()).toBe(false)

    const again = page.getByRole('button', { name: 'Try the microphone again' })
    await until('the caller is heard again, or we are told', async () => {
      const mended = desk.exchange.heard.some(
        said => said.method === 'INVITE' && said.header('Call-ID') === caller.call.callId,
      )
      return mended || (await again.isVisible())
    })
  })
})

describe('a phone system that goes away', () => {
  const at = oneDesk(browser)

  it('is Offline with the time since when, and Registered again when it is back', async () => {
    const { page, exchange, rings } = at()
    exchange.silent = true
    exchange.cut()
    // All at once: at the next try, which may come at any moment, it has something else to say.
    await Promise.all([
      status(page)
        .filter({ hasText: /Offline since \d\d?:\d\d/ })
        .waitFor(),
      page.getByText(/The connection to the phone system was lost/).waitFor(),
      page.getByText('use a mobile or a landline').waitFor(),
    ])

    exchange.silent = false
    await press(page, 'Try again now')
    await page.locator('[data-registration=registered]').waitFor()
    expect(await page.getByText('use a mobile or a landline').count()).toBe(0)
    rings('external')
    await ring(page).waitFor()
  })

  it('comes back by itself', async () => {
    const { page, exchange } = at()
    exchange.cut()
    await page.locator('[data-registration=offline]').waitFor()

    await page.locator('[data-registration=registered]').waitFor()
  })

  it('does not take the words of a call with it', async () => {
    const { page, exchange, talksTo } = at()
    const caller = await talksTo('external')
    await page.keyboard.type('The invoice of May')
    exchange.cut()
    await page.locator('[data-registration=offline]').waitFor()
    await page.locator('[data-registration=registered]').waitFor()
    expect(await field(page, 'What do they need?').inputValue()).toBe('The invoice of May')

    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await owes(page, 1)
  })
})

describe('the desk itself', () => {
  it('that is gone is missed by its page, which says that no call can ring', async () => {
    const desk = await aDeskOnText(browser())
    open.push(() => desk.close())
    await desk.desk.kill()

    await desk.page.getByRole('alert').getByText('The phone itself is not reachable').waitFor()
  })
})

/** That something does not happen can only be watched for a while: here, for longer than the wait before any next try. */
async function remains(what: string, look: () => boolean, within = 3_000): Promise<void> {
  const until = performance.now() + within
  while (performance.now() < until) {
    expect(look(), what).toBe(true)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Waits until the desk has noticed that the window with the sound is gone. */
function soundChanged({ desk }: DeskOnText): Promise<boolean> {
  return until('the desk knows who has the sound', () => desk.log().split('audioRoomChanged').length > 2)
}

function final(exchange: TextExchange, callId: string): string[] {
  return exchange.heard
    .filter(said => /^SIP\/2\.0 [2-6]/.test(said.firstLine) && said.header('Call-ID') === callId)
    .map(said => said.firstLine)
}

async function anExchange(): Promise<TextExchange> {
  const exchange = await TextExchange.open()
  open.push(() => exchange.close())
  return exchange
}

/** A page of a desk whose phone system has that address. */
async function deskAt(server: string, { env = {} }: { env?: Record<string, string> } = {}): Promise<Page> {
  const account = { server, domain: '127.0.0.1', extension: '200', displayName: 'Rosa', country: 'GB' }
  const desk: RunningDesk = await startDesk({
    settings: { accounts: [account] },
    env: { PHONE_DUTY_PASSWORD: 'only-for-tests', ...env },
  })
  open.push(() => desk.stop())
  const page = await openPage(browser(), desk)
  open.push(() => page.context().close())
  return page
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

/** A certificate that says 127.0.0.1, and that nobody has signed but itself. */
async function selfSigned(): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'phone-duty-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '1', ...name]
  execFileSync('openssl', ['req', '-x509', ...made], { stdio: 'ignore' })
  const both = { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
  await rm(folder, { recursive: true })
  return both
}

/** Sets the browser's own permission, as a person does in its settings. */
async function allowMicrophone(from: Browser, page: Page, setting: 'granted' | 'denied'): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const control = await from.newBrowserCDPSession()
  const { browserContextId } = targetInfo
  await control.send('Browser.setPermission', {
    permission: { name: 'microphone' },
    setting,
    origin: new URL(page.url()).origin,
    ...(browserContextId === undefined ? {} : { browserContextId }),
  })
}
