import { describe, expect, it } from 'vitest'
import { readSignal, type Signal } from '../../../domain/phone/readSignal'

const lineType: Signal = { header: 'X-Line-Type', internal: ['internal'], external: ['external'] }
const alertInfo: Signal = {
  header: 'Alert-Info',
  internal: ['urn:alert:source:internal', 'info=internal'],
  external: ['urn:alert:source:external', 'info=external'],
}

type Said = ReturnType<typeof readSignal>
type Row = readonly [what: string, values: readonly string[], said: Said]

describe('a header of the exchange’s own', () => {
  const rows: readonly Row[] = [
    ['the internal value', ['internal'], 'internal'],
    ['the external value', ['external'], 'external'],
    ['capitals', ['INTERNAL'], 'internal'],
    ['mixed case', ['ExTeRnAl'], 'external'],
    ['blanks around it', ['  internal\t'], 'internal'],
    ['no header at all', [], 'missing'],
    ['an empty header', [''], 'unknown'],
    ['nothing but separators', [',;,'], 'unknown'],
    ['a word nobody told us', ['trunk'], 'unknown'],
    ['two words that disagree', ['internal, external'], 'conflicting'],
    ['two header lines that disagree', ['internal', 'external'], 'conflicting'],
    ['two header lines that disagree, the other way round', ['external', 'internal'], 'conflicting'],
    ['two header lines that agree', ['internal', 'internal'], 'internal'],
    ['two header lines, of which one is known', ['trunk', 'external'], 'external'],
    ['a parameter of no account beside it', ['internal;hop=2'], 'internal'],
    ['a parameter that stands alone', ['trunk;internal'], 'internal'],
    ['a parameter that stands alone and says outside', ['trunk; EXTERNAL'], 'external'],
    ['a word and a parameter that disagree', ['internal;external'], 'conflicting'],
    ['a word and a parameter that disagree, the other way round', ['external;internal'], 'conflicting'],
    ['two parameters that disagree', ['trunk;internal;external'], 'conflicting'],
    ['a second value whose parameter disagrees', ['internal, trunk;external'], 'conflicting'],
    ['a second line whose parameter disagrees', ['internal', 'trunk;hop=2;external'], 'conflicting'],
    ['empty parameters', ['internal;;'], 'internal'],
  ]
  it.each(rows)('%s', (_, values, said) => {
    expect(readSignal(values, lineType)).toBe(said)
  })

  it.each([
    'internally',
    'notinternal',
    'not-internal',
    'internal-ish',
    'internal=no',
    'no=internal',
    'in ternal',
    'internal external',
    'x:internal',
    'internal@evil.example',
    'http://evil.example/internal',
    'http://evil.example/?internal',
    'intern\u0430l', // a Cyrillic letter
    'int\u200Bernal',
    'ınternal',
    'İnternal',
    '\u00A0internal',
    'internal\u3000',
    '\uFEFFinternal',
    '\u000Binternal',
    'internal\u000C',
    'internal\u0085',
    '\u2028internal',
    'trunk;\u00A0internal',
    'trunk;internal\u000B',
    'trunk;internal-x',
    'trunk;internal=yes',
    'trunk;x=internal',
    'trunk;"internal"',
    'trunk;<internal>',
    '"internal"',
    '(internal)',
  ])('does not find the word inside %s', value => {
    expect(readSignal([value], lineType)).toBe('unknown')
  })

  it('folds the case of A to Z, and of nothing that only looks like it once it is folded', () => {
    const trunk: Signal = { header: 'X', internal: ['desk'], external: ['trunk'] }
    expect(readSignal(['DESK'], trunk)).toBe('internal')
    // The Kelvin sign is a k in small letters.
    expect(readSignal(['des\u212A'], trunk)).toBe('unknown')
    expect(readSignal(['de\u017Fk'], trunk)).toBe('unknown')
  })

  it('cannot be taken apart when a parameter has a name that no parameter may have', () => {
    expect(readSignal(['internal;urn:alert:source:external'], alertInfo)).toBe('unknown')
    expect(readSignal(['internal;in ternal'], lineType)).toBe('unknown')
  })

  it('knows sub-indications of the urns of RFC 7462, and of no other word', () => {
    expect(readSignal(['internal:x'], lineType)).toBe('unknown')
    expect(readSignal(['<urn:alert:source:internal>'], { ...alertInfo, internal: ['urn:alert:source'] })).toBe(
      'unknown',
    )
    expect(
      readSignal(['<urn:other:source:internal:x>'], { ...alertInfo, internal: ['urn:other:source:internal'] }),
    ).toBe('unknown')
  })

  it('proves nothing when one word was set up to mean both', () => {
    expect(readSignal(['yes'], { header: 'X', internal: ['yes'], external: ['yes'] })).toBe('conflicting')
  })

  it('never takes silence for a value, not even when an empty one was set up', () => {
    const careless: Signal = { header: 'X', internal: ['', ' '], external: ['external'] }
    expect(readSignal([], careless)).toBe('missing')
    expect(readSignal([''], careless)).toBe('unknown')
    expect(readSignal([' , ;'], careless)).toBe('unknown')
  })
})

describe('Alert-Info', () => {
  const rows: readonly Row[] = [
    ['the URN of RFC 7462', ['<urn:alert:source:internal>'], 'internal'],
    ['the URN for outside', ['<urn:alert:source:external>'], 'external'],
    ['the URN in capitals', ['<URN:ALERT:SOURCE:INTERNAL>'], 'internal'],
    ['the URN without brackets', ['urn:alert:source:internal'], 'internal'],
    ['a parameter behind an address', ['<http://127.0.0.1>;info=internal'], 'internal'],
    ['a parameter that says outside', ['<http://127.0.0.1>;info=external'], 'external'],
    ['a parameter in capitals', ['<http://127.0.0.1>;INFO=Internal'], 'internal'],
    ['blanks about the equals sign (RFC 3261 25.1)', ['<http://127.0.0.1>;info = internal'], 'internal'],
    ['the second of several parameters', ['<http://127.0.0.1>;delay=0;info=internal'], 'internal'],
    ['the second of several values', ['<urn:alert:priority:high>, <urn:alert:source:internal>'], 'internal'],
    ['values that disagree', ['<urn:alert:source:internal>, <urn:alert:source:external>'], 'conflicting'],
    ['an address and a parameter that disagree', ['<urn:alert:source:external>;info=internal'], 'conflicting'],
    ['header lines that disagree', ['<http://h>;info=external', '<urn:alert:source:internal>'], 'conflicting'],
    ['another URN', ['<urn:alert:source:friend>'], 'unknown'],
    ['a recall', ['<http://127.0.0.1>;info=recall'], 'unknown'],
    ['a quoted value that disagrees', ['<urn:alert:source:internal>;info="external"'], 'conflicting'],
    ['a quoted value', ['<http://h>;info="internal"'], 'internal'],
    ['a quoted value with a quoted letter in it', ['<urn:alert:source:internal>;info="ex\\ternal"'], 'conflicting'],
    ['a sub-indication (RFC 7462)', ['<urn:alert:source:internal:x>'], 'internal'],
    ['a provider’s sub-indication', ['<urn:alert:source:external:branch@example>'], 'external'],
    ['a provider with dots', ['<urn:alert:source:external:branch@pbx.example.com>'], 'external'],
    ['a sub-indication of a sub-indication', ['<urn:alert:source:external:branch@example:floor-3>'], 'external'],
    ['a sub-indication in capitals', ['<URN:ALERT:SOURCE:EXTERNAL:BRANCH@EXAMPLE>'], 'external'],
    [
      'a sub-indication that disagrees',
      ['<urn:alert:source:internal>, <urn:alert:source:external:branch@example>'],
      'conflicting',
    ],
    ['a provider’s own indication', ['<urn:alert:source:internal@example>'], 'unknown'],
    ['a provider’s own category', ['<urn:alert:source@example:internal>'], 'unknown'],
    ['a longer indication', ['<urn:alert:source:internal-x>'], 'unknown'],
    ['a longer indication with a sub-indication', ['<urn:alert:source:internalx:internal>'], 'unknown'],
    ['a category further in', ['<urn:alert:x:source:internal>'], 'unknown'],
    ['an empty sub-indication', ['<urn:alert:source:internal:>'], 'unknown'],
    ['an empty sub-indication further in', ['<urn:alert:source:internal::x>'], 'unknown'],
    ['a sub-indication that is no label', ['<urn:alert:source:internal:-x>'], 'unknown'],
    ['a sub-indication with a blank', ['<urn:alert:source:internal: x>'], 'unknown'],
    ['a sub-indication in other letters', ['<urn:alert:source:internal:\u212A>'], 'unknown'],
    ['a sub-indication that is an address', ['<urn:alert:source:internal:x/y?z>'], 'unknown'],
    ['a sub-value of a parameter', ['<http://h>;info=internal:x'], 'unknown'],
    ['a URN at the end of an address', ['<http://evil.example/urn:alert:source:internal>'], 'unknown'],
    ['a parameter inside the brackets', ['<http://evil.example;info=internal>'], 'unknown'],
    ['a comma inside the brackets', ['<http://evil.example/,urn:alert:source:internal,>'], 'unknown'],
    ['another parameter of that value', ['<http://h>;xinfo=internal'], 'unknown'],
    ['a longer value', ['<http://h>;info=internal-caller'], 'unknown'],
    ['a parameter inside a quoted string', ['<http://h>;x=";info=internal"'], 'unknown'],
    ['a value inside a quoted string', ['<http://h>;x=",<urn:alert:source:internal>,"'], 'unknown'],
    ['a quote escaped inside a quoted string', ['<http://h>;x="\\";info=internal;y=\\""'], 'unknown'],
    ['a quoted name in front of an address', ['"<urn:alert:source:internal>" <http://h>'], 'unknown'],
    ['nothing but a quoted name', ['"<urn:alert:source:internal>"'], 'unknown'],
  ]
  it.each(rows)('%s', (_, values, said) => {
    expect(readSignal(values, alertInfo)).toBe(said)
  })

  it.each([
    ['an unclosed quote before the value', '"x, <urn:alert:source:internal>'],
    ['an unclosed quote stuck to the value', '"x<urn:alert:source:internal>'],
    [
      'an unclosed quote that swallows the exchange’s word',
      '<urn:alert:source:internal>, "x, <urn:alert:source:external>',
    ],
    ['an unclosed bracket that swallows it', '<urn:alert:source:internal>, <x, <urn:alert:source:external>'],
    ['an escaped quote that leaves the string open', '<http://h>;info=internal;x="\\", <urn:alert:source:external>'],
    ['a parameter dressed as an address', '<http://evil.example>;urn:alert:source:internal'],
  ])('%s never proves an internal line', (_, value) => {
    expect(readSignal([value], alertInfo)).not.toBe('internal')
  })
})
