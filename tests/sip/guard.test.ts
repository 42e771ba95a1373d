import fc from 'fast-check'
import { Grammar, type IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { Parser } from 'sip.js/lib/core/messages/parser.js'
import { describe, expect, it } from 'vitest'
import type { DialogState } from '../../electron/sip/guard/Dialogs'
import { Door } from '../../electron/sip/guard/Door'
import { guard, type Verdict } from '../../electron/sip/guard/guard'
import { type Rule, sipJsReads } from '../../electron/sip/guard/sipJsReads'
import { unread } from '../../electron/sip/guard/unread'
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
    ['a session that its asker keeps fresh', { headers: ['Require: timer'] }],
    ['an answer of another kind wanted', { headers: ['Accept: text/nobodyKnowsThis'] }],
    ['a station that remembers much', { headers: [`Record-Route: <sip:p;lr;vst=${'x'.repeat(2_000)}>`] }],
    ['stations below that nobody can read', { headers: ['Via: SIP/2.0/UDP ,,;"', 'Via: no Via at all'] }],
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
    ['a Via of nonsense', 400, 'INVITE', { via: 'SIP/2.0/UDP;;,;,,' }],
    ['no news wanted of what is no REFER', 420, 'INFO', { headers: ['Require: norefersub'] }],
    ['a station that remembers too much', 400, 'INVITE', { headers: [`Record-Route: <sip:${'p'.repeat(2_049)}>`] }],
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

describe('a way that is laid down', () => {
  const within: Said = { to: '<sip:rosa@127.0.0.1>;tag=ours' }
  const bad = 'Record-Route: <<<'

  it('is told on with all that a station wrote into it', () => {
    const route = `<sip:10.0.0.1;transport=ws;lr;ftag=theirs;vsf=${'AbC-'.repeat(80)};nat=yes>`
    expect(
      understood(weigh(aRequest('INVITE', { headers: [`Record-Route: ${route}`] }))).getHeaders('Record-Route'),
    ).toEqual([route])
  })

  it.each(['BYE', 'ACK', 'CANCEL', 'INFO', 'NOTIFY', 'REFER'])('means nothing in %s, and harms nothing', method => {
    const message = understood(weigh(aRequest(method, { ...within, headers: [bad, 'Event: refer'] }), 'up'))
    expect(message.getHeaders('Record-Route')).toEqual([])
  })

  it.each([
    ['BYE', 'passed'],
    ['INFO', 'passed'],
    ['INVITE', 'ignored'],
  ])('that cannot be read, in an answer to %s: %s', (method, expected) => {
    expect(code(weigh(aRequest(method, { ...within, startLine: 'SIP/2.0 200 OK', headers: [bad] })))).toBe(expected)
  })
})

describe('the stations below the first', () => {
  it('come back as they came', () => {
    const lower = ['SIP / 2.0 / UDP 192.0.2.1:5060 ;branch=z9hG4bKa', 'SIP/2.0/UDP ;;,;,,', 'no Via at all']
    const headers = lower.map(via => `Via: ${via}`)
    expect(
      understood(weigh(aRequest('INVITE', { headers })))
        .getHeaders('Via')
        .slice(1),
    ).toEqual(lower)
  })

  it('stand on one line each, without control characters', () => {
    const via = 'SIP/2.0/WS h;branch=z9hG4bKfirst, SIP/2.0/UDP a\u0001b\r\n c, <'
    expect(
      understood(weigh(aRequest('INVITE', { via })))
        .getHeaders('Via')
        .slice(1),
    ).toEqual(['SIP/2.0/UDP a b c, <'])
  })
})

describe('the last word on a call', () => {
  const to = '<sip:rosa@127.0.0.1>;tag=ours'
  const looks: readonly (readonly [what: string, said: Said])[] = [
    ['a body of an unknown kind', { body: 'x', headers: ['Content-Type: application/nobody-knows'] }],
    ['a body of a kind that makes no sense', { body: 'x', headers: ['Content-Type: ;;'] }],
    ['a body of no kind', { body: 'x', without: ['Content-Type'] }],
    ['a body in an encoding', { body: 'x', headers: ['Content-Encoding: gzip', 'Content-Type: text/plain'] }],
    ['a length beyond the end', { headers: ['Content-Length: 9999'] }],
    ['two lengths', { headers: ['Content-Length: 3', 'l: 5'] }],
    ['an extension that nobody knows', { headers: ['Require: nobody-knows'] }],
  ]
  const rows = looks.flatMap(([what, said]) => ['BYE', 'ACK', 'CANCEL'].map(method => [method, what, said] as const))
  it.each(rows)('%s is heard with %s', (method, _, said) => {
    const message = understood(weigh(aRequest(method, { to, ...said }), 'up'))
    expect(message.method).toBe(method)
    expect(message.body).toBe('')
    for (const name of ['Content-Type', 'Content-Encoding', 'Require']) expect(message.hasHeader(name)).toBe(false)
  })

  it('brings an answer, when it is an ACK', () => {
    const body = 'v=0\r\nm=audio 9 x 0\r\n'
    expect(understood(weigh(aRequest('ACK', { to, body }), 'up')).body).toBe(body)
  })
})

describe('a body of several parts', () => {
  const description = 'v=0\r\nm=audio 9 x 0\r\n'
  const inParts = (...parts: readonly string[]) => ['before', ...parts].join('\r\n--cut\r\n') + '\r\n--cut--\r\nafter'
  const place = 'Content-Type: application/pidf+xml\r\n\r\n<presence/>'
  const offer = `Content-Type: application/sdp\r\nContent-Disposition: session\r\n\r\n${description}`
  const mixed = 'Content-Type: multipart/mixed;boundary=cut'

  const offers: readonly (readonly [what: string, header: string, body: string])[] = [
    ['the second', mixed, inParts(place, offer)],
    ['the first', mixed, inParts(offer, place)],
    ['the first of two descriptions', mixed, inParts(offer, offer.replace('v=0', 'v=1'))],
    ['behind a boundary in quotes', 'Content-Type: multipart/mixed; charset=x; boundary="cut"', inParts(offer)],
    ['without the last boundary', mixed, `--cut\r\n${offer}`],
    ['without its last line end', mixed, inParts(offer.trimEnd())],
    ['as eight bits', mixed, inParts(`Content-Transfer-Encoding: 8bit\r\n${offer}`)],
    ['in a folded header', mixed, inParts(offer.replace('Type: ', 'Type:\r\n '))],
  ]
  it.each(offers)('offers the part that is a description: %s', (_, header, body) => {
    for (const to of ['<sip:rosa@127.0.0.1>', '<sip:rosa@127.0.0.1>;tag=ours']) {
      const message = understood(weigh(aRequest('INVITE', { to, headers: [header], body }), 'up'))
      expect(message.body).toBe(description)
      expect(message.getHeader('Content-Type')).toBe('application/sdp')
    }
  })

  const refused: readonly (readonly [what: string, header: string, body: string])[] = [
    ['no description', mixed, inParts(place)],
    ['an empty description', mixed, inParts('Content-Type: application/sdp\r\n\r\n')],
    ['a description in base64', mixed, inParts(`Content-Transfer-Encoding: base64\r\n${offer}`)],
    ['no boundary', 'Content-Type: multipart/mixed', inParts(offer)],
    ['another boundary', mixed, `--cutter\r\n${offer}\r\n--cutter--`],
    ['a description behind its end', mixed, `${inParts(place)}\r\n--cut\r\n${offer}`],
  ]
  it.each(refused)('is refused with %s', (_, header, body) => {
    expect(code(weigh(aRequest('INVITE', { headers: [header], body })))).toBe(415)
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
  it.each(['norefersub', 'timer'])('REFER may require %s', extension => {
    const to = '<sip:rosa@127.0.0.1>;tag=ours'
    expect(code(weigh(aRequest('REFER', { to, headers: [`Require: ${extension}`] }), 'up'))).toBe('passed')
  })

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

  const bodies: readonly (readonly [what: string, status: string, said: Said, body: string])[] = [
    ['text of no kind', '486 Busy Here', { body: 'Busy', without: ['Content-Type'] }, ''],
    ['text', '200 OK', { body: 'Bye', headers: ['Content-Type: text/plain'] }, ''],
    ['a kind that makes no sense', '200 OK', { body: 'x', headers: ['Content-Type: ;;'] }, ''],
    ['an encoding', '200 OK', { body: 'x', headers: ['Content-Encoding: gzip'] }, ''],
    ['a description', '200 OK', { body: 'v=0\r\n' }, 'v=0\r\n'],
    ['a description of no kind', '200 OK', { body: 'v=0\r\n', without: ['Content-Type'] }, 'v=0\r\n'],
  ]
  it.each(bodies)('is heard with a body: %s', (_, status, said, body) => {
    const message = understood(weigh(aRequest('BYE', { startLine: `SIP/2.0 ${status}`, ...said })))
    expect(message.body).toBe(body)
    expect(message.hasHeader('Content-Type')).toBe(body !== '')
  })

  it('loses what cannot be read in it, but not the word itself', () => {
    const message = understood(weigh(response('401 Unauthorized', ['WWW-Authenticate: ,,,'])))
    expect(message.getHeaders('WWW-Authenticate')).toEqual([])
  })

  it('passes its challenges by SIP.js, all of them, and nobody else can write what is passed so', () => {
    const challenges = [
      'Digest realm="a", nonce="b"',
      'Digest realm="a", nonce="c", algorithm=SHA-256',
      'Basic realm="d"',
    ]
    const written = challenges.map(challenge => `Proxy-Authenticate: ${challenge}`)
    const message = understood(weigh(response('407 No', [...written, 'Unread-Proxy-Authenticate: Digest realm="x"'])))

    expect(message.getHeaders('Proxy-Authenticate')).toEqual([])
    expect(message.getHeaders(unread('proxy-authenticate'))).toEqual(challenges)
  })
})

describe('what is noted', () => {
  const secret = /\+?44|okafor|rosa|secret/i

  function notesOf(text: string, fail = (): void => undefined): string[] {
    const notes: string[] = []
    const door = new Door({
      dialogs: inState('unknown'),
      send: fail,
      callerLeft: () => undefined,
      unreadable: () => undefined,
      note: note => void notes.push(note),
    })
    door.take({ text, whole: true }, fail)
    return notes
  }

  it.each([
    ['what SIP.js fell over', aRequest('INVITE')],
    ['an answer that did not leave', aRequest('MESSAGE')],
    ['a method that is a name', aRequest('OKAFOR')],
    ['an address of another kind', aRequest('INVITE', { startLine: 'INVITE okafor:1 SIP/2.0' })],
  ])('holds neither a number nor a name: %s', (_, text) => {
    const notes = notesOf(text, () => {
      throw new TypeError('no way to sip:+442079460018@secret')
    })
    expect(notes.some(note => note.includes('TypeError'))).toBe(true)
    for (const note of notes) expect(note).not.toMatch(secret)
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
    [
      'parts',
      aRequest('INVITE', { headers: ['Content-Type: multipart/mixed;boundary=b'], body: filled('\r\n--b\r\n') }),
    ],
    [
      'long stations',
      aRequest('INVITE', { headers: [`Record-Route: ${filled(`<sip:p;lr;a=${'x'.repeat(1_990)}>,`).slice(0, -1)}`] }),
    ],
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
