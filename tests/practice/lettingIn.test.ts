import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPracticeExchange, type PracticeExchange } from '../../electron/practice/PracticeExchange'
import { until } from '../exchange/rig/until'
import { anOffer } from '../support/TextExchange'
import { TextPhone } from './TextPhone'

let exchange: PracticeExchange
let phone: TextPhone

beforeEach(async () => {
  const people = [{ number: '201', name: 'Tomas Lind', behaviour: { kind: 'mailbox' } }] as const
  exchange = await openPracticeExchange({ people })
  phone = await TextPhone.connect(exchange.settings.server)
})

afterEach(async () => {
  phone.close()
  await exchange.close()
})

const codeOf = async (answer: Promise<{ readonly firstLine: string }>) => (await answer).firstLine.split(' ')[1]

describe('the password of the run', () => {
  it('registers whoever knows it, and tells for how long', async () => {
    const answer = await phone.register({ password: exchange.password })
    expect(answer.firstLine).toBe('SIP/2.0 200 OK')
    expect(answer.header('Contact')).toBe(`<${phone.contact}>;expires=300`)
    expect(exchange.isRegistered).toBe(true)
  })

  it('challenges whoever does not, again and again', async () => {
    expect(await codeOf(phone.ask('REGISTER', '200'))).toBe('401')
    expect(await codeOf(phone.register({ password: 'guessed' }))).toBe('401')
    expect(await codeOf(phone.register({ password: exchange.password, username: '201' }))).toBe('401')
    expect(exchange.isRegistered).toBe(false)
  })

  it('is another in every run, and too long to be guessed', async () => {
    const other = await openPracticeExchange()
    expect(other.password).not.toBe(exchange.password)
    expect(other.password.length).toBeGreaterThanOrEqual(24)
    await other.close()
  })

  it('does not help with the challenge of another socket', async () => {
    const other = await TextPhone.connect(exchange.settings.server)
    const challenge = await other.ask('REGISTER', '200')
    const nonce = /nonce="([^"]*)"/.exec(challenge.header('WWW-Authenticate') ?? '')?.[1] ?? ''
    expect(await codeOf(phone.register({ password: exchange.password, nonce }))).toBe('401')
    expect(await codeOf(other.register({ password: exchange.password, nonce }))).toBe('200')
    other.close()
  })

  it('is no use for another extension', async () => {
    expect(await codeOf(phone.ask('REGISTER', '201'))).toBe('403')
  })
})

describe('whoever is not registered', () => {
  it('is refused whatever they ask, but whether the exchange lives', async () => {
    const offer = ['Content-Type: application/sdp']
    expect(await codeOf(phone.ask('INVITE', '201', offer, anOffer()))).toBe('403')
    expect(await codeOf(phone.ask('MESSAGE', '201', ['Content-Type: text/plain'], 'hello'))).toBe('403')
    expect(await codeOf(phone.ask('SUBSCRIBE', '201', ['Event: dialog']))).toBe('403')
    expect(await codeOf(phone.ask('OPTIONS', '200'))).toBe('200')
    expect(exchange.holds()).toMatchObject({ people: 0, legs: 0, dialogs: 0 })
  })

  it('is not rung', async () => {
    const leg = exchange.ring({ number: '+442079460018', name: 'Ms Okafor', line: 'external' })
    expect(leg.state).toBe('ended')
  })

  it('may not ask after a call that somebody else has', async () => {
    const callId = 'somebody-elses'
    phone.say('OPTIONS sip:200@127.0.0.1 SIP/2.0', [
      'From: <sip:200@127.0.0.1>;tag=one',
      'To: <sip:200@127.0.0.1>;tag=two',
      `Call-ID: ${callId}`,
      'CSeq: 1 OPTIONS',
    ])
    const answer = await phone.hears('an answer', said => said.header('Call-ID') === callId)
    expect(answer.firstLine).toContain('403')
  })
})

describe('a phone that was registered', () => {
  it('is so no longer when it says goodbye, or its socket is gone', async () => {
    const changes: boolean[] = []
    exchange.onRegistration(isRegistered => changes.push(isRegistered))
    await phone.register({ password: exchange.password })
    await phone.register({ password: exchange.password }, 0)
    expect(exchange.isRegistered).toBe(false)
    await phone.register({ password: exchange.password })
    phone.close()
    await until('the exchange knows', () => !exchange.isRegistered)
    expect(changes).toEqual([true, false, true, false])
  })

  it('gives way to the one that registers after it', async () => {
    await phone.register({ password: exchange.password })
    const next = await TextPhone.connect(exchange.settings.server)
    await next.register({ password: exchange.password })
    phone.close()
    await phone.isCut()
    await until('the exchange has one socket', () => exchange.holds().sockets === 1)
    expect(exchange.isRegistered).toBe(true)
    next.close()
  })

  it('has its messages taken, and is told what is not spoken here', async () => {
    await phone.register({ password: exchange.password })
    expect(await codeOf(phone.ask('MESSAGE', '201', ['Content-Type: text/plain'], 'こんにちは'))).toBe('200')
    expect(await codeOf(phone.ask('PUBLISH', '201', ['Event: presence']))).toBe('405')
    expect(await codeOf(phone.ask('INVITE', '299', ['Content-Type: application/sdp'], anOffer()))).toBe('404')
    const replaces = ['Replaces: gone;to-tag=one;from-tag=two', 'Content-Type: application/sdp']
    expect(await codeOf(phone.ask('INVITE', '200', replaces, anOffer()))).toBe('481')
    expect(await codeOf(phone.ask('INVITE', '200', ['Replaces: ???', ...replaces.slice(1)], anOffer()))).toBe('400')
  })

  it('does no harm with what is no SIP', async () => {
    await phone.register({ password: exchange.password })
    for (const text of ['\r\n\r\n', 'hello', 'INVITE\r\n\r\n', 'INVITE sip:201@127.0.0.1 SIP/2.0\r\nVia: x\r\n\r\n']) {
      phone.sayText(text)
    }
    expect(await codeOf(phone.ask('OPTIONS', '200'))).toBe('200')
  })
})

describe('the door', () => {
  it.each([
    ['a page of a browser', { headers: { origin: 'http://evil.example' } }],
    ['our own kind of page', { headers: { origin: 'app://phone-duty' } }],
    ['whoever does not speak SIP', { protocol: 'chat' }],
    ['whoever does not say what they speak', { protocol: '' }],
  ])('stays shut for %s', async (_who, how) => {
    await expect(TextPhone.connect(exchange.settings.server, how)).rejects.toThrow(/401/)
  })

  it('cuts off whoever says more than anybody has to say', async () => {
    phone.sayText('x'.repeat(100_000))
    await phone.isCut()
  })
})
