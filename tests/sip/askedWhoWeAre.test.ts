import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { algorithmOf, digestOf } from '../../electron/sip/signIn/digest'
import { readSchemes } from '../../electron/sip/signIn/readSchemes'
import { aSipPhone } from '../support/aSipPhone'
import { anOffer, answerTo, type Said, TextExchange } from '../support/TextExchange'

const accountId = '200@127.0.0.1'

let exchange: TextExchange
let stop: () => Promise<void>

beforeEach(async () => {
  exchange = await TextExchange.open()
})

afterEach(async () => {
  await stop()
  await exchange.close()
})

async function registered() {
  const rig = aSipPhone(exchange)
  stop = () => rig.phone.stop()
  await rig.registers()
  return rig
}

/** A proxy or a server that serves nobody who has not signed in with it, by SHA-256 and a nonce of its own each time. */
class Gatekeeper {
  readonly realm: string
  readonly #asks: 'WWW' | 'Proxy'
  #nonces = 0

  constructor(realm: string, asks: 'WWW' | 'Proxy' = 'Proxy') {
    this.realm = realm
    this.#asks = asks
  }

  /** Its refusal; undefined for whoever knows the password. */
  refuses(request: Said): string | undefined {
    return this.#letsIn(request) ? undefined : this.challenges(request)
  }

  challenges(request: Said, more = ''): string {
    this.#nonces += 1
    const name = `${this.#asks}-Authenticate`
    const ask = (algorithm: string) =>
      `${name}: Digest realm="${this.realm}", nonce="n${this.#nonces}", algorithm=${algorithm}, qop="auth"${more}`
    const status = this.#asks === 'WWW' ? '401 Unauthorized' : '407 Proxy Authentication Required'
    return answerTo(request, status, [ask('SHA-256'), ask('MD5')])
  }

  #letsIn(request: Said): boolean {
    const name = this.#asks === 'WWW' ? 'authorization' : 'proxy-authorization'
    return linesOf(request, name).some(line => {
      const part = readSchemes(line)[0]?.parameters ?? new Map<string, string>()
      const algorithm = algorithmOf('SHA-256')
      if (!algorithm || part.get('realm') !== this.realm || part.get('nonce') !== `n${this.#nonces}`) return false
      const uri = request.firstLine.split(' ')[1] ?? ''
      const count = { nc: part.get('nc') ?? '', cnonce: part.get('cnonce') ?? '' }
      const signed = { username: '200', password: exchange.password, method: request.method, uri, count }
      return part.get('response') === digestOf({ ...signed, algorithm, realm: this.realm, nonce: `n${this.#nonces}` })
    })
  }
}

function linesOf(request: Said, name: string): string[] {
  const lines = request.text.split('\r\n').filter(line => line.toLowerCase().startsWith(`${name}:`))
  return lines.map(line => line.slice(name.length + 1).trim())
}

function guards(
  method: string,
  gatekeepers: readonly Gatekeeper[],
  served: (request: Said) => string | undefined,
): void {
  exchange.answers.set(method, request => {
    const refusal = gatekeepers.map(each => each.refuses(request)).find(Boolean)
    return refusal ?? served(request)
  })
}

const cseqs = (said: readonly Said[]) => said.map(each => Number.parseInt(each.header('CSeq') ?? '', 10))
const heard = (method: string) => exchange.heard.filter(said => said.method === method)

describe('who we are is asked for', () => {
  it('at the registrar, behind two proxies that ask each for itself', async () => {
    const register = exchange.answers.get('REGISTER')
    guards('REGISTER', [new Gatekeeper('edge'), new Gatekeeper('core'), new Gatekeeper('office', 'WWW')], request =>
      register?.({
        ...request,
        header: name => (name === 'Authorization' ? undefined : request.header(name)),
      })?.replace(/^SIP\/2\.0 401 .*/, 'SIP/2.0 200 OK'),
    )
    await registered()

    const said = heard('REGISTER')
    expect(said).toHaveLength(4)
    expect(cseqs(said)).toEqual([1, 2, 3, 4])
  })

  it('before a call, and the colleague is rung', async () => {
    const { phone, told } = await registered()
    guards('INVITE', [new Gatekeeper('edge'), new Gatekeeper('office', 'WWW')], request =>
      answerTo(request, '200 OK', [], anOffer('active')),
    )
    await phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
    await told('callAnswered')
    await exchange.hears('ACK', said => said.method === 'ACK' && said.header('CSeq') === '3 ACK')

    expect(cseqs(heard('INVITE'))).toEqual([1, 2, 3])
    expect(linesOf(heard('INVITE').at(-1)!, 'proxy-authorization')).toMatchObject([/nc=00000002/])
  })

  it('within a call at every request, each of which has a number of its own', async () => {
    const { phone, told } = await registered()
    exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], anOffer('active')))
    await phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
    await told('callAnswered')
    await exchange.isUnderstood()
    for (const method of ['INVITE', 'INFO', 'REFER', 'BYE']) {
      guards(method, [new Gatekeeper('edge'), new Gatekeeper('office', 'WWW')], request =>
        answerTo(request, '200 OK', [], method === 'INVITE' ? anOffer('active', 'recvonly') : ''),
      )
    }
    await phone.perform({ type: 'hold', callId: 'ours' })
    await told('callHeld')
    await phone.perform({ type: 'hangUp', callId: 'ours' })
    await exchange.hears('the third BYE', () => heard('BYE').length === 3)

    const { callId } = { callId: heard('BYE')[0]?.header('Call-ID') }
    const within = exchange.heard.filter(
      said => said.header('Call-ID') === callId && said.method !== '' && said.method !== 'ACK',
    )
    expect(cseqs(within)).toEqual(within.map((_, at) => at + 1))
    expect(within.map(({ method }) => method)).toEqual(['INVITE', 'INVITE', 'INVITE', 'INVITE', 'BYE', 'BYE', 'BYE'])
  })

  it('when we hand over, and hanging up afterwards is not taken for an old request', async () => {
    const { phone, told } = await registered()
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    call.acknowledge(await call.answered(200))
    await exchange.isUnderstood()
    guards('REFER', [new Gatekeeper('edge')], request => answerTo(request, '603 Decline'))
    const plan = { to: { name: 'Tomas', number: '201' }, way: 'send', callerWas: 'talking' } as const
    await phone.perform({ type: 'refer', callId, legId: 'leg', plan }).catch(() => undefined)
    await phone.perform({ type: 'hangUp', callId })
    const bye = await call.asked('BYE')

    expect(cseqs([...heard('REFER'), bye])).toEqual([1, 2, 3])
  })

  it('by a sign of life, too', { timeout: 30_000 }, async () => {
    guards('OPTIONS', [new Gatekeeper('edge')], request => answerTo(request, '200 OK'))
    await registered()
    const second = await exchange.hears(
      'a signed OPTIONS',
      ({ text }) => /^OPTIONS .*^Proxy-Authorization/ms.test(text),
      20_000,
    )

    expect(second.header('CSeq')).toBe('2 OPTIONS')
  })
})

it('does not place a call again that was taken back while it was asked who we are', async () => {
  const { phone, told } = await registered()
  const edge = new Gatekeeper('edge')
  exchange.answers.set('INVITE', () => undefined)
  await phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
  const invite = await exchange.hears('INVITE', ({ method }) => method === 'INVITE')
  await phone.perform({ type: 'hangUp', callId: 'ours' })
  exchange.say(edge.challenges(invite))
  await told('callEnded')
  await exchange.isUnderstood()

  expect(heard('INVITE')).toHaveLength(1)
})

it('ends a call for which the password was refused, and shows it no second time', async () => {
  const { phone, told } = await registered()
  const edge = new Gatekeeper('edge')
  exchange.answers.set('INVITE', request => edge.challenges(request))
  await phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
  const ended = await told('callEnded')

  expect(ended).toMatchObject({ by: 'them', code: 407 })
  expect(heard('INVITE')).toHaveLength(2)
})
