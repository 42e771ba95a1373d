import { randomUUID } from 'node:crypto'
import {
  type Cancel,
  type Invitation as SipInvitation,
  Inviter,
  type Session,
  type SessionDelegate,
  SessionState,
  type UserAgent,
} from 'sip.js'
import { type IncomingRequestMessage, URI } from 'sip.js/lib/core/index.js'
import { Failure } from '../../domain/Failure'
import type { HandOverPlan } from '../../domain/handover/HandOver'
import { numberOfService } from '../../domain/phone/emergency'
import type { PhoneFact } from '../../domain/phone/Phone'
import { AudioFailure, type AudioPort } from '../audio/AudioPort'
import type { Wire } from '../wire/Wire'
import { DescriptionHandler } from './DescriptionHandler'
import { aLeg, hasEnded, type Leg } from './Leg'
import { readCaller, readInvite } from './readInvite'
import { readShape } from './readShape'
import type { SipAccountSettings } from './SipAccountSettings'
import { askToRefer } from './transfer'
import { within } from './within'

/** What calls need around them. */
export interface CallSurroundings {
  readonly wire: Wire
  readonly audio: AudioPort
  readonly now: () => number
  readonly tell: (fact: PhoneFact) => void
  /** For the timings file: what happened to which call. */
  readonly mark: (what: 'invite-received' | 'answer-sent' | 'bye-sent', callId: string) => void
  readonly note: (text: string) => void
}

// 64 times T1, RFC 3261 section 17.1.1.2.
const cancelledAfterMs = 32_000
const leaveWithinMs = 1_000
// A REFER must have its answer before its transaction dies (64 times T1, RFC 3261 section 17.1.2.2).
const answerRequestsWithinMs = 25_000

/** The calls of one extension: every leg that it has, by the name that the desk knows it by. */
export class SipCalls {
  readonly #agent: UserAgent
  readonly #settings: SipAccountSettings
  readonly #around: CallSurroundings
  readonly #legs = new Map<string, Leg>()

  constructor(agent: UserAgent, settings: SipAccountSettings, around: CallSurroundings) {
    this.#agent = agent
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

  handlerOf(session: Session): DescriptionHandler {
    const leg = [...this.#legs.values()].find(each => each.session === session)
    if (!leg) throw new Error('SIP.js asked for the description of a session that is not ours')
    return leg.handler
  }

  ring(invite: SipInvitation): void {
    const callId = randomUUID()
    this.#around.mark('invite-received', callId)
    const leg = this.#keep(callId, invite, {
      onCancel: cancel => {
        leg.endedBy = 'them'
        leg.elsewhere = completedElsewhere(cancel)
      },
    })
    const invitation = readInvite(invite, this.#settings)
    leg.farEnd = invitation.caller.number
    this.#around.tell({ type: 'callInvited', callId, invitation, at: this.#around.now() })
    // The desk may have refused it by now.
    if (hasEnded(leg)) return
    this.#around.audio.checkMicrophone()
    this.#prepare(leg)
  }

  #prepare({ session, handler }: Leg): void {
    const { body } = session as SipInvitation
    if (!body) return
    handler.prepare(body).catch((error: unknown) => this.#around.note(`no answer prepared: ${String(error)}`))
  }

  /** Another room has the sound: what rings is prepared there, and what is up has fallen silent. */
  #changeRooms(): void {
    for (const leg of this.#legs.values()) {
      if (leg.session.state === SessionState.Established) {
        this.#around.tell({ type: 'callSilenced', callId: leg.callId, why: 'lost' })
      } else if (!(leg.session instanceof Inviter) && this.#around.audio.room) this.#prepare(leg)
    }
  }

  /** Sends the answer that was prepared while it rang. When there is none, the call rings on. */
  async answer(callId: string, microphoneFirst: boolean): Promise<void> {
    const leg = this.#leg(callId)
    const invite = leg.session as SipInvitation
    // Pressed twice is pressed once.
    if (leg.answering) return
    leg.answering = true
    try {
      if (microphoneFirst) await this.#around.audio.openMicrophone(callId)
      if (invite.body) await leg.handler.ready(invite.body)
    } catch (error) {
      leg.answering = false
      throw inWords(error)
    }
    if (hasEnded(leg)) throw new Failure('The caller hung up first.')
    // Both at once: the 200 OK does not wait for the microphone, nor the microphone for the ACK.
    const voice = this.openMicrophone(callId)
    await invite.accept()
    this.#around.mark('answer-sent', callId)
    await voice
  }

  /** Busy here, and here only: 486 lets our other phones ring on, where 603 would silence them all (RFC 3261 21.6). */
  async decline(callId: string): Promise<void> {
    const leg = this.#leg(callId)
    leg.endedBy = 'us'
    await (leg.session as SipInvitation).reject({ statusCode: 486 })
  }

  /** Ends a leg, or takes it back before it is answered. One that is over already is as it should be. */
  async hangUp(callId: string): Promise<void> {
    const leg = this.#legs.get(callId)
    if (!leg || hasEnded(leg)) return
    leg.endedBy = 'us'
    if (leg.session instanceof Inviter && leg.session.state !== SessionState.Established) {
      await leg.session.cancel()
      // RFC 3261 section 9.1: an exchange that says nothing more has cancelled it all the same.
      setTimeout(() => this.#end(leg), cancelledAfterMs).unref()
      return
    }
    await leg.session.bye()
    this.#around.mark('bye-sent', callId)
  }

  /** Ends everything, because we leave: nobody is left to wait for a voice that will not come. */
  async endAll(): Promise<void> {
    const ending = [...this.#legs.values()].map(({ callId, session }) =>
      session instanceof Inviter || session.state === SessionState.Established
        ? this.hangUp(callId)
        : this.decline(callId),
    )
    // An exchange that does not even confirm our answer is not waited for.
    await within(leaveWithinMs, Promise.allSettled(ending)).catch(() => undefined)
  }

  /** The socket is gone: who rang can no longer be answered, nor tell us that they gave up. */
  loseRinging(): void {
    for (const leg of this.#legs.values()) {
      if (!(leg.session instanceof Inviter) && leg.session.state === SessionState.Initial) this.#end(leg)
    }
  }

  /** The microphone is closed before the exchange is even asked, so that nobody on hold can overhear us. */
  async hold(callId: string): Promise<void> {
    const leg = this.#leg(callId)
    try {
      await this.#reinvite(leg, true)
    } catch (refused) {
      // They hung up at that very moment: nobody is left to be held.
      if (hasEnded(leg)) return
      if (!leg.held) await this.openMicrophone(callId)
      throw refused
    }
  }

  async resume(callId: string): Promise<void> {
    await this.#reinvite(this.#leg(callId), false)
    await this.openMicrophone(callId)
  }

  async openMicrophone(callId: string): Promise<void> {
    try {
      await this.#around.audio.openMicrophone(callId)
      this.#around.tell({ type: 'microphoneOpened', callId })
    } catch (error) {
      // The call stands: they wait in silence, and the desk says so with one click to try again.
      const why = error instanceof AudioFailure && error.why !== 'other' ? error.why : 'lost'
      this.#around.tell({ type: 'callSilenced', callId, why })
    }
  }

  async mute(callId: string, muted: boolean): Promise<void> {
    await this.#around.audio.mute(this.#leg(callId).callId, muted)
    this.#around.tell({ type: 'callMuted', callId, muted })
  }

  async sendDigits(callId: string, digits: string): Promise<void> {
    await this.#around.audio.sendDigits(this.#leg(callId).callId, digits)
  }

  /** Places a call. Resolves when the INVITE has left. */
  async dial(callId: string, dialled: string, into: string | undefined): Promise<void> {
    const number = numberOfService(dialled, this.#settings.country) ?? dialled
    const to = { number, name: '', shape: readShape(number, this.#settings.country), withheld: false }
    const { accountId } = this.#settings
    await this.#place(callId, this.#inviterTo(number), true, () =>
      this.#around.tell({ type: 'callPlaced', callId, accountId, to, into, at: this.#around.now() }),
    )
  }

  /** Rings a colleague for a caller on hold. To be sent, a caller needs no voice of ours on that leg. */
  async consult(callId: string, legId: string, plan: HandOverPlan): Promise<void> {
    await this.#place(legId, this.#inviterTo(plan.to.number), plan.way === 'announce', () =>
      this.#around.tell({ type: 'consultationPlaced', callId, legId, plan, at: this.#around.now() }),
    )
  }

  /** Joins a caller and a colleague who has answered, by asking the exchange to put one in our place with the other. */
  async join(callId: string, legId: string): Promise<void> {
    const { tell, now } = this.#around
    await askToRefer(this.#leg(callId), this.#leg(legId).session, {
      accepted: () => tell({ type: 'joinAccepted', callId, legId, at: now() }),
      reported: code => tell({ type: 'referReported', callId, code, at: now() }),
    })
  }

  /** Asks the exchange to take a caller to a number by itself. */
  async refer(callId: string, legId: string, plan: HandOverPlan): Promise<void> {
    const { tell, now } = this.#around
    await askToRefer(this.#leg(callId), new URI('sip', plan.to.number, this.#settings.domain), {
      accepted: () => tell({ type: 'referAccepted', callId, legId, plan, at: now() }),
      reported: code => tell({ type: 'referReported', callId, code, at: now() }),
    })
  }

  /** Says yes or no to somebody in a call who asks us to call another number. */
  async answerRequest(callId: string, agreed: boolean): Promise<void> {
    const leg = this.#leg(callId)
    const { asked } = leg
    leg.asked = undefined
    if (!asked) return
    if (!agreed) return void (await asked.reject({ statusCode: 603 }))
    await asked.accept()
    const number = asked.referTo.uri.user ?? ''
    const to = { number, name: '', shape: readShape(number, this.#settings.country), withheld: false }
    const newCallId = randomUUID()
    const { accountId } = this.#settings
    await this.#place(newCallId, asked.makeInviter({ earlyMedia: true }), true, () =>
      this.#around.tell({
        type: 'callPlaced',
        callId: newCallId,
        accountId,
        to,
        into: undefined,
        at: this.#around.now(),
      }),
    )
  }

  #inviterTo(number: string): Inviter {
    return new Inviter(this.#agent, new URI('sip', number, this.#settings.domain), { earlyMedia: true })
  }

  async #place(callId: string, session: Inviter, withVoice: boolean, placed: () => void): Promise<void> {
    // Asked twice is asked once.
    if (this.#legs.has(callId)) return
    const { tell, now } = this.#around
    const leg = this.#keep(callId, session)
    leg.farEnd = session.request.ruri?.user
    placed()
    try {
      await session.invite({
        requestDelegate: {
          onProgress: ({ message }) => {
            if (message.statusCode === 180) tell({ type: 'farEndRinging', callId, at: now() })
          },
          onAccept: () => void (withVoice && this.openMicrophone(callId)),
          onReject: ({ message }) => refusedWith(leg, message.statusCode),
          onRedirect: ({ message }) => refusedWith(leg, message.statusCode),
        },
      })
    } catch (error) {
      // Taken back before it had left.
      if (leg.endedBy === 'us') return this.#end(leg)
      leg.endedBy = 'network'
      this.#end(leg)
      throw inWords(error)
    }
  }

  #keep(callId: string, session: Session, more: SessionDelegate = {}): Leg {
    const { audio, wire, now, tell } = this.#around
    const ice = { stun: this.#settings.stun, graceMs: this.#settings.iceGraceMs }
    const leg = aLeg(callId, session, new DescriptionHandler(audio, callId, ice, () => wire.localAddress))
    this.#legs.set(callId, leg)
    session.delegate = {
      ...more,
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
      if (state === SessionState.Terminated) queueMicrotask(() => this.#end(leg))
    })
    return leg
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

  #end(leg: Leg): void {
    if (!this.#legs.delete(leg.callId)) return
    clearTimeout(leg.askedUntil)
    leg.handler.close()
    const { endedBy: by, code, elsewhere, callId } = leg
    this.#around.tell({ type: 'callEnded', callId, by, code, elsewhere, at: this.#around.now() })
  }

  #leg(callId: string): Leg {
    const leg = this.#legs.get(callId)
    if (!leg) throw new Failure('That call is over.')
    return leg
  }

  /** RFC 3264 section 8.4: hold and resume are new offers in the same dialog, one after the other. */
  async #reinvite(leg: Leg, held: boolean): Promise<void> {
    const before = leg.reinviting
    const after = before.then(() => this.#offer(leg, held))
    // Whoever comes next waits for this one, and does not mind how it went.
    leg.reinviting = after.catch(() => undefined)
    await after
  }

  #offer(leg: Leg, held: boolean): Promise<void> {
    const { callId, session } = leg
    const { tell, now } = this.#around
    return new Promise((resolve, reject) => {
      session
        .invite({
          sessionDescriptionHandlerOptions: { held } as object,
          requestDelegate: {
            onAccept: () => {
              leg.held = held
              tell({ type: held ? 'callHeld' : 'callResumed', callId, at: now() })
              resolve()
            },
            onReject: ({ message }) =>
              reject(
                new Failure(`The exchange answered ${message.statusCode ?? ''} ${message.reasonPhrase ?? ''}`.trim()),
              ),
          },
        })
        .catch((error: unknown) => reject(inWords(error)))
    })
  }
}

function refusedWith(leg: Leg, code: number | undefined): void {
  leg.code = code
  if (leg.endedBy !== 'us') leg.endedBy = 'them'
}

function completedElsewhere(cancel: Cancel): boolean {
  return cancel.request.getHeaders('Reason').some(reason => /^SIP\s*;.*cause\s*=\s*200\b/i.test(reason))
}

/** What the user is told when the sound could not do its part. */
function inWords(error: unknown): Error {
  if (!(error instanceof AudioFailure)) return error instanceof Error ? error : new Error(String(error))
  return new Failure(error.message)
}
