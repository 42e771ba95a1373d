import { beatMs } from './Metronome'

// Mean square of samples in -1..1: a voice close to a microphone is above -45 dB, a quiet room below.
const voiced = 10 ** -4.5
// A click of the tongue or of the mouse is no word.
const beginsAfterMs = 60
// Between two words nobody has fallen silent.
const endsAfterMs = 500

/** Tells when somebody speaks and when they are silent, by how loud the packets of 20 ms are that come from them. */
export class VoiceActivity {
  #speaks = false
  #loudMs = 0
  #quietMs = 0

  get speaks(): boolean {
    return this.#speaks
  }

  /** Takes in the next 20 ms. Answers whether they have begun to speak or fallen silent. */
  take(packet: Int16Array): 'speaks' | 'silent' | undefined {
    const isLoud = energyOf(packet) > voiced
    this.#loudMs = isLoud ? this.#loudMs + beatMs : 0
    this.#quietMs = isLoud ? 0 : this.#quietMs + beatMs
    if (!this.#speaks && this.#loudMs >= beginsAfterMs) return this.#become(true)
    if (this.#speaks && this.#quietMs >= endsAfterMs) return this.#become(false)
    return undefined
  }

  #become(speaks: boolean): 'speaks' | 'silent' {
    this.#speaks = speaks
    return speaks ? 'speaks' : 'silent'
  }
}

function energyOf(packet: Int16Array): number {
  let sum = 0
  for (const sample of packet) sum += (sample / 32_768) ** 2
  return packet.length === 0 ? 0 : sum / packet.length
}
