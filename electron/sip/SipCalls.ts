import { randomUUID } from 'node:crypto'
import { type Cancel, type Invitation as SipInvitation, Inviter, SessionState, type UserAgent } from 'sip.js'
import { URI } from 'sip.js/lib/core/index.js'
import { Failure } from '../../domain/Failure'
import type { HandOverPlan } from '../../domain/handover/HandOver'
import { AudioFailure } from '../audio/AudioPort'
import type { CallSurroundings } from './CallSurroundings'
import { Holding } from './Holding'
import { hasEnded } from './Leg'
import { Lifeline } from './Lifeline'
import { Legs } from './Legs'
import { Placing } from './Placing'
import { readInvite } from './readInvite'
import type { SipAccountSettings } from './SipAccountSettings'
import { inWords } from './reinvite'
import { Replacing } from './Replacing'
import { askToRefer } from './transfer'
import { within } from './within'

// 64 times T1, RFC 3261 section 17.1.1.2.
const cancelledAfterMs = 32_000
const leaveWithinMs = 1_000

/** What the desk may do with the calls of one extension. */
export class SipCalls {
  readonly #settings: SipAccountSettings
  readonly #around: CallSurroundings
  readonly #legs: Legs
  readonly lifeline: Lifeline
  readonly replacing: Replacing
  readonly holding: Holding
  readonly placing: Placing
  #isLeaving = false

  constructor(agent: UserAgent, settings: SipAccountSettings, around: CallSurroundings) {
    this.#settings = settings
    this.#around = around
    this.#legs = new Legs(settings, around, callId => this.lifeline.forget(callId))
    this.lifeline = new Lifeline(agent, this.#legs, around, leg => this.replacing.renew(leg))
    this.replacing = new Replacing(agent, this.#legs, this.lifeline, this, around)
    this.holding = new Holding(this.#legs, this.lifeline, this, around)
    this.placing = new Placing(agent, settings, this.#legs, this.replacing, this, around)
  }

  /** Every leg that is ringing or up. */
  get legs(): Legs {
    return this.#legs
  }

  /** The exchange can be asked again. */
  restored(how: 'same socket' | 'new socket'): void {
    this.lifeline.restored(how)
    this.replacing.restored()
  }

  ring(invite: SipInvitation): void {
    // Where nobody is any more it must not ring on: the exchange has other phones, or a mailbox.
    if (this.#isLeaving) return void invite.reject({ statusCode: 480 })
    const callId = randomUUID()
    this.#around.mark('invite-received', callId)
    const leg = this.#legs.keep(callId, invite, {
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
    this.#legs.prepare(leg)
  }

  /** Sends the answer that was prepared while it rang. When there is none, the call rings on. */
  async answer(callId: string, microphoneFirst: boolean): Promise<void> {
    const leg = this.#legs.get(callId)
    const invite = leg.session as SipInvitation
    // Pressed twice is pressed once.
    if (leg.answering) return
    leg.answering = true
    try {
      await (invite.body ? leg.handler.ready(invite.body) : leg.handler.readyToOffer())
      // On a leg that is there: before its description is made there is none that a voice could go into.
      if (microphoneFirst) await this.#around.audio.openMicrophone(callId)
    } catch (error) {
      leg.answering = false
      this.#legs.refuseUnusable(leg, error)
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
    const leg = this.#legs.get(callId)
    leg.endedBy = 'us'
    await (leg.session as SipInvitation).reject({ statusCode: 486 })
  }

  /** Ends a leg, or takes it back before it is answered. One that is over already is as it should be. */
  async hangUp(callId: string): Promise<void> {
    const leg = this.#legs.find(callId)
    if (!leg || hasEnded(leg)) return
    leg.endedBy = 'us'
    if (leg.session instanceof Inviter && leg.session.state !== SessionState.Established) {
      await leg.session.cancel()
      // RFC 3261 section 9.1: an exchange that says nothing more has cancelled it all the same.
      setTimeout(() => this.#legs.end(leg), cancelledAfterMs).unref()
      return
    }
    const said = this.lifeline.bye(leg.session)
    if (leg.session.state === SessionState.Terminating) {
      // They have not confirmed our answer; until then it may not be said (RFC 3261 section 15), but it is so.
      said.catch(() => undefined)
      return this.#legs.end(leg)
    }
    await said
    this.#around.mark('bye-sent', callId)
  }

  /** Ends everything, because we leave: nobody is left to wait for a voice that will not come. */
  async endAll(): Promise<void> {
    this.#isLeaving = true
    const ending = this.#legs
      .all()
      .map(({ callId, session }) =>
        session instanceof Inviter || session.state === SessionState.Established
          ? this.hangUp(callId)
          : this.decline(callId),
      )
    // An exchange that does not even confirm our answer is not waited for.
    await within(leaveWithinMs, Promise.allSettled(ending)).catch(() => undefined)
  }

  async openMicrophone(callId: string): Promise<void> {
    const leg = this.#legs.find(callId)
    if (leg) leg.voice = true
    try {
      await this.#around.audio.openMicrophone(callId)
      this.#around.tell({ type: 'microphoneOpened', callId })
    } catch (error) {
      // The call stands: they wait in silence, and the desk says so with one click to try again.
      const isMicrophone = error instanceof AudioFailure && error.why !== 'other' && error.why !== 'unusable'
      const why = isMicrophone ? error.why : 'lost'
      this.#around.tell({ type: 'callSilenced', callId, why })
    }
  }

  async mute(callId: string, muted: boolean): Promise<void> {
    // Whose sound is on its way back comes back so.
    const isAway = () => !this.#legs.get(callId).handler.isHere
    try {
      await this.#around.audio.mute(callId, muted)
    } catch (error) {
      if (!isAway()) throw inWords(error)
    }
    this.#legs.get(callId).muted = muted
    this.#around.tell({ type: 'callMuted', callId, muted })
  }

  async sendDigits(callId: string, digits: string): Promise<void> {
    try {
      await this.#around.audio.sendDigits(this.#legs.get(callId).callId, digits)
    } catch (error) {
      throw inWords(error)
    }
  }

  /** Joins a caller and a colleague who has answered, by asking the exchange to put one in our place with the other. */
  async join(callId: string, legId: string): Promise<void> {
    const { tell, now } = this.#around
    await askToRefer(this.#legs.get(callId), this.#legs.get(legId).session, {
      accepted: () => tell({ type: 'joinAccepted', callId, legId, at: now() }),
      reported: code => tell({ type: 'referReported', callId, code, at: now() }),
    })
  }

  /** Asks the exchange to take a caller to a number by itself. */
  async refer(callId: string, legId: string, plan: HandOverPlan): Promise<void> {
    const { tell, now } = this.#around
    await askToRefer(this.#legs.get(callId), new URI('sip', plan.to.number, this.#settings.domain), {
      accepted: () => tell({ type: 'referAccepted', callId, legId, plan, at: now() }),
      reported: code => tell({ type: 'referReported', callId, code, at: now() }),
    })
  }
}

function completedElsewhere(cancel: Cancel): boolean {
  return cancel.request.getHeaders('Reason').some(reason => /^SIP\s*;.*cause\s*=\s*200\b/i.test(reason))
}
