import type { Registration, Trouble } from '../../domain/phone/Registration'
import { RetrySchedule } from '../wire/RetrySchedule'
import { TokenBucket } from '../wire/TokenBucket'
import { troubleOf } from '../wire/troubleOf'
import type { Advice, WireTrouble } from '../wire/Wire'
import { Heartbeat, probePatienceMs } from './Heartbeat'
import { Refusals } from './Refusals'
import type { RegisterAnswer, Registering } from './Registering'
import { Standing } from './Standing'
import { within } from './within'

export interface RegistrantSurroundings {
  readonly now: () => number
  /** Milliseconds that only ever grow, whoever sets the clock. */
  readonly uptime: () => number
  readonly random: () => number
  readonly tell: (registration: Registration) => void
  /** Another socket has taken the place of one that fell silent. */
  readonly replaced: () => void
  /** The exchange is there again, after a silence or on another socket than before. */
  readonly restored: (how: 'same socket' | 'new socket') => void
}

const registerPatienceMs = 8_000
/** After so many probes without an answer another socket is tried, beside the one that fell silent. */
const silentProbesBeforeRenewal = 3
/** What a try usually takes: a REGISTER without the password, which is challenged, and one with it. */
const messagesInOneTry = 2
const burst = 3
/** Refresh well before the exchange forgets us (RFC 3261 section 10.2.4). */
const refreshAt = 0.8
/** It wants to be asked for longer (RFC 3261 section 21.4.17), or for no flow (RFC 5626 section 11.6): the next time it is. */
const asksDifferently: ReadonlySet<number> = new Set([423, 439])
/** A timer of Node's holds no more than 24 days: a longer one would be over at once. */
const longestRefreshSeconds = 60 * 60

/**
 * Keeps one extension registered: connects, signs in, refreshes, asks for signs of life, and comes back after every
 * loss, for ever. It alone says what our standing is; SIP.js's own word is not asked.
 *
 *     no socket ──open──▶ open ──2xx──▶ bound ──no answer──▶ silent
 *         ▲                               ▲                    │
 *         │                               ├── the old socket answers, or
 *         └── the socket closes           └── another takes its place, and REGISTER is answered 2xx
 *
 * A silent socket is never given up for nothing: an exchange that froze comes back on it, a dead network on another.
 */
export class Registrant {
  readonly #phone: Registering
  readonly #around: RegistrantSurroundings
  readonly #heartbeat: Heartbeat
  readonly #standing: Standing
  readonly #schedule: RetrySchedule
  /** RFC 5626 section 4.5 spreads an office over time; this keeps one phone from being a storm of its own. */
  readonly #bucket = new TokenBucket(burst, 1)
  readonly #refusals = new Refusals()
  #stopped = false
  /** The exchange will not have us: only the user may ask again. */
  #refusedForGood = false
  /** A REGISTER on this very socket was answered 2xx, and need not be refreshed yet. */
  #bound = false
  /** It is to be refreshed, which had to wait for the end of a silence. */
  #due = false
  /** The machine slept: the exchange may have forgotten us, and the socket may be dead. */
  #woken = false
  #wasRegistered = false
  #outage: 'same socket' | 'new socket' | undefined
  #triedAt: number | undefined
  /** Each grows with every new start, so that what an older one still awaits is ignored. */
  #round = 0
  #asked = 0
  #renewal = 0
  #retry: NodeJS.Timeout | undefined
  #turn: NodeJS.Timeout | undefined
  #refresh: NodeJS.Timeout | undefined
  /** The user asked again while a try was under way, which has a moment left to be answered. */
  #again: NodeJS.Timeout | undefined

  constructor(phone: Registering, around: RegistrantSurroundings) {
    this.#phone = phone
    this.#around = around
    this.#standing = new Standing(around.now, around.tell)
    this.#schedule = new RetrySchedule(around.random)
    this.#heartbeat = new Heartbeat({
      probe: () => phone.probe(),
      inCall: () => phone.inCall(),
      answered: () => this.#answered(),
      silent: inARow => this.#silent(inARow),
    })
  }

  /** Starts, or starts over at once because the user asked. */
  start(): void {
    if (this.#stopped) return
    this.#refusedForGood = false
    this.#refusals.forgive()
    this.#schedule.forgive()
    clearTimeout(this.#again)
    const age = this.#triedAt === undefined ? Infinity : this.#around.uptime() - this.#triedAt
    if (age < probePatienceMs) {
      // Clicked like mad, it is one try; but one that was under way may have gone into the silence before.
      this.#again = setTimeout(() => this.start(), probePatienceMs - age)
      return
    }
    if (this.#heartbeat.silent > 0 && this.#phone.wire.isOpen) this.#renewNow()
    else void this.#attempt()
  }

  /** The machine woke up, or has another address than before. */
  wake(why: 'slept' | 'address'): void {
    if (this.#stopped || this.#refusedForGood || !this.#standing.state) return
    this.#schedule.startOver()
    if (!this.#phone.wire.isOpen) {
      // What is being opened may be on its way from an address that is gone.
      this.#phone.wire.drop()
      void this.#attempt()
    } else if (why === 'address' || this.#triedAt !== undefined) {
      this.#phone.wire.keep()
      this.#renewNow()
    } else {
      this.#woken = true
      this.#heartbeat.ask()
    }
  }

  /** Something came from the exchange, answer or not. */
  overheard(): void {
    this.#heartbeat.overheard()
  }

  /** The socket was lost. */
  lost(trouble: WireTrouble): void {
    this.#newRound()
    if (this.#wasRegistered) this.#outage = 'new socket'
    // We hung up ourselves, because the exchange will not have us; that word stands.
    if (this.#stopped || this.#refusedForGood) return
    this.#failed(trouble)
  }

  async stop(): Promise<void> {
    const wasRegistered = this.#standing.state === 'registered'
    this.#stopped = true
    this.#newRound()
    if (wasRegistered && this.#phone.wire.isOpen) {
      await within(probePatienceMs, this.#phone.unregister()).catch(() => undefined) // leaving all the same
    }
    this.#phone.wire.close()
  }

  async #attempt(): Promise<void> {
    this.#newRound()
    const round = this.#round
    this.#triedAt = this.#around.uptime()
    this.#standing.connecting()
    try {
      await this.#phone.connect()
      if (round === this.#round) this.#register()
    } catch (error) {
      if (round === this.#round) this.#failed(troubleOf(error))
    }
  }

  /** Registers as soon as it is our turn. */
  #register(): void {
    clearTimeout(this.#turn)
    const wait = this.#bucket.take(messagesInOneTry, this.#around.uptime())
    if (wait > 0) this.#turn = setTimeout(() => this.#register(), wait)
    else void this.#sendRegister()
  }

  async #sendRegister(): Promise<void> {
    const asked = (this.#asked += 1)
    const answer = await within(registerPatienceMs, this.#phone.register()).catch(() => undefined)
    if (answer) this.#bucket.giveBack(messagesInOneTry - answer.sent)
    // Without a socket SIP.js answers itself; the loss of it has the word.
    if (asked !== this.#asked || !this.#phone.wire.isOpen) return
    this.#triedAt = undefined
    clearTimeout(this.#again)
    if (answer?.accepted) this.#accepted(answer.expiresSeconds)
    else if (answer && answer.code !== 408) this.#notAccepted(answer)
    else this.#unanswered()
  }

  #accepted(expiresSeconds: number): void {
    // Shown out again right after signing in, we never come to a refresh.
    if (this.#standing.state === 'registered') this.#schedule.forgive()
    else this.#schedule.letIn()
    this.#refusals.forgive()
    this.#bound = true
    this.#woken = false
    this.#wasRegistered = true
    const seconds = Math.min(longestRefreshSeconds, Math.max(1, expiresSeconds * refreshAt))
    clearTimeout(this.#refresh)
    this.#refresh = setTimeout(() => this.#refreshNow(), seconds * 1_000)
    this.#heartbeat.rest()
    this.#registered()
  }

  #registered(): void {
    const outage = this.#outage
    this.#outage = undefined
    // What was lost is put in order before anybody asks for something new.
    if (outage) this.#around.restored(outage)
    this.#standing.registered()
  }

  #refreshNow(): void {
    this.#bound = false
    // Into a silence nothing is sent but probes; the answer to one of them brings the REGISTER.
    this.#due = this.#heartbeat.silent > 0
    if (!this.#due) this.#register()
  }

  #notAccepted(answer: Extract<RegisterAnswer, { accepted: false }>): void {
    const { trouble, saidNo, forGood } = this.#refusals.weigh(answer)
    // A yes that is none explains nothing.
    const detail = trouble === 'address-not-kept' ? '' : `${answer.code} ${answer.reason}`.trim()
    this.#bound = false
    if (forGood) return this.#refuseForGood(trouble, detail)
    if (saidNo) this.#standing.refused(trouble, detail)
    // That the exchange wants to be asked in another way is no trouble, unless it says so again.
    else if (!asksDifferently.has(answer.code) || this.#schedule.failures > 0) this.#standing.offline(trouble, detail)
    this.#tryLater({ waitSeconds: answer.retryAfterSeconds ?? 0 })
  }

  #unanswered(): void {
    this.#bound = false
    this.#quiet('no answer to REGISTER')
    this.#heartbeat.ask()
  }

  #silent(inARow: number): void {
    this.#quiet('no answer to OPTIONS')
    if (this.#woken) this.#renewNow()
    else if (inARow === silentProbesBeforeRenewal) this.#renewLater()
    this.#woken = false
  }

  #quiet(detail: string): void {
    if (this.#wasRegistered) this.#outage ??= 'same socket'
    this.#standing.offline('exchange-silent', detail)
  }

  #answered(): void {
    if (this.#standing.state !== 'offline') {
      if (this.#woken && this.#bound) this.#register()
      this.#woken = false
      return
    }
    this.#renewal += 1
    this.#phone.wire.keep()
    // An exchange that answers probes but no REGISTER has failed; one that could not be asked has not.
    if (this.#bound || this.#due) this.#schedule.startOver()
    if (!this.#bound) return this.#tryLater()
    clearTimeout(this.#retry)
    this.#woken = false
    this.#registered()
  }

  #renewLater(advice?: Advice): void {
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#renewNow(), this.#schedule.next(advice))
  }

  #renewNow(): void {
    clearTimeout(this.#retry)
    const renewal = (this.#renewal += 1)
    this.#phone.wire.renew().then(
      () => void (renewal === this.#renewal && this.#renewed()),
      (error: unknown) => void (renewal === this.#renewal && this.#notRenewed(troubleOf(error))),
    )
  }

  #renewed(): void {
    this.#newRound()
    if (this.#wasRegistered) this.#outage = 'new socket'
    this.#around.replaced()
    this.#standing.connecting()
    this.#register()
  }

  #notRenewed({ advice }: WireTrouble): void {
    if (this.#heartbeat.silent > 0) return this.#renewLater(advice)
    // The first socket may be as good as ever, or as dead as the second.
    this.#woken = true
    this.#heartbeat.ask()
  }

  /** No socket could be opened, or the one we had is gone. */
  #failed({ trouble, message, advice }: WireTrouble): void {
    this.#tryLater(advice)
    if (this.#schedule.isOver) this.#refuseForGood(trouble, message)
    else this.#standing.offline(trouble, message)
  }

  #tryLater(advice?: Advice): void {
    this.#newRound()
    this.#retry = setTimeout(() => void this.#attempt(), this.#schedule.next(advice))
  }

  #refuseForGood(trouble: Trouble, detail: string): void {
    this.#newRound()
    this.#refusedForGood = true
    this.#standing.refused(trouble, detail)
    // A call that is up can still be ended on it.
    if (!this.#phone.inCall()) this.#phone.wire.close()
  }

  /** Whatever was under way is over. */
  #newRound(): void {
    this.#round += 1
    this.#asked += 1
    this.#renewal += 1
    this.#bound = this.#due = this.#woken = false
    this.#triedAt = undefined
    this.#heartbeat.stop()
    clearTimeout(this.#retry)
    clearTimeout(this.#turn)
    clearTimeout(this.#refresh)
    clearTimeout(this.#again)
  }
}
