import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aSipPhone } from '../support/aSipPhone'
import { answerTo, TextExchange } from '../support/TextExchange'

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

  it('asks for a sign of life, and is offline when none comes', { timeout: 30_000 }, async () => {
    const { phone, registers, told } = aSipPhone(exchange)
    await registers()
    await exchange.hears('OPTIONS', said => said.method === 'OPTIONS', 15_000)
    exchange.silent = true
    const { registration } = await told('registrationChanged', fact => fact.registration.state === 'offline', 20_000)

    expect(registration).toMatchObject({ trouble: 'exchange-silent' })
    await phone.stop()
  })
})
