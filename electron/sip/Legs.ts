import { Inviter, type Session, type SessionDelegate, SessionState, type Invitation as SipInvitation } from 'sip.js'
import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { Failure } from '../../domain/Failure'
import { isSameParty } from '../../domain/phone/isNumberOf'
import { AudioFailure } from '../audio/AudioPort'
import type { CallSurroundings } from './CallSurroundings'
import { DescriptionHandler } from './DescriptionHandler'
import { dialogOf } from './dialogs'
import { aLeg, hasEnded, isUp, type Leg } from './Leg'
import { nameOfError } from './nameOfError'
import { readCaller } from './readInvite'
import type { SipAccountSettings } from './SipAccountSettings'

// A REFER must have its answer before its transaction dies (64 times T1, RFC 3261 section 17.1.2.2).
const answerRequestsWithinMs = 25_000

/** The legs of one extension, by the names that the desk knows them by, and what they tell on their own accord. */
export class Legs {
  readonly #settings: SipAccountSettings
  readonly #around: CallSurroundings
  readonly #over: (callId: string) => void
  readonly #legs = new Map<string, Leg>()
  /** Legs that are to take the place of others, once the exchange has agreed. */
  readonly #successors = new Set<Leg>()
  /** Legs that others have taken the place of, until the exchange has ended them. */
  readonly #predecessors = new Set<Leg>()

  /** `over` hears of every leg that is gone. */
  constructor(settings: SipAccountSettings, around: CallSurroundings, over: (callId: string) => void) {
    this.#settings = settings
    this.#around = around
    this.#over = over
  }

  get areUp(): boolean {
    return this.#legs.size > 0
  }

  has(callId: string): boolean {
    return this.#legs.has(callId)
  }

  find(callId: string): Leg | undefined {
    return this.#legs.get(callId)
  }

  all(): readonly Leg[] {
    return [...this.#legs.values()]
  }

  /** Those as well that are no call's yet, or no longer: what the exchange says about them is not for strangers. */
  known(): readonly Leg[] {
    return [...this.#legs.values(), ...this.#successors, ...this.#predecessors]
  }

  /** The leg by that name, once nothing is under way any more to bring its sound back. */
  async settled(callId: string): Promise<Leg | undefined> {
    for (;;) {
      const leg = this.#legs.get(callId)
      if (!leg?.settling) return leg
      await leg.settling
    }
  }

  /** Throws a `Failure` when the call is over. */
  get(callId: string): Leg {
    const leg = this.#legs.get(callId)
    if (!leg) throw new Failure('That call is over.')
    return leg
  }

  handlerOf(session: Session): DescriptionHandler {
    const leg = this.known().find(each => each.session === session)
    if (!leg) throw new Error('SIP.js asked for the description of a session that is not ours')
    return leg.handler
  }

  /** Remembers a session as a leg of ours, and hears what becomes of it. */
  keep(callId: string, session: Session, more: SessionDelegate = {}): Leg {
    const leg = this.#make(callId, session)
    this.#legs.set(callId, leg)
    this.#hear(leg, more)
    return leg
  }

  /** A leg that is to take the place of the one by that name. Nothing is told of it until it has. */
  successor(callId: string, session: Session): Leg {
    const leg = this.#make(callId, session)
    this.#successors.add(leg)
    return leg
  }

  /** The exchange has agreed: from now on this leg is the call's. What it replaced ends unheard. */
  succeed(old: Leg, next: Leg): void {
    this.#successors.delete(next)
    // Whoever asked hears so in time; in the dialog that ends now a yes would lead nowhere.
    this.#refuse(old)
    this.#predecessors.add(old)
    if (hasEnded(old)) this.#predecessors.delete(old)
    else old.session.stateChange.addListener(() => hasEnded(old) && this.#predecessors.delete(old))
    next.farEnd = old.farEnd
    next.muted = old.muted
    next.held = old.held
    next.voice = old.voice
    next.settling = old.settling
    next.mayBeUnheard = old.session instanceof Inviter
    this.#legs.set(next.callId, next)
    this.#hear(next)
    this.identify(next)
  }

  /** A leg that takes no other's place here, but that of one from before the app died. */
  begin(next: Leg): void {
    this.#successors.delete(next)
    this.#legs.set(next.callId, next)
    this.#hear(next)
  }

  /** The exchange did not agree, or nobody wants it any more. */
  dismiss(next: Leg): void {
    this.#successors.delete(next)
    next.handler.abandon()
    if (next.session.state === SessionState.Establishing) void (next.session as Inviter).cancel().catch(() => undefined)
  }

  /** Makes the answer to a call that rings, or the offer where that is ours to make, before anybody asks for it. */
  prepare(leg: Leg): void {
    const { session, handler } = leg
    const { body } = session as SipInvitation
    const prepared = body ? handler.prepare(body) : handler.prepareOffer()
    prepared.catch((error: unknown) => {
      this.#around.note(`no answer prepared: ${nameOfError(error)}`)
      this.refuseUnusable(leg, error)
    })
  }

  /** Nobody can answer an offer that no room can use: the caller is told so, rather than left to ring (RFC 3264 section 6). */
  refuseUnusable(leg: Leg, error: unknown): void {
    if (!(error instanceof AudioFailure) || error.why !== 'unusable' || hasEnded(leg)) return
    leg.code = 488
    void this.#reject(leg, 488)
  }

  /** The socket is gone: who rang can no longer be answered, nor whom we rang answer, nor anybody tell us so. */
  loseUnanswered(): void {
    for (const leg of this.#legs.values()) {
      const { session } = leg
      if (isUp(leg) || session.state === SessionState.Terminated) continue
      this.end(leg)
      // SIP.js would ring on for a day; nobody may hear it, though.
      if (session.state !== SessionState.Terminating) void session.dispose().catch(() => undefined)
    }
  }

  /** Whoever rings has said goodbye before anybody answered. */
  async callerLeft(leg: Leg | undefined): Promise<void> {
    if (!leg) return
    leg.endedBy = 'them'
    if (await this.#reject(leg, 487)) return
    // Our answer has left already, or nothing can any more: SIP.js will not end it by itself.
    this.end(leg)
    await this.#release(leg)
  }

  /** Forgets a leg, closes its sound, and tells that it is over. Once. */
  end(leg: Leg): void {
    if ((leg.replacing && leg.endedBy !== 'us') || this.#legs.get(leg.callId) !== leg) return
    this.#legs.delete(leg.callId)
    clearTimeout(leg.askedUntil)
    leg.handler.close()
    this.#over(leg.callId)
    const { endedBy: by, code, elsewhere, callId } = leg
    this.#around.tell({ type: 'callEnded', callId, by, code, elsewhere, at: this.#around.now() })
  }

  async #reject(leg: Leg, statusCode: number): Promise<boolean> {
    try {
      await (leg.session as SipInvitation).reject({ statusCode })
      return true
    } catch (error) {
      this.#around.note(`not refused: ${nameOfError(error)}`)
      return false
    }
  }

  async #release({ session }: Leg): Promise<void> {
    // Whose answer has just left is established within this turn, and only then can be disposed of.
    await new Promise(resolve => setImmediate(resolve))
    try {
      await session.dispose()
    } catch (error) {
      this.#around.note(`not disposed of: ${nameOfError(error)}`)
    }
  }

  #make(callId: string, session: Session): Leg {
    const { audio, wire } = this.#around
    const ice = { stun: this.#settings.stun, graceMs: this.#settings.iceGraceMs }
    return aLeg(callId, session, new DescriptionHandler(audio, callId, ice, () => wire.localAddress))
  }

  #hear(leg: Leg, more: SessionDelegate = {}): void {
    const { session, callId } = leg
    let resolve: () => void = () => undefined
    // SIP.js hangs up when the ACK of our answer finds a re-INVITE of ours under way.
    if (!(session instanceof Inviter)) {
      leg.isConfirmed = false
      leg.reinviting = new Promise(confirmed => (resolve = confirmed))
    }
    const confirmed = () => {
      leg.isConfirmed = true
      resolve()
    }
    session.delegate = {
      ...more,
      onAck: confirmed,
      onBye: bye => {
        leg.endedBy = 'them'
        void bye.accept()
      },
      onInvite: request => this.#noticeParty(leg, request),
      onRefer: referral => this.#ask(leg, referral),
    }
    session.stateChange.addListener(state => {
      if (state === SessionState.Established && this.#legs.get(callId) === leg) {
        // Its name first, so that it goes to the disk with the answer: should we die right after it, the call can be had.
        this.identify(leg)
        this.#around.tell({ type: 'callAnswered', callId, at: this.#around.now() })
      }
      // SIP.js tells of the end before it tells of the answer that brought it.
      if (state !== SessionState.Terminated) return
      confirmed()
      queueMicrotask(() => this.end(leg))
    })
  }

  /** Tells what the exchange knows a leg by, once. */
  identify(leg: Leg): void {
    const dialog = dialogOf(leg.session)
    if (!dialog || leg.identified) return
    leg.identified = true
    this.#around.tell({ type: 'legIdentified', callId: leg.callId, dialog })
  }

  /** The exchange has put somebody else on the line, and says so with a new identity (RFC 3325, RFC 4916). */
  #noticeParty(leg: Leg, request: IncomingRequestMessage): void {
    const party = readCaller(request, this.#settings)
    const isSame = leg.farEnd !== undefined && isSameParty(party, { number: leg.farEnd })
    leg.farEnd = party.number
    if (!isSame) this.#around.tell({ type: 'partyChanged', callId: leg.callId, party, at: this.#around.now() })
  }

  #ask(leg: Leg, referral: NonNullable<Leg['asked']>): void {
    const number = referral.referTo.uri.user ?? ''
    if (leg.asked || !/^[\d*#+]{1,40}$/.test(number)) return void referral.reject({ statusCode: 603 })
    leg.asked = referral
    this.#around.tell({ type: 'callAsked', callId: leg.callId, number })
    leg.askedUntil = setTimeout(() => this.#refuse(leg), answerRequestsWithinMs)
  }

  /** Says no to a request that no person has answered. */
  #refuse(leg: Leg): void {
    const { asked, callId } = leg
    clearTimeout(leg.askedUntil)
    leg.asked = undefined
    if (!asked) return
    void asked.reject({ statusCode: 603 }).catch(() => undefined)
    this.#around.tell({ type: 'callAsked', callId, number: '' })
  }
}
