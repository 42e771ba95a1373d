import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { readFrames } from './readFrames'
import { readSipMessage, type SipMessage } from './SipMessage'

/** How thick the air is: what every piece of a stream waits before it goes on. */
export interface Slowness {
  readonly latencyMs?: number
  readonly bytesPerSecond?: number
}

/** A SIP request that went into the path, and when (as `performance.now()` says it). */
export interface SeenRequest {
  readonly method: string
  readonly from: 'phone' | 'exchange'
  readonly at: number
  readonly message: SipMessage
}

/** A stretch of network between a phone and an exchange's WebSocket, and everything that can befall it. */
export interface FaultyPath {
  /** What the phone takes for the exchange. */
  readonly url: string
  /** Resets every connection there is (RST), at both ends. New ones are let through. */
  readonly cut: () => void
  /** Closes every connection in good order (FIN), at both ends. */
  readonly close: () => void
  /** Swallows everything: connections that are open, and new ones, hang. What was said meanwhile arrives after `heal`. */
  readonly blackHole: () => void
  /** The connections that are open now hang until `heal`, as behind an address that is gone; new ones are let through. */
  readonly strand: () => void
  /** Slows everything down, connections that are open too. */
  readonly slow: (slowness: Slowness) => void
  /** Refuses new connections from now on, and lets the open ones be. */
  readonly refuse: () => void
  /** Ends every fault. Resolves when a new connection would be let through. */
  readonly heal: () => Promise<void>
  /** When each connection came, refused ones not counted, the oldest first. */
  readonly connections: () => readonly number[]
  /** How many are open to the phone. */
  readonly openNow: () => number
  /** The SIP requests so far, of one method or all, since a moment, the oldest first. */
  readonly requests: (method?: string, since?: number) => readonly SeenRequest[]
  readonly stop: () => void
}

/**
 * Opens a path on `port` of loopback to the exchange at `target` (a ws:// address). It carries bytes and reads along; it
 * never changes one. Throws when the port is taken.
 */
export async function openFaultyPath(target: string, port: number): Promise<FaultyPath> {
  const exchange = new URL(target)
  const weather = openWeather()
  const seen: SeenRequest[] = []
  const connections: number[] = []
  const open = new Set<Connection>()

  const accept = (phone: Socket): void => {
    connections.push(performance.now())
    const connection = join(phone, weather, Number(exchange.port), exchange.hostname, (text, from) => {
      const message = readSipMessage(text, from === 'phone' ? 'sent' : 'received')
      if (/^[A-Z]+$/.test(message.kind)) seen.push({ method: message.kind, from, at: performance.now(), message })
    })
    open.add(connection)
    phone.once('close', () => open.delete(connection))
  }
  let server: Server | undefined = await listen(port, accept)
  const refuse = (): void => {
    server?.close()
    server = undefined
  }
  const drop = (how: 'reset' | 'end'): void => {
    for (const connection of open) connection.drop(how)
  }
  return {
    url: `ws://127.0.0.1:${port}${exchange.pathname}`,
    cut: () => drop('reset'),
    close: () => drop('end'),
    blackHole: () => weather.hold('all'),
    strand: () => weather.hold(new Set([...open].map(({ id }) => id))),
    slow: weather.slow,
    refuse,
    heal: async () => {
      weather.clear()
      server ??= await listen(port, accept)
    },
    connections: () => connections,
    openNow: () => open.size,
    requests: (method, since = 0) =>
      seen.filter(request => request.at >= since && (method === undefined || request.method === method)),
    stop: () => {
      weather.clear()
      refuse()
      drop('reset')
    },
  }
}

async function listen(port: number, accept: (socket: Socket) => void): Promise<Server> {
  const server = createServer(accept)
  server.listen({ port, host: '127.0.0.1', exclusive: true })
  await once(server, 'listening')
  server.unref()
  return server
}

/** What befalls every connection: a hold on all or on some of them, and slowness. */
interface Weather {
  readonly hold: (ids: 'all' | ReadonlySet<number>) => void
  readonly slow: (slowness: Slowness) => void
  readonly clear: () => void
  /** Resolves when so many bytes of a connection have made their way. */
  readonly passes: (id: number, bytes: number) => Promise<void>
}

function openWeather(): Weather {
  let held: 'all' | ReadonlySet<number> = new Set()
  let slowness: Slowness = {}
  let waiting: (() => void)[] = []
  const isHeld = (id: number): boolean => held === 'all' || held.has(id)
  return {
    hold: ids => (held = ids),
    slow: wanted => (slowness = wanted),
    clear: () => {
      held = new Set()
      slowness = {}
      waiting.splice(0).forEach(goOn => goOn())
    },
    passes: async (id, bytes) => {
      const { latencyMs = 0, bytesPerSecond = Infinity } = slowness
      const ms = latencyMs + (1_000 * bytes) / bytesPerSecond
      if (ms > 0) await pause(ms)
      while (isHeld(id)) await new Promise<void>(resolve => (waiting = [...waiting, resolve]))
    },
  }
}

interface Connection {
  readonly id: number
  readonly drop: (how: 'reset' | 'end') => void
}

let connectionsEver = 0

/** Joins a phone's socket to the exchange, piece by piece and in order, the end of each side included. */
function join(
  phone: Socket,
  weather: Weather,
  port: number,
  host: string,
  overhear: (text: string, from: 'phone' | 'exchange') => void,
): Connection {
  const id = (connectionsEver += 1)
  let exchange: Socket | undefined
  let dropped = false
  phone.on('error', () => undefined)

  /** What one side says goes to the other, which need not be there yet. */
  const carry = (from: Socket, to: () => Socket | undefined, before: Promise<unknown>, side: 'phone' | 'exchange') => {
    const read = readFrames(text => overhear(text, side))
    let line = before
    const then = (bytes: number, act: (socket: Socket) => void): void => {
      line = line.then(async () => {
        await weather.passes(id, bytes)
        const socket = to()
        if (socket && !socket.destroyed) act(socket)
      })
    }
    from.on('data', (chunk: Buffer) => {
      read(chunk)
      then(chunk.length, socket => socket.write(chunk))
    })
    from.once('close', () => {
      if (!dropped) then(0, socket => socket.destroySoon())
    })
  }

  const connected = weather.passes(id, 0).then(async () => {
    if (dropped) return
    const socket = connect(port, host)
    socket.on('error', () => phone.resetAndDestroy())
    exchange = socket
    carry(socket, () => phone, Promise.resolve(), 'exchange')
    await once(socket, 'connect').catch(() => undefined)
  })
  carry(phone, () => exchange, connected, 'phone')
  return {
    id,
    drop: how => {
      dropped = true
      for (const socket of [phone, exchange]) {
        if (how === 'reset') socket?.resetAndDestroy()
        else socket?.end()
      }
    },
  }
}
