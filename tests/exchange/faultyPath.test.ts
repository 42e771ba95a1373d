import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { claimPorts, type Ports } from './rig/claimPorts'
import { type FaultyPath, openFaultyPath } from './rig/FaultyPath'
import { until } from './rig/until'

/** The faulty path alone, before a socket that says back what it hears: what the tests of survival stand on. */
describe('a faulty path', () => {
  let ports: Ports
  let exchange: WebSocketServer
  let path: FaultyPath

  beforeEach(async () => {
    ports = await claimPorts(4, 3)
    exchange = new WebSocketServer({ host: '127.0.0.1', port: ports.next() })
    await once(exchange, 'listening')
    exchange.on('connection', socket => socket.on('message', data => socket.send((data as Buffer).toString('utf8'))))
    const { port } = exchange.address() as { port: number }
    path = await openFaultyPath(`ws://127.0.0.1:${port}/ws`, ports.next())
  })

  afterEach(async () => {
    path.stop()
    exchange.clients.forEach(socket => socket.terminate())
    exchange.close()
    await ports.release()
  })

  interface Phone {
    readonly socket: WebSocket
    readonly heard: string[]
    readonly closed: () => number | undefined
  }
  const phoneOn = (): Phone => {
    const socket = new WebSocket(path.url)
    const heard: string[] = []
    let code: number | undefined
    socket.on('message', data => heard.push((data as Buffer).toString('utf8')))
    socket.on('error', () => undefined)
    socket.on('close', with_ => (code = with_))
    return { socket, heard, closed: () => code }
  }
  const phone = async (): Promise<Phone> => {
    const opened = phoneOn()
    await once(opened.socket, 'open')
    return opened
  }
  const hears = ({ heard }: Phone, text: string) => until(`it hears "${text.slice(0, 20)}"`, () => heard.includes(text))

  it('carries everything, reads along, and knows who said what and when', async () => {
    const { socket, heard } = await phone()
    const before = performance.now()
    const long = `MESSAGE sip:a SIP/2.0\r\nSubject: ${'x'.repeat(70_000)}\r\n\r\n`
    for (const text of ['OPTIONS sip:a SIP/2.0\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n', long]) socket.send(text)
    await until('all is back', () => heard.length === 3)

    expect(heard.at(-1)).toBe(long)
    expect(path.requests().map(({ method, from }) => `${method} ${from}`)).toEqual(
      expect.arrayContaining(['OPTIONS phone', 'MESSAGE phone', 'OPTIONS exchange', 'MESSAGE exchange']),
    )
    expect(path.requests('MESSAGE', before)[0]?.message.header('Subject')).toHaveLength(70_000)
    expect(path.requests('OPTIONS', performance.now())).toEqual([])
    expect(path.connections()).toHaveLength(1)
  })

  it.each(['cut', 'close'] as const)('%s: both ends know at once, and a new connection is let through', async how => {
    const first = await phone()
    path[how]()
    await until('the phone knows', () => first.closed() === 1006)
    await until('the exchange knows', () => exchange.clients.size === 0)

    const second = await phone()
    second.socket.send('again')
    await hears(second, 'again')
  })

  it('swallows all, and what was said meanwhile arrives when it heals', async () => {
    const old = await phone()
    path.blackHole()
    old.socket.send('into the dark')
    const young = phoneOn()
    await until('it has come', () => path.connections().length === 2)
    const gone = await until('a third one hangs up in the dark', async () => {
      const third = phoneOn()
      await until('it has come', () => path.connections().length === 3)
      third.socket.terminate()
      return third
    })
    expect(old.heard).toEqual([])
    expect(young.socket.readyState).toBe(WebSocket.CONNECTING)

    await path.heal()
    await hears(old, 'into the dark')
    await until('the young one is through', () => young.socket.readyState === WebSocket.OPEN)
    expect(gone.closed()).toBe(1006)
  })

  it('strands what is open, and lets others through', async () => {
    const old = await phone()
    path.strand()
    old.socket.send('anybody there?')
    const young = await phone()
    young.socket.send('here')
    await hears(young, 'here')

    expect(old.heard).toEqual([])
    expect(exchange.clients.size).toBe(2)
  })

  it('refuses the new and keeps the old', async () => {
    const old = await phone()
    path.refuse()
    const refused = phoneOn()
    await until('it is refused', () => refused.closed() === 1006)
    old.socket.send('still here')
    await hears(old, 'still here')
    await path.heal()

    await phone()
    expect(path.connections()).toHaveLength(2)
  })

  it('slows down what goes through it', async () => {
    const { socket, heard } = await phone()
    path.slow({ latencyMs: 150, bytesPerSecond: 10_000 })
    const sent = performance.now()
    socket.send('x'.repeat(1_000))
    await until('it is back', () => heard.length === 1)

    expect(performance.now() - sent).toBeGreaterThan(2 * 150 + 200)
  })
})
