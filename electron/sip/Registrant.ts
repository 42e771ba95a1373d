import type { Registration, Trouble } from '../../domain/phone/Registration'
import { retryDelay } from '../wire/retryDelay'
import { troubleOf } from '../wire/troubleOf'
import type { Wire, WireTrouble } from '../wire/Wire'
import { within } from './within'

/** What became of one REGISTER. */
export type RegisterAnswer =
  | { readonly accepted: true; readonly expiresSeconds: number }
  | {
      readonly accepted: false
      readonly code: number
      readonly reason: string
      readonly retryAfterSeconds: number | undefined
    }

/** What a registrant can do with its account's user agent. */
export interface Registering {
  readonly wire: Wire
  connect(): Promise<void>
  register(): Promise<RegisterAnswer>
  unregister(): Promise<void>
  /** Asks whether anybody is there (OPTIONS, RFC 3261 section 11). Resolves at any answer. */
  probe(): Promise<void>
  /** A call makes us ask more often. */
  inCall(): boolean
}

export interface RegistrantSurroundings {
  readonly now: () => number
  readonly random: () => number
  readonly tell: (registration: Registration) => void
  /** The exchange can be asked again. */
  readonly restored: (how: 'same socket' | 'new socket') => void
}

const probeEveryMs = 10_000
const probeEveryInCallMs = 5_000
const probePatienceMs = 2_000
/** After so many probes without an answer the socket is given up and opened anew. */
const mostSilentProbes = 5
/** More would make the exchange lock out the whole office: SIP.js answers the challenge once, then twice, a try. */
const mostRefusals = 2
/** Refresh well before the exchange forgets us (RFC 3261 section 10.2.4). */
const refreshAt = 0.8

/**
 * Keeps one extension registered: connects, signs in, refreshes, asks for signs of life, and comes back after every
 * loss, for ever. It alone says what our standing is; SIP.js's own word is not asked.
 */
export class Registrant {
  readonly #phone: Registering
  readonly #around: RegistrantSurroundings
  #registration: Registration | undefined
  #stopped = false
  #failures = 0
  #refusals = 0
  #silentProbes = 0
  /** Grows with every new start, so that what an older one still awaits is ignored. */
  #round = 0
  #retry: NodeJS.Timeout | undefined
  #refresh: NodeJS.Timeout | undefined
  #nextProbe: NodeJS.Timeout | undefined

  constructor(phone: Registering, around: RegistrantSurroundings) {
    this.#phone = phone
    this.#around = around
  }

  /** Starts, or starts over at once: the user asked, the address changed, the machine woke up. */
  start(): void {
    this.#refusals = 0
    this.#failures = 0
    void this.#attempt()
  }

  /** The socket was lost. */
  lost(trouble: WireTrouble): void {
    this.#clear()
    this.#round += 1
    // We hung up ourselves, because the exchange will not have us; that word stands.
    if (this.#stopped || this.#refusals >= mostRefusals) return
    this.#offline(trouble.trouble, trouble.message)
    this.#tryLater()
  }

  async stop(): Promise<void> {
    const wasRegistered = this.#registration?.state === 'registered'
    this.#stopped = true
    this.#round += 1
    this.#clear()
    if (wasRegistered && this.#phone.wire.isOpen) {
      await within(probePatienceMs, this.#phone.unregister()).catch(() => undefined) // leaving all the same
    }
    this.#phone.wire.close()
  }

  async #attempt(): Promise<void> {
    this.#clear()
    const round = (this.#round += 1)
    const isOver = () => round !== this.#round
    if (this.#registration?.state !== 'offline') this.#become({ state: 'connecting', since: this.#around.now() })
    try {
      await this.#phone.connect()
      if (isOver()) return
      const answer = await this.#phone.register()
      if (isOver()) return
      if (answer.accepted) this.#accepted(answer.expiresSeconds)
      else this.#notAccepted(answer)
    } catch (error) {
      if (isOver()) return
      const { trouble, message } = troubleOf(error)
      this.#offline(trouble, message)
      this.#tryLater()
    }
  }

  #accepted(expiresSeconds: number): void {
    this.#failures = 0
    this.#refusals = 0
    this.#silentProbes = 0
    const isBack = this.#registration?.state !== 'registered'
    if (isBack) this.#become({ state: 'registered', since: this.#around.now() })
    if (isBack) this.#around.restored('new socket')
    clearTimeout(this.#refresh)
    this.#refresh = setTimeout(() => void this.#refreshNow(), Math.max(5, expiresSeconds * refreshAt) * 1_000)
    this.#probeLater()
  }

  async #refreshNow(): Promise<void> {
    const round = this.#round
    const answer = await this.#phone.register().catch(() => undefined)
    if (round !== this.#round) return
    if (answer?.accepted) return this.#accepted(answer.expiresSeconds)
    this.#phone.wire.drop()
    if (answer) this.#notAccepted(answer)
  }

  #notAccepted(answer: Extract<RegisterAnswer, { accepted: false }>): void {
    const detail = `${answer.code} ${answer.reason}`.trim()
    const saidNo = [401, 403, 404, 407].includes(answer.code)
    if (!saidNo) {
      const trouble: Trouble = answer.code === 408 ? 'exchange-silent' : 'exchange-refused'
      this.#offline(trouble, detail)
      return this.#tryLater(answer.retryAfterSeconds)
    }
    this.#refusals += 1
    const trouble: Trouble = answer.code === 404 ? 'unknown-extension' : 'wrong-password'
    this.#become({ state: 'refused', since: this.#around.now(), trouble, detail })
    if (this.#refusals < mostRefusals) this.#tryLater()
    else this.#phone.wire.close()
  }

  #tryLater(atLeastSeconds = 0): void {
    this.#clear()
    this.#failures += 1
    const delay = Math.max(atLeastSeconds * 1_000, retryDelay(this.#failures, this.#around.random()))
    this.#retry = setTimeout(() => void this.#attempt(), delay)
  }

  #probeLater(): void {
    clearTimeout(this.#nextProbe)
    const every = this.#silentProbes > 0 ? 0 : this.#phone.inCall() ? probeEveryInCallMs : probeEveryMs
    this.#nextProbe = setTimeout(() => void this.#probeNow(), every)
  }

  async #probeNow(): Promise<void> {
    const round = this.#round
    const answered = await within(probePatienceMs, this.#phone.probe()).then(
      () => true,
      () => false,
    )
    if (round !== this.#round) return
    this.#silentProbes = answered ? 0 : this.#silentProbes + 1
    if (answered && this.#registration?.state === 'offline') {
      this.#become({ state: 'registered', since: this.#around.now() })
      this.#around.restored('same socket')
    }
    if (!answered) this.#offline('exchange-silent', 'no answer to OPTIONS')
    if (this.#silentProbes < mostSilentProbes) return this.#probeLater()
    this.#silentProbes = 0
    this.#phone.wire.drop()
  }

  #offline(trouble: Trouble, detail: string): void {
    const since = this.#registration?.state === 'offline' ? this.#registration.since : this.#around.now()
    this.#become({ state: 'offline', since, trouble, detail })
  }

  #become(registration: Registration): void {
    this.#registration = registration
    this.#around.tell(registration)
  }

  #clear(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#refresh)
    clearTimeout(this.#nextProbe)
  }
}
