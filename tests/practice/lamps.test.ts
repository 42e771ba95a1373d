import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPracticeExchange, type PracticeExchange } from '../../electron/practice/PracticeExchange'
import { anOffer, type Said } from '../support/TextExchange'
import { TextPhone } from './TextPhone'

let exchange: PracticeExchange
let phone: TextPhone

beforeEach(async () => {
  const people = [
    { number: '201', name: 'Tomas Lind', behaviour: { kind: 'waits' } },
    { number: '202', name: 'Ines Prat', behaviour: { kind: 'busy' } },
  ] as const
  exchange = await openPracticeExchange({ people })
  phone = await TextPhone.connect(exchange.settings.server)
  await phone.register({ password: exchange.password })
})

afterEach(async () => {
  phone.close()
  await exchange.close()
})

const lampIn = ({ body }: Said) => /<state>(\w+)<\/state>/.exec(body)?.[1]
const notices = () => phone.heard.filter(({ method }) => method === 'NOTIFY')

/** Waits for the next news of the lamps, agrees to it, and says what it shows. */
async function nextLamp(after: number): Promise<string | undefined> {
  const notice = await phone.hears('a NOTIFY', said => said.method === 'NOTIFY' && notices().indexOf(said) === after)
  phone.agree(notice)
  return lampIn(notice)
}

describe('a lamp', () => {
  it('shows at once how it is, and every change from then on', async () => {
    expect((await phone.ask('SUBSCRIBE', '201', ['Event: dialog', 'Expires: 600'])).header('Expires')).toBe('600')
    expect(await nextLamp(0)).toBe('terminated')
    const leg = exchange.ring({ number: '201', name: 'Tomas Lind', line: 'internal' })
    expect(await nextLamp(1)).toBe('confirmed')
    // Busy in another way now, which is no news.
    exchange.behaves('201', { kind: 'busy' })
    leg.hangUp()
    exchange.behaves('201', { kind: 'waits' })
    expect(await nextLamp(2)).toBe('terminated')
    phone.call('201', anOffer())
    expect(await nextLamp(3)).toBe('early')
    const versions = notices().map(({ body }) => /version="(\d+)"/.exec(body)?.[1])
    expect(versions).toEqual(['0', '1', '2', '3'])
  })

  it('is busy from the beginning for a colleague on the phone', async () => {
    await phone.ask('SUBSCRIBE', '202', ['Event: dialog'])
    expect(await nextLamp(0)).toBe('confirmed')
  })

  it('goes out when nobody wants to see it any more', async () => {
    const accepted = await phone.ask('SUBSCRIBE', '201', ['Event: dialog'])
    await nextLamp(0)
    expect(exchange.holds().lamps).toBe(1)
    phone.say('SUBSCRIBE sip:exchange@127.0.0.1 SIP/2.0', [
      `From: ${accepted.header('From') ?? ''}`,
      `To: ${accepted.header('To') ?? ''}`,
      `Call-ID: ${accepted.header('Call-ID') ?? ''}`,
      'CSeq: 50 SUBSCRIBE',
      `Contact: <${phone.contact}>`,
      'Event: dialog',
      'Expires: 0',
    ])
    const last = await phone.hears(
      'the last NOTIFY',
      said => said.header('Subscription-State')?.startsWith('terminated') === true,
    )
    phone.agree(last)
    expect(exchange.holds()).toMatchObject({ lamps: 0, dialogs: 0 })
  })

  it('is not there for what is nobody’s number, nor for other news', async () => {
    expect((await phone.ask('SUBSCRIBE', '299', ['Event: dialog'])).firstLine).toContain('404')
    const presence = await phone.ask('SUBSCRIBE', '201', ['Event: presence'])
    expect(presence.firstLine).toContain('489')
    expect(presence.header('Allow-Events')).toBe('dialog')
  })
})
