import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { aSipPhone, instance } from '../support/aSipPhone'
import { answerTo, type Said, TextExchange } from '../support/TextExchange'

const unknownWay = 'WWW-Authenticate: Digest realm="exchange", nonce="abc", algorithm=SHA3-512, qop="auth"'

let exchange: TextExchange

beforeEach(async () => {
  exchange = await TextExchange.open()
})

afterEach(async () => {
  await exchange.close()
})

describe('registering', () => {
  it('signs in with its password and says that it is registered', async () => {
    const { phone, registers, facts } = aSipPhone(exchange)
    await registers()

    expect(facts.map(fact => fact.type === 'registrationChanged' && fact.registration.state)).toEqual([
      'connecting',
      'registered',
    ])
    await phone.stop()
  })

  it('never shows the password to the exchange', async () => {
    const { phone, registers } = aSipPhone(exchange)
    await registers()

    expect(exchange.heard.map(said => said.text).join()).not.toContain(exchange.password)
    await phone.stop()
  })

  it('unregisters when it leaves', async () => {
    const { phone, registers } = aSipPhone(exchange)
    await registers()
    await phone.stop()

    const last = exchange.heard.findLast(said => said.method === 'REGISTER')
    expect(last?.header('Expires') ?? last?.header('Contact')).toMatch(/(^|expires=)0$/)
  })

  it('says at once that the exchange refused the password, and stops after three tries', async () => {
    const { phone, told } = aSipPhone(exchange, { password: 'guessed' })
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'refused')

    expect(registration).toMatchObject({ trouble: 'wrong-password' })
    await phone.stop()
  })

  it('says that the exchange does not know the extension', async () => {
    exchange.answers.set('REGISTER', request => answerTo(request, '404 Not Found'))
    const { phone, told } = aSipPhone(exchange)
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'refused')

    expect(registration).toMatchObject({ trouble: 'unknown-extension' })
    await phone.stop()
  })

  it.each([
    ['asks for a password, and it has none', '', undefined, 'no-password'],
    ['forbids it before any password', 'guessed', ['403 Forbidden'], 'forbidden'],
    ['refuses it without asking anything', 'guessed', ['401 Unauthorized'], 'forbidden'],
    ['asks in a way that it does not know', 'guessed', ['401 Unauthorized', unknownWay], 'unknown-sign-in'],
    ['has a proxy that asks so', 'guessed', ['407 Authenticate', `Proxy-${unknownWay.slice(4)}`], 'unknown-sign-in'],
  ])('blames no password when the exchange %s', async (_, password, [status = '', ...headers] = [], trouble) => {
    if (status !== '') exchange.answers.set('REGISTER', request => answerTo(request, status, headers))
    const { phone, told } = aSipPhone(exchange, { password })
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'refused')
    await phone.stop()

    expect(registration).toMatchObject({ trouble })
    expect(exchange.heard.filter(said => /authorization:/i.test(said.text))).toEqual([])
  })

  it('says that it was forbidden with its password, when that was sent', async () => {
    exchange.answers.set('REGISTER', request =>
      request.header('Authorization') === undefined
        ? answerTo(request, '401 Unauthorized', ['WWW-Authenticate: Digest realm="exchange", nonce="abc"'])
        : answerTo(request, '403 Forbidden'),
    )
    const { phone, told } = aSipPhone(exchange)
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'refused')
    await phone.stop()

    expect(registration).toMatchObject({ trouble: 'forbidden-with-password' })
  })

  it('asks for longer when the exchange finds its interval too brief', async () => {
    const register = exchange.answers.get('REGISTER')
    exchange.answers.set('REGISTER', request =>
      /expires=300\b/.test(request.header('Contact') ?? '')
        ? answerTo(request, '423 Interval Too Brief', ['Min-Expires: 600'])
        : register?.(request),
    )
    const { phone, registers } = aSipPhone(exchange)
    await registers()

    expect(exchange.heard.at(-1)?.header('Contact')).toContain('expires=600')
    await phone.stop()
  })

  it('says that nothing answers at the address', async () => {
    const closed = await TextExchange.open()
    const server = closed.url
    await closed.close()
    const { phone, told } = aSipPhone(exchange, { server })
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'offline')

    expect(registration).toMatchObject({ trouble: 'nothing-answers' })
    await phone.stop()
  })

  it('says that there is no such name', async () => {
    const { phone, told } = aSipPhone(exchange, { server: 'ws://exchange.invalid' })
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'offline')

    expect(registration).toMatchObject({ trouble: 'name-not-found' })
    await phone.stop()
  })

  it('says that something answers there which is no SIP socket', async () => {
    const printer = createServer(socket => {
      socket.on('error', () => undefined)
      socket.end('220 printer ready\r\n')
    })
    await new Promise<void>(resolve => printer.listen(0, '127.0.0.1', resolve))
    const { phone, told } = aSipPhone(exchange, {
      server: `ws://127.0.0.1:${(printer.address() as AddressInfo).port}`,
    })
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'offline')

    expect(registration).toMatchObject({ trouble: 'no-websocket' })
    await phone.stop()
    printer.close()
  })

  it('notices within a second that the socket was cut, and comes back', async () => {
    const { phone, registers, told, facts } = aSipPhone(exchange)
    await registers()
    exchange.cut()
    await told('registrationChanged', fact => fact.registration.state === 'offline')
    facts.length = 0
    await told('registrationChanged', fact => fact.registration.state === 'registered')

    await phone.stop()
  })

  it('does not call itself registered while the exchange has not said yes on this very socket', async () => {
    const { phone, registers, told, facts } = aSipPhone(exchange)
    await registers()
    exchange.answers.set('REGISTER', () => undefined)
    exchange.cut()
    await told('registrationChanged', fact => fact.registration.state === 'offline')
    facts.length = 0
    await exchange.hears(
      'a REGISTER on the new socket',
      () => exchange.heard.filter(said => said.method === 'REGISTER').length > 2,
    )

    expect(
      facts.filter(fact => fact.type === 'registrationChanged' && fact.registration.state === 'registered'),
    ).toEqual([])
    await phone.stop()
  })

  it('has one Call-ID for all its REGISTERs, and a CSeq that grows', async () => {
    const { phone, registers, facts, told } = aSipPhone(exchange)
    await registers()
    exchange.cut()
    await told('registrationChanged', fact => fact.registration.state === 'offline')
    facts.length = 0
    await told('registrationChanged', fact => fact.registration.state === 'registered')
    await phone.stop()

    const said = exchange.heard.filter(({ method }) => method === 'REGISTER')
    const numbers = said.map(each => Number.parseInt(each.header('CSeq') ?? '', 10))
    expect(new Set(said.map(each => each.header('Call-ID'))).size).toBe(1)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
    expect(numbers.length).toBeGreaterThanOrEqual(6)
  })

  it.each([
    ['its nonce is stale', ', stale=true'],
    ['it is wrong', ''],
  ])('shows its password three times at the most to an exchange that always says that %s', async (_, stale) => {
    const challenge = `WWW-Authenticate: Digest realm="exchange", nonce="abc", algorithm=MD5${stale}`
    exchange.answers.set('REGISTER', request => answerTo(request, '401 Unauthorized', [challenge]))
    const { phone } = aSipPhone(exchange)
    phone.start()
    const guesses = () => exchange.heard.filter(said => said.header('Authorization') !== undefined).length
    await exchange.hears('two guesses', () => guesses() >= 2)
    // It hangs up when it has given up, and only then.
    await until('the socket is closed', () => exchange.connected === 0)

    expect(guesses()).toBeLessThanOrEqual(3)
    await phone.stop()
  })

  it.each([
    ['302 Moved Temporarily', ['Contact: <sip:200@elsewhere.invalid>'], 'exchange-refused'],
    ['503 Service Unavailable', [], 'exchange-refused'],
    ['200 OK', [`Contact: <sip:one@192.0.2.7>;expires=300`, 'Contact: <sip:two@192.0.2.8>'], 'address-not-kept'],
    ['200 OK', ['Contact: <sip:200@192.0.2.7>;expires=0'], 'address-not-kept'],
    ['200 OK', ['Expires: 0'], 'address-not-kept'],
  ])('is not registered by %s %j', async (status, headers, trouble) => {
    exchange.answers.set('REGISTER', request => answerTo(request, status, headers))
    const { phone, told } = aSipPhone(exchange)
    phone.start()
    const { registration } = await told('registrationChanged', fact => fact.registration.state !== 'connecting')

    const detail = trouble === 'address-not-kept' ? '' : status
    expect(registration).toMatchObject({ state: 'offline', trouble, detail })
    await phone.stop()
  })

  it.each([
    ['another address of its extension', ['Expires: 300', 'Contact: <sip:200@192.0.2.82:53951;transport=ws>']],
    ['an address that a gateway made up', ['Contact: <sip:gw-7@192.0.2.82>;expires=300']],
    ['no address', ['Expires: 300']],
  ])('is registered by an answer with %s', async (_, headers) => {
    exchange.answers.set('REGISTER', request => answerTo(request, '200 OK', headers))
    const { phone, registers } = aSipPhone(exchange)

    await registers()
    await phone.stop()
  })

  it('finds itself behind two hundred other phones of its extension', async () => {
    const register = exchange.answers.get('REGISTER')
    const others = Array.from({ length: 200 }, (_, at) => `Contact: <sip:200@192.0.2.${at}>;expires=3600\r\n`)
    exchange.answers.set('REGISTER', request => register?.(request)?.replace('Contact:', `${others.join('')}Contact:`))
    const { phone, registers } = aSipPhone(exchange)

    await registers()
    await phone.stop()
  })

  it('tells the registrar which phone it is, so that a new address takes the place of the old one', async () => {
    const { phone, registers } = aSipPhone(exchange)
    await registers()
    await phone.stop()

    const said = exchange.heard.filter(({ method }) => method === 'REGISTER')
    const contact = /^<sip:\w+@\w+\.invalid;transport=ws>;reg-id=1;\+sip\.instance="<urn:uuid:(.+)>";expires=\d+$/
    expect(said.map(each => contact.exec(each.header('Contact') ?? '')?.[1])).toEqual(said.map(() => instance))
    expect(said[0]?.header('Supported')).toBe('path, outbound')
  })

  it('goes without a flow of its own where something on the way forbids it', async () => {
    const register = exchange.answers.get('REGISTER')
    exchange.answers.set('REGISTER', request =>
      request.text.includes('reg-id') ? answerTo(request, '439 First Hop Lacks Outbound Support') : register?.(request),
    )
    const { phone, registers, facts } = aSipPhone(exchange)
    await registers()
    await phone.stop()

    expect(facts).toMatchObject([{ registration: { state: 'connecting' } }, { registration: { state: 'registered' } }])
    expect(exchange.heard.at(-1)?.header('Contact')).toContain(`+sip.instance="<urn:uuid:${instance}>"`)
  })

  it('writes a name into its messages that cannot end there, whatever stands in it', async () => {
    const { phone, registers } = aSipPhone(exchange, { displayName: 'Rosa "\\" Lind\r\nX-Line-Type: internal\0' })
    await registers()
    await phone.perform({ type: 'dial', callId: 'ours', accountId: '200@127.0.0.1', number: '201', into: undefined })
    const invite = await exchange.hears('an INVITE', ({ method }) => method === 'INVITE')
    await phone.stop()

    expect(invite.header('X-Line-Type')).toBeUndefined()
    for (const said of exchange.heard.filter(({ method }) => method === 'REGISTER' || method === 'INVITE')) {
      const from = String.raw`"Rosa \"\\\" Lind X-Line-Type: internal " <sip:200@127.0.0.1>;tag=`
      expect(said.header('From')?.startsWith(from), said.header('From')).toBe(true)
    }
  })

  it('reads its own expiry among those of other phones', async () => {
    const register = exchange.answers.get('REGISTER')
    exchange.answers.set('REGISTER', request =>
      register?.(request)
        ?.replace('Contact:', 'Contact: <sip:other@192.0.2.7>;expires=3600\r\nContact:')
        .replace(';expires=300', ';expires=2'),
    )
    const { phone, registers } = aSipPhone(exchange)
    await registers()
    const before = exchange.heard.length

    await exchange.hears('a refresh', () => exchange.heard.slice(before).some(({ method }) => method === 'REGISTER'))
    await phone.stop()
  })

  it('does not send its password to a challenge that comes late', async () => {
    const held: Said[] = []
    exchange.answers.set('REGISTER', request => void held.push(request))
    const { phone, told } = aSipPhone(exchange)
    phone.start()
    await exchange.hears('a REGISTER', ({ method }) => method === 'REGISTER')
    phone.wake('address')
    await until('it asks anew', () => held.length > 1)
    const [first] = held
    if (!first) throw new Error('nothing was held')
    const challenge = 'WWW-Authenticate: Digest realm="exchange", nonce="abc", algorithm=MD5'
    exchange.say(answerTo(first, '401 Unauthorized', [challenge]))
    exchange.say(answerTo(held.at(-1) ?? first, '500 Later'))
    await told('registrationChanged', fact => 'detail' in fact.registration && fact.registration.detail === '500 Later')
    await phone.stop()

    expect(exchange.heard.filter(said => said.header('Authorization') !== undefined)).toEqual([])
  })

  it('has a new socket at once when its address changed, and the exchange exactly one contact', async () => {
    const { phone, registers, facts, told } = aSipPhone(exchange)
    await registers()
    facts.length = 0
    phone.wake('address')
    await told('registrationChanged', fact => fact.registration.state === 'registered')
    await until('the first socket is gone', () => exchange.connected === 1)

    expect(exchange.contacts).toHaveLength(1)
    expect(facts.map(fact => fact.type === 'registrationChanged' && fact.registration.state)).toEqual([
      'connecting',
      'registered',
    ])
    exchange.rings()
    await told('callInvited')
    await phone.stop()
  })

  it('has a new socket when it wakes up on a path that leads nowhere', async () => {
    const { phone, registers, facts, told } = aSipPhone(exchange)
    await registers()
    facts.length = 0
    exchange.losesPaths()
    phone.wake('slept')
    await told('registrationChanged', fact => fact.registration.state === 'registered')
    await until('the first socket is gone', () => exchange.connected === 1)

    expect(exchange.contacts).toHaveLength(1)
    exchange.rings()
    await told('callInvited')
    await phone.stop()
  })

  it('asks for a sign of life, and is offline when none comes', { timeout: 30_000 }, async () => {
    const { phone, registers, told } = aSipPhone(exchange)
    await registers()
    exchange.silent = true
    await exchange.hears('OPTIONS', said => said.method === 'OPTIONS', 15_000)
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'offline', 20_000)

    expect(registration).toMatchObject({ trouble: 'exchange-silent' })
    await phone.stop()
  })
})
