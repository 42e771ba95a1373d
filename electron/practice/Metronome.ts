import type { PracticeClock } from './PracticeClock'

/** How long one packet of sound lasts, in milliseconds. */
export const beatMs = 20
/** How many samples are in it, at 8000 a second. */
export const beatSamples = 160

// A machine that slept has nothing to make up for: nobody wants to hear a second of sound in one go.
const mostMadeUp = 10

/**
 * Beats every 20 ms for whoever has sound to send. A beat that comes late is followed by those that it has delayed, so
 * that in the long run nobody falls behind. It rests while nobody listens.
 */
export class Metronome {
  readonly #clock: PracticeClock
  readonly #listeners = new Set<() => void>()
  #next = 0
  #callOff: (() => void) | undefined

  constructor(clock: PracticeClock) {
    this.#clock = clock
  }

  /** Beats for somebody more. Returns how to stop it. */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener)
    if (!this.#callOff) {
      this.#next = this.#clock.now() + beatMs
      this.#wait()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#callOff?.()
      this.#callOff = undefined
    }
  }

  #wait(): void {
    this.#callOff = this.#clock.after(Math.max(0, this.#next - this.#clock.now()), () => this.#beat())
  }

  #beat(): void {
    const now = this.#clock.now()
    if (now - this.#next > mostMadeUp * beatMs) this.#next = now
    for (; this.#next <= now; this.#next += beatMs) for (const listener of this.#listeners) listener()
    if (this.#listeners.size > 0) this.#wait()
  }
}
