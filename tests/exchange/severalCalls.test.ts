import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'
import { ourPitch } from './aDeskOnExchange'
import { callFromOutside, type OutsideCaller } from './rig/OutsideCaller'
import { until } from './rig/until'

let rig: ClientOnExchange

beforeAll(async () => {
  rig = await aClientOnExchange()
})

afterEach(() => rig.clears())

afterAll(() => rig.close())

async function hearsUs(caller: OutsideCaller): Promise<void> {
  await until('the caller hears us', () => Math.abs(caller.heard().frequency - ourPitch) < 15)
}

async function hearsNotUs(caller: OutsideCaller): Promise<void> {
  await until('the caller hears music, not us', () => {
    const { frequency, energy } = caller.heard()
    return energy > 0 && Math.abs(frequency - ourPitch) > 30
  })
}

describe('several calls', () => {
  it('holds the first caller when a second is answered, and gives each the right voice', async () => {
    const first = await rig.talksTo(440)
    await hearsUs(first.caller)
    const second = await callFromOutside(rig.exchange, { dial: '0312345678', tone: 500 })
    const { callId: secondId } = await rig.inPhase('ringing')
    await rig.client.attempt({ type: 'answer', callId: secondId })

    await rig.inPhase('held', first.callId)
    await rig.inPhase('talking', secondId)
    await hearsUs(second)
    await hearsNotUs(first.caller)
    await rig.hears(500)

    await rig.client.attempt({ type: 'resume', callId: first.callId })
    await rig.inPhase('held', secondId)
    await hearsUs(first.caller)
    await hearsNotUs(second)
    await rig.hears(440)
    await first.caller.hangUp()
    await second.hangUp()
  })

  it('offers a third, with notes, a gate and a record for each', async () => {
    const first = await rig.talksTo(440)
    const second = await rig.talksTo(500)
    const third = await rig.talksTo(560)
    await rig.inPhase('held', first.callId)
    await rig.inPhase('held', second.callId)
    await hearsUs(third.caller)
    const matters = ['an invoice', 'a parcel', 'a password'] as const
    for (const [at, { callId }] of [first, second, third].entries()) {
      await rig.client.attempt({ type: 'note', callId, slot: 'requirement', text: matters[at] ?? '' })
    }
    await rig.client.attempt({ type: 'hangUp', callId: second.callId })
    expect(rig.client.desk().notice).toMatchObject({ kind: 'refused', callId: second.callId })

    await rig.client.attempt({ type: 'release', callId: second.callId, reason: 'sales' })
    await second.caller.ended
    const reply = await rig.client.ask('listRecords', { search: 'parcel', offset: 0, limit: 10 })
    expect(reply).toMatchObject({ value: { total: 1, records: [{ callId: second.callId, state: 'closed' }] } })
    await first.caller.hangUp()
    await third.caller.hangUp()
  })

  it('is busy for whoever calls when the settings say so', async () => {
    const strict = await aClientOnExchange({ more: { callsAtOnce: 2 } })
    const first = await strict.talksTo(440)
    const second = await callFromOutside(strict.exchange, { dial: '0312345678' })
    await strict.inPhase('ringing')
    const third = await callFromOutside(strict.exchange, { dial: '0312345678' })

    expect(await third.ended).toMatchObject({ code: 486 })
    await first.caller.hangUp()
    await second.cancel()
    await strict.close()
  })
})
