/** Numbers that look random and are the same for the same seed (mulberry32), from 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const bits: readonly string[] = [
  ...[
    '\r\n',
    '\r',
    '\n',
    '\0',
    '\t',
    ' ',
    '"',
    '\\',
    '<',
    '>',
    ';',
    ':',
    ',',
    '=',
    '@',
    '%',
    '%00',
    '%zz',
    '/',
    '?',
    '*',
  ],
  ...[
    'SIP/2.0',
    'SIP/9.9',
    'sip:',
    'tel:',
    'sips:',
    '-1',
    '0',
    '99999999999999999999',
    '\u202E',
    '\uFFFD',
    '日本',
    '𝒳',
  ],
  ...[
    '\r\n ',
    '\r\n\r\n',
    '\r\nVia: ',
    '\r\nFrom: <sip:x>',
    '\r\nContent-Length: 9',
    ';tag=',
    'z9hG4bK',
    '[::1]',
    '"\\"',
    '__proto__: x',
  ],
]
const runs = [2, 10, 300, 5_000]

/** A message with a few mistakes in it, of the kinds that PROTOS made: cut, doubled, repeated, and with what does not belong. */
export function garbled(text: string, random: () => number): string {
  const below = (most: number) => Math.floor(random() * most)
  const one = <Value>(of: readonly Value[]) => of[below(of.length)] as Value
  let result = text
  for (let mistakes = 1 + below(3); mistakes > 0; mistakes -= 1) {
    const at = below(result.length)
    const end = Math.min(result.length, at + below(30))
    const lines = result.split('\r\n')
    const line = below(lines.length)
    const made: readonly (() => string)[] = [
      () => result.slice(0, at) + one(bits) + result.slice(at),
      () => result.slice(0, at) + one(bits).repeat(one(runs)) + result.slice(at),
      () => result.slice(0, at) + result.slice(end),
      () => result.slice(0, at) + one(bits) + result.slice(end),
      () => lines.toSpliced(line, 1).join('\r\n'),
      () => lines.toSpliced(line, 0, lines[line] ?? '').join('\r\n'),
      () => lines.toSpliced(line, 1, (lines[line] ?? '').replace(/:.*/, `: ${one(bits)}`)).join('\r\n'),
      () => lines.toSpliced(line, 1, (lines[line] ?? '').replace(':', one([' :', ':', '::', '']))).join('\r\n'),
      () => result.slice(0, at),
    ]
    result = one(made)()
  }
  return result
}
