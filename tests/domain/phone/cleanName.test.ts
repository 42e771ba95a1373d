import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName } from '../../../domain/phone/cleanName'

const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].length
// oxlint-disable-next-line no-control-regex -- these are what must not be there
const unfit = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u

describe('a name from the network', () => {
  it.each([
    ['stands as it is', 'Ms Okafor', 'Ms Okafor'],
    ['in Japanese too', '山田 太郎', '山田 太郎'],
    ['in Arabic too', 'محمد علي', 'محمد علي'],
    ['in Hebrew, with a number', 'דוד 123', 'דוד 123'],
    ['with an accent written as a mark', 'Zoe\u0308', 'Zoe\u0308'],
    ['with Thai marks one above the other', 'กี้', 'กี้'],
    ['stays text when it looks like markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['stays text when it looks like a formula', '=1+1', '=1+1'],
    ['stays text when it looks like our own words', 'INTERNAL • ext 201', 'INTERNAL • ext 201'],
    ['loses the blanks around it', '  \t Ms Okafor \u3000', 'Ms Okafor'],
    ['cannot turn the text around', 'Okafor \u202ELANRETNI\u202C', 'Okafor LANRETNI'],
    ['cannot leave an isolate open', '\u2067Okafor\u2066', 'Okafor'],
    ['loses marks of direction', '\u200E\u200F\u061COkafor', 'Okafor'],
    ['loses what has no width', 'O\u200Bka\u200C\u200Dfo\u2060r\uFEFF', 'Okafor'],
    ['loses soft hyphens', 'Oka\u00ADfor', 'Okafor'],
    ['loses tags', 'Okafor\u{E0041}\u{E007F}', 'Okafor'],
    ['loses controls and escapes', 'O\u0001\u0007\u001B[2Jkafor\u0085\u009B', 'O[2Jkafor'],
    ['stays on one line', 'Okafor\r\n2026-05-12 registered', 'Okafor 2026-05-12 registered'],
    ['loses half a character', 'Okafor\uD83D', 'Okafor'],
  ])('%s', (_, name, clean) => {
    expect(cleanName(name)).toBe(clean)
  })

  it.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['no-break blanks', '\u00A0\u2007\u202F'],
    ['an ideographic blank', '\u3000'],
    ['hangul fillers', '\u3164\u115F\u1160\uFFA0'],
    ['an empty braille cell', '\u2800'],
    ['nothing of any width', '\u200B\u200D\u2060\uFEFF'],
    ['marks without a letter', '\u0301\u0301'],
    ['a blank that carries marks', ' \u0301 \u0323'],
    ['variation selectors', '\uFE0F\uFE0E'],
    ['tags', '\u{E0041}\u{E0042}'],
    ['controls', '\u0000\u0007'],
  ])('is empty when it is %s', (_, name) => {
    expect(cleanName(name)).toBe('')
  })

  it('is cut at 64 letters as a reader counts them', () => {
    expect(cleanName('A'.repeat(80))).toBe('A'.repeat(64))
    expect(cleanName('あ'.repeat(256))).toBe('あ'.repeat(64))
    expect(cleanName('e\u0301'.repeat(80))).toBe('e\u0301'.repeat(64))
    expect(cleanName('🇯🇵'.repeat(80))).toBe('🇯🇵'.repeat(64))
  })

  it('carries no tower of marks', () => {
    expect(cleanName(`Z${'\u0300\u0323\u0336'.repeat(200)}o`).length).toBeLessThan(20)
  })

  it('comes through from behind many blanks', () => {
    expect(cleanName(`${' '.repeat(500)}Bob`)).toBe('Bob')
  })

  it('is always fit to stand beside our own words, and is clean already the second time', () => {
    const rude = fc.constantFrom(...'\u202E\u2066\u2069\u200B\u200F\u061C\uFEFF\u0000\u001B\r\n\u3164\u0301\u00A0 A山')
    const name = fc
      .array(fc.oneof(rude, fc.string({ unit: 'binary' }), fc.constant('\u{E0041}')))
      .map(all => all.join(''))
    fc.assert(
      fc.property(name, text => {
        const clean = cleanName(text)
        expect(clean).not.toMatch(unfit)
        expect(graphemes(clean)).toBeLessThanOrEqual(64)
        expect(clean).toBe(clean.trim())
        expect(cleanName(clean)).toBe(clean)
      }),
      { numRuns: 1_000 },
    )
  })
})
