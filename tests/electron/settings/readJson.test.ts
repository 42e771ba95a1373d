import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonMistake, readJson } from '../../../electron/settings/readJson'

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent)
      expect(readJson(text).value).toEqual(JSON.parse(text))
    }),
  )
})

it('refuses what JSON.parse refuses, and a key written twice', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b\\n"',
    '1',
    '-0.5e3',
    '01',
    '1.',
    'true',
    'null',
    'NaN',
    ' ',
    '\n',
    '"',
    '\\',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
      const text = pieces.join('')
      const [ours, theirs] = [attempt(() => readJson(text).value), attempt(() => JSON.parse(text) as unknown)]
      if (ours instanceof JsonMistake) {
        if (!ours.message.endsWith('twice')) expect(theirs, text).toBeInstanceOf(SyntaxError)
      } else {
        expect(ours, text).toEqual(theirs)
      }
    }),
    { numRuns: 3_000 },
  )
})

it('knows the line of every part, and of what holds a part that is missing', () => {
  const { lineOf } = readJson('{\n "a": [\n  1,\n  { "b":\n   2 }\n ]\n}')
  const lines = [[], ['a'], ['a', 0], ['a', 1], ['a', 1, 'b'], ['a', 1, 'c'], ['a', 7], ['z']].map(lineOf)
  expect(lines).toEqual([1, 2, 3, 4, 4, 4, 2, 1])
})

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}
