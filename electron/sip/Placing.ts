import { randomUUID } from 'node:crypto'
import { Inviter, type UserAgent } from 'sip.js'
import { type IncomingResponseMessage, URI } from 'sip.js/lib/core/index.js'
import type { HandOverPlan } from '../../domain/handover/HandOver'
import { numberOfService } from '../../domain/phone/emergency'
import type { CallSurroundings } from './CallSurroundings'
import type { Leg } from './Leg'
import type { Legs } from './Legs'
import { partyNumber } from './partyNumber'
import { isMadeHere } from './refusalBy'
import { inWords } from './reinvite'
import type { Replacing } from './Replacing'
import type { SipAccountSettings } from './SipAccountSettings'
import type { Voices } from './Voices'

/** Places the calls that go out from an extension: our own, to a colleague for a caller, and those that we are asked for. */
export class Placing {
  readonly #agent: UserAgent
  readonly #settings: SipAccountSettings
  readonly #legs: Legs
  readonly #replacing: Replacing
  readonly #voices: Voices
  readonly #around: CallSurroundings

  constructor(
    agent: UserAgent,
    settings: SipAccountSettings,
    legs: Legs,
    replacing: Replacing,
    voices: Voices,
    around: CallSurroundings,
  ) {
    this.#agent = agent
    this.#settings = settings
    this.#legs = legs
    this.#replacing = replacing
    this.#voices = voices
    this.#around = around
  }

  /** Places a call. Resolves when the INVITE has left. */
  async dial(callId: string, dialled: string, into: string | undefined): Promise<void> {
    const number = numberOfService(dialled, this.#settings.country) ?? dialled
    await this.#placeOurs(callId, this.#inviterTo(number), number, into)
  }

  /** Rings a colleague for a caller on hold. To be sent, a caller needs no voice of ours on that leg. */
  async consult(callId: string, legId: string, plan: HandOverPlan): Promise<void> {
    await this.#place(legId, this.#inviterTo(plan.to.number), plan.way === 'announce', () =>
      this.#around.tell({ type: 'consultationPlaced', callId, legId, plan, at: this.#around.now() }),
    )
  }

  /** Says yes or no to somebody in a call who asks us to call another number. */
  async answerRequest(callId: string, agreed: boolean): Promise<void> {
    const leg = this.#legs.get(callId)
    const { asked } = leg
    leg.asked = undefined
    if (!asked) return
    if (!agreed) return void (await asked.reject({ statusCode: 603 }))
    await asked.accept()
    const inviter = asked.makeInviter({ earlyMedia: true })
    await this.#placeOurs(randomUUID(), inviter, asked.referTo.uri.user ?? '', undefined)
  }

  #inviterTo(number: string): Inviter {
    return new Inviter(this.#agent, new URI('sip', number, this.#settings.domain), { earlyMedia: true })
  }

  async #placeOurs(callId: string, inviter: Inviter, number: string, into: string | undefined): Promise<void> {
    const { accountId } = this.#settings
    const to = { ...partyNumber(number, this.#settings), name: '', withheld: false }
    await this.#place(callId, inviter, true, () =>
      this.#around.tell({ type: 'callPlaced', callId, accountId, to, into, at: this.#around.now() }),
    )
  }

  async #place(callId: string, inviter: Inviter, withVoice: boolean, placed: () => void): Promise<void> {
    // Asked twice is asked once.
    if (this.#legs.has(callId)) return
    const { tell, now } = this.#around
    const leg = this.#legs.keep(callId, inviter)
    leg.farEnd = inviter.request.ruri?.user
    placed()
    try {
      await inviter.invite({
        requestDelegate: {
          onProgress: ({ message }) => {
            if (message.statusCode === 180) tell({ type: 'farEndRinging', callId, at: now() })
          },
          onAccept: () => this.#begin(leg, withVoice),
          onReject: ({ message }) => refusedWith(leg, message),
          onRedirect: ({ message }) => refusedWith(leg, message),
        },
      })
    } catch (error) {
      // Taken back before it had left.
      if (leg.endedBy === 'us') return this.#legs.end(leg)
      leg.endedBy = 'network'
      this.#legs.end(leg)
      throw inWords(error)
    }
  }

  /** They answered. When the room that made our offer is gone, there is no sound yet. */
  #begin(leg: Leg, withVoice: boolean): void {
    const { callId } = leg
    leg.voice = withVoice
    if (leg.handler.isHere) return void (withVoice && this.#voices.openMicrophone(callId))
    this.#around.tell({ type: 'callSilenced', callId, why: 'lost' })
    this.#replacing.bringBack(leg)
  }
}

function refusedWith(leg: Leg, message: IncomingResponseMessage): void {
  // Nobody said no: it was not heard, or its answer was not.
  if (isMadeHere(message)) return
  leg.code = message.statusCode
  if (leg.endedBy !== 'us') leg.endedBy = 'them'
}
