/** What a stretch of sound is like: its loudest frequency in hertz, and its energy as the mean square of samples in -1..1. */
export interface Pitch {
  readonly frequency: number
  readonly energy: number
}

/** Below this mean square we call it silence: about -60 dB of full scale. */
export const silence = 1e-6

/** The loudest frequency of some samples (-1..1), to about a hertz, and their energy. Silence and no samples have 0 Hz. */
export function pitchOf(samples: Float32Array, rate: number): Pitch {
  const energy = samples.length === 0 ? 0 : samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  if (energy < silence) return { frequency: 0, energy }
  const half = Math.min(3_800, rate / 2 - 100)
  const step = Math.max(5, rate / samples.length / 2)
  const rough = loudestBetween(samples, rate, 100, half, step)
  return { frequency: Math.round(loudestBetween(samples, rate, rough - step, rough + step, 1)), energy }
}

function loudestBetween(samples: Float32Array, rate: number, from: number, to: number, step: number): number {
  let best = { frequency: 0, strength: -1 }
  for (let frequency = from; frequency <= to; frequency += step) {
    const strength = strengthAt(samples, rate, frequency)
    if (strength > best.strength) best = { frequency, strength }
  }
  return best.frequency
}

/** Goertzel's filter: how strong one frequency is, in no particular unit. */
function strengthAt(samples: Float32Array, rate: number, frequency: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / rate)
  let last = 0
  let beforeLast = 0
  for (const sample of samples) {
    const next = sample + turn * last - beforeLast
    beforeLast = last
    last = next
  }
  return last * last + beforeLast * beforeLast - turn * last * beforeLast
}

/** Samples (-1..1) of a sine at half of full scale. */
export function tone(frequency: number, seconds: number, rate = 8_000): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate))
  for (let at = 0; at < samples.length; at += 1) samples[at] = 0.5 * Math.sin((2 * Math.PI * frequency * at) / rate)
  return samples
}

/** A sine as a WAV file: one channel of 16-bit PCM. Whole hertz and whole seconds only, as it repeats one second. */
export function toneWav(frequency: number, seconds: number, rate = 8_000): Buffer {
  const second = Buffer.alloc(rate * 2)
  tone(frequency, 1, rate).forEach((sample, at) => second.writeInt16LE(Math.round(sample * 32_767), at * 2))
  const length = second.length * seconds
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(length, 40)
  return Buffer.concat([header, Buffer.alloc(length, second)])
}

/** Samples of one channel, and how many of them make a second. */
export interface Sound {
  readonly samples: Float32Array
  readonly rate: number
}

/**
 * Reads a WAV of one channel of 16-bit PCM, even while somebody is still writing it: the length in its header is not
 * believed. Throws when it is no such file.
 */
export function readWav(file: Buffer): Sound {
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF') throw new Error('this is no WAV file')
  let rate = 0
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4)
    const body = at + 8
    if (name === 'data') return { samples: fromPcm16(file.subarray(body)), rate }
    if (name === 'fmt ') {
      if (file.readUInt16LE(body + 2) !== 1 || file.readUInt16LE(body + 14) !== 16)
        throw new Error('this WAV is not one channel of 16 bits')
      rate = file.readUInt32LE(body + 4)
    }
    at = body + file.readUInt32LE(at + 4)
  }
  throw new Error('this WAV has no sound in it yet')
}

function fromPcm16(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: Math.floor(bytes.length / 2) }, (_, at) => bytes.readInt16LE(at * 2) / 32_768)
}

/** G.711 mu-law to samples (-1..1). */
export function fromMulaw(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, byte => {
    const bits = ~byte & 0xff
    const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84
    return (bits & 0x80 ? -magnitude : magnitude) / 32_768
  })
}

/** Samples (-1..1) to G.711 mu-law. */
export function toMulaw(samples: Float32Array): Uint8Array {
  return Uint8Array.from(samples, sample => {
    const value = Math.round(sample * 32_767)
    const magnitude = Math.min(Math.abs(value), 32_635) + 0x84
    const segment = 31 - Math.clz32(magnitude) - 7
    return ~((value < 0 ? 0x80 : 0) | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f)) & 0xff
  })
}
