import { beatSamples } from './Metronome'
import { playMusic } from './music'

/** How saying something ended: to its end, or not. */
export type Said = 'finished' | 'interrupted'

interface Utterance {
  readonly samples: Int16Array
  at: number
  readonly over: (said: Said) => void
}

/** A person's mouth: what they say, one after the other, cut into packets of 20 ms. */
export class Voice {
  readonly #utterances: Utterance[] = []
  #music: (() => Int16Array) | undefined

  /** Whether something is being said right now. */
  get isSounding(): boolean {
    return !this.#music && this.#utterances.length > 0
  }

  /** Whether they have put the user on hold. */
  get isMusic(): boolean {
    return this.#music !== undefined
  }

  /** Says 16-bit samples, 8000 of them a second, after whatever is being said already. */
  say(samples: Int16Array): Promise<Said> {
    return new Promise(over => {
      if (samples.length === 0) over('finished')
      else this.#utterances.push({ samples, at: 0, over })
    })
  }

  /** Stops in the middle of the word, and says nothing of what was still to come. */
  hush(): void {
    for (const { over } of this.#utterances.splice(0)) over('interrupted')
  }

  /** Music in place of the voice: they have put the user on hold. What was being said goes on afterwards. */
  playMusic(on: boolean): void {
    this.#music = on ? playMusic() : undefined
  }

  /** The next 20 ms; undefined is silence. */
  next(): Int16Array | undefined {
    if (this.#music) return this.#music()
    const now = this.#utterances[0]
    if (!now) return undefined
    const packet = new Int16Array(beatSamples)
    packet.set(now.samples.subarray(now.at, now.at + beatSamples))
    now.at += beatSamples
    if (now.at >= now.samples.length) {
      this.#utterances.shift()
      now.over('finished')
    }
    return packet
  }
}
