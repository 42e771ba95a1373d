import { readFile } from 'node:fs/promises'
import { OpusDecoder } from 'opus-decoder'
import { OggParser } from 'werift/nonstandard'

/** The sampling rate of a telephone line. */
export const lineRate = 8_000

/**
 * A clip (Opus in Ogg, one channel) as samples for a telephone line. Opus itself decodes to 8 kHz, which leaves out
 * what is above 4 kHz instead of folding it back into the voice.
 */
export async function readClip(path: string): Promise<Int16Array> {
  const { packets, lasts } = readOgg(await readFile(path))
  const [head, , ...frames] = packets
  const preSkip = preSkipOf(head)
  if (preSkip === undefined || frames.length === 0) throw new Error(`${path} holds no Opus sound.`)
  const decoder = new OpusDecoder({ sampleRate: lineRate, channels: 1, preSkip: 0 })
  await decoder.ready
  try {
    const { channelData, errors } = decoder.decodeFrames(frames)
    const [broken] = errors
    if (broken) throw new Error(`${path} is damaged: ${broken.message}`)
    const [sound = new Float32Array()] = channelData
    return toWhole(sound.subarray(atLineRate(preSkip), atLineRate(lasts)))
  } finally {
    decoder.free()
  }
}

/** Opus counts in samples of 48 kHz, whatever it holds. */
const atLineRate = (samples: number) => Math.round((samples * lineRate) / 48_000)

/** The packets of an Ogg file, and up to which sample they count (the last packet is filled up with silence). */
function readOgg(bytes: Buffer): { readonly packets: readonly Buffer[]; readonly lasts: number } {
  const parser = new OggParser()
  parser.read(bytes)
  const lasts = parser.pages.at(-1)?.granulePosition ?? 0
  const packets: Buffer[] = []
  let begun: Buffer[] = []
  for (const segment of parser.exportSegments()) {
    begun.push(segment)
    // A full segment goes on in the next one (RFC 3533, section 6).
    if (segment.length === 255) continue
    packets.push(Buffer.concat(begun))
    begun = []
  }
  return { packets, lasts }
}

/** How many samples (at 48 kHz) the encoder needs to get going (RFC 7845, section 5.1). */
function preSkipOf(head: Buffer | undefined): number | undefined {
  return head?.subarray(0, 8).toString('latin1') === 'OpusHead' ? head.readUInt16LE(10) : undefined
}

function toWhole(sound: Float32Array): Int16Array {
  const whole = new Int16Array(sound.length)
  sound.forEach((value, at) => {
    whole[at] = Math.round(Math.max(-1, Math.min(1, value)) * 32_767)
  })
  return whole
}
