import fc from 'fast-check'
import { Grammar, type IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { Parser } from 'sip.js/lib/core/messages/parser.js'
import { describe, expect, it } from 'vitest'
import type { DialogState } from '../../electron/sip/guard/Dialogs'
import { guard, type Verdict } from '../../electron/sip/guard/guard'
import { type Rule, sipJsReads } from '../../electron/sip/guard/sipJsReads'
import { aRequest, type Said } from '../support/aRequest'
import { readMessage } from '../support/TextExchange'

const inState = (state: DialogState) => ({ stateOf: () => state })

function weigh(text: string, state: DialogState = 'unknown', whole = true): Verdict {
  return guard({ text, whole }, inState(state))
}

/** The answer that the guard gives, as the exchange reads it. */
function answer(verdict: Verdict) {
  if (verdict.outcome !== 'answered') throw new Error(`${verdict.outcome} and not answered`)
  return readMessage(verdict.text)
}

const code = (verdict: Verdict): number | string =>
  verdict.outcome === 'answered' ? Number(answer(verdict).firstLine.split(' ')[1]) : verdict.outcome

const quiet = { warn: () => undefined, error: () => undefined } as never

/** What SIP.js makes of a message that got past the guard. */
function understood(verdict: Verdict): IncomingRequestMessage {
  if (verdict.outcome !== 'passed') throw new Error(`${verdict.outcome} and not passed on`)
  const message = Parser.parseMessage(verdict.text, quiet)
  if (!message) throw new Error('SIP.js did not understand')
  return message as IncomingRequestMessage
}

describe('a call that can be understood', () => {
  it('is told on with everything that it said', () => {
    const message = understood(weigh(aRequest('INVITE', { headers: ['X-Line-Type: external', 'X-Called-DID: 0123'] })))
    expect(message.from.displayName).toBe('Ms Okafor')
    expect(message.fromTag).toBe('theirs')
    expect(message.viaBranch).toBe('z9hG4bKfirst')
    expect(message.getHeader('X-Line-Type')).toBe('external')
    expect(message.getHeader('X-Called-DID')).toBe('0123')
    expect(message.body).toMatch(/^v=0\r\n[^]*a=mid:audio-0\r\n$/)
  })

  const rings: readonly (readonly [what: string, said: Said])[] = [
    ['folded lines', { from: '"Ms\r\n\t Okafor"\r\n <sip:+442079460018@127.0.0.1>\r\n ;tag = theirs' }],
    ['white space wherever it is allowed', { via: 'SIP / 2.0\r\n / WS   127.0.0.1 ; branch = z9hG4bKfirst' }],
    ['leading zeros', { cseq: '0007   INVITE' }],
    ['a name without quotes, though it has a comma', { from: 'Okafor, Ms <sip:+442079460018@127.0.0.1>;tag=theirs' }],
    ['a control character in the name', { from: '"Ms\u0001\u001B Okafor" <sip:1@127.0.0.1>;tag=theirs' }],
    ['an escaped NUL in the name', { from: '"Ms\\\u0000Okafor" <sip:1@127.0.0.1>;tag=theirs' }],
    ['a byte that is no text', { from: '"Caf\uFFFD" <sip:1@127.0.0.1>;tag=theirs' }],
    ['a name of four kilobytes', { from: `"${'x'.repeat(4_096)}" <sip:1@127.0.0.1>;tag=theirs` }],
    ['a telephone number for an address', { from: '<tel:+44-20-7946-0018;phone-context=x>;tag=theirs' }],
    ['an address from another world', { from: '<http://127.0.0.1/>;tag=theirs' }],
    [
      'an IPv6 address',
      { from: '<sip:ms.okafor@[2001:db8::1]:5060>;tag=theirs', via: 'SIP/2.0/WS [2001:db8::9:1];branch=z9hG4bKfirst' },
    ],
    ['no tag', { from: '<sip:+442079460018@127.0.0.1>' }],
    ['no branch', { via: 'SIP/2.0/WS 127.0.0.1' }],
    ['no length', { without: ['Content-Length'] }],
    ['no type, but a description', { without: ['Content-Type'] }],
    ['nothing to hear', { body: '' }],
    ['an Expires of nonsense', { headers: ['Expires: abc'] }],
    ['an Expires below nought', { headers: ['Expires: -1'] }],
    ['an Expires beyond all time', { headers: ['Expires: 99999999999999999999'] }],
    ['no hop left', { headers: ['Max-Forwards: 0'] }],
    ['too many hops', { headers: ['Max-Forwards: 300'] }],
    ['a date of nonsense', { headers: ['Date: Fri, 01 Jan 2010 16:00:00 EST'] }],
    ['a line that is no header', { headers: ['ThisIsNoHeader', ':', 'X Bad : 1', ''.padEnd(3)] }],
    ['what a proxy must do', { headers: ['Proxy-Require: nothing-we-know'] }],
    ['an asserted identity of nonsense', { headers: ['P-Asserted-Identity: <<<>>>', 'P-Asserted-Identity:'] }],
    ['thousands of places to reach it', { headers: [`Contact: <sip:a@b>${', <sip:a@b>'.repeat(5_000)}`] }],
    ['an extension that we have', { headers: ['Require: replaces'] }],
    ['a type among others that it takes', { headers: ['Accept: text/plain, application/sdp;level=1'] }],
  ]
  it.each(rings)('rings with %s', (_, said) => {
    const message = understood(weigh(aRequest('INVITE', said)))
    expect(message.method).toBe('INVITE')
    expect(message.cseq).toBe(7)
    expect(message.fromTag).toEqual(expect.any(String))
    expect(message.viaBranch).toMatch(/^z9hG4bK./)
    expect(message.hasHeader('contact')).toBe(true)
  })

  it('keeps the number of a telephone address', () => {
    expect(understood(weigh(aRequest('INVITE', { from: '<tel:+442079460018>;tag=theirs' }))).from.uri.user).toBe(
      '+442079460018',
    )
  })

  it('cuts off what follows in the same frame', () => {
    const first = aRequest('INVITE', { headers: ['Subject: one'] })
    const message = understood(weigh(first + aRequest('INVITE', { headers: ['Subject: two'] })))
    expect(message.getHeaders('Subject')).toEqual(['one'])
    expect(message.body).not.toContain('INVITE')
  })

  it('does not lose the end of a body with a byte that is no text', () => {
    // What is one byte on the wire is three as U+FFFD.
    const body = 'v=0\r\ns=Caf\uFFFD\r\nm=audio 9 x 0\r\n'
    const said = { body, headers: [`Content-Length: ${Buffer.byteLength(body) - 2}`] }
    expect(understood(weigh(aRequest('INVITE', said))).body).toBe(body)
  })

  it('gives every sender without a branch one of their own, and the same one again', () => {
    const branch = (callId: string) => understood(weigh(aRequest('INVITE', { via: 'SIP/2.0/WS h', callId }))).viaBranch
    expect(branch('a')).toBe(branch('a'))
    expect(branch('a')).not.toBe(branch('b'))
  })
})

describe('what a name may say', () => {
  it.each([
    ['a lone CR', '"a\\\rX-Line-Type: internal" <sip:1@127.0.0.1>;tag=theirs'],
    ['a lone LF', '"a\nX-Line-Type: internal" <sip:1@127.0.0.1>;tag=theirs'],
    ['a folded line', '"a\r\n X-Line-Type: internal" <sip:1@127.0.0.1>;tag=theirs'],
  ])('%s in it begins no header', (_, from) => {
    const message = understood(weigh(aRequest('INVITE', { from })))
    expect(message.getHeaders('X-Line-Type')).toEqual([])
    expect(message.from.displayName).toContain('X-Line-Type: internal')
  })

  it('survives the way as it was meant', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), name => {
        const quoted = name.replaceAll(/["\\]/g, String.raw`\$&`)
        const message = understood(weigh(aRequest('INVITE', { from: `"${quoted}" <sip:1@127.0.0.1>;tag=theirs` })))
        // eslint-disable-next-line no-control-regex
        const meant = name.replaceAll(/[\u0000-\u001F\u007F]+/g, ' ')
        expect((message.from.displayName ?? '').replaceAll(/\\(.)/gsu, '$1')).toBe(meant)
      }),
    )
  })

  it('cannot wear the name of a header that the exchange guards: SIP.js reads _ as -', () => {
    const message = understood(
      weigh(aRequest('INVITE', { headers: ['X_Line_Type: internal', 'X-Line_Type: internal'] })),
    )
    expect(message.getHeaders('X-Line-Type')).toEqual([])
  })
})

describe('a request that we refuse', () => {
  const sdp = (type: string): Said => ({ headers: [`Content-Type: ${type}`] })
  const within = '<sip:rosa@127.0.0.1>;tag=ours'
  const refused: readonly (readonly [what: string, code: number, method: string, said: Said])[] = [
    ['another version', 505, 'INVITE', { startLine: 'INVITE sip:rosa@127.0.0.1 SIP/7.0' }],
    ['an address of an unknown kind', 416, 'INVITE', { startLine: 'INVITE nobodyKnows:opaque SIP/2.0' }],
    ['a telephone number asked for', 416, 'INVITE', { startLine: 'INVITE tel:+442079460018 SIP/2.0' }],
    ['an address in brackets', 400, 'INVITE', { startLine: 'INVITE <sip:rosa@127.0.0.1> SIP/2.0' }],
    ['an address with header fields', 400, 'INVITE', { startLine: 'INVITE sip:rosa@127.0.0.1?Route=x SIP/2.0' }],
    ['an address with two @', 400, 'INVITE', { startLine: 'INVITE sip:rosa@@127.0.0.1 SIP/2.0' }],
    ['spaces in the address', 400, 'INVITE', { startLine: 'INVITE sip:rosa@127.0.0.1; lr SIP/2.0' }],
    ['two spaces in the first line', 400, 'INVITE', { startLine: 'INVITE  sip:rosa@127.0.0.1  SIP/2.0' }],
    ['no version', 400, 'INVITE', { startLine: 'INVITE sip:rosa@127.0.0.1' }],
    ['an unknown extension', 420, 'INVITE', { headers: ['Require: foo, replaces, bar'] }],
    ['a body of an unknown kind', 415, 'INVITE', sdp('application/unknownformat')],
    ['two kinds of body at once', 415, 'INVITE', { headers: ['Content-Type: application/sdp', 'c: text/plain'] }],
    ['a body in an encoding', 415, 'INVITE', { headers: ['Content-Encoding: gzip'] }],
    ['an offer that takes no answer', 406, 'INVITE', { headers: ['Accept: text/nobodyKnowsThis'] }],
    ['a second From', 400, 'INVITE', { headers: ['f: <sip:boss@127.0.0.1>;tag=other'] }],
    ['a second To', 400, 'INVITE', { headers: ['To: <sip:other@127.0.0.1>'] }],
    ['a second Call-ID', 400, 'INVITE', { headers: ['Call-ID: second'] }],
    ['a second CSeq', 400, 'INVITE', { headers: ['CSeq: 8 INVITE'] }],
    ['a CSeq of another method', 400, 'OPTIONS', { cseq: '7 INVITE' }],
    ['a CSeq below nought', 400, 'INVITE', { cseq: '-7 INVITE' }],
    ['a CSeq beyond all counting', 400, 'INVITE', { cseq: '36893488147419103232 INVITE' }],
    ['a length below nought', 400, 'INVITE', { headers: ['Content-Length: -999'] }],
    ['a length beyond the end', 400, 'INVITE', { headers: ['Content-Length: 9999'] }],
    ['two lengths', 400, 'INVITE', { headers: ['Content-Length: 3', 'l: 5'] }],
    ['quotes that never end', 400, 'INVITE', { to: '"Rosa <sip:rosa@127.0.0.1>' }],
    ['a name that closes its quotes and goes on', 400, 'INVITE', { from: '"a" <sip:201@x>;x="" <sip:1@x>;tag=theirs' }],
    ['a Via of nonsense', 400, 'INVITE', { via: 'SIP/2.0/UDP 192.0.2.15;;,;,,' }],
    ['a Replaces of nonsense', 400, 'INVITE', { headers: ['Replaces: ;;;'] }],
    [
      'a way of thousands of stations',
      400,
      'INVITE',
      { headers: [`Record-Route: <sip:p;lr>${',<sip:p;lr>'.repeat(5_000)}`] },
    ],
    ['hundreds of header lines', 400, 'INVITE', { headers: Array.from({ length: 300 }, () => 'X-H: v') }],
    ['a method in small letters', 501, 'invite', {}],
    ['a method that nobody knows', 501, 'RE%47IST%45R', {}],
    ['a registration', 405, 'REGISTER', {}],
    ['a subscription', 405, 'SUBSCRIBE', {}],
    ['a publication', 405, 'PUBLISH', {}],
    ['a message', 405, 'MESSAGE', {}],
    ['an UPDATE to no call', 481, 'UPDATE', {}],
    ['a PRACK of nothing', 481, 'PRACK', {}],
    ['a BYE to no call', 481, 'BYE', {}],
    ['a BYE with a foreign tag', 481, 'BYE', { to: within }],
    ['an INFO to no call', 481, 'INFO', {}],
    ['a re-INVITE to no call', 481, 'INVITE', { to: within }],
    ['a REFER to a premium number', 403, 'REFER', { headers: ['Refer-To: <sip:+19005551234@x>'] }],
    ['news that nobody asked for', 489, 'NOTIFY', { headers: ['Event: dialog'] }],
    ['news of nothing', 489, 'NOTIFY', {}],
  ]
  it.each(refused)('%s: %i', (_, expected, method, said) => {
    expect(code(weigh(aRequest(method, said)))).toBe(expected)
  })

  it('says with what it can be asked instead', () => {
    expect(answer(weigh(aRequest('REGISTER'))).header('Allow')).toBe(
      'INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, REFER',
    )
    expect(answer(weigh(aRequest('INVITE', sdp('text/plain')))).header('Accept')).toBe('application/sdp')
    expect(answer(weigh(aRequest('INVITE', { headers: ['Require: foo, bar'] }))).header('Unsupported')).toBe('foo, bar')
  })

  it('gives back unchanged what belongs to the sender, and a tag of ours, the same one each time', () => {
    const text = aRequest('MESSAGE', { headers: ['Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKnext'] })
    const { text: said, header } = answer(weigh(text))
    expect(said).toContain(
      'Via: SIP/2.0/WS 127.0.0.1:8088;rport;branch=z9hG4bKfirst\r\nVia: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKnext',
    )
    expect(header('From')).toBe('"Ms Okafor" <sip:+442079460018@127.0.0.1>;tag=theirs')
    expect(header('To')).toMatch(/^<sip:rosa@127\.0\.0\.1>;tag=\w{10}$/)
    expect(header('CSeq')).toBe('7 MESSAGE')
    expect(answer(weigh(text)).text).toBe(said)
  })

  it('answers OPTIONS alike whoever is asked for', () => {
    const asked = (user: string) =>
      code(weigh(aRequest('OPTIONS', { startLine: `OPTIONS sip:${user}@127.0.0.1 SIP/2.0` })))
    expect(['rosa', '100', 'nobody', '999999'].map(user => asked(user))).toEqual([200, 200, 200, 200])
  })

  it('never answers an ACK', () => {
    expect(code(weigh(aRequest('ACK', { startLine: 'ACK tel:+44 SIP/2.0' })))).toBe('ignored')
    expect(code(weigh(aRequest('ACK', { without: ['From'] })))).toBe('ignored')
  })
})

describe('a message that is too much', () => {
  it('is answered when its beginning says whom to answer', () => {
    const cut = aRequest('INVITE', { headers: [`X-Long: ${'x'.repeat(70_000)}`] }).slice(0, 65_536)
    expect(code(weigh(cut, 'unknown', false))).toBe(513)
  })

  it('is counted when it does not', () => {
    const cut = aRequest('INVITE', { from: `"${'x'.repeat(70_000)}" <sip:1@x>;tag=a` }).slice(0, 65_536)
    expect(code(weigh(cut, 'unknown', false))).toBe('unreadable')
    expect(code(weigh('A'.repeat(65_536), 'unknown', false))).toBe('unreadable')
  })
})

describe('what is no request', () => {
  it.each([
    ['a word', 'hello'],
    ['half a message', 'INVITE sip:rosa@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/WS p;branch=z9hG4bKa\r\n'],
    ['the web', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['another language', '{"jsonrpc":"2.0"}'],
    ['lines that end in LF only', aRequest('INVITE').replaceAll('\r', '')],
    ['an INVITE that does not say who calls', aRequest('INVITE', { without: ['From'] })],
  ])('is counted, since it may have been a call: %s', (_, text) => {
    expect(code(weigh(text))).toBe('unreadable')
  })
})

describe('a request within a call', () => {
  const told = (method: string, state: DialogState) =>
    code(weigh(aRequest(method, { to: '<sip:rosa@127.0.0.1>;tag=ours', headers: ['Event: refer'] }), state))

  const moments: Readonly<Record<DialogState, Readonly<Record<string, number | string>>>> = {
    unknown: {
      BYE: 481,
      INVITE: 481,
      INFO: 481,
      REFER: 481,
      NOTIFY: 'passed',
      OPTIONS: 481,
      UPDATE: 481,
      ACK: 'passed',
    },
    ringing: { BYE: 200, INVITE: 500, INFO: 500, REFER: 500, NOTIFY: 500, OPTIONS: 200, UPDATE: 405, ACK: 'passed' },
    calling: { BYE: 481, INVITE: 491, INFO: 500, REFER: 500, NOTIFY: 500, OPTIONS: 200, UPDATE: 405, ACK: 'passed' },
    up: {
      BYE: 'passed',
      INVITE: 'passed',
      INFO: 'passed',
      REFER: 'passed',
      NOTIFY: 'passed',
      OPTIONS: 'passed',
      UPDATE: 405,
      ACK: 'passed',
    },
    asking: {
      BYE: 'passed',
      INVITE: 491,
      INFO: 'passed',
      REFER: 'passed',
      NOTIFY: 'passed',
      OPTIONS: 'passed',
      UPDATE: 405,
      ACK: 'passed',
    },
    ending: { BYE: 481, INVITE: 481, INFO: 481, REFER: 481, NOTIFY: 481, OPTIONS: 481, UPDATE: 405, ACK: 'passed' },
  }
  const rows = Object.entries(moments).flatMap(([state, methods]) =>
    Object.entries(methods).map(([method, expected]) => [method, state as DialogState, expected] as const),
  )
  it.each(rows)('%s while the call is %s: %s', (method, state, expected) => {
    expect(told(method, state)).toBe(expected)
  })

  it('says when to try again', () => {
    const later = weigh(aRequest('INVITE', { to: '<sip:rosa@127.0.0.1>;tag=ours' }), 'ringing')
    expect(Number(answer(later).header('Retry-After'))).toBeGreaterThan(0)
    expect(Number(answer(later).header('Retry-After'))).toBeLessThanOrEqual(10)
  })

  it('is the end of a call that rings, when it is a goodbye', () => {
    const goodbye = weigh(aRequest('BYE', { to: '<sip:rosa@127.0.0.1>;tag=ours' }), 'ringing')
    expect(goodbye).toMatchObject({ over: { callId: 'first@127.0.0.1', ourTag: 'ours' } })
  })
})

describe('a response', () => {
  const response = (status: string, headers: readonly string[] = []) =>
    aRequest('OPTIONS', { startLine: `SIP/2.0 ${status}`, to: '<sip:x@127.0.0.1>;tag=far', headers })

  it.each([
    ['with a reason', '200 OK'],
    ['without a reason', '100 '],
    ['with a reason in another script', '200 = 2**3 не просто'],
  ])('is told on %s', (_, status) => {
    expect(code(weigh(response(status)))).toBe('passed')
    expect(understood(weigh(response(status))).method).toBe('OPTIONS')
  })

  it.each([
    ['with a status beyond all numbers', response('4294967301 x')],
    ['with a second Via', response('200 OK', ['Via: SIP/2.0/WS other;branch=z9hG4bKother'])],
    ['with a CSeq beyond all counting', response('200 OK').replace('CSeq: 7', 'CSeq: 9292394834772304023312')],
    ['with a longer body than it has', response('200 OK', ['Content-Length: 99'])],
    ['without a CSeq', response('200 OK').replace(/CSeq.*\r\n/, '')],
  ])('is never answered, and makes nobody wait: %s', (_, text) => {
    expect(code(weigh(text))).toBe('ignored')
  })

  it('loses what cannot be read in it, but not the word itself', () => {
    const message = understood(weigh(response('401 Unauthorized', ['WWW-Authenticate: ,,,'])))
    expect(message.getHeaders('WWW-Authenticate')).toEqual([])
  })
})

describe('the time it takes', () => {
  const filled = (unit: string) => unit.repeat(Math.floor(60_000 / unit.length))
  const hard: readonly (readonly [what: string, text: string])[] = [
    ['a name', aRequest('INVITE', { from: `"${filled('A')}" <sip:1@x>;tag=a` })],
    ['quotes', aRequest('INVITE', { from: `${filled('"')}<sip:1@x>;tag=a` })],
    ['backslashes', aRequest('INVITE', { from: `"${filled('\\')}` })],
    ['brackets', aRequest('INVITE', { from: filled('<') })],
    ['semicolons', aRequest('INVITE', { from: `<sip:1@x>${filled(';')}` })],
    ['parameters', aRequest('INVITE', { from: `<sip:1@x>${filled(';a=b')}` })],
    ['spaces', aRequest('INVITE', { from: `x${filled(' ')}x`, via: `SIP/${filled(' ')}` }).slice(0, 65_536)],
    ['long Vias', aRequest('INVITE', { via: `SIP/2.0/WS h${`,SIP/2.0/WS ${'h'.repeat(1_000)}`.repeat(60)}` })],
    ['commas', aRequest('INVITE', { headers: [`Contact: ${filled(',')}`] })],
    ['Vias', aRequest('INVITE', { via: `SIP/2.0/WS h${filled(',SIP/2.0/WS h')}` })],
    ['folds', aRequest('INVITE', { headers: [`X-F: a${filled('\r\n ')}`] })],
    ['empty lines before it', filled('\r\n') + aRequest('INVITE')],
    ['stations', aRequest('INVITE', { headers: [`Record-Route: ${filled('<sip:p;lr>,')}`] })],
    ['asserted identities', aRequest('INVITE', { headers: [`P-Asserted-Identity: ${filled('<sip:1@x>,')}`] })],
    ['an address', aRequest('INVITE', { startLine: `INVITE sip:${filled('a.')} SIP/2.0` })],
    ['a first line of spaces', aRequest('INVITE', { startLine: `INVITE${filled(' ')}x` })],
    ['a body', aRequest('INVITE', { body: filled('a=x:y\r\n') })],
    ['no end', filled('INVITE sip:a@b SIP/2.0\r\nVia: ')],
  ]
  // Generous, since machines are busy: what is to be caught takes seconds.
  it.each(hard)('is short for sixty kilobytes of %s', (_, text) => {
    const takes = Array.from({ length: 3 }, () => {
      const begin = performance.now()
      weigh(text)
      return performance.now() - begin
    })
    expect(Math.min(...takes)).toBeLessThan(50)
  })
})

describe('what is waved through without asking SIP.js', () => {
  const host = String.raw`(127\.0\.0\.1|pbx\.example|255\.0\.9\.1|a|A1\.b2)(:5060|:1)?`
  const uri = String.raw`sip:([\w.!~*'()+-]{1,9}@)?${host}(;transport=(ws|wss|udp|tcp|tls))?`
  const shapes: readonly (readonly [Rule, string])[] = [
    ['Request_Response', `(INVITE|BYE|ACK|INFO) ${uri} SIP/2\\.0`],
    ['From', String.raw`("[a-zA-ZäÄ 0-9.,'()-]{0,9}" )?<${uri}>(;tag=[\w.+-]{1,9})?`],
    ['Contact', String.raw`("[a-zA-ZäÄ 0-9.,'()-]{0,9}" )?<${uri}>(;tag=[\w.+-]{1,9})?`],
    ['Record_Route', `<${uri}>`],
    ['Via', String.raw`SIP/2\.0/(WSS?|UDP|TCP|TLS) ${host}(;rport)?;branch=[\w.+-]{1,9}(;alias)?`],
    ['Call_ID', String.raw`[\w.+-]{1,20}(@[\w.-]{1,9})?`],
  ]
  it.each(shapes)('is what SIP.js would have read itself: %s', (rule, shape) => {
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(`^${shape}$`)), value => {
        expect(sipJsReads(value, rule)).toBe((Grammar.parse(value, rule) as unknown) !== -1)
      }),
    )
  })
})
