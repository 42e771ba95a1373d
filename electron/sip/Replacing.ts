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

const settlesMs = 50
const wakesMs = 150

/** What the calls of an extension do for a leg that has taken another's place. */
export interface Voices {
  openMicrophone(callId: string): Promise<void>
}

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

  constructor(agent: UserAgent, legs: Legs, lifeline: Lifeline, voices: Voices, around: CallSurroundings) {
    this.#agent = agent
    this.#legs = legs
    this.#lifeline = lifeline
    this.#voices = voices
    this.#around = around
    around.audio.onRoom(() => this.#changeRooms())
  }

  /** Takes a call back in which the app had died. */
  async takeBack(
    callId: string,
    dialog: DialogId,
    how: { readonly held: boolean; readonly muted: boolean },
  ): Promise<void> {
    const { tell, now } = this.#around
    if (this.#legs.has(callId)) return
    const next = this.#legs.successor(callId, inviteInPlaceOf(this.#agent, dialog))
    try {
      await this.#established(next)
    } catch (refused) {
      this.#dismiss(next)
      if (refused instanceof Refused && refused.isGone) return tell({ type: 'callGone', callId })
      throw refused
    }
    next.muted = how.muted
    // Whether the leg from before had replaced another nobody remembers.
    next.hasSucceeded = 'again'
    // On hold they hear music before the desk hears of them, so that nothing it asks for can get in between.
    if (how.held) await this.#hold(next)
    this.#legs.begin(next)
    const identity = dialogOf(next.session)
    if (identity) tell({ type: 'callTakenBack', callId, dialog: identity, at: now() })
    await this.#goOn(next, { ...how, voice: true })
  }

  /** Whether the exchange still holds a leg of which only the identity is left. */
  async askAfter(callId: string, dialog: DialogId): Promise<void> {
    const code = await this.#ask('OPTIONS', dialog)
    this.#around.tell({ type: code === 481 ? 'callGone' : 'callStillUp', callId })
  }

  /** Ends such a leg. That it is over already is as it should be. */
  async letGo(dialog: DialogId): Promise<void> {
    await this.#ask('BYE', dialog)
  }

  /** A leg whose sound was offered by a room that is gone has been answered: now it can be replaced. */
  bringBack(leg: Leg): void {
    void this.#bringBack(leg).catch((error: unknown) => this.#around.note(`no sound brought back: ${String(error)}`))
  }

  /** Another room has the sound: what rings is prepared there, and what is up gets its sound there. */
  #changeRooms(): void {
    const { room } = this.#around.audio
    const byVoice = this.#legs.all().toSorted((one, other) => Number(other.voice) - Number(one.voice))
    for (const leg of byVoice) {
      if (isUp(leg)) {
        this.#around.tell({ type: 'callSilenced', callId: leg.callId, why: 'lost' })
        if (room) this.bringBack(leg)
      } else if (room && leg.session.state === SessionState.Initial) this.#legs.prepare(leg)
    }
  }

  async #bringBack(old: Leg): Promise<void> {
    const dialog = dialogOf(old.session)
    const { room } = this.#around.audio
    if (!dialog || !isUp(old) || old.replacing) return
    old.replacing = true
    // The exchange may end the old one before it says yes to the new one, which has its sound by the same name.
    old.handler.abandon()
    const next = this.#legs.successor(old.callId, inviteInPlaceOf(this.#agent, dialog))
    try {
      await this.#established(next)
    } catch (refused) {
      this.#dismiss(next)
      old.replacing = false
      if (!isUp(old)) return this.#legs.end(old)
      if (refused instanceof Refused && refused.isGone) return this.#lifeline.lose(old)
      // Yet another room has taken over meanwhile; its turn was put off until now.
      if (this.#around.audio.room && this.#around.audio.room !== room) return this.#bringBack(old)
      throw refused
    }
    old.replacing = false
    // Hung up while it was under way: then nobody wants the new one either.
    if (this.#legs.find(old.callId) !== old || old.endedBy === 'us') {
      this.#legs.end(old)
      this.#dismiss(next)
      return void (await this.#lifeline.bye(next.session))
    }
    this.#lifeline.forget(old.callId)
    this.#legs.succeed(old, next)
    // The exchange ends the old one itself; if it has not by then, it never will.
    setTimeout(() => isUp(old) && void this.#lifeline.bye(old.session).catch(() => undefined), 5_000).unref()
    if (this.#around.audio.room !== room) return this.bringBack(next)
    await this.#goOn(next, old)
  }

  /** Everything is as it was: on hold, muted, heard. The microphone is closed until then. */
  async #goOn(next: Leg, was: Pick<Leg, 'held' | 'muted' | 'voice'>): Promise<void> {
    if (was.muted) await this.#mute(next.callId)
    if (!next.held && was.held) await this.#hold(next)
    if (was.held) return
    if (next.hasSucceeded === 'again') await this.#wakeExchange(next)
    if (was.voice) await this.#voices.openMicrophone(next.callId)
  }

  async #hold(next: Leg): Promise<void> {
    // The exchange has an offer of its own to make at once; ours must not meet it.
    await waiting(settlesMs)
    await reinvite(next, { held: true, restartIce: false }, this.#around.random)
    next.held = true
  }

  /**
   * Asterisk 22 leaves the far end deaf, in four of ten tries, when a leg is replaced that had itself replaced another;
   * holding them for a moment makes it pass our voice on again.
   */
  async #wakeExchange(next: Leg): Promise<void> {
    try {
      await this.#hold(next)
      await waiting(wakesMs)
      await reinvite(next, { held: false, restartIce: false }, this.#around.random)
      next.held = false
    } catch (error) {
      // They may hear us all the same.
      this.#around.note(`could not hold for a moment: ${String(error)}`)
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

  #established({ session }: Leg): Promise<void> {
    return new Promise((resolve, reject) => {
      session.stateChange.addListener(state => {
        if (state === SessionState.Established) resolve()
        if (state === SessionState.Terminated) queueMicrotask(() => reject(new Failure('It did not come about.')))
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
