import { Failure } from '../../domain/Failure'
import type { CallSurroundings } from './CallSurroundings'
import { hasEnded, type Leg } from './Leg'
import type { Legs } from './Legs'
import type { Lifeline } from './Lifeline'
import { Refused } from './refusalBy'
import { reinvite } from './reinvite'
import type { Voices } from './Voices'
import { within } from './within'

// Longer than it takes where it goes well; whoever is to be let in next must not wait for what may never come.
const soundComesBackMs = 5_000

/** Puts the callers of an extension on hold and takes them back: new offers in the same dialog (RFC 3264 section 8.4). */
export class Holding {
  readonly #legs: Legs
  readonly #lifeline: Lifeline
  readonly #voices: Voices
  readonly #around: CallSurroundings
  /** The last wish to hold or to resume, of each call that has one under way. */
  readonly #wishes = new Map<string, Promise<void>>()

  constructor(legs: Legs, lifeline: Lifeline, voices: Voices, around: CallSurroundings) {
    this.#legs = legs
    this.#lifeline = lifeline
    this.#voices = voices
    this.#around = around
  }

  /** The microphone is closed before the exchange is even asked, so that nobody on hold can overhear us. */
  async hold(callId: string): Promise<void> {
    const { voice } = this.#legs.get(callId)
    // Should its sound be on its way back, our voice does not come with it.
    this.#legs.get(callId).voice = false
    await this.#wish(callId, before => this.#hold(callId, voice, before))
  }

  async resume(callId: string): Promise<void> {
    await this.#wish(callId, async before => {
      await before
      await this.#legs.settled(callId)
      await this.#offer(this.#legs.get(callId), false)
      await this.#voices.openMicrophone(callId)
    })
  }

  /** One wish after the other, as they were said: else one may overtake another while both wait for the sound. */
  async #wish(callId: string, carryOut: (before: Promise<void> | undefined) => Promise<void>): Promise<void> {
    const wish = carryOut(this.#wishes.get(callId))
    const isOver = wish.catch(() => undefined)
    this.#wishes.set(callId, isOver)
    try {
      await wish
    } finally {
      if (this.#wishes.get(callId) === isOver) this.#wishes.delete(callId)
    }
  }

  async #hold(callId: string, voice: boolean, before: Promise<void> | undefined): Promise<void> {
    const ready = Promise.resolve(before).then(() => this.#legs.settled(callId))
    const leg = await within(soundComesBackMs, ready).catch(() => {
      throw new Failure(
        'The sound of this call is still being brought back. They do not hear you; they hear no music yet.',
      )
    })
    if (!leg) return
    await leg.reinviting
    // A hold before this one was refused, and they have heard us again since.
    const spoke = voice || leg.voice
    // Asked twice is asked once.
    if (leg.held) return this.#around.tell({ type: 'callHeld', callId, at: this.#around.now() })
    try {
      await this.#offer(leg, true)
    } catch (refused) {
      // They hung up at that very moment: nobody is left to be held.
      if (hasEnded(leg)) return
      if (!leg.held && spoke) await this.#voices.openMicrophone(callId)
      throw refused
    }
  }

  async #offer(leg: Leg, held: boolean): Promise<void> {
    const { callId } = leg
    const { tell, now, random } = this.#around
    try {
      await reinvite(leg, { held, restartIce: false }, random)
    } catch (refused) {
      if (refused instanceof Refused && refused.isGone) this.#lifeline.lose(leg)
      throw refused
    }
    if (held) leg.voice = false
    tell({ type: held ? 'callHeld' : 'callResumed', callId, at: now() })
  }
}
