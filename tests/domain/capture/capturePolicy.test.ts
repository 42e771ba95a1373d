import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blankCapture, type Capture, desiredResponses, releases } from '../../../domain/capture/Capture'
import { canBeCalled, type GatePolicy, isBlank, missingFrom, type Slot } from '../../../domain/capture/capturePolicy'
import type { LineKind } from '../../../domain/phone/classifyLine'
import { filledIn } from '../../support/cast'

const plain: GatePolicy = { mode: 'line', also: [] }
const wide: GatePolicy = { mode: 'line', also: ['urgency', 'company'] }

function asks(notes: Partial<Capture>, line: LineKind = 'external', policy = plain): readonly Slot[] {
  return missingFrom({ ...blankCapture, ...notes }, line, policy)
}

const kinds: readonly LineKind[] = ['internal', 'external', 'unverified']

describe.each(['external', 'unverified'] as const)('on an %s line', line => {
  it('asks what they need, who they are and how to reach them, in that order', () => {
    expect(asks({}, line)).toEqual(['requirement', 'callerName', 'contact'])
  })

  it.each([
    ['what they need', { requirement: 'A new invoice' }, ['callerName', 'contact']],
    ['who they are', { callerName: 'Ms Okafor' }, ['requirement', 'contact']],
    ['a number', { contact: '+44 20 7946 0018' }, ['requirement', 'callerName']],
    ['a mail address', { contact: 'okafor@example.com' }, ['requirement', 'callerName']],
    ['their company, which nobody asked for', { company: 'Okafor Ltd' }, ['requirement', 'callerName', 'contact']],
    ['that they give no name', { wontSay: ['callerName'] }, ['requirement', 'contact']],
    ['that they leave no contact', { wontSay: ['contact'] }, ['requirement', 'callerName']],
    ['that they give neither', { wontSay: ['contact', 'callerName'] }, ['requirement']],
    ['whom they want', { forWhom: 'Tomas' }, ['requirement', 'callerName', 'contact', 'response']],
    [
      'whom they want and what shall happen',
      { forWhom: 'Tomas', response: 'passOn' },
      ['requirement', 'callerName', 'contact'],
    ],
    ['whom they want, in blanks', { forWhom: ' \u3000' }, ['requirement', 'callerName', 'contact']],
  ] as const)('takes note of %s', (_, notes, missing) => {
    expect(asks(notes, line)).toEqual(missing)
  })

  it('asks for nothing more once all of it is written down', () => {
    expect(asks(filledIn, line)).toEqual([])
  })

  it('asks what shall happen when the call is for somebody', () => {
    expect(asks({ ...filledIn, forWhom: 'Tomas' }, line)).toEqual(['response'])
  })

  it.each(desiredResponses)('takes %s for an answer to that', response => {
    expect(asks({ ...filledIn, forWhom: 'Tomas', response }, line)).toEqual([])
  })

  it('asks for a number when they want to be called back and left only a mail address', () => {
    expect(asks({ ...filledIn, response: 'callBack', contact: 'okafor@example.com' }, line)).toEqual(['contact'])
  })

  it('asks for a number when they want to be called back and will not leave one', () => {
    const notes: Partial<Capture> = { ...filledIn, response: 'callBack', contact: '', wontSay: ['contact'] }
    expect(asks(notes, line)).toEqual(['contact'])
  })

  it('takes a mail address when they want anything else', () => {
    for (const response of desiredResponses.filter(each => each !== 'callBack')) {
      expect(asks({ ...filledIn, response, contact: 'okafor@example.com' }, line)).toEqual([])
    }
  })

  it('never refuses a doubtful contact', () => {
    expect(asks({ ...filledIn, contact: 'the usual' }, line)).toEqual([])
  })
})

describe('on an internal line', () => {
  it('asks what they need and nothing else, for the rest is in the directory', () => {
    expect(asks({}, 'internal')).toEqual(['requirement'])
    expect(asks({ requirement: 'The printer' }, 'internal')).toEqual([])
  })

  it('does not ask what shall happen, nor for a number', () => {
    expect(asks({ requirement: 'The printer', forWhom: 'Tomas' }, 'internal')).toEqual([])
    expect(asks({ requirement: 'The printer', response: 'callBack' }, 'internal')).toEqual([])
  })

  it('never takes “will not say” for what they need', () => {
    expect(asks({ wontSay: ['callerName', 'contact'] }, 'internal')).toEqual(['requirement'])
  })
})

describe('a wider gate', () => {
  it('asks for the company and the urgency as well, after all the rest', () => {
    expect(asks({ forWhom: 'Tomas' }, 'external', wide)).toEqual([
      'requirement',
      'callerName',
      'contact',
      'response',
      'company',
      'urgency',
    ])
  })

  it('takes “not urgent” for an answer, but not silence', () => {
    const policy: GatePolicy = { mode: 'line', also: ['urgency'] }
    expect(asks(filledIn, 'external', policy)).toEqual(['urgency'])
    expect(asks({ ...filledIn, urgent: false }, 'external', policy)).toEqual([])
    expect(asks({ ...filledIn, urgent: true }, 'external', policy)).toEqual([])
  })

  it('asks for the company until something stands there', () => {
    const policy: GatePolicy = { mode: 'line', also: ['company'] }
    expect(asks({ ...filledIn, company: '\u00A0' }, 'external', policy)).toEqual(['company'])
    expect(asks({ ...filledIn, company: 'Okafor Ltd' }, 'external', policy)).toEqual([])
  })
})

describe('a release', () => {
  it.each(releases)('asks for nothing any more: %s', release => {
    for (const line of kinds) expect(asks({ release, forWhom: 'Tomas', response: 'callBack' }, line, wide)).toEqual([])
  })
})

describe('blanks', () => {
  it.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['tabs and lines', '\t\r\n'],
    ['a no-break blank', '\u00A0'],
    ['a narrow no-break blank', '\u202F'],
    ['an ideographic blank', '\u3000'],
    ['en and em blanks', '\u2002\u2003\u2009\u200A'],
    ['a blank of no width', '\u200B'],
    ['joiners', '\u200C\u200D\u2060'],
    ['a byte order mark', '\uFEFF'],
    ['hangul fillers', '\u3164\u115F\u1160\uFFA0'],
    ['an empty braille cell', '\u2800'],
    ['a soft hyphen', '\u00AD'],
    ['marks of direction', '\u200E\u200F\u202E\u2066\u2069'],
    ['a Mongolian vowel separator', '\u180E'],
    ['variation selectors', '\uFE0F\u{E0100}'],
    ['tags', '\u{E0041}'],
    ['controls', '\u0000\u001B\u0085'],
    ['line and paragraph separators', '\u2028\u2029'],
    ['a mixture', ' \u00A0\u3000\u200B\u3164\uFEFF\n'],
  ])('are no answer: %s', (_, text) => {
    expect(isBlank(text)).toBe(true)
    expect(asks({ requirement: text, callerName: text, contact: text })).toEqual([
      'requirement',
      'callerName',
      'contact',
    ])
  })

  it('do not hide an answer that stands among them', () => {
    expect(isBlank('\u3000\u200B.\u3164')).toBe(false)
    expect(isBlank('0')).toBe(false)
    expect(isBlank('請')).toBe(false)
  })
})

describe('a number that we can call back', () => {
  it.each([
    '+44 20 7946 0018',
    '020-7946-0018',
    '(03) 1234-5678',
    '０３ー１２３４ー５６７８',
    '1234',
    '12-34',
    'tel. 020 7946 0018, mornings only',
    'okafor@example.com or 020 7946 0018',
    'her mobile: 090\u30001234\u30005678',
    '201',
    '12',
    'ext. 201',
    'Extension 201',
    'ext 201 (Tomas)',
    '内線201',
    '内線 ２０１',
  ])('is %s', contact => {
    expect(canBeCalled(contact)).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['a mail address', 'okafor@example.com'],
    ['a mail address full of digits', 'okafor1975@example42.com'],
    ['two mail addresses full of digits', 'a1234@example.com b5678@example.com'],
    ['a word', 'later'],
    ['three digits in a sentence', 'room 123 please'],
    ['a single digit', '7'],
    ['blanks', '\u3000'],
  ])('is not %s', (_, contact) => {
    expect(canBeCalled(contact)).toBe(false)
  })
})

describe('whatever is written down', () => {
  const text = fc.oneof(fc.constantFrom('', ' ', '\u3164', 'Ms Okafor', '020 7946 0018', 'a@b.example'), fc.string())
  const capture = fc.record<Capture>({
    requirement: text,
    callerName: text,
    company: text,
    contact: text,
    forWhom: text,
    response: fc.constantFrom(undefined, ...desiredResponses),
    urgent: fc.constantFrom(undefined, true, false),
    wontSay: fc.subarray(['callerName', 'contact']),
    release: fc.constantFrom(undefined, undefined, undefined, ...releases),
  })
  const order: readonly Slot[] = ['requirement', 'callerName', 'contact', 'response', 'company', 'urgency']

  it('is asked for once, in the same order, and never when a release was given', () => {
    fc.assert(
      fc.property(capture, fc.constantFrom(...kinds), fc.constantFrom(plain, wide), (notes, line, policy) => {
        const missing = missingFrom(notes, line, policy)
        expect(missing).toEqual(order.filter(slot => missing.includes(slot)))
        if (notes.release) expect(missing).toEqual([])
        if (line === 'external') expect(missingFrom(notes, 'unverified', policy)).toEqual(missing)
      }),
    )
  })
})
