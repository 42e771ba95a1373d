import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSipPhone } from '../support/aSipPhone'
import { aClientOnExchange, type ClientOnExchange } from './aClientOnExchange'
import { type DeskPhone, startDeskPhone } from './rig/DeskPhone'
import { type Exchange, startExchange } from './rig/Exchange'
import { until } from './rig/until'

let exchange: Exchange

beforeAll(async () => {
  exchange = await startExchange({ ringSeconds: 60 })
})

afterAll(() => exchange.stop())

/** By which algorithm an extension has signed its requests of this kind. */
async function algorithmsOf(extension: string, kind: string): Promise<readonly string[]> {
  const said = await exchange.messages()
  const signed = said
    .filter(message => message.kind === kind && message.direction === 'received')
    .map(message => message.header('Authorization') ?? '')
    .filter(line => line.includes(`username="${extension}"`))
  return [...new Set(signed.map(line => /algorithm="?([^",\s]+)/.exec(line)?.[1] ?? 'none'))]
}

describe.each([
  ['SHA-256 only', '105', '0312345682', 'SHA-256'],
  ['MD5 or SHA-256', '106', '0312345683', 'MD5'],
])('on an exchange that wants %s', (_, extension, number, algorithm) => {
  let rig: ClientOnExchange
  let colleague: DeskPhone

  beforeAll(async () => {
    rig = await aClientOnExchange({ at: exchange, account: { extension } })
    colleague = await startDeskPhone(exchange, { as: '201', tone: 600 })
  })

  afterAll(async () => {
    await colleague.stop()
    await rig.close()
  })

  it('we are registered, and exactly once', async () => {
    expect(await exchange.contacts(extension)).toHaveLength(1)
    expect(await algorithmsOf(extension, 'REGISTER')).toEqual([algorithm])
  })

  it('somebody calls us, is held, taken back, and hung up on', async () => {
    const { caller, callId } = await rig.talksTo(440, number)
    await rig.hears(440)
    await rig.client.attempt({ type: 'hold', callId })
    await rig.inPhase('held', callId)
    await rig.client.attempt({ type: 'resume', callId })
    await rig.inPhase('talking', callId)
    await rig.client.attempt({ type: 'release', callId, reason: 'sales' })

    expect((await caller.ended).by).toBe('them')
    await rig.clears()
  })

  it('we call a colleague, hold them, take them back, and hang up', async () => {
    const callId = randomUUID()
    await rig.client.attempt({ type: 'dial', callId, text: '201', accountId: null })
    await colleague.ringing()
    await colleague.answer()
    await rig.inPhase('talking', callId)
    await rig.hears(600)
    await rig.client.attempt({ type: 'hold', callId })
    await rig.inPhase('held', callId)
    await rig.client.attempt({ type: 'resume', callId })
    await rig.inPhase('talking', callId)
    await rig.client.attempt({ type: 'hangUp', callId })
    await colleague.idle()

    expect(await algorithmsOf(extension, 'INVITE')).toEqual([algorithm])
    await rig.clears()
  })
})

describe('an exchange that will not have us', () => {
  it.each([
    ['a wrong password', '105', 'guessed', 'wrong-password'],
    ['a wrong password, where it may choose', '106', 'guessed', 'wrong-password'],
    ['no password', '105', '', 'no-password'],
  ])('is told of in true words: %s', async (_, extension, password, trouble) => {
    const rig = aSipPhone({ url: exchange.wsUrl, password }, { extension })
    rig.phone.start()
    const { registration } = await rig.told(
      'registrationChanged',
      fact => fact.registration.state === 'refused',
      30_000,
    )
    await rig.phone.stop()

    expect(registration).toMatchObject({ trouble })
    expect(await exchange.contacts(extension)).toEqual([])
  })

  it('never hears the password itself', async () => {
    await until('it has heard something', async () => (await exchange.messages()).length > 0)

    expect((await exchange.messages()).filter(({ kind }) => kind === 'REGISTER').length).toBeGreaterThan(0)
    expect(await exchange.log()).not.toContain(exchange.password)
  })
})
