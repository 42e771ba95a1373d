import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanName } from '../../../domain/phone/cleanName'
import { cleanCell } from '../../../electron/directory/cleanCell'

it('cleans a cell exactly as a name from the wire is cleaned', () => {
  const letters = fc.constantFrom('a', ' ', '佐', 'サ', 'ー', '\u3099', 'ﾞ', 'Ａ', '-', '\u0301', '\u202E', '~', 'é')
  const names = fc.oneof(fc.string({ unit: letters, maxLength: 70 }), fc.string({ unit: 'binary', maxLength: 70 }))
  fc.assert(
    fc.property(names, text => cleanCell(text) === cleanName(text)),
    { numRuns: 2_000 },
  )
})

it('cleans every letter of the first plane as a name from the wire is cleaned', () => {
  for (let code = 0; code < 0x1_00_00; code += 1) {
    const text = `a${String.fromCharCode(code)}あ`
    if (cleanCell(text) !== cleanName(text)) expect(cleanCell(text), code.toString(16)).toBe(cleanName(text))
  }
})
