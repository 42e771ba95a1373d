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
    '"internal"',
    '(internal)',
  ])('does not find the word inside %s', value => {
    expect(readSignal([value], lineType)).toBe('unknown')
  })

  it('does not take a parameter that stands alone for the value', () => {
    expect(readSignal(['trunk;internal'], lineType)).toBe('unknown')
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
    ['a longer URN', ['<urn:alert:source:internal:x>'], 'unknown'],
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
