import type { IncomingMessage } from 'node:http'
import { WireTrouble } from './Wire'

/** An exchange that is too busy has at least so much peace from us, whatever it says. */
const busySeconds = 5

/** Why a socket was closed by the far end, from its close code (RFC 6455 section 7.4.1, and IANA's list). */
export function troubleOfClose(code: number): WireTrouble {
  const detail = `socket closed (${code})`
  if (code === 1008) return new WireTrouble('exchange-refused', detail, { unwelcome: 'shown out' })
  if (code === 1013) return new WireTrouble('connection-lost', detail, { waitSeconds: busySeconds })
  return new WireTrouble('connection-lost', detail)
}

/** Why no socket came of it when a web server gave another answer than to switch protocols. */
export function troubleOfAnswer({ statusCode = 0, headers }: IncomingMessage): WireTrouble {
  const detail = `HTTP ${statusCode} instead of a WebSocket`
  if (statusCode === 401 || statusCode === 403) {
    return new WireTrouble('exchange-refused', detail, { unwelcome: 'at the door' })
  }
  if (statusCode === 429 || statusCode >= 500) {
    const asked = secondsIn(headers['retry-after'])
    return new WireTrouble('exchange-refused', detail, { waitSeconds: Math.max(busySeconds, asked ?? 0) })
  }
  return new WireTrouble('no-websocket', detail)
}

/** How long a Retry-After asks us to wait; undefined when it says nothing that we can read. */
export function secondsIn(retryAfter: string | undefined): number | undefined {
  const seconds = Number.parseInt(retryAfter ?? '', 10)
  return Number.isFinite(seconds) ? seconds : undefined
}
