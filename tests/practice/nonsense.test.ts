import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPracticeExchange, type PracticeExchange } from '../../electron/practice/PracticeExchange'
import { garbled, seeded } from '../support/garbled'
import { anOffer } from '../support/TextExchange'
import { TextPhone } from './TextPhone'

let exchange: PracticeExchange
let phone: TextPhone

beforeEach(async () => {
  const people = [{ number: '201', name: 'Tomas Lind', behaviour: { kind: 'waits' } }] as const
  exchange = await openPracticeExchange({ people })
  phone = await TextPhone.connect(exchange.settings.server)
})

afterEach(async () => {
  phone.close()
  await exchange.close()
})

/** A request that is whole, from which nonsense is made. */
function wholeRequest(method: string, more: readonly string[] = [], body = ''): string {
  return [
    `${method} sip:201@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/WS phone.invalid;branch=z9hG4bK${randomUUID()}`,
    'From: <sip:200@127.0.0.1>;tag=one',
    'To: <sip:201@127.0.0.1>',
    `Call-ID: ${randomUUID()}`,
    `CSeq: 1 ${method}`,
    'Contact: <sip:abc@phone.invalid;transport=ws>',
    'Max-Forwards: 70',
    ...more,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

const requests = [
  () => wholeRequest('INVITE', ['Content-Type: application/sdp'], anOffer()),
  () => wholeRequest('INVITE', ['Replaces: a;to-tag=b;from-tag=c', 'Content-Type: application/sdp'], anOffer()),
  () => wholeRequest('SUBSCRIBE', ['Event: dialog', 'Expires: 60']),
  () => wholeRequest('REGISTER', ['Authorization: Digest username="200", nonce="a", response="b"']),
  () => wholeRequest('REFER', ['Refer-To: <sip:202@127.0.0.1>']),
  () => wholeRequest('BYE'),
  () => wholeRequest('CANCEL'),
]

const stillAnswers = async () => (await phone.ask('OPTIONS', '200')).firstLine

describe('nonsense', () => {
  it.each([
    ['a request without an address', 'INVITE  SIP/2.0\r\n\r\n'],
    ['an answer whose CSeq is none', 'SIP/2.0 200 OK\r\nCSeq: what\r\n\r\n'],
    ['a request without a From that can be read', wholeRequest('INVITE').replace(/^From:.*$/m, 'From: ;;')],
    ['a request without a Contact', wholeRequest('INVITE').replace(/^Contact:.*\r\n/m, '')],
    ['a REGISTER to nobody', wholeRequest('REGISTER').replace(/^To:.*$/m, 'To: <<>>')],
    ['an address of another kind', wholeRequest('OPTIONS').replace('sip:201@127.0.0.1 ', 'tel:201 ')],
  ])('does no harm: %s', async (_what, text) => {
    await phone.register({ password: exchange.password })
    phone.sayText(text)
    expect(await stillAnswers()).toBe('SIP/2.0 200 OK')
  })

  it('does no harm at random, before a phone has registered and afterwards', async () => {
    for (const isRegistered of [false, true]) {
      if (isRegistered) await phone.register({ password: exchange.password })
      const random = seeded(7)
      for (let at = 0; at < 400; at += 1) phone.sayText(garbled(requests[at % requests.length]?.() ?? '', random))
      expect(await stillAnswers()).toBe('SIP/2.0 200 OK')
    }
  })
})
