import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { openDeskClient } from '../support/openDeskClient'
import { type RunningDesk, startDesk } from '../support/startDesk'
import { TextExchange } from '../support/TextExchange'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

async function anExchange(): Promise<TextExchange> {
  const exchange = await TextExchange.open()
  undo.push(() => exchange.close())
  return exchange
}

describe('a terminal that nobody reads', () => {
  it('does not stop the phone: the next call rings, and the desk answers its page', async () => {
    const exchange = await anExchange()
    const profile = await mkdtemp(join(tmpdir(), 'phone-duty-terminal-'))
    undo.push(() => rm(profile, { recursive: true, force: true }))
    const file = join(profile, 'given.json')
    await writeFile(file, JSON.stringify(exchange.settings()))
    const program = [process.execPath, resolve('out/main/headless.js'), '--profile', profile, '--settings', file]
    // A real terminal, whose other end we hold.
    const terminal = spawn('script', ['-qfec', program.map(word => `'${word}'`).join(' '), '/dev/null'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PHONE_DUTY_PASSWORD: exchange.password, PHONE_DUTY_LOG_LEVEL: 'debug' },
    })
    let screen = ''
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text))
    const started = await until('it prints its line', () => /\{"ready":true[^\n]*\}/.exec(screen)?.[0])
    const { url, pid } = JSON.parse(started) as { url: string; pid: number }
    undo.push(async () => {
      terminal.stdout.resume()
      process.kill(pid, 'SIGTERM')
      await once(terminal, 'exit')
    })
    // As with Ctrl+S, or a connection that hangs.
    terminal.stdout.pause()

    const client = await openDeskClient({ url } as RunningDesk)
    undo.push(() => client.close())
    // More than a terminal and a pipe hold, and than the desk is willing to keep for them.
    for (let round = 0; round < 120; round += 1) {
      await Promise.all(Array.from({ length: 100 }, () => client.attempt({ type: 'dismissNotice' })))
    }
    const call = exchange.rings({
      from: '"Ms Okafor" <sip:+442079460018@127.0.0.1>',
      headers: ['X-Line-Type: external'],
    })
    await client.sees('the call', desk => desk.calls[0]?.phase === 'ringing')
    call.cancel()

    // The file has it all, and whoever reads again is told what they missed.
    await until('it is written', async () =>
      (await readFile(join(profile, 'logs/phone-duty.log'), 'utf8')).includes('callInvited'),
    )
    terminal.stdout.resume()
    await until('it is said', async () => {
      await client.attempt({ type: 'dismissNotice' })
      return / lines were left out, since nobody was reading/.test(screen)
    })
  })
})

describe('a page that does not read', () => {
  it('is let go before what waits for it fills the memory, and the others go on', async () => {
    const exchange = await anExchange()
    const desk = await startDesk({
      settings: exchange.settings(),
      env: { PHONE_DUTY_PASSWORD: exchange.password },
    })
    undo.push(() => desk.stop())
    const client = await openDeskClient(desk)
    undo.push(() => client.close())
    const { hostname, port } = new URL(desk.url)
    const cookie = (await fetch(desk.url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';', 1)[0]
    const deaf = connect(Number(port), hostname)
    undo.push(() => deaf.destroy())
    deaf.write(
      [
        'GET /bridge HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Origin: http://127.0.0.1:${port}`,
        `Cookie: ${cookie}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '\r\n',
      ].join('\r\n'),
    )
    await once(deaf, 'data')
    deaf.pause()
    // It is not told that it was let go until it reads, but can no longer speak either.
    const ping = Buffer.from([0x89, 0x80, 0, 0, 0, 0])
    let wasLetGo = false
    deaf.on('error', () => (wasLetGo = true))

    const call = exchange.rings({
      from: '"Ms Okafor" <sip:+442079460018@127.0.0.1>',
      headers: ['X-Line-Type: external'],
    })
    const callId = await client.sees('the call', ({ calls }) => calls[0]?.callId)
    // Each of these is drawn by every page.
    const text = 'a long story '.repeat(700)
    await until(
      'it is let go',
      async () => {
        for (let key = 0; key < 50; key += 1) {
          await client.attempt({ type: 'note', callId, slot: 'requirement', text: `${text}${key}` })
        }
        deaf.write(ping)
        return wasLetGo
      },
      { within: 25_000 },
    )
    expect(client.desk().calls[0]?.phase).toBe('ringing')
    call.cancel()
  })
})
