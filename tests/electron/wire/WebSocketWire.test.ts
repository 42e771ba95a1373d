import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createRawServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { WebSocketWire } from '../../../electron/wire/WebSocketWire'
import type { WireTrouble } from '../../../electron/wire/Wire'
import { until } from '../../exchange/rig/until'
import { listening } from '../../support/listening'

const open: (() => unknown)[] = []

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

/** An exchange that opens its sockets when the test lets it. */
async function anExchange() {
  const web = createServer()
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => 'sip' })
  const sockets: WebSocket[] = []
  const asked: (() => void)[] = []
  const rig = {
    hesitates: false,
    refuses: false,
    sockets,
    asked,
    url: '',
    let: () => asked.splice(0).forEach(go => go()),
  }
  web.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined)
    const go = () => server.handleUpgrade(request, socket, head, opened => sockets.push(opened))
    if (rig.refuses) socket.end(http('503 Busy'))
    else if (rig.hesitates) asked.push(go)
    else go()
  })
  rig.url = await atOnce(web)
  open.push(() => sockets.forEach(socket => socket.terminate()))
  return rig
}

const atOnce = async (server: Server): Promise<string> => `ws://${await listening(server, open)}`

/** An exchange that answers a handshake with this text, and no more. */
function answering(text: string): Promise<string> {
  return atOnce(
    createRawServer(socket => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.write(text))
    }),
  )
}

function aWire(server: string) {
  const wire = new WebSocketWire({ server, plainAllowed: true }, () => undefined)
  const heard: string[] = []
  const closed: WireTrouble[] = []
  wire.onText = text => void heard.push(text)
  wire.onClosed = trouble => void closed.push(trouble)
  open.push(() => wire.drop())
  return { wire, heard, closed }
}

const why = (failing: Promise<void>): Promise<WireTrouble | undefined> =>
  failing.then(
    () => undefined,
    (error: WireTrouble) => error,
  )

const http = (status: string, ...headers: string[]) =>
  [`HTTP/1.1 ${status}`, ...headers, 'Content-Length: 0', '', ''].join('\r\n')

describe('a socket that is renewed', () => {
  it('is replaced without a word, and the one before is gone', async () => {
    const exchange = await anExchange()
    const { wire, heard, closed } = aWire(exchange.url)
    await wire.open()
    await wire.renew()
    const [first, second] = exchange.sockets
    if (!first || !second) throw new Error('there were not two')
    await until('the first is closed', () => first.readyState === first.CLOSED)
    wire.send('hello')
    const [said] = (await once(second, 'message')) as [Buffer]
    second.send('good day')
    await until('it is heard', () => heard.length > 0)

    expect(said.toString()).toBe('hello')
    expect(heard).toEqual(['good day'])
    expect(closed).toEqual([])
    expect(wire.localAddress).toBe('127.0.0.1')
  })

  it('goes on carrying messages while the other is being opened', async () => {
    const exchange = await anExchange()
    const { wire, heard } = aWire(exchange.url)
    await wire.open()
    exchange.hesitates = true
    const renewed = wire.renew()
    await until('the second is asked for', () => exchange.asked.length > 0)
    exchange.sockets[0]?.send('still here')
    await until('it is heard', () => heard.length > 0)
    exchange.let()
    await renewed

    expect(heard).toEqual(['still here'])
    expect(exchange.sockets).toHaveLength(2)
  })

  it('says nothing any more that was on its way when it was replaced', async () => {
    const exchange = await anExchange()
    const { wire, heard } = aWire(exchange.url)
    await wire.open()
    exchange.hesitates = true
    const renewed = wire.renew()
    await until('the second is asked for', () => exchange.asked.length > 0)
    for (let word = 0; word < 20_000; word += 1) exchange.sockets[0]?.send(`word ${word}`)
    exchange.let()
    await renewed
    const { length } = heard
    exchange.sockets[1]?.send('the end')
    await until('the second is heard', () => heard.includes('the end'))

    expect(heard.slice(length)).toEqual(['the end'])
  })

  it('is renewed once, however often that is asked for', async () => {
    const exchange = await anExchange()
    const { wire } = aWire(exchange.url)
    await wire.open()
    await Promise.all([wire.renew(), wire.renew(), wire.renew()])

    expect(exchange.sockets).toHaveLength(2)
  })

  it('is kept when no other can be opened', async () => {
    const exchange = await anExchange()
    const { wire, closed } = aWire(exchange.url)
    await wire.open()
    exchange.refuses = true
    expect(await why(wire.renew())).toMatchObject({ trouble: 'exchange-refused' })
    wire.send('still here')
    await once(exchange.sockets[0] as WebSocket, 'message')

    expect(wire.isOpen).toBe(true)
    expect(closed).toEqual([])
  })

  it('is kept when the other was given up', async () => {
    const exchange = await anExchange()
    const { wire, closed } = aWire(exchange.url)
    await wire.open()
    exchange.hesitates = true
    const renewed = why(wire.renew())
    await until('the second is asked for', () => exchange.asked.length > 0)
    wire.keep()
    expect(await renewed).toMatchObject({ trouble: 'connection-lost' })
    exchange.let()
    wire.send('still here')
    await once(exchange.sockets[0] as WebSocket, 'message')

    expect(wire.isOpen).toBe(true)
    expect(closed).toEqual([])
  })

  it('and lost meanwhile says so; who opens it then gets the one that was on its way', async () => {
    const exchange = await anExchange()
    const { wire, closed } = aWire(exchange.url)
    await wire.open()
    exchange.hesitates = true
    const renewed = wire.renew()
    await until('the second is asked for', () => exchange.asked.length > 0)
    exchange.sockets[0]?.terminate()
    await until('the loss is told', () => closed.length > 0)
    const opened = wire.open()
    exchange.let()
    await Promise.all([renewed, opened])

    expect(wire.isOpen).toBe(true)
    expect(exchange.sockets).toHaveLength(2)
    expect(closed).toHaveLength(1)
  })

  it.each(['close', 'drop'] as const)('and %sd meanwhile stays closed', async way => {
    const exchange = await anExchange()
    const { wire, closed } = aWire(exchange.url)
    await wire.open()
    exchange.hesitates = true
    const renewed = why(wire.renew())
    await until('the second is asked for', () => exchange.asked.length > 0)
    wire[way]()
    expect(await renewed).toMatchObject({ trouble: 'connection-lost' })
    exchange.let()
    await until('the loss is told', () => closed.length > 0)

    expect(wire.isOpen).toBe(false)
    exchange.hesitates = false
    await wire.open()
    expect(wire.isOpen).toBe(true)
    expect(closed).toHaveLength(1)
  })
})

describe('an exchange that closes the socket', () => {
  it.each([
    [1001, { trouble: 'connection-lost', advice: {} }],
    [1012, { trouble: 'connection-lost', advice: {} }],
    [1013, { trouble: 'connection-lost', advice: { waitSeconds: 5 } }],
    [1008, { trouble: 'exchange-refused', advice: { unwelcome: 'shown out' } }],
  ])('with %i is understood', async (code, expected) => {
    const exchange = await anExchange()
    const { wire, closed } = aWire(exchange.url)
    await wire.open()
    exchange.sockets[0]?.close(code)
    await until('it is told', () => closed.length > 0)

    expect(closed).toMatchObject([{ ...expected, message: `socket closed (${code})` }])
  })

  it('with a reset is understood', async () => {
    const exchange = await anExchange()
    const { wire, closed } = aWire(exchange.url)
    await wire.open()
    const { _socket: socket } = exchange.sockets[0] as unknown as { _socket: Socket }
    socket.resetAndDestroy()
    await until('it is told', () => closed.length > 0)

    expect(closed).toMatchObject([{ trouble: 'connection-lost' }])
    await wire.open()
    expect(wire.isOpen).toBe(true)
  })

  it('only in words is not waited for', async () => {
    const exchange = await anExchange()
    const { wire, closed } = aWire(exchange.url)
    await wire.open()
    const { _socket: socket } = exchange.sockets[0] as unknown as { _socket: Socket }
    // A close frame with 1001, and then nothing.
    for (const event of ['data', 'end', 'close']) socket.removeAllListeners(event)
    socket.write(Buffer.from([0x88, 0x02, 0x03, 0xe9]))
    await until('it is told', () => closed.length > 0, { within: 5_000 })

    expect(wire.isOpen).toBe(false)
  })

  it('is not left because it pings us a thousand times', async () => {
    const exchange = await anExchange()
    const { wire, heard, closed } = aWire(exchange.url)
    await wire.open()
    for (let ping = 0; ping < 5_000; ping += 1) exchange.sockets[0]?.ping()
    exchange.sockets[0]?.send('and a word')
    await until('the word is heard', () => heard.length > 0)

    expect([heard, closed]).toEqual([['and a word'], []])
  })
})

describe('a handshake', () => {
  const upgrade = ['Upgrade: websocket', 'Connection: Upgrade']

  it.each([
    ['401 Unauthorized', [], { trouble: 'exchange-refused', advice: { unwelcome: 'at the door' } }],
    ['403 Forbidden', [], { trouble: 'exchange-refused', advice: { unwelcome: 'at the door' } }],
    ['503 Busy', ['Retry-After: 30'], { trouble: 'exchange-refused', advice: { waitSeconds: 30 } }],
    ['503 Busy', [], { trouble: 'exchange-refused', advice: { waitSeconds: 5 } }],
    ['502 Bad Gateway', ['Retry-After: -7'], { trouble: 'exchange-refused', advice: { waitSeconds: 5 } }],
    ['429 Too Many', ['Retry-After: soon'], { trouble: 'exchange-refused', advice: { waitSeconds: 5 } }],
    ['404 Not Found', [], { trouble: 'no-websocket', advice: {} }],
    ['200 OK', [], { trouble: 'no-websocket', advice: {} }],
  ])('that is answered with %s %j is understood', async (status, headers, expected) => {
    const { wire } = aWire(await answering(http(status, ...headers)))

    expect(await why(wire.open())).toMatchObject(expected)
  })

  it('that is sent elsewhere does not go there', async () => {
    let visitors = 0
    const elsewhere = await atOnce(createServer(() => undefined).on('connection', () => (visitors += 1)))
    const { wire } = aWire(await answering(http('302 Found', `Location: ${elsewhere.replace('ws:', 'http:')}/`)))

    expect(await why(wire.open())).toMatchObject({ trouble: 'no-websocket', message: /302/ })
    expect(visitors).toBe(0)
  })

  it.each([[], ['Sec-WebSocket-Protocol: mqtt']])('without the subprotocol is none (%s)', async (...protocol) => {
    const server = createServer()
    server.on('upgrade', (request, socket: Duplex) => {
      const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
      const accept = `Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}`
      socket.on('error', () => undefined)
      socket.write(['HTTP/1.1 101 Switching Protocols', ...upgrade, accept, ...protocol, '', ''].join('\r\n'))
    })
    const { wire } = aWire(await atOnce(server))

    expect(await why(wire.open())).toMatchObject({ trouble: 'no-websocket' })
  })

  it('that never ends is given up within ten seconds, also when it trickles in', async () => {
    const hanging = aWire(await answering(''))
    const url = await atOnce(
      createRawServer(socket => {
        socket.on('error', () => undefined)
        socket.write('HTTP/1.1 101 Switching Protocols\r\n')
        const trickle = setInterval(() => socket.write('X-More: 1\r\n'), 500)
        socket.on('close', () => clearInterval(trickle))
      }),
    )
    const trickling = aWire(url)
    const started = performance.now()
    const troubles = await Promise.all([why(hanging.wire.open()), why(trickling.wire.open())])

    expect(troubles).toMatchObject([{ trouble: 'no-answer-in-time' }, { trouble: 'no-answer-in-time' }])
    // Generous for a busy machine; without an end of our own the second would trickle for ever.
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
