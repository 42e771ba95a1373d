import { describe, expect, it } from 'vitest'
import { type Asker, readChallenges } from '../../../electron/sip/signIn/readChallenges'
import { readSchemes } from '../../../electron/sip/signIn/readSchemes'
import { SigningIn } from '../../../electron/sip/signIn/SigningIn'

const rosa = { username: '200', password: 'only-for-tests' }
const request = { method: 'REGISTER', uri: 'sip:127.0.0.1' }

function aSigningIn(credentials = rosa) {
  const signing = new SigningIn(credentials, () => 'ours')
  /** What a server, and the proxies before it, are told who ask in these words. */
  const asked = (server: readonly string[], proxies: readonly string[] = []) =>
    signing.answer([...readChallenges('server', server), ...readChallenges('proxy', proxies)], request)
  return { signing, asked }
}

/** The parts of what one of them is told. */
function told(lines: Record<Asker, string[]> | undefined, asker: Asker = 'server', at = 0) {
  const [scheme] = readSchemes(lines?.[asker][at] ?? '')
  return Object.fromEntries(scheme?.parameters ?? [])
}

const md5 = 'Digest realm="exchange", nonce="abc", algorithm=MD5, qop="auth"'
const sha256 = 'Digest realm="exchange", nonce="def", algorithm=SHA-256, qop="auth"'
const future = 'Digest realm="exchange", nonce="ghi", algorithm=SHA3-512, qop="auth"'

describe('a challenge', () => {
  it.each([
    ['the first of two', [md5, sha256], 'MD5', 'abc'],
    ['the first of two, the other way round', [sha256, md5], 'SHA-256', 'def'],
    ['the only one that we know', [future, sha256], 'SHA-256', 'def'],
    ['the first in one line', [`${sha256}, ${md5}`], 'SHA-256', 'def'],
    ['the known one in one line', [`${future},${md5}`], 'MD5', 'abc'],
    ['one behind other schemes', ['Basic realm="exchange"', `Negotiate, NTLM TlRM==, ${md5}`], 'MD5', 'abc'],
    ['one for a session', [sha256.replace('SHA-256', 'SHA-256-sess')], 'SHA-256-sess', 'def'],
    ['one with the other hash of RFC 8760', [sha256.replace('SHA-256', 'SHA-512-256')], 'SHA-512-256', 'def'],
    ['one in small letters', [md5.toLowerCase()], 'md5', 'abc'],
    ['one whose every part is quoted', [md5.replace('=MD5', '="MD5"')], 'MD5', 'abc'],
    ['one whose nothing is quoted', ['Digest realm=exchange,nonce=abc,qop=auth'], 'MD5', 'abc'],
    ['one with room around its signs', [md5.replaceAll('=', ' = ').replaceAll(',', ' ,')], 'MD5', 'abc'],
    ['one that names no algorithm', ['Digest realm="exchange", nonce="abc", qop="auth"'], 'MD5', 'abc'],
    ['one that likes both ways of qop', [md5.replace('"auth"', '"auth-int, auth"')], 'MD5', 'abc'],
    ['one whose qop is a list outside quotes', [md5.replace('"auth"', 'auth,auth-int')], 'MD5', 'abc'],
    ['one whose parts stand in another order', ['Digest qop="auth", nonce="abc", realm="exchange"'], 'MD5', 'abc'],
    ['one with parts that nobody knows', [`${md5}, userhash=true, charset=UTF-8, domain="sip:x y"`], 'MD5', 'abc'],
    ['one behind nonsense', [',,,', 'Digest', '=', md5], 'MD5', 'abc'],
  ])('is answered: %s', (_, challenges, algorithm, nonce) => {
    const { signing, asked } = aSigningIn()

    expect(told(asked(challenges))).toMatchObject({ algorithm, nonce, nc: '00000001', qop: 'auth', cnonce: 'ours' })
    expect(signing.stage).toBe('sent')
  })

  it.each([
    ['with another hash', future],
    ['for which the whole body must be signed', md5.replace('"auth"', '"auth-int"')],
    ['for a session, without the count that it needs', 'Digest realm="x", nonce="abc", algorithm=MD5-sess'],
    ['in plain text', 'Basic realm="exchange"'],
    ['with a token', 'Bearer authz_server="https://example.invalid", realm="exchange"'],
    ['without a nonce', 'Digest realm="exchange", algorithm=MD5'],
    ['without a realm', 'Digest nonce="abc", algorithm=MD5'],
  ])('is a way that we do not know: %s', (_, challenge) => {
    const { signing, asked } = aSigningIn()

    expect([asked([challenge]), signing.stage, signing.guesses]).toEqual([undefined, 'unknownWay', 0])
  })

  it.each([[[]], [['']], [[',,,']]])('that asks nothing is none: %j', challenges => {
    const { signing, asked } = aSigningIn()

    expect([asked(challenges), signing.stage]).toEqual([undefined, 'notAsked'])
  })

  it('is not answered without a password, which nobody is blamed for', () => {
    const { signing, asked } = aSigningIn({ ...rosa, password: '' })

    expect([asked([md5]), signing.stage, signing.guesses]).toEqual([undefined, 'noPassword', 0])
  })

  it('of an old exchange is answered without counting', () => {
    const { asked } = aSigningIn()
    const answer = told(asked(['Digest realm="exchange", nonce="abc", opaque="xyz"']))

    expect(answer).toMatchObject({ response: '66a77f28f4564d6dbb6e2fddfd81e4ff', opaque: 'xyz' })
    expect(['qop', 'nc', 'cnonce'].filter(name => name in answer)).toEqual([])
  })

  it('gets its realm, nonce and opaque back as they were, whatever stands in them', () => {
    const odd = String.raw`a\\b\"c, d=\"e\" <f`
    const { asked } = aSigningIn()
    const lines = asked([`Digest realm="${odd}", nonce="${odd}", opaque="${odd}", qop="auth"`])

    expect(lines?.server[0]).toContain(`realm="${odd}", nonce="${odd}"`)
    expect(lines?.server[0]).toContain(`opaque="${odd}"`)
  })
})

describe('several who ask', () => {
  it('are answered each for itself, and those of before once more with the next count', () => {
    const { signing, asked } = aSigningIn()
    const proxy = md5.replace('"exchange"', '"first proxy"')
    const another = sha256.replace('"exchange"', '"second proxy"')
    asked([], [proxy])
    asked([], [another])
    const lines = asked([md5])

    expect([told(lines, 'proxy', 0), told(lines, 'proxy', 1), told(lines)]).toMatchObject([
      { realm: 'first proxy', nc: '00000003' },
      { realm: 'second proxy', nc: '00000002' },
      { realm: 'exchange', nc: '00000001' },
    ])
    expect([signing.stage, signing.guesses]).toEqual(['sent', 0])
  })

  it('are answered at once when they ask at once', () => {
    const { asked } = aSigningIn()
    const lines = asked([md5, sha256.replace('"exchange"', '"other"'), sha256], [md5])

    expect(lines?.server.map(line => readSchemes(line)[0]?.parameters.get('realm'))).toEqual(['exchange', 'other'])
    expect(lines?.proxy).toHaveLength(1)
  })

  it('are told apart, a proxy and a server of the same realm', () => {
    const { signing, asked } = aSigningIn()
    asked([], [md5])

    expect(asked([md5])).toMatchObject({ server: [/exchange/], proxy: [/nc=00000002/] })
    expect(signing.stage).toBe('sent')
  })

  it('are not answered for ever', () => {
    const { signing, asked } = aSigningIn()
    const answered = ['a', 'b', 'c', 'd', 'e', 'f'].map(realm => asked([], [md5.replace('exchange', realm)]))

    expect(answered.filter(Boolean)).toHaveLength(4)
    expect(signing.stage).toBe('endless')
  })
})

describe('a password that was sent', () => {
  it('is wrong when it is asked for anew', () => {
    const { signing, asked } = aSigningIn()
    asked([md5])

    expect([asked([md5.replace('abc', 'xyz')]), signing.stage, signing.guesses]).toEqual([undefined, 'refused', 1])
  })

  it('is wrong for one proxy though another wants to know it too', () => {
    const { signing, asked } = aSigningIn()
    asked([], [md5])

    expect([asked([], [md5, md5.replace('exchange', 'other')]), signing.stage]).toEqual([undefined, 'refused'])
  })

  it('is sent again with a new nonce when the old one was stale', () => {
    const { signing, asked } = aSigningIn()
    asked([md5])

    expect(told(asked([md5.replace('"abc"', '"xyz", stale=TRUE')]))).toMatchObject({ nonce: 'xyz', nc: '00000001' })
    expect(signing.stage).toBe('sent')
  })

  it('is not blamed by who finds every nonce stale, and not sent to them for ever', () => {
    const { signing, asked } = aSigningIn()
    const stale = `${md5}, stale="true"`
    const answered = [asked([stale]), asked([stale]), asked([stale])]

    expect(answered.map(Boolean)).toEqual([true, true, false])
    expect([signing.stage, signing.guesses]).toEqual(['endless', 2])
  })

  it('is not blamed by who says no and asks nothing', () => {
    const { signing, asked } = aSigningIn()
    asked([md5])

    expect([asked([]), signing.stage, signing.guesses]).toEqual([undefined, 'sent', 0])
  })

  it('is in nothing that is said', () => {
    const { asked } = aSigningIn()

    expect(JSON.stringify(asked([md5], [sha256]))).not.toContain(rosa.password)
  })
})
