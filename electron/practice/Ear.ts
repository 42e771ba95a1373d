import { beatSamples } from './Metronome'
import { VoiceActivity } from './VoiceActivity'

const remembered = 4_000
// A packet that is late by less is still on its way; for so many beats nothing is made of it.
const mostMissing = 5

/** A person's ear: what they heard lately, and whether somebody speaks to them. */
export class Ear {
  readonly #activity = new VoiceActivity()
  /** What came in since the last beat; more than one packet is a network that makes up for lost time. */
  #arrived: Int16Array[] = []
  #missing = 0
  #heard = new Int16Array(remembered)

  /** Whether somebody speaks to them right now. */
  get hearsVoice(): boolean {
    return this.#activity.speaks
  }

  /** The last half second, 8000 samples a second. */
  get heard(): Int16Array {
    return this.#heard.slice()
  }

  take(packet: Int16Array): void {
    this.#arrived.push(packet)
  }

  /** 20 ms have passed. Answers whether somebody has begun to speak meanwhile, or fallen silent. */
  beat(): readonly ('speaks' | 'silent')[] {
    const arrived = this.#arrived
    this.#arrived = []
    this.#missing = arrived.length === 0 ? this.#missing + 1 : 0
    if (this.#missing > mostMissing) arrived.push(new Int16Array(beatSamples))
    for (const each of arrived) this.#remember(each)
    return arrived.map(each => this.#activity.take(each)).filter(news => news !== undefined)
  }

  #remember(packet: Int16Array): void {
    const samples = packet.subarray(0, remembered)
    this.#heard.copyWithin(0, samples.length)
    this.#heard.set(samples, remembered - samples.length)
  }
}
