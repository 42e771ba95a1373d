import { createSocket } from 'node:dgram'
import { createServer, type Server } from 'node:net'

/** A run of ports that nobody else uses until it is released. */
export interface Ports {
  readonly first: number
  readonly last: number
  /** The next port not handed out yet. Wraps around to ones that were, long after their users are gone. */
  readonly next: () => number
  readonly release: () => Promise<void>
}

// Below Linux's range for outgoing connections (32768 and up), so no passer-by takes one of ours.
const lowest = 12_000
const highest = 32_000

/**
 * Claims `count` ports in a row on loopback, for this process and against every other run of these tests. The claim is a
 * listening socket on the first of them, so it ends with the process, whatever ends that. The first `checked` ports
 * after it were free on UDP and TCP at that moment: a leftover of a killed run may still sit on some. Throws when the
 * machine has no such run of ports.
 */
export async function claimPorts(count: number, checked: number): Promise<Ports> {
  const blocks = Math.floor((highest - lowest) / count)
  const start = Math.floor(Math.random() * blocks)
  for (let turn = 0; turn < blocks; turn += 1) {
    const first = lowest + ((start + turn) % blocks) * count
    const claim = await listenOn(first)
    if (!claim) continue
    const others = Array.from({ length: checked }, (_, at) => first + 1 + at)
    if ((await Promise.all(others.map(isFree))).every(Boolean)) return portsOf(claim, first, first + count - 1)
    await close(claim)
  }
  throw new Error(`no ${count} free ports in a row between ${lowest} and ${highest}`)
}

function portsOf(claim: Server, first: number, last: number): Ports {
  claim.unref()
  let given = first
  const next = (): number => {
    given = given < last ? given + 1 : first + 1
    return given
  }
  return { first, last, next, release: () => close(claim) }
}

function listenOn(port: number): Promise<Server | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()))
}

async function isFree(port: number): Promise<boolean> {
  const server = await listenOn(port)
  if (!server) return false
  await close(server)
  const addresses = await Promise.all(['127.0.0.1', '127.0.0.2'].map(address => isFreeForUdp(port, address)))
  return addresses.every(Boolean)
}

function isFreeForUdp(port: number, address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createSocket('udp4')
    socket.once('error', () => {
      socket.close()
      resolve(false)
    })
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve(true)))
  })
}
