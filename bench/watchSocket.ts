import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/** A SIP WebSocket with a stopwatch in it. */
export interface SocketProxy {
  readonly url: string
  /** When the last 200 to an INVITE went by, in milliseconds since the epoch. */
  answeredAt(): number
  /** When the exchange last agreed to a REGISTER, in milliseconds since the epoch. */
  registeredAt(): number
  /** When the last INVITE came by, in milliseconds since the epoch. */
  invitedAt(): number
  /** How long ago that was, in milliseconds. */
  sinceInvite(): number
  close(): Promise<void>
}

const now = () => performance.timeOrigin + performance.now()

/** Puts itself between a phone and its exchange, and notes what goes by and when. */
export async function watchSocket(target: string): Promise<SocketProxy> {
  let answeredAt = 0
  let invitedAt = 0
  let registeredAt = 0
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' })
  await once(server, 'listening')
  server.on('connection', phone => {
    const exchange = new WebSocket(target, 'sip')
    const waiting: string[] = []
    exchange.on('open', () => waiting.forEach(text => exchange.send(text)))
    phone.on('message', data => {
      const text = (data as Buffer).toString('utf8')
      if (text.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ INVITE/im.test(text)) answeredAt = now()
      if (exchange.readyState === WebSocket.OPEN) exchange.send(text)
      else waiting.push(text)
    })
    exchange.on('message', data => {
      const text = (data as Buffer).toString('utf8')
      if (text.startsWith('INVITE ')) invitedAt = now()
      // What is said to a phone that has left already is no registration.
      const isHeard = phone.readyState === WebSocket.OPEN
      if (isHeard && text.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ REGISTER/im.test(text)) registeredAt = now()
      phone.send(text)
    })
    phone.on('close', () => exchange.close())
    exchange.on('close', () => phone.close())
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answeredAt: () => answeredAt,
    registeredAt: () => registeredAt,
    invitedAt: () => invitedAt,
    sinceInvite: () => now() - invitedAt,
    async close() {
      for (const socket of server.clients) socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}
