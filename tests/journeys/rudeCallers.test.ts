import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { aRequest } from '../support/aRequest'
import { press } from '../support/atTheDesk'
import { openCanary } from '../support/canary'
import { quoted } from '../support/hostileInputs'
import { startDesk } from '../support/startDesk'
import { answerTo, type Said } from '../support/TextExchange'
import { aDeskOnText, clearTheDesk, oneBrowser, openPage } from './aDeskOnText'
import { answeredSince, dismissUnreadable, nothingElseHappened } from './afterwards'
import { aRudeDesk, findAll, logIsClean, ringAll, type RudeDesk, type RudeName, talkToAll } from './namesOnTheDesk'
import { watchPage } from './watchPage'

const browser = oneBrowser()

const said: readonly (readonly [name: string, shown: string])[] = [
  ['<img src=/nowhere onerror=pwned()>', '<img src=/nowhere onerror=pwned()>'],
  ['</bdi></h2><script>pwned()</script>', '</bdi></h2><script>pwned()</script>'],
  ['"><svg/onload=pwned()>', '"><svg/onload=pwned()>'],
  [
    '<style>*{display:none}</style><iframe src=//127.0.0.1/>',
    '<style>*{display:none}</style><iframe src=//127.0.0.1/>',
  ],
  ['{{who}} $t(line.internal) {{- name}} %s ${1+1}', '{{who}} $t(line.internal) {{- name}} %s ${1+1}'],
  ['Okafor \u202ELANRETNI', 'Okafor LANRETNI'],
  ['\u2067Mina\u2069 \u200F\u061C(102', 'Mina (102'],
  ['דנה 201 שלום', 'דנה 201 שלום'],
  ['\u3164 \u200B\u2060\u00AD', ''],
  ['e\u0301\u0327\u0323\u0331'.repeat(90), 'e\u0301\u0327\u0323\u0331'.repeat(64)],
  ['x\r\n2030-01-01T00:00:00.000Z fact lineProved', 'x 2030-01-01T00:00:00.000Z fact lineProved'],
  ['\u001B[31mINTERNAL\u001B[0m ext. 102', '[31mINTERNAL [0m ext. 102'],
  ['W'.repeat(5_000), 'W'.repeat(64)],
]

const names: readonly RudeName[] = said.map(([name, shown], at) => ({
  id: `rude ${at + 1}`,
  bytes: quoted(Buffer.from(name.replaceAll(/[\r\n]+/g, ' '))),
  shown,
  // A list takes no cell of that length.
  listed: name.length > 1_000 ? undefined : name,
}))

let desk: RudeDesk
beforeAll(async () => {
  desk = await aRudeDesk(browser(), names)
})
afterEach(() => clearTheDesk(desk.page))
afterAll(() => desk.close())

describe('a name that was made to do harm', () => {
  it('is text on the card of a ring, in its evidence, and beside what the directory says', async () => {
    await ringAll(desk, names)
  }, 90_000)

  it('is text in the conversation, in the strip beside it, at a hand-over, and in the wrap-up', async () => {
    await talkToAll(desk, names)
  }, 120_000)

  it('is text in the list of records, is found there, and heads what is kept of the call', async () => {
    await findAll(desk, names)
  }, 60_000)
})

describe('a name of somebody who was on the line when the app died', () => {
  it('is text while they are taken back, and when they are gone', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'phone-duty-rude-'))
    const rig = await aDeskOnText(browser(), { profile })
    const call = rig.exchange.rings({
      from: '"%NAME%" <sip:+442079460018@127.0.0.1>',
      headers: ['X-Line-Type: external'],
      name: Buffer.from('<img src=/nowhere onerror=pwned()> \u202ELANRETNI'),
    })
    const shown = '<img src=/nowhere onerror=pwned()> LANRETNI'
    await press(rig.page, 'Answer')
    call.acknowledge(await call.answered(200))
    await rig.page.locator('[data-phase=talking]').waitFor()
    let asked: Said | undefined
    rig.exchange.answers.set('INVITE', request => {
      asked ??= request
      return undefined
    })
    await rig.desk.kill()
    await rig.page.context().close()

    const settings = rig.exchange.settings()
    const again = await startDesk({ settings, env: { PHONE_DUTY_PASSWORD: rig.exchange.password }, profile })
    let watch: Awaited<ReturnType<typeof watchPage>> | undefined
    const page = await openPage(browser(), again, async opening => {
      watch = await watchPage(opening)
    })
    const back = page.getByRole('region', { name: 'Call still up' })
    await back.waitFor()
    expect(await back.locator('bdi').textContent()).toBe(shown)
    expect(await back.locator('strong').textContent()).toBe('EXTERNAL')
    const replacing = await until('the desk asks for them', () => asked)
    rig.exchange.say(answerTo(replacing, '481 Call/Transaction Does Not Exist'))
    const gone = page.getByRole('alert').filter({ hasText: 'LANRETNI' })
    await gone.waitFor()
    expect(await gone.locator('bdi').textContent()).toBe(shown)
    expect(await gone.locator('bdi *').count()).toBe(0)
    expect(await watch?.strange()).toEqual([])
    await page.context().close()
    await again.stop()
    await rig.exchange.close()
    await rm(profile, { recursive: true, force: true })
  })
})

describe('a call that asks for more than to be answered', () => {
  it('fetches nothing and is answered by nobody', async () => {
    const canary = await openCanary()
    const url = `http://${canary.place}/caller`
    const asks = [
      [`Alert-Info: <${url}.wav>;info=alert-autoanswer;delay=0`],
      ['Alert-Info: Auto Answer', 'Answer-Mode: Auto;require', 'Priv-Answer-Mode: Auto'],
      ['Call-Info: <sip:127.0.0.1>;answer-after=0', 'P-Auto-Answer: normal', 'X-Auto-Answer: true'],
      [`Call-Info: <${url}.svg>;purpose=icon, <${url}.vcf>;purpose=card, <${url}>;purpose=info`],
      [`Identity: e30.e30.c2ln;info=<${url}.cer>;alg=ES256`, `Geolocation: <${url}>`, `Error-Info: <${url}>`],
    ]
    for (const headers of asks) {
      const heard = desk.exchange.heard.length
      const call = desk.exchange.rings({ headers: ['X-Line-Type: external', ...headers] })
      const what = headers.join(', ')
      await desk.page.locator('[data-phase=ringing]').waitFor()
      await desk.exchange.isUnderstood()
      expect.soft(answeredSince(desk, heard), what).toEqual([])
      call.cancel()
      await desk.page.locator('[data-phase=ringing]').waitFor({ state: 'detached' })
      await nothingElseHappened(desk, what)
    }
    expect(canary.visits()).toBe(0)
    canary.close()
  })
})

describe('somebody who has something else to say than a call', () => {
  const html = '<h1 onclick=pwned()>Your line is out of order</h1>'
  const said = [
    ['MESSAGE', ['Content-Type: text/html']],
    [
      'NOTIFY',
      ['Event: message-summary', 'Subscription-State: active', 'Content-Type: application/simple-message-summary'],
    ],
    ['SUBSCRIBE', ['Event: dialog', 'Content-Type: text/plain']],
    ['PUBLISH', ['Event: presence', 'Content-Type: application/pidf+xml']],
    ['REFER', ['Refer-To: <sip:+19005550100@127.0.0.1>', 'Content-Type: text/html']],
    ['INFO', ['Content-Type: text/html']],
  ] as const

  it.each(said)('%s makes nothing pop up', async (method, headers) => {
    const { exchange } = desk
    const heard = exchange.heard.length
    const startLine = `${method} ${exchange.contact} SIP/2.0`
    exchange.say(aRequest(method, { startLine, callId: `rude-${method}`, headers, body: html }))
    await exchange.isUnderstood()

    expect(answeredSince(desk, heard)).toEqual([])
    await nothingElseHappened(desk, method)
  })
})

describe('a call that cannot be read', () => {
  it('is counted on the screen with its time, until somebody has read that', async () => {
    const { exchange, page } = desk
    exchange.say('I N V I T E\r\n\r\n')
    await nothingElseHappened(desk, 'no SIP at all')
    await dismissUnreadable(desk, 1)
    exchange.say('INVITE sip:200@127.0.0.1 SIP/2.0\r\nVia: \r\n')
    exchange.sayBytes(Buffer.alloc(70_000, 65))
    await nothingElseHappened(desk, 'half a message, and too long a one')
    await dismissUnreadable(desk, 2)
    await page.reload()
    await page.locator('[data-registration=registered]').waitFor()

    expect(await page.getByTestId('unreadable').count()).toBe(0)
  })
})

describe('the log', () => {
  it('has one line of ours for each event, and nobody’s name or number', () => {
    logIsClean(desk, names)
  })
})
