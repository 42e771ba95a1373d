import { Inviter, type Session, type SessionDelegate, SessionState, type Invitation as SipInvitation } from 'sip.js'
import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { Failure } from '../../domain/Failure'
import { AudioFailure } from '../audio/AudioPort'
import type { CallSurroundings } from './CallSurroundings'
import { DescriptionHandler } from './DescriptionHandler'
import { aLeg, hasEnded, type Leg } from './Leg'
import { readCaller } from './readInvite'
import type { SipAccountSettings } from './SipAccountSettings'

// A REFER must have its answer before its transaction dies (64 times T1, RFC 3261 section 17.1.2.2).
const answerRequestsWithinMs = 25_000

/** The legs of one extension, by the names that the desk knows them by, and what they tell on their own accord. */
export class Legs {
  readonly #settings: SipAccountSettings
  readonly #around: CallSurroundings
  readonly #legs = new Map<string, Leg>()

  constructor(settings: SipAccountSettings, around: CallSurroundings) {
    this.#settings = settings
    this.#around = around
    around.audio.onRoom(() => this.#changeRooms())
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

  /** Throws a `Failure` when the call is over. */
  get(callId: string): Leg {
    const leg = this.#legs.get(callId)
    if (!leg) throw new Failure('That call is over.')
    return leg
  }

  handlerOf(session: Session): DescriptionHandler {
    const leg = this.all().find(each => each.session === session)
    if (!leg) throw new Error('SIP.js asked for the description of a session that is not ours')
    return leg.handler
  }

  /** Remembers a session as a leg of ours, and hears what becomes of it. */
  keep(callId: string, session: Session, more: SessionDelegate = {}): Leg {
    const { audio, wire, now, tell } = this.#around
    const ice = { stun: this.#settings.stun, graceMs: this.#settings.iceGraceMs }
    const leg = aLeg(callId, session, new DescriptionHandler(audio, callId, ice, () => wire.localAddress))
    this.#legs.set(callId, leg)
    let confirmed: () => void = () => undefined
    // SIP.js hangs up when the ACK of our answer finds a re-INVITE of ours under way.
    if (!(session instanceof Inviter)) leg.reinviting = new Promise(resolve => (confirmed = resolve))
    session.delegate = {
      ...more,
      onAck: () => confirmed(),
      onBye: bye => {
        leg.endedBy = 'them'
        void bye.accept()
      },
      onInvite: request => this.#noticeParty(leg, request),
      onRefer: referral => this.#ask(leg, referral),
    }
    session.stateChange.addListener(state => {
      if (state === SessionState.Established) tell({ type: 'callAnswered', callId, at: now() })
      // SIP.js tells of the end before it tells of the answer that brought it.
      if (state !== SessionState.Terminated) return
      confirmed()
      queueMicrotask(() => this.end(leg))
    })
    return leg
  }

  /** Makes the answer to a call that rings, before anybody asks for it. */
  prepare(leg: Leg): void {
    const { session, handler } = leg
    const { body } = session as SipInvitation
    if (!body) return
    handler.prepare(body).catch((error: unknown) => {
      this.#around.note(`no answer prepared: ${String(error)}`)
      this.refuseUnusable(leg, error)
    })
  }

  /** Nobody can answer an offer that no room can use: the caller is told so, rather than left to ring (RFC 3264 section 6). */
  refuseUnusable(leg: Leg, error: unknown): void {
    if (!(error instanceof AudioFailure) || error.why !== 'unusable' || hasEnded(leg)) return
    leg.code = 488
    this.#reject(leg, 488)
  }

  /** The socket is gone: who rang can no longer be answered, nor tell us that they gave up. */
  loseRinging(): void {
    for (const leg of this.#legs.values()) {
      if (!(leg.session instanceof Inviter) && leg.session.state === SessionState.Initial) this.end(leg)
    }
  }

  /** Whoever rings has said goodbye before anybody answered. */
  callerLeft(leg: Leg | undefined): void {
    if (!leg) return
    leg.endedBy = 'them'
    this.#reject(leg, 487)
  }

  /** Forgets a leg, closes its sound, and tells that it is over. Once. */
  end(leg: Leg): void {
    if (!this.#legs.delete(leg.callId)) return
    clearTimeout(leg.askedUntil)
    leg.handler.close()
    const { endedBy: by, code, elsewhere, callId } = leg
    this.#around.tell({ type: 'callEnded', callId, by, code, elsewhere, at: this.#around.now() })
  }

  #reject(leg: Leg, statusCode: number): void {
    const invite = leg.session as SipInvitation
    invite.reject({ statusCode }).catch((error: unknown) => this.#around.note(`not refused: ${String(error)}`))
  }

  /** Another room has the sound: what rings is prepared there, and what is up has fallen silent. */
  #changeRooms(): void {
    for (const leg of this.#legs.values()) {
      if (leg.session.state === SessionState.Established) {
        this.#around.tell({ type: 'callSilenced', callId: leg.callId, why: 'lost' })
      } else if (!(leg.session instanceof Inviter) && this.#around.audio.room) this.prepare(leg)
    }
  }

  /** The exchange has put somebody else on the line, and says so with a new identity (RFC 3325, RFC 4916). */
  #noticeParty(leg: Leg, request: IncomingRequestMessage): void {
    const party = readCaller(request, this.#settings)
    const isNew = party.number !== leg.farEnd
    leg.farEnd = party.number
    if (isNew) this.#around.tell({ type: 'partyChanged', callId: leg.callId, party, at: this.#around.now() })
  }

  #ask(leg: Leg, referral: NonNullable<Leg['asked']>): void {
    const number = referral.referTo.uri.user ?? ''
    if (leg.asked || !/^[\d*#+]{1,40}$/.test(number)) return void referral.reject({ statusCode: 603 })
    leg.asked = referral
    this.#around.tell({ type: 'callAsked', callId: leg.callId, number })
    leg.askedUntil = setTimeout(() => {
      if (leg.asked !== referral) return
      leg.asked = undefined
      void referral.reject({ statusCode: 603 })
      this.#around.tell({ type: 'callAsked', callId: leg.callId, number: '' })
    }, answerRequestsWithinMs)
  }
}
