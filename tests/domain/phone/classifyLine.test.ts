import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyLine, type Line, type LineSigns, withoutSigns } from '../../../domain/phone/classifyLine'
import type { Invitation, NumberShape, Party } from '../../../domain/phone/Invitation'
import { anInvitation, msOkafor, nobodyKnown, tomas } from '../../support/cast'

const signal = { header: 'X-Line-Type', internal: ['internal'], external: ['external'] }
const bySignal: LineSigns = { line: undefined, signal, path: 'sealed' }
const onlyInside: LineSigns = { ...withoutSigns, line: 'internal' }
const onlyOutside: LineSigns = { ...withoutSigns, line: 'external' }

const shows = (number: string, shape: NumberShape): Party => ({ number, name: '', shape, withheld: false })

type Row = readonly [what: string, changes: Partial<Invitation>, verdict: Pick<Line, 'kind' | 'because'>]

function verdict(changes: Partial<Invitation>, signs: LineSigns): Pick<Line, 'kind' | 'because'> {
  const { kind, because } = classifyLine(anInvitation(changes), signs)
  return { kind, because }
}

describe('an account whose exchange sets a signal', () => {
  const bySign = (kind: 'internal' | 'external') => ({ kind, because: 'exchange-signal' }) as const
  const rows: readonly Row[] = [
    ['says that a colleague calls', { caller: tomas, signalValues: ['internal'] }, bySign('internal')],
    ['says that a customer calls', { signalValues: ['external'] }, bySign('external')],
    ['is believed over an outside number', { signalValues: ['internal'] }, bySign('internal')],
    ['unmasks a stranger who shows 201', { caller: tomas, signalValues: ['external'] }, bySign('external')],
    ['is believed of a withheld number', { caller: nobodyKnown, signalValues: ['external'] }, bySign('external')],
    [
      'is believed of a withheld number inside too',
      { caller: nobodyKnown, signalValues: ['internal'] },
      bySign('internal'),
    ],
    [
      'is missing from a call that shows 201',
      { caller: tomas, signalValues: [] },
      { kind: 'unverified', because: 'signal-missing' },
    ],
    [
      'is missing from a call that shows an outside number: still unverified',
      { signalValues: [] },
      { kind: 'unverified', because: 'signal-missing' },
    ],
    [
      'is missing from a call that withholds its number: still unverified',
      { caller: nobodyKnown, signalValues: [] },
      { kind: 'unverified', because: 'signal-missing' },
    ],
    ['says a word we do not know', { signalValues: ['trunk'] }, { kind: 'unverified', because: 'signal-unknown' }],
    [
      'contradicts itself',
      { signalValues: ['internal', 'external'] },
      { kind: 'unverified', because: 'signal-conflicting' },
    ],
    [
      'says internal of a number that it says is forged',
      { caller: tomas, signalValues: ['internal'], verificationFailed: true },
      { kind: 'unverified', because: 'verification-failed' },
    ],
    [
      'says external of a number that it says is forged',
      { signalValues: ['external'], verificationFailed: true },
      bySign('external'),
    ],
    [
      'says nothing of a number that it says is forged',
      { caller: tomas, signalValues: [], verificationFailed: true },
      { kind: 'unverified', because: 'signal-missing' },
    ],
  ]
  it.each(rows)('%s', (_, changes, expected) => {
    expect(verdict(changes, bySignal)).toEqual(expected)
  })
})

describe('an account that rings for one kind of line only', () => {
  it.each([
    ['a customer', {}],
    ['somebody who shows 201', { caller: tomas }],
    ['a withheld number', { caller: nobodyKnown }],
    ['a header that says the opposite', { signalValues: ['external'] }],
    ['a header that contradicts itself', { signalValues: ['internal', 'external'] }],
  ] as const)('is believed over %s', (_, changes) => {
    expect(verdict(changes, onlyInside)).toEqual({ kind: 'internal', because: 'registration' })
    expect(verdict(changes, onlyOutside)).toEqual({ kind: 'external', because: 'registration' })
  })

  it('wins over its own signal, whatever that says', () => {
    for (const signalValues of [[], ['internal'], ['external'], ['?'], ['internal', 'external']]) {
      expect(verdict({ signalValues }, { ...bySignal, line: 'external' }).kind).toBe('external')
      expect(verdict({ signalValues }, { ...bySignal, line: 'internal' }).kind).toBe('internal')
    }
  })
})

describe('an account whose exchange speaks over an open path', () => {
  const open = { path: 'open' } as const
  it.each([
    ['its signal says internal', { caller: tomas, signalValues: ['internal'] }, bySignal],
    ['its signal says external', { signalValues: ['external'] }, bySignal],
    ['it rings for inside only', { caller: tomas }, onlyInside],
    ['it rings for outside only', {}, onlyOutside],
  ] as const)('proves nothing when %s', (_, changes, signs) => {
    expect(verdict(changes, { ...signs, ...open })).toEqual({ kind: 'unverified', because: 'open-path' })
    expect(verdict(changes, signs).kind, 'over a path that is not').not.toBe('unverified')
  })

  it('says first what is wrong with the signal itself', () => {
    expect(verdict({ signalValues: [] }, { ...bySignal, ...open }).because).toBe('signal-missing')
    expect(verdict({ signalValues: ['?'] }, { ...bySignal, ...open }).because).toBe('signal-unknown')
  })

  it('still believes whoever claims to be outside, where there is no sign', () => {
    expect(verdict({}, { ...withoutSigns, ...open })).toEqual({ kind: 'external', because: 'outside-number' })
    expect(verdict({ caller: tomas }, { ...withoutSigns, ...open }).kind).toBe('unverified')
  })
})

describe('an account without any sign', () => {
  const rows: readonly Row[] = [
    [
      'believes an international number',
      { caller: shows('+442079460018', 'international') },
      { kind: 'external', because: 'outside-number' },
    ],
    [
      'believes a national number',
      { caller: shows('02079460018', 'national') },
      { kind: 'external', because: 'outside-number' },
    ],
    ['believes a withheld number', { caller: nobodyKnown }, { kind: 'external', because: 'withheld' }],
    ['does not believe an extension', { caller: tomas }, { kind: 'unverified', because: 'looks-internal' }],
    [
      'does not believe a long number that no country has',
      { caller: shows('2010000001', 'short') },
      { kind: 'unverified', because: 'looks-internal' },
    ],
    [
      'does not believe a word in place of a number',
      { caller: shows('reception', 'short') },
      { kind: 'unverified', because: 'looks-internal' },
    ],
    [
      'does not believe nothing at all',
      { caller: shows('', 'none') },
      { kind: 'unverified', because: 'looks-internal' },
    ],
    [
      'does not listen to a header that nobody set up',
      { caller: tomas, signalValues: ['internal'] },
      { kind: 'unverified', because: 'looks-internal' },
    ],
    ['is not impressed by what From claims', { claimed: tomas }, { kind: 'external', because: 'outside-number' }],
    [
      'is not impressed by who forwarded the call',
      { caller: tomas, forwardedBy: 'Head Office 200' },
      { kind: 'unverified', because: 'looks-internal' },
    ],
  ]
  it.each(rows)('%s', (_, changes, expected) => {
    expect(verdict(changes, withoutSigns)).toEqual(expected)
  })
})

describe('the evidence', () => {
  it('shows the exchange’s own words beside what the caller shows', () => {
    const line = classifyLine(anInvitation({ caller: tomas, claimed: msOkafor, signalValues: ['internal'] }), bySignal)
    const text = line.evidence.join('\n')
    expect(text).toContain('X-Line-Type: internal')
    expect(text).toContain('201')
    expect(text, 'From differs from what the exchange asserts').toContain('+442079460018')
  })

  it('says that the signal was absent', () => {
    expect(classifyLine(anInvitation({ signalValues: [] }), bySignal).evidence[0]).toMatch(/^X-Line-Type: .*absent/)
  })

  it('marks a forwarder as unconfirmed', () => {
    const { evidence } = classifyLine(anInvitation({ forwardedBy: 'Head Office' }), bySignal)
    expect(evidence.find(line => line.includes('Head Office'))).toMatch(/not confirmed/)
  })

  it('says that the verification failed', () => {
    const { evidence } = classifyLine(anInvitation({ signalValues: ['internal'], verificationFailed: true }), bySignal)
    expect(evidence).toContain('X-Line-Type: internal')
    expect(evidence.find(line => line.includes('verification'))).toMatch(/failed/)
  })

  it('never names a number that was withheld', () => {
    const caller = { ...msOkafor, withheld: true }
    for (const signs of [bySignal, withoutSigns, onlyOutside]) {
      const { evidence } = classifyLine(anInvitation({ caller, claimed: msOkafor }), signs)
      expect(evidence.join('\n')).not.toMatch(/460018|Okafor/)
    }
  })

  it('cannot be rearranged or hidden by what a header holds', () => {
    const signalValues = ['\u202Elanretni', 'x\u0000\u001B[2J', '\u2066external\u200B']
    const { evidence } = classifyLine(anInvitation({ signalValues }), bySignal)
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(evidence.join('\n')).not.toMatch(/[\u0000-\u0009\u001B\u200B-\u200F\u202A-\u202E\u2066-\u2069]/)
  })
})

describe('a caller', () => {
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('internal', 'X-Line-Type: internal', '<urn:alert:source:internal>', '201', 'INTERNAL', '\u202E201'),
  )
  const party = fc.record<Party>({
    number: words,
    name: words,
    shape: fc.constantFrom('international', 'national', 'short', 'none'),
    withheld: fc.boolean(),
  })
  const byCaller = fc.record<Invitation>({
    accountId: fc.constant('main'),
    caller: party,
    claimed: fc.option(party, { nil: undefined }),
    signalValues: fc.constant([]),
    dialled: words,
    recallOf: words,
    verificationFailed: fc.boolean(),
    forwardedBy: words,
  })

  it('can say whatever they like outside the signal, and is never internal for it', () => {
    fc.assert(
      fc.property(byCaller, invitation => {
        expect(classifyLine(invitation, bySignal).kind).toBe('unverified')
        expect(classifyLine(invitation, withoutSigns).kind).not.toBe('internal')
        expect(classifyLine({ ...invitation, signalValues: ['external'] }, bySignal).kind).toBe('external')
        expect(classifyLine(invitation, onlyOutside).kind).toBe('external')
      }),
      { numRuns: 500 },
    )
  })

  it('never gets from external to internal by adding a value of their own to the signal', () => {
    fc.assert(
      fc.property(fc.array(words), fc.array(words), (before, after) => {
        const signalValues = [...before, 'external', ...after]
        expect(classifyLine(anInvitation({ signalValues }), bySignal).kind).not.toBe('internal')
      }),
      { numRuns: 500 },
    )
  })
})
