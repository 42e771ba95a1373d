import { setTimeout as waiting } from 'node:timers/promises'
import { type Inviter, SessionState, type UserAgent } from 'sip.js'
import type { DialogId } from '../../domain/phone/DialogId'
import { Failure } from '../../domain/Failure'
import type { CallSurroundings } from './CallSurroundings'
import { askInDialog, dialogOf, inviteInPlaceOf } from './dialogs'
import { isUp, type Leg } from './Leg'
import type { Legs } from './Legs'
import type { Lifeline } from './Lifeline'
import { Refused, refusalBy } from './refusalBy'
import { inWords, reinvite } from './reinvite'
import type { Voices } from './Voices'

const settlesMs = 50
const wakesMs = 150
const againMs = 3_000
const endsItselfMs = 5_000
// 64 times T1, RFC 3261 section 17.1.1.2; SIP.js waits for ever once it heard that the exchange is trying.
const answersWithinMs = 32_000

/**
 * Gives a call its sound back when the page that had it is gone, or the whole app was: a new leg of ours takes the place
 * of the one that the exchange still holds (INVITE with Replaces, RFC 3891). The caller notices nothing; a new peer
 * connection within the old dialog would never get its keys.
 */
export class Replacing {
  readonly #agent: UserAgent
  readonly #legs: Legs
  readonly #lifeline: Lifeline
  readonly #voices: Voices
  readonly #around: CallSurroundings
  /** The calls that are being taken back. */
  readonly #onTheWay = new Set<string>()

  constructor(agent: UserAgent, legs: Legs, lifeline: Lifeline, voices: Voices, around: CallSurroundings) {
    this.#agent = agent
    this.#legs = legs
    this.#lifeline = lifeline
    this.#voices = voices
    this.#around = around
    around.audio.onRoom(() => this.#changeRooms())
  }

  /** Takes a call back in which the app had died. Asked twice is asked once. */
  async takeBack(
    callId: string,
    dialog: DialogId,
    how: { readonly held: boolean; readonly muted: boolean },
  ): Promise<void> {
    if (this.#legs.has(callId) || this.#onTheWay.has(callId)) return
    this.#onTheWay.add(callId)
    try {
      await this.#takeBack(this.#legs.successor(callId, inviteInPlaceOf(this.#agent, dialog)), dialog, how)
    } finally {
      this.#onTheWay.delete(callId)
    }
  }

  /** Whether the exchange still holds a leg of which only the identity is left. */
  async askAfter(callId: string, dialog: DialogId): Promise<void> {
    const code = await this.#ask('OPTIONS', dialog)
    if (code === 481) return this.#around.tell({ type: 'callGone', callId, dialog })
    // Whoever says that it does not serve this, within the dialog, knows the dialog.
    const isUp = (code >= 200 && code <= 299) || code === 405 || code === 501
    if (!isUp) throw new Failure(`The exchange cannot say whether the line is up (${code}).`)
    this.#around.tell({ type: 'callStillUp', callId })
  }

  /** Ends such a leg. That it is over already is as it should be. */
  async letGo(callId: string, dialog: DialogId): Promise<void> {
    const code = await this.#ask('BYE', dialog)
    const isOver = code === 481 || (code >= 200 && code <= 299)
    if (!isOver) throw new Failure(`The exchange did not end the line (${code}).`)
    this.#around.tell({ type: 'callGone', callId, dialog })
  }

  /** The exchange can be asked again: whoever lost their sound meanwhile gets it back. */
  restored(): void {
    for (const leg of this.#legs.all()) if (isUp(leg) && !leg.handler.isHere) this.bringBack(leg)
  }

  /** Within its dialog nothing more can be agreed on: another leg takes its place, with sound of its own. */
  renew(leg: Leg): void {
    leg.handler.leave()
    this.bringBack(leg)
  }

  /** Gives a leg its sound in the room that has it now, as soon as there is one. */
  bringBack(leg: Leg): void {
    if (!leg.settling && this.#around.audio.room) void this.#settle(leg, () => this.#untilHere(leg))
  }

  /** Another room has the sound: what rings is prepared there, and what is up gets its sound there. */
  #changeRooms(): void {
    const { room } = this.#around.audio
    const byVoice = this.#legs.all().toSorted((one, other) => Number(other.voice) - Number(one.voice))
    for (const leg of byVoice) {
      if (isUp(leg)) {
        this.#around.tell({ type: 'callSilenced', callId: leg.callId, why: 'lost' })
        this.bringBack(leg)
      } else if (room && leg.session.state === SessionState.Initial) this.#legs.prepare(leg)
    }
  }

  async #takeBack(next: Leg, dialog: DialogId, how: Pick<Leg, 'held' | 'muted'>): Promise<void> {
    const { tell, now, note } = this.#around
    const { callId } = next
    const gone = () => {
      this.#dismiss(next)
      tell({ type: 'callGone', callId, dialog })
    }
    try {
      await this.#established(next)
    } catch (refused) {
      if (refused instanceof Refused && refused.isGone) return gone()
      this.#dismiss(next)
      throw refused
    }
    next.muted = how.muted
    next.voice = !how.held
    // Whether the leg from before had replaced another nobody remembers.
    next.mayBeUnheard = true
    // On hold they hear music before the desk hears of them, so that nothing it asks for can get in between. Should the
    // exchange not do it, they are back all the same, and the desk asks once more.
    if (how.held) await this.#hold(next).catch((error: unknown) => note(`not on hold: ${reasonOf(error)}`))
    if (!isUp(next)) return gone()
    this.#legs.begin(next)
    void this.#settle(next, async () => {
      await this.#goOn(next)
      await this.#untilHere(next)
    })
    const identity = dialogOf(next.session)
    if (identity) tell({ type: 'callTakenBack', callId, dialog: identity, at: now() })
  }

  /** Nothing else is offered on a leg, or on the one that takes its place, while its sound is being brought back. */
  #settle(leg: Leg, work: () => Promise<void>): Promise<void> {
    const settling = work()
      .catch((error: unknown) => {
        const { tell, note } = this.#around
        note(`no sound brought back: ${reasonOf(error)}`)
        tell({ type: 'callSilenced', callId: leg.callId, why: 'lost' })
      })
      .finally(() => {
        leg.settling = undefined
        const last = this.#legs.find(leg.callId)
        if (last) last.settling = undefined
      })
    leg.settling = settling
    return settling
  }

  /** Yet another room may take over before the sound has arrived in the one before. */
  async #untilHere(leg: Leg): Promise<void> {
    for (;;) {
      const { room } = this.#around.audio
      const last = this.#legs.find(leg.callId)
      if (!room || !last || !isUp(last) || last.handler.isHere) return
      try {
        const next = await this.#replace(last)
        if (next?.handler.isHere) await this.#goOn(next)
      } catch (error) {
        if (this.#around.audio.room !== room) continue
        // Without the socket there is no use in asking; `restored` comes here again.
        if (!isForNow(error) || !this.#around.wire.isOpen) throw error
        await new Promise(resolve => setTimeout(resolve, againMs))
      }
    }
  }

  /** Puts a leg of this room in the place of one that has no sound. Undefined when nobody is left to hear it. */
  async #replace(old: Leg): Promise<Leg | undefined> {
    const dialog = dialogOf(old.session)
    if (!dialog) return undefined
    old.replacing = true
    // The exchange may end the old one before it says yes to the new one, which has its sound by the same name.
    old.handler.abandon()
    this.#around.audio.close(old.callId)
    const next = this.#legs.successor(old.callId, inviteInPlaceOf(this.#agent, dialog))
    // By then the exchange has forgotten the old one: should we die before the sound is there, only this name is good.
    next.handler.onAnswered = () => this.#legs.identify(next)
    try {
      await this.#established(next, old)
    } catch (refused) {
      this.#dismiss(next)
      old.replacing = false
      if (!isUp(old)) this.#legs.end(old)
      else if (refused instanceof Refused && refused.isGone) this.#lifeline.lose(old)
      else throw refused
      return undefined
    }
    old.replacing = false
    // Hung up while it was under way: then nobody wants the new one either.
    if (this.#legs.find(old.callId) !== old) {
      this.#dismiss(next)
      await this.#lifeline.bye(next.session)
      return undefined
    }
    this.#lifeline.succeeded(old.callId)
    this.#legs.succeed(old, next)
    // The exchange ends the old one itself; if it has not by then, it never will.
    setTimeout(() => isUp(old) && void this.#lifeline.bye(old.session).catch(() => undefined), endsItselfMs).unref()
    return next
  }

  /** Everything is as it was: muted, on hold, heard. The microphone is closed until then. */
  async #goOn(next: Leg): Promise<void> {
    if (next.muted) await this.#mute(next.callId)
    if (next.held) return this.#hold(next)
    if (next.mayBeUnheard) await this.#wakeExchange(next)
    // Hung up or put on hold meanwhile, nobody may hear us.
    if (this.#legs.find(next.callId) === next && next.voice) await this.#voices.openMicrophone(next.callId)
  }

  async #hold(next: Leg): Promise<void> {
    // The exchange has an offer of its own to make at once; ours must not meet it.
    await waiting(settlesMs)
    await reinvite(next, { held: true, restartIce: false }, this.#around.random)
  }

  /**
   * Asterisk 22 often leaves the far end deaf when a leg is replaced that we had begun: one to a colleague, or one that had
   * itself replaced another. Holding them for a moment makes it pass our voice on again.
   */
  async #wakeExchange(next: Leg): Promise<void> {
    const { tell, now, note } = this.#around
    try {
      await this.#hold(next)
      await waiting(wakesMs)
      await reinvite(next, { held: false, restartIce: false }, this.#around.random)
    } catch (error) {
      // They may hear us all the same, unless the exchange has kept them on hold.
      note(`could not hold for a moment: ${reasonOf(error)}`)
      if (!next.held || !isUp(next)) return
      next.voice = false
      tell({ type: 'callHeld', callId: next.callId, at: now() })
    }
  }

  /** Before the microphone is opened: nobody may be heard who was muted. */
  async #mute(callId: string): Promise<void> {
    try {
      await this.#around.audio.mute(callId, true)
    } catch (error) {
      throw inWords(error)
    }
  }

  /** Resolves when the exchange has put a leg in the place of another; rejects when it will not, or says nothing. */
  #established({ session }: Leg, old?: Leg): Promise<void> {
    return new Promise((resolve, reject) => {
      const unanswered = () => reject(new Refused(undefined, 'The phone system did not answer.'))
      let patience = setTimeout(unanswered, answersWithinMs)
      // It ends the old one when it says yes to the new one. Without a yes, they hung up.
      old?.session.stateChange.addListener(() => {
        if (isUp(old) || !old.replacing) return
        clearTimeout(patience)
        patience = setTimeout(unanswered, endsItselfMs)
      })
      session.stateChange.addListener(state => {
        if (state !== SessionState.Established && state !== SessionState.Terminated) return
        clearTimeout(patience)
        if (state === SessionState.Established) resolve()
        // Why is told afterwards.
        else setImmediate(() => reject(new Failure('It did not come about.')))
      })
      ;(session as Inviter)
        .invite({ requestDelegate: { onReject: ({ message }) => reject(refusalBy(message)) } })
        .catch((error: unknown) => reject(inWords(error)))
    })
  }

  #dismiss(next: Leg): void {
    this.#legs.dismiss(next)
    this.#around.audio.close(next.callId)
  }

  async #ask(method: 'OPTIONS' | 'BYE', dialog: DialogId): Promise<number> {
    try {
      return await askInDialog(this.#agent, method, dialog)
    } catch {
      throw new Failure('The connection to the phone system is lost.')
    }
  }
}

/** Whether the exchange may say yes to the same another time: it said nothing, or that it has a fault. */
function isForNow(error: unknown): boolean {
  return error instanceof Refused && (error.code === undefined || error.code >= 500)
}

/** For the log: what the exchange says of it in words may hold names and numbers. */
function reasonOf(error: unknown): string {
  return error instanceof Refused
    ? `refused ${error.code ?? 'by silence'}`
    : error instanceof Error
      ? error.name
      : 'unknown'
}
