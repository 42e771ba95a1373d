import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may see the desk without Electron. The printed token opens it again and again; a ticket, which may end up in a
 * process list, only once. Either is exchanged for a cookie that no script can read.
 */
export class Admission {
  readonly token = randomBytes(24).toString('base64url')
  readonly #tickets = new Set<string>()
  readonly #cookie = randomBytes(24).toString('base64url')
  #port = 0

  /** The port we listen on; cookies of one host are shared by all its ports, so the name tells them apart. */
  listenOn(port: number): void {
    this.#port = port
  }

  newTicket(): string {
    const ticket = randomBytes(24).toString('base64url')
    this.#tickets.add(ticket)
    return ticket
  }

  /** Another site's page can make a browser ask us, by a name of its own for our address; the names give it away. */
  isOurHost(request: IncomingMessage): boolean {
    const ours = [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`]
    const { host, origin } = request.headers
    if (host === undefined || !ours.includes(host)) return false
    return origin === undefined || ours.some(name => origin === `http://${name}`)
  }

  hasCookie(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map(cookie => cookie.trim())
    return cookies.some(cookie => same(cookie, `${this.#cookieName}=${this.#cookie}`))
  }

  /** The cookie to set for a token or a ticket; undefined when it is neither. */
  cookieFor(query: URLSearchParams): string | undefined {
    const ticket = query.get('ticket')
    const admitted = same(query.get('token') ?? '', this.token) || (ticket !== null && this.#tickets.delete(ticket))
    return admitted ? `${this.#cookieName}=${this.#cookie}; HttpOnly; SameSite=Strict; Path=/` : undefined
  }

  get #cookieName(): string {
    return `desk_${this.#port}`
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
