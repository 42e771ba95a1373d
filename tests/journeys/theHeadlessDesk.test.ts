import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { inTime, until } from '../exchange/rig/until'
import { callIn, deskIsEmpty, field, noteEverything, press } from '../support/atTheDesk'
import { TextExchange } from '../support/TextExchange'
import { writtenIn } from '../support/writtenIn'
import { confirmed, lines, oneBrowser, oneDesk, openPage } from './aDeskOnText'

const browser = oneBrowser()
const program = resolve('out/main/headless.js')

/** A desk as another program starts it, with all that it says. */
class Started {
  out = ''
  log = ''
  readonly gone: Promise<number | null>
  readonly #process: ChildProcess

  constructor(args: readonly string[], { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {}) {
    this.#process = fork(program, args, {
      silent: true,
      env: { PATH: process.env['PATH'], ...env },
      ...(cwd === undefined ? {} : { cwd }),
    })
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.out += text))
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.log += text))
    this.gone = new Promise(tell => this.#process.once('close', code => tell(code)))
  }

  async ready(): Promise<{ readonly ready: boolean; readonly url: string; readonly pid: number }> {
    await until('it prints its line', () => this.out.includes('\n'))
    return JSON.parse(this.out) as { ready: boolean; url: string; pid: number }
  }

  ticket(): Promise<string> {
    const came = new Promise<string>(tell =>
      this.#process.once('message', said => tell((said as { ticketUrl: string }).ticketUrl)),
    )
    this.#process.send('ticket')
    return inTime('a ticket', came)
  }

  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#process.kill(signal)
    return this.gone
  }
}

let folder: string
let exchange: TextExchange
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phone-duty-headless-'))
  exchange = await TextExchange.open()
})
afterAll(async () => {
  await exchange.close()
  await rm(folder, { recursive: true, force: true })
})

const secret = () => ({ PHONE_DUTY_PASSWORD: exchange.password })

/** Writes a settings file, by default one that registers at the exchange of these journeys. */
async function settingsFile(name: string, text = JSON.stringify(exchange.settings(), null, 2)): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

describe('the start', () => {
  it('prints one line of JSON and nothing else, and the log elsewhere', async () => {
    const desk = new Started(['--profile', join(folder, 'one'), '--settings', await settingsFile('one.json')], {
      env: secret(),
    })
    const { ready, url, pid } = await desk.ready()
    expect(ready).toBe(true)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{20,}$/)
    expect(pid).toBeGreaterThan(1)
    expect(await (await fetch(url, { redirect: 'manual' })).text()).toBe('')
    expect(await desk.end()).toBe(0)

    expect(desk.out.trimEnd().split('\n')).toHaveLength(1)
    expect(desk.log).toContain('registrationChanged registered')
  })

  it('is ready as well when it can say why it cannot take a call', async () => {
    const settings = JSON.stringify({ accounts: [{ server: 'ws://127.0.0.1:1/ws', extension: '200' }] })
    const desk = new Started(['--profile', join(folder, 'two'), '--settings', await settingsFile('two.json', settings)])
    expect((await desk.ready()).ready).toBe(true)
    await desk.end()
  })

  it('takes the port that it is given', async () => {
    const free = new Started(['--profile', join(folder, 'three')])
    const { port } = new URL((await free.ready()).url)
    await free.end()
    const desk = new Started(['--profile', join(folder, 'three'), '--port', port])

    expect(new URL((await desk.ready()).url).port).toBe(port)
    await desk.end()
  })

  it('writes nothing anywhere but in its folder, which is its owner’s alone', async () => {
    const [home, temp, work] = ['home', 'temp', 'work'].map(name => join(folder, 'elsewhere', name)) as [
      string,
      string,
      string,
    ]
    for (const each of [home, temp, work]) await mkdir(each, { recursive: true })
    const profile = join(folder, 'four')
    const desk = new Started(['--profile', profile, '--settings', await settingsFile('four.json')], {
      cwd: work,
      env: { ...secret(), HOME: home, TMPDIR: temp, XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: home },
    })
    await desk.ready()
    await desk.end()

    expect(await readdir(join(folder, 'elsewhere'), { recursive: true })).toEqual(['home', 'temp', 'work'])
    expect(await readdir(profile)).toContain('journal.sqlite')
    const { mode } = await stat(profile)
    expect(mode & 0o077).toBe(0)
  })
})

describe('a mistake in how it is started', () => {
  const mistakes: readonly [what: string, args: readonly string[], settings: string | undefined, sentence: RegExp][] = [
    ['no folder', [], undefined, /--profile/],
    ['an option that it does not know', ['--verbose'], undefined, /--verbose/],
    ['a port that is none', ['--port', 'ninety'], undefined, /--port.*ninety/],
    ['a language that it does not speak', ['--lang', 'fr'], undefined, /--lang.*fr/],
    ['a clock that stands still', ['--clock-speed', '0'], undefined, /--clock-speed/],
    ['settings that are no JSON', [], '{\n  "accounts": [\n', /line 3|line 2/],
    ['a key that it does not know', [], '{\n  "accounts": [],\n  "gaet": {}\n}', /line 3.*gaet|gaet.*line 3/],
    [
      'a key deep inside',
      [],
      '{\n  "accounts": [{\n    "server": "ws://127.0.0.1/",\n    "extension": 200\n  }]\n}',
      /accounts\[0\]\.extension/,
    ],
    [
      'a password that does not belong there, which is not repeated',
      [],
      '{\n  "accounts": [{\n    "server": "ws://127.0.0.1/", "extension": "200",\n    "password": "hunter2"\n  }]\n}',
      /line 4.*password|password.*line 4/,
    ],
    [
      'settings that are not there',
      ['--settings', '/nowhere/settings.json'],
      undefined,
      /settings\.json.*no such file/,
    ],
  ]

  it.each(mistakes)('is one sentence that names it, and nothing is written: %s', async (what, args, text, sentence) => {
    const profile = join(folder, 'mistaken')
    const file = text === undefined ? [] : ['--settings', await settingsFile('mistaken.json', text)]
    const desk = new Started([...(what === 'no folder' ? [] : ['--profile', profile]), ...args, ...file])

    expect(await inTime('it ends', desk.gone)).toBe(2)
    expect(desk.out).toBe('')
    expect(desk.log.trimEnd().split('\n')).toEqual([expect.stringMatching(sentence)])
    expect(desk.log).not.toContain('hunter2')
    expect(existsSync(profile)).toBe(false)
  })
})

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s takes the registration back, closes the journal and is no error',
    async signal => {
      const profile = join(folder, signal)
      const desk = new Started(['--profile', profile, '--settings', await settingsFile(`${signal}.json`)], {
        env: secret(),
      })
      await desk.ready()
      exchange.heard.length = 0
      expect(await desk.end(signal)).toBe(0)

      const last = exchange.heard.findLast(said => said.method === 'REGISTER')
      expect(last?.header('Expires') ?? last?.header('Contact')).toMatch(/(^|expires=)0$/)
      expect(await readdir(profile), 'the journal is whole in one file').not.toContain('journal.sqlite-wal')
    },
  )
})

interface Answer {
  readonly code: number
  readonly cookie: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** Asks a desk for exactly this path: nothing tidies it up on the way. */
function asked(port: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((tell, fail) => {
    const wanted = { host: '127.0.0.1', port, path, method, headers, setHost: !('host' in headers), agent: false }
    const asking = request(wanted, answer => {
      const { statusCode: code = 0, headers: said } = answer
      const cookie = said['set-cookie']?.[0]?.split(';')[0] ?? ''
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => (body += text))
      answer.on('end', () => tell({ code, cookie, headers: said, body }))
    })
    asking.on('error', fail).end()
  })
}

describe('who may come in', () => {
  let desk: Started
  let url: URL
  let cookie: string
  const origin = () => `http://127.0.0.1:${url.port}`

  beforeAll(async () => {
    desk = new Started(['--profile', join(folder, 'door')])
    url = new URL((await desk.ready()).url)
    cookie = (await ask(url.pathname + url.search)).cookie
  })
  afterAll(() => desk.end())

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    asked(url.port, path, headers, method)

  /** The code by which a WebSocket is let in or refused: 101 or 403. */
  function knocks(headers: Record<string, string>, path = '/bridge'): Promise<number> {
    return new Promise((tell, fail) => {
      const socket = new WebSocket(`ws://127.0.0.1:${url.port}${path}`, { headers })
      socket.once('open', () => {
        socket.close()
        tell(101)
      })
      socket.once('unexpected-response', (_, { statusCode }) => tell(statusCode ?? 0))
      socket.once('error', fail)
    })
  }

  it('nobody without the token, or with another', async () => {
    expect((await ask('/')).code).toBe(403)
    expect((await ask('/?token=')).code).toBe(403)
    expect((await ask('/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).code).toBe(403)
    expect((await ask('/index.html')).code).toBe(403)
    expect((await ask(`/index.html${url.search}`)).code).toBe(403)
    expect((await ask('/', { cookie: `desk_${url.port}=guessed` })).code).toBe(403)
  })

  it('whoever has the token, as often as they like, with a cookie that no script and no other site can use', async () => {
    for (const _ of [1, 2]) {
      const { code, headers } = await ask(`/${url.search}`)
      expect(code).toBe(302)
      expect(headers['location'], 'the token does not stay in the address').toBe('/')
      expect(String(headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict/)
    }
    expect((await ask('/', { cookie })).code).toBe(200)
  })

  it('whoever has a ticket, once', async () => {
    const ticket = new URL(await desk.ticket())
    const first = await ask(`/${ticket.search}`)
    expect(first.code).toBe(302)
    expect((await ask('/', { cookie: first.cookie })).code).toBe(200)
    expect((await ask(`/${ticket.search}`)).code).toBe(403)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '[::1]:80', ''])(
    'no site that gives our address a name of its own: Host "%s"',
    async host => {
      expect((await ask(`/${url.search}`, { host })).code).toBeOneOf([400, 403])
      expect((await ask('/', { host, cookie })).code).toBeOneOf([400, 403])
    },
  )

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1', 'file://'])(
    'no page from elsewhere: Origin "%s"',
    async from => {
      expect((await ask(`/${url.search}`, { origin: from })).code).toBe(403)
      expect((await ask('/', { origin: from, cookie })).code).toBe(403)
      expect(await knocks({ origin: from, cookie })).toBe(403)
    },
  )

  it('no socket without the cookie, without an origin, by another name, or to another place', async () => {
    expect(await knocks({ origin: origin() })).toBe(403)
    expect(await knocks({ cookie })).toBe(403)
    expect(await knocks({ origin: origin(), cookie: 'desk=guessed' })).toBe(403)
    expect(await knocks({ origin: origin(), cookie, host: 'evil.example' })).toBe(403)
    expect(await knocks({ origin: origin(), cookie }, '/other')).toBe(403)
    expect(await knocks({ origin: origin(), cookie })).toBe(101)
  })

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/....//....//package.json',
    String.raw`/..\..\package.json`,
    '/assets/../../main/headless.js',
    '//etc/passwd',
    '/etc/passwd',
    '/%00index.html',
    '/index.html%00.png',
    '/./index.html/../../main/headless.js',
    '/%c0%ae%c0%ae/package.json',
    '/constructor',
    '/__proto__',
  ])('nobody out of the house: %s', async path => {
    const { code, body } = await ask(path, { cookie })
    expect(code).toBeOneOf([400, 404])
    expect(body.length).toBeLessThan(200)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('nobody who wants to change something: %s', async method => {
    expect((await ask('/', { cookie }, method)).code).toBeOneOf([403, 405])
  })

  it('a page that may load nothing from anywhere, run nothing that is not ours, and stand in no frame', async () => {
    const { headers } = await ask('/', { cookie })
    const policy = String(headers['content-security-policy'])
    const rules = new Map(policy.split('; ').map(rule => [rule.split(' ', 1)[0], rule.split(' ').slice(1).join(' ')]))

    expect(policy).not.toContain('unsafe')
    expect(Object.fromEntries(rules)).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    })
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect((await ask('/')).headers['content-security-policy'], 'also on a refusal').toBe(policy)
  })
})

describe('a request that makes no sense', () => {
  const requests: readonly [what: string, path: string][] = [
    ['two slashes', '//'],
    ['a name that is none', '//['],
    ['another scheme', 'http://'],
    ['a port that is none', 'http://127.0.0.1:99999/'],
    ['an asterisk', '*'],
    ['half an escape', '/%'],
    ['an escape that is none', '/%zz'],
    ['eight thousand letters', `/${'a'.repeat(8_000)}`],
  ]

  it.each(requests)('does not end the desk: %s', async (_, path) => {
    const desk = new Started(['--profile', join(folder, 'nonsense')])
    const { port, search } = new URL((await desk.ready()).url)
    await asked(port, path).catch(() => undefined)

    const { code } = await asked(port, `/${search}`)
    expect(code).toBe(302)
    expect(await desk.end()).toBe(0)
  })

  it('does not end the desk when it is no HTTP at all', async () => {
    const desk = new Started(['--profile', join(folder, 'nonsense')])
    const { port, search } = new URL((await desk.ready()).url)
    for (const bytes of ['\u0000\u0000\u0000', 'GET\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n']) {
      await new Promise<void>(done => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes))
        socket.on('close', () => done()).on('error', () => done())
        socket.resume()
      })
    }
    const { code } = await asked(port, `/${search}`)
    expect(code).toBe(302)
    await desk.end()
  })

  it('does not end the desk when whoever asks for a socket is gone before the answer', async () => {
    const desk = new Started(['--profile', join(folder, 'nonsense')])
    const { port, search } = new URL((await desk.ready()).url)
    for (const head of ['GET // HTTP/1.1', 'GET /bridge HTTP/1.1', 'GET /bridge HTTP/1.0']) {
      await new Promise<void>(done => {
        const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n'
        const socket = connect(Number(port), '127.0.0.1', () =>
          socket.write(`${head}\r\nHost: 127.0.0.1:${port}\r\n${upgrade}`, () => socket.resetAndDestroy()),
        )
        socket.on('close', () => done()).on('error', () => done())
      })
    }
    const { code } = await asked(port, `/${search}`)
    expect(code).toBe(302)
    await desk.end()
  })
})

describe('words that no page of ours would say', () => {
  const at = oneDesk(browser)

  const rude: readonly (string | Buffer)[] = [
    '',
    'hello',
    '{',
    'null',
    '[]',
    '42',
    Buffer.from([0xff, 0xfe, 0x00, 0x80]),
    '['.repeat(50_000),
    JSON.stringify({ id: 1 }),
    JSON.stringify({ id: 'one', name: 'attempt', input: {} }),
    '{"id":1e309,"name":"attempt","input":{}}',
    JSON.stringify({ id: 2, name: '__proto__', input: {} }),
    JSON.stringify({ id: 3, name: 'constructor', input: {} }),
    JSON.stringify({ id: 4, name: 'attempt', input: null }),
    JSON.stringify({ id: 5, name: 'attempt', input: { type: 'explode' } }),
    JSON.stringify({ id: 6, name: 'attempt', input: { type: 'answer', callId: 'no-such-call' } }),
    JSON.stringify({ id: 7, name: 'attempt', input: { type: 'answer', callId: 'x'.repeat(100_000) } }),
    JSON.stringify({ id: 8, name: 'attempt', input: { type: 'note', callId: 'x', slot: '__proto__', text: 'x' } }),
    JSON.stringify({
      id: 9,
      name: 'attempt',
      input: { type: 'dial', callId: 'x', text: '1\r\n\r\nBYE', accountId: null },
    }),
    JSON.stringify({
      id: 10,
      name: 'listRecords',
      input: { search: '"; DROP TABLE records; --', offset: 0, limit: 50 },
    }),
    JSON.stringify({ id: 11, name: 'listRecords', input: { search: '" OR *:(', offset: -1, limit: 1e9 } }),
    JSON.stringify({ id: 12, name: 'tellAudio', input: { type: 'microphone', microphone: 'none' } }),
    JSON.stringify({ id: 13, name: 'tellAudio', input: { type: 'done', ask: 1, sdp: 'v=0' } }),
    '{"id":14,"name":"attempt","input":{"type":"quit","anyway":true,"__proto__":{"anyway":true}}}',
    JSON.stringify({ id: 15, name: 'attempt', input: { type: 'sendDigits', callId: 'x', digits: '1;2' } }),
    `{"id":16,"name":"attempt","input":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
    'x'.repeat(1_000_000),
  ]

  it('do not end the desk, move no call, and the next one rings and is answered', async () => {
    const { page, desk, exchange: system, talksTo, rings } = at()
    const caller = await talksTo('external')
    await page.keyboard.type('The invoice of May')
    const cookies = await page.context().cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const { origin, host } = new URL(desk.url)

    for (const word of rude) {
      const socket = new WebSocket(`ws://${host}/bridge`, { headers: { cookie, origin } })
      await new Promise(opened => socket.once('open', opened))
      socket.on('error', () => undefined)
      const done = new Promise(end => socket.once('close', end))
      socket.send(word)
      // Either the desk closes it, or this answer shows that it goes on.
      const answered = new Promise<void>(end =>
        socket.on('message', data => (data as Buffer).toString().includes('"id":99') && end()),
      )
      socket.send(
        JSON.stringify({ id: 99, name: 'listRecords', input: { search: '', offset: 0, limit: 1 } }),
        () => undefined,
      )
      await inTime('the desk minds it or does not', Promise.race([done, answered]))
      socket.terminate()
    }

    await callIn(page, 'talking').waitFor()
    expect(caller.wasHungUpOn()).toBe(false)
    expect(
      system.heard.filter(({ method }) => method === 'INVITE'),
      'nobody was called',
    ).toEqual([])
    expect(await field(page, 'What do they need?').inputValue()).toBe('The invoice of May')
    await noteEverything(page)
    await press(page, 'End call')
    await caller.isHungUpOn()
    await deskIsEmpty(page)
    const next = rings('internal')
    await press(page, 'Answer')
    await confirmed(system, page, next)
  })

  it('that come as a flood do not keep the next call from ringing', async () => {
    const { page, desk, rings } = at()
    const cookies = await page.context().cookies()
    const { origin, host } = new URL(desk.url)
    const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), origin }
    const sockets = Array.from({ length: 10 }, () => new WebSocket(`ws://${host}/bridge`, { headers }))
    await Promise.all(sockets.map(socket => new Promise(opened => socket.once('open', opened))))
    for (const socket of sockets) {
      for (let id = 0; id < 100; id += 1) {
        socket.send(JSON.stringify({ id, name: 'attempt', input: { type: 'hangUp', callId: 'nobody' } }))
      }
    }
    rings('external')
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    for (const socket of sockets) socket.terminate()
  })
})

describe('what nobody else may read', () => {
  it('stands neither in the log nor among the arguments nor in any file', async () => {
    const profile = join(folder, 'secrets')
    const desk = new Started(['--profile', profile, '--settings', await settingsFile('secrets.json')], {
      env: secret(),
    })
    const { url, pid } = await desk.ready()
    const page = await openPage(browser(), { url })
    await page.locator('[data-registration=registered]').waitFor()
    const call = exchange.rings(lines.external)
    await press(page, 'Answer')
    const caller = await confirmed(exchange, page, call)
    await noteEverything(page)
    await field(page, 'For whom?').fill('Somebody in Accounts')
    await page.getByRole('radio', { name: 'Pass the message on' }).click()
    await press(page, 'End call')
    await caller.isHungUpOn()
    await deskIsEmpty(page)
    await field(page, 'Number or name').fill('020 7946 0999')
    const args = process.platform === 'linux' ? await readFile(`/proc/${pid}/cmdline`, 'utf8') : ''
    const shown = await page.content()
    await page.context().close()
    await desk.end()

    const digests = exchange.heard.flatMap(
      said => /response="?(\w+)/.exec(said.header('Authorization') ?? '')?.slice(1) ?? [],
    )
    expect(digests.length).toBeGreaterThan(0)
    const files = await writtenIn(profile)
    const log = desk.log + (await readFile(join(profile, 'logs/phone-duty.log'), 'utf8'))
    for (const secretWord of [exchange.password, ...digests]) {
      expect(desk.log + args + files + shown).not.toContain(secretWord)
    }
    for (const personal of ['Okafor', '79460018', '7946 0018', '79460999', 'invoice', 'Accounts', 'Pass the message']) {
      expect(log, 'the log').not.toContain(personal)
    }
    expect(desk.log).toContain('callEnded')
    expect(files).toContain('The invoice of May is wrong')
  })

  it('an exchange cannot write lines of its own into the log', async () => {
    const desk = new Started(['--profile', join(folder, 'log'), '--settings', await settingsFile('log.json')], {
      env: secret(),
    })
    const { url } = await desk.ready()
    const page = await openPage(browser(), { url })
    await page.locator('[data-registration=registered]').waitFor()
    const forged = '2026-05-12T09:00:00.000Z fact forged'
    exchange.rings({ from: `"${forged}" <sip:1@127.0.0.1>`, headers: [`X-Line-Type: ${forged}`] })
    exchange.say(`${forged}\r\n\r\n`)
    await exchange.isUnderstood()
    await page.context().close()
    await desk.end()

    expect(desk.log).not.toContain('forged')
  })
})
