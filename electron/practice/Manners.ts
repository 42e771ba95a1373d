import { beatMs } from './Metronome'

// Starting at the same moment happens to everybody; going on for so long is talking over somebody.
const overMs = 600
/** How long nobody says anything before the person on the line wonders whether anybody is there. */
export const longSilenceMs = 6_000

/** Notices what a person on the line would: that they are talked over, and that nobody says anything. */
export class Manners {
  #bothMs = 0
  #nobodyMs = 0

  /** Looks at the next 20 ms. Each thing is told once, until it has ended. */
  take(userSpeaks: boolean, personSpeaks: boolean): 'talkedOver' | 'leftInSilence' | undefined {
    this.#bothMs = userSpeaks && personSpeaks ? this.#bothMs + beatMs : 0
    this.#nobodyMs = userSpeaks || personSpeaks ? 0 : this.#nobodyMs + beatMs
    if (this.#bothMs === overMs) return 'talkedOver'
    if (this.#nobodyMs === longSilenceMs) return 'leftInSilence'
    return undefined
  }

  /** Nobody is rude on hold. */
  rest(): void {
    this.#bothMs = 0
    this.#nobodyMs = 0
  }
}
