// G.711 section 3: the logarithm is taken of a magnitude that is never zero, and never beyond fourteen bits.
const bias = 0x84
const loudest = 32_635

/** What each code of G.711 µ-law stands for, as a linear sample of 16 bits. */
const linear = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = (((bits & 0x0f) * 8 + bias) << ((bits >> 4) & 7)) - bias
  return bits > 0x7f ? -magnitude : magnitude
})

/** Sound as PCMU carries it (RFC 3551 section 4.5.14). */
export function toMulaw(samples: Int16Array): Buffer {
  const codes = Buffer.alloc(samples.length)
  samples.forEach((sample, at) => (codes[at] = codeOf(sample)))
  return codes
}

/** PCMU as linear samples of 16 bits. */
export function fromMulaw(codes: Uint8Array): Int16Array {
  return Int16Array.from(codes, code => linear[code] ?? 0)
}

function codeOf(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), loudest) + bias
  // The bias makes bit 7 the lowest that can be the first one set.
  const segment = 24 - Math.clz32(magnitude)
  const step = (magnitude >> (segment + 3)) & 0x0f
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff
}
