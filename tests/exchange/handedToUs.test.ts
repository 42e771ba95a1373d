import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDeskClient } from '../support/openDeskClient'
import { openBrowser } from '../support/openBrowser'
import { startDesk } from '../support/startDesk'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'
import { openDeskPage, settingsFor } from './aDeskOnExchange'
import { startDeskPhone } from './rig/DeskPhone'
import { callFromOutside } from './rig/OutsideCaller'
import { until } from './rig/until'

const recall = { header: 'Alert-Info', value: 'info=recall', of: 'X-Recall-Of' }

let rig: ClientOnExchange

beforeAll(async () => {
  rig = await aClientOnExchange({ account: { recall }, more: { handOver: { method: 'refer' } } })
})

afterAll(() => rig.close())

describe('a plain REFER', () => {
  it('leaves the caller to the exchange, and takes them back into the same record when nobody answers there', async () => {
    const { client, exchange } = rig
    const colleague = await startDeskPhone(exchange, { as: '201' })
    const { caller, callId } = await rig.talksTo(440)
    const { line } = await rig.inPhase('talking', callId)
    await rig.handsOver(callId, '201', 'send')
    await colleague.ringing()
    await client.sees('that the exchange has the caller', desk => desk.calls.length === 0)
    expect(await rig.newestRecord()).toMatchObject({ callId, ending: 'handedOver', handedTo: '201', state: 'closed' })
    await colleague.hangUp()

    const back = await rig.inPhase('ringing')
    expect(back).toMatchObject({ recordId: callId, recalledFrom: '201', line: { kind: line.kind } })
    await client.attempt({ type: 'answer', callId: back.callId })
    await rig.inPhase('talking', back.callId)
    await until('the caller hears us again', () => Math.abs(caller.heard().frequency - 700) < 15)
    await caller.hangUp()
    await rig.inPhase('wrapUp', back.callId)
    await client.attempt({ type: 'putAside', callId: back.callId })
    await client.sees('an empty desk', desk => desk.calls.length === 0)
    expect(await rig.newestRecord()).toMatchObject({ callId, ending: 'endedByThem' })
    await colleague.stop()
  })

  it('says that the exchange refused, and gives the caller back', async () => {
    const { client } = rig
    const { caller, callId } = await rig.talksTo(440)
    await rig.handsOver(callId, '8299', 'send')

    await client.sees('why', desk => desk.notice && desk.notice.kind !== 'refused' && desk.notice)
    await rig.inPhase('talking', callId)
    await caller.hangUp()
    await rig.inPhase('wrapUp', callId)
    await client.attempt({ type: 'putAside', callId })
    await client.sees('an empty desk', desk => desk.calls.length === 0)
  })
})

describe('a caller whom a colleague announced', () => {
  it('is UNVERIFIED, handed to us by that colleague, and owes what a customer owes', async () => {
    const { client, exchange } = rig
    // Another desk of ours, 102, takes an outside call and announces it to us.
    const theirs = await startDesk({
      settings: settingsFor(exchange, { extension: '102', displayName: 'Suzuki Ichiro' }),
      env: { PHONE_DUTY_PASSWORD: exchange.password },
    })
    const browser = await openBrowser()
    await openDeskPage(browser, theirs)
    const suzuki = await openDeskClient(theirs)
    await suzuki.sees('its sound', desk => desk.audioRoom && desk.microphone === 'ready')
    const caller = await callFromOutside(exchange, { dial: '0312345679', from: { number: '09033334444' }, tone: 470 })
    const { callId } = await suzuki.sees('ringing', desk => desk.calls.find(call => call.phase === 'ringing'))
    await suzuki.attempt({ type: 'answer', callId })
    await suzuki.sees('talking', desk => desk.calls.find(call => call.phase === 'talking'))
    await suzuki.attempt({
      type: 'handOver',
      callId,
      legId: 'to-101',
      to: { name: 'Sato', number: '101' },
      way: 'announce',
    })

    const ringing = await rig.inPhase('ringing')
    expect(ringing.line.kind).toBe('internal')
    await client.attempt({ type: 'answer', callId: ringing.callId })
    await rig.inPhase('talking', ringing.callId)
    await suzuki.sees('us on the line', desk =>
      desk.calls.find(call => call.phase === 'handingOver' && call.handOver.stage === 'consulting'),
    )
    await suzuki.attempt({ type: 'join', callId })

    const handed = await client.sees('the new party', desk => desk.calls.find(call => call.handedBy !== ''))
    expect(handed).toMatchObject({
      line: { kind: 'unverified', because: 'handed-over' },
      party: { number: '09033334444' },
      missing: ['requirement', 'callerName', 'contact'],
    })
    expect(handed.handedBy).toContain('Suzuki')
    await rig.hears(470)
    await caller.hangUp()
    await rig.inPhase('wrapUp')
    suzuki.close()
    await browser.close()
    await theirs.stop()
  })
})
