import type { IncomingRequestMessage, URI } from 'sip.js/lib/core/index.js'
import { challengeOf, type Credentials, provesPassword } from './Digest'
import type { PracticeClock } from './PracticeClock'
import type { SipSocket } from './SipDoor'

/** An answer, before it is put into the words of SIP. */
export interface Answer {
  readonly statusCode: number
  readonly extraHeaders?: string[]
}

const longestSeconds = 300

interface Binding {
  readonly socket: SipSocket
  readonly contact: URI
  readonly expires: () => void
}

/** Knows where the user's phone is, and lets nobody register who does not know the password of this run. */
export class Registrar {
  readonly #credentials: Credentials
  readonly #clock: PracticeClock
  readonly #token: () => string
  /** Every socket is challenged in its own way: what was heard on one proves nothing on another. */
  readonly #nonces = new WeakMap<SipSocket, string>()
  #binding: Binding | undefined
  /** Hears whenever a phone has registered, or is gone. */
  onChange: (() => void) | undefined

  constructor(credentials: Credentials, clock: PracticeClock, token: () => string) {
    this.#credentials = credentials
    this.#clock = clock
    this.#token = token
  }

  /** Where to ring the user; undefined while nobody is registered. */
  get contact(): URI | undefined {
    return this.#binding?.contact
  }

  get socket(): SipSocket | undefined {
    return this.#binding?.socket
  }

  /** Answers a REGISTER (RFC 3261 section 10.3). The newest phone takes the place of the one before. */
  answer(request: IncomingRequestMessage, socket: SipSocket): Answer {
    if (request.to.uri.user !== this.#credentials.username) return { statusCode: 403 }
    const nonce = this.#nonceOf(socket)
    const authorization = request.getHeader('Authorization')
    if (authorization === undefined || !provesPassword(authorization, 'REGISTER', nonce, this.#credentials)) {
      return { statusCode: 401, extraHeaders: [challengeOf(this.#credentials, nonce)] }
    }
    const contact = request.parseHeader('contact') as { uri: URI; getParam(name: string): unknown } | undefined
    if (!contact) return { statusCode: 400 }
    const asked = Number(contact.getParam('expires') ?? request.getHeader('Expires') ?? longestSeconds)
    const seconds = Math.min(longestSeconds, Number.isFinite(asked) ? asked : longestSeconds)
    if (seconds <= 0) {
      if (this.#binding?.contact.toString() === contact.uri.toString()) this.#unbind()
      return { statusCode: 200 }
    }
    this.#bind(socket, contact.uri, seconds)
    return { statusCode: 200, extraHeaders: [`Contact: <${contact.uri.toRaw()}>;expires=${seconds}`] }
  }

  /** With its socket a phone is gone. */
  left(socket: SipSocket): void {
    if (this.#binding?.socket === socket) this.#unbind()
  }

  #bind(socket: SipSocket, contact: URI, seconds: number): void {
    this.#binding?.expires()
    const expires = this.#clock.after(seconds * 1_000, () => this.#unbind())
    this.#binding = { socket, contact, expires }
    this.onChange?.()
  }

  #unbind(): void {
    this.#binding?.expires()
    this.#binding = undefined
    this.onChange?.()
  }

  #nonceOf(socket: SipSocket): string {
    const nonce = this.#nonces.get(socket) ?? this.#token()
    this.#nonces.set(socket, nonce)
    return nonce
  }
}
