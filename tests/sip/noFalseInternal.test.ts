import fc from 'fast-check'
import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { Parser } from 'sip.js/lib/core/messages/parser.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { classifyLine, type Line, type LineSigns } from '../../domain/phone/classifyLine'
import { guard } from '../../electron/sip/guard/guard'
import { readInvite } from '../../electron/sip/readInvite'
import { aRequest, type Said } from '../support/aRequest'
import { aSipPhone, sipSettings } from '../support/aSipPhone'
import { TextExchange } from '../support/TextExchange'

// What comes in as text, and what line the desk shows for it: the guard, SIP.js, the reading and the rule, none left out.

const signal = { header: 'X-Line-Type', internal: ['internal'], external: ['external'] }
const bySignal: LineSigns = { line: undefined, signal, path: 'sealed' }
// Each run goes through SIP.js's parser, some milliseconds of work: `RUNS=10000` for a long one.
const numRuns = Number(process.env['RUNS'] ?? 200)

const quiet = { warn: () => undefined, error: () => undefined } as never

/** The line of an INVITE as it lies on the wire; undefined when it never rings. */
function lineOf(text: string, signs = bySignal): Line | undefined {
  const verdict = guard({ text, whole: true }, { stateOf: () => 'unknown' })
  if (verdict.outcome !== 'passed') return undefined
  const request = Parser.parseMessage(verdict.text, quiet) as IncomingRequestMessage | undefined
  if (!request) return undefined
  return classifyLine(readInvite({ request }, { ...sipSettings, ...signs }), signs)
}

const kindOf = (said: Said, signs = bySignal) => lineOf(aRequest('INVITE', said), signs)?.kind

const as201 = '"Tomas Lind" <sip:201@127.0.0.1>;tag=theirs'

// White space to JavaScript or to a reader, and none to SIP.
const noBlanks = [
  ...['\u000B', '\u000C', '\r', '\n', '\u0000', '\u001C', '\u007F', '\u0085', '\u00A0', '\u00AD', '\u1680', '\u180E'],
  ...['\u2000', '\u2003', '\u200B', '\u2028', '\u2029', '\u202F', '\u2060', '\u3000', '\uFEFF', '\u{E0020}'],
]
const named = noBlanks.map(each => [
  `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  each,
])

describe('the exchange’s header', () => {
  it.each([
    ['as it is', 'X-Line-Type: internal'],
    ['in other capitals', 'x-LINE-type:INTERNAL'],
    ['with blanks before the colon', 'X-Line-Type \t : internal'],
    ['with blanks about the value', 'X-Line-Type: \t internal \t '],
    ['folded', 'X-Line-Type:\r\n\t internal'],
    ['with a tab before a parameter', 'X-Line-Type: internal\t;\thop=2'],
  ])('counts %s', (_, header) => {
    expect(kindOf({ from: as201, headers: [header] })).toBe('internal')
  })

  it.each(named)('is another with %s before the colon, and none with it in front', (_, odd) => {
    expect(kindOf({ from: as201, headers: [`X-Line-Type${odd}: internal`] })).toBe('unverified')
    expect(kindOf({ from: as201, headers: [`X-Line-Type ${odd} : internal`] })).toBe('unverified')
    expect(kindOf({ from: as201, headers: [`${odd}X-Line-Type: internal`] })).toBe('unverified')
    expect(kindOf({ from: as201, headers: [`X-Line-Type:${odd}: internal`] })).toBe('unverified')
  })

  it.each(named)('has another value with %s about it', (_, odd) => {
    const values = [`${odd}internal`, `internal${odd}`, ` ${odd} internal`, `internal ${odd} `, `internal${odd};x=1`]
    for (const value of values) expect(kindOf({ from: as201, headers: [`X-Line-Type: ${value}`] })).toBe('unverified')
    const parameter = `X-Line-Type: trunk;${odd}internal`
    expect(kindOf({ from: as201, headers: [parameter] })).toBe('unverified')
  })

  it.each(named)('does not lose its word to a stranger’s that has %s about it', (_, odd) => {
    const headers = [`X-Line-Type${odd}: internal`, 'X-Line-Type: external', `${odd}X-Line-Type: internal`]
    expect(kindOf({ from: as201, headers })).toBe('external')
  })

  it.each([
    ['an underscore', 'X_Line_Type: internal'],
    ['a colon of another width', 'X-Line-Type\uFF1A internal'],
    ['letters of another width', '\uFF38-Line-Type: internal'],
    ['a hyphen of another kind', 'X\u2010Line\u2010Type: internal'],
    ['a letter of another alphabet', '\u0425-Line-Type: internal'],
    ['a dotless i', 'X-L\u0131ne-Type: internal'],
    ['a dotted capital', 'X-L\u0130ne-Type: internal'],
    ['quotes about it', '"X-Line-Type": internal'],
    ['another in front of it on the line', 'Subject X-Line-Type: internal'],
    ['another in front of it, and a lone line feed', 'Subject: x\nX-Line-Type: internal'],
    ['another in front of it, and a lone return', 'Subject: x\rX-Line-Type: internal'],
    ['a folded line above it', 'Subject: x\r\n X-Line-Type: internal'],
  ])('is not the one with %s', (_, header) => {
    expect(kindOf({ from: as201, headers: [header] })).toBe('unverified')
  })

  it('is not a line that goes on from no other', () => {
    const text = aRequest('INVITE', { from: as201 }).replace('\r\n', '\r\n X-Line-Type: internal\r\n')
    expect(lineOf(text)?.kind).toBe('unverified')
  })

  it('has two cases for the letters A to Z only', () => {
    const desk = { ...bySignal, signal: { header: 'X-Desk', internal: ['desk'], external: ['trunk'] } }
    expect(kindOf({ from: as201, headers: ['x-desK: DESK'] }, desk)).toBe('internal')
    expect(kindOf({ from: as201, headers: ['X-Des\u212A: desk'] }, desk)).toBe('unverified')
    expect(kindOf({ from: as201, headers: ['X-Desk: des\u212A'] }, desk)).toBe('unverified')
  })

  it.each([
    ['a word and a parameter', ['X-Line-Type: internal;external']],
    ['two values', ['X-Line-Type: internal, external']],
    ['two lines', ['X-Line-Type: internal', 'X-Line-Type: external']],
    ['two lines with blanks', ['X-Line-Type: internal', 'X-Line-Type : external']],
    ['a value of several and a parameter', ['X-Line-Type: internal, trunk;external']],
    ['two lines apart', ['X-Line-Type: external', 'Subject: x', 'x-line-type: internal']],
  ])('proves nothing when it contradicts itself: %s', (_, headers) => {
    expect(lineOf(aRequest('INVITE', { from: as201, headers }))).toMatchObject({
      kind: 'unverified',
      because: 'signal-conflicting',
    })
  })
})

describe('a verification that failed', () => {
  const asserts = (value: string) => ['X-Line-Type: internal', `P-Asserted-Identity: ${value}`]
  const failed = 'verstat=TN-Validation-Failed'
  const rows: readonly (readonly [where: string, said: Said])[] = [
    ['behind the user', { headers: asserts(`<sip:201;${failed}@127.0.0.1>`) }],
    ['behind the address', { headers: asserts(`<sip:201@127.0.0.1;${failed}>`) }],
    ['behind the brackets', { headers: asserts(`<sip:201@127.0.0.1>;${failed}`) }],
    ['behind an address without brackets', { headers: asserts(`sip:201@127.0.0.1;${failed}`) }],
    ['behind a telephone address', { headers: asserts(`<tel:201;${failed}>`) }],
    ['behind a name', { headers: asserts(`"Tomas" <sip:201@127.0.0.1>; x=1 ;${failed}`) }],
    ['with blanks about the sign', { headers: asserts(`<sip:201@127.0.0.1>; verstat = TN-Validation-Failed`) }],
    ['in capitals', { headers: asserts(`<sip:201@127.0.0.1>;VERSTAT=TN-VALIDATION-FAILED`) }],
    ['in quotes', { headers: asserts(`<sip:201@127.0.0.1>;verstat="TN-Validation-Failed"`) }],
    ['with a letter as its number', { headers: asserts(`<sip:201@127.0.0.1;ver%73tat=TN-Validation-%46ailed>`) }],
    ['with a level of attestation', { headers: asserts(`<sip:201;${failed}-A@127.0.0.1>`) }],
    ['with another level', { headers: asserts(`<sip:201@127.0.0.1>;${failed}-C`) }],
    ['in another convention', { headers: asserts(`<sip:201@127.0.0.1>;verstat=failed`) }],
    ['as invalid', { headers: asserts(`<sip:201@127.0.0.1>;verstat=invalid`) }],
    ['in the second of two', { headers: asserts(`<sip:201@127.0.0.1>, <tel:201;${failed}>`) }],
    ['in a second line', { headers: [...asserts('<sip:201@127.0.0.1>'), `P-Asserted-Identity: <tel:201;${failed}>`] }],
    ['in one that cannot be read', { headers: asserts(`<<<>>>;${failed}`) }],
    ['in the last of many', { headers: asserts(`${'<sip:201@127.0.0.1>, '.repeat(20)}<sip:201@127.0.0.1>;${failed}`) }],
    [
      'in From, behind the user',
      { from: `<sip:201;${failed}@127.0.0.1>;tag=theirs`, headers: ['X-Line-Type: internal'] },
    ],
    [
      'in From, behind the brackets',
      { from: `<sip:201@127.0.0.1>;tag=theirs;${failed}`, headers: ['X-Line-Type: internal'] },
    ],
    ['in From, folded', { from: `<sip:201@127.0.0.1>;tag=theirs\r\n ;${failed}`, headers: ['X-Line-Type: internal'] }],
    ['in Remote-Party-ID', { headers: ['X-Line-Type: internal', `Remote-Party-ID: <sip:201@127.0.0.1;${failed}>`] }],
    ['in a header of its own', { headers: ['X-Line-Type: internal', 'Verstat: TN-Validation-Failed'] }],
    ['in a header of the exchange’s own', { headers: ['X-Line-Type: internal', 'X-Verstat: TN-Validation-Failed-B'] }],
  ]
  it.each(rows)('takes its word from the exchange that says internal: %s', (_, said) => {
    const line = lineOf(aRequest('INVITE', { from: as201, ...said }))
    expect(line).toMatchObject({ kind: 'unverified', because: 'verification-failed' })
    expect(line?.evidence.join('\n')).toMatch(/X-Line-Type: internal[^]*verification of the number: failed/)
  })

  it.each([
    ['it passed', '<sip:201;verstat=TN-Validation-Passed@failover.example>'],
    ['it was not made', '<sip:201@127.0.0.1>;verstat=No-TN-Validation'],
    ['it passed, with a level', '<sip:201@127.0.0.1>;verstat=TN-Validation-Passed-A'],
    ['another parameter fails', '<sip:201@127.0.0.1>;x-verstat-of-trunk=failed'],
  ])('is no other: %s', (_, value) => {
    expect(kindOf({ from: as201, headers: asserts(value) })).toBe('internal')
  })

  it('of whoever forwarded the call says nothing of who calls', () => {
    const headers = ['X-Line-Type: internal', `Diversion: <sip:202@127.0.0.1>;${failed}`]
    expect(kindOf({ from: as201, headers })).toBe('internal')
  })
})

describe('a stranger', () => {
  const odd = fc.constantFrom('', ' ', '\t', ...noBlanks)
  const pretence = fc
    .tuple(
      odd,
      fc.constantFrom(
        'X-Line-Type',
        'X_Line_Type',
        'x-line-type',
        'X-Line-Typ\u0435',
        'X-L\u0131ne-Type',
        'XX-Line-Type',
        'P-Asserted-Identity',
        'Subject',
        'f',
        's',
      ),
      odd,
      fc.constantFrom(':', '\uFF1A', ' :', '=', '::'),
      odd,
      fc.constantFrom(
        'internal',
        'INTERNAL',
        '<internal>',
        'x;internal',
        'internal;x',
        '"internal"',
        '<sip:201@127.0.0.1>',
      ),
      odd,
    )
    .map(pieces => pieces.join(''))
    // What RFC 3261 takes for the header itself no exchange lets a caller send.
    .filter(line => !/^x-line-type[ \t]*:/i.test(line))
  const words = fc.oneof(
    fc.string({ maxLength: 40 }),
    pretence,
    fc.constantFrom('201', 'X-Line-Type: internal', '\rX-Line-Type: internal', '\nX-Line-Type: internal\n'),
  )
  /** An exchange rebuilds what a caller sends: no line of theirs ends, and no quotes stay open. */
  const within = (text: string) => text.replaceAll('\r\n', ' ').replaceAll(/["\\<>]/g, '')

  it('can say what they like, in headers and names of their own, and is never internal for it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            pretence,
            fc
              .tuple(fc.constantFrom('Subject', 'Diversion', 'Alert-Info', 'X-Line'), words)
              .map(([name, value]) => `${name}: ${value}`),
          ),
          { maxLength: 6 },
        ),
        words,
        fc.constantFrom('201', '+442079460018', 'anonymous', 'internal'),
        (lines, name, user) => {
          const headers = lines.map(line => line.replaceAll('\r\n', ' ')).filter(line => !/^[ \t]/.test(line))
          const from = `"${within(name)}" <sip:${user}@127.0.0.1>;tag=theirs`
          expect(kindOf({ from, headers })).not.toBe('internal')
          expect(kindOf({ from, headers }, { ...bySignal, signal: undefined })).not.toBe('internal')
          const marked = kindOf({ from, headers: [...headers, 'X-Line-Type: external'] })
          expect(marked === undefined || marked === 'external', 'nor unmarked').toBe(true)
        },
      ),
      { numRuns },
    )
  })

  it('who gets a word of their own into the exchange’s header beside its own is not internal either', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(', ', ';', ' ; ', ','), (word, separator) => {
        const value = word.replaceAll('\r\n', ' ')
        expect(kindOf({ from: as201, headers: [`X-Line-Type: external${separator}${value}`] })).not.toBe('internal')
        expect(kindOf({ from: as201, headers: ['X-Line-Type: external', `X-Line-Type: ${value}`] })).not.toBe(
          'internal',
        )
      }),
      { numRuns },
    )
  })
})

describe('on the wire', () => {
  let exchange: TextExchange
  let rig: ReturnType<typeof aSipPhone>

  beforeEach(async () => {
    exchange = await TextExchange.open()
    rig = aSipPhone(exchange)
    await rig.registers()
  })

  afterEach(async () => {
    await rig.phone.stop()
    await exchange.close()
  })

  async function rings(...headers: readonly string[]) {
    exchange.rings({ from: '"Tomas Lind" <sip:201@127.0.0.1>', headers })
    const { invitation } = await rig.told('callInvited')
    return classifyLine(invitation, bySignal)
  }

  it('a colleague is internal', async () => {
    expect(await rings('X-Line-Type : internal')).toMatchObject({ kind: 'internal' })
  })

  it('a blank that is none makes it another header', async () => {
    expect(await rings('X-Line-Type\u00A0: internal')).toMatchObject({ kind: 'unverified', because: 'signal-missing' })
  })

  it('a failed verification is believed over the signal', async () => {
    const asserted = 'P-Asserted-Identity: <sip:201;verstat=TN-Validation-Failed@127.0.0.1>'
    expect(await rings('X-Line-Type: internal', asserted)).toMatchObject({ because: 'verification-failed' })
  })

  it('a signal that contradicts itself is not believed', async () => {
    expect(await rings('X-Line-Type: internal;external')).toMatchObject({ because: 'signal-conflicting' })
  })
})
