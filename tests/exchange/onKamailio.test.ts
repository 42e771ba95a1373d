import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageHears } from '../support/pageEar'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'
import type { AnyExchange } from './rig/AnyExchange'
import { startDeskPhone } from './rig/DeskPhone'
import { startKamailio } from './rig/Kamailio'
import { startPlainPhone } from './rig/PlainPhone'
import { silence } from './rig/pitch'
import { until } from './rig/until'
import { callerPitch, colleaguePitch, outside, tellTheStory } from './theSameStory'

/** An encrypted socket, and a certificate that the office has signed itself. */
const secured = ({ wssUrl, caCertificate }: AnyExchange) => ({
  account: { server: wssUrl },
  env: { NODE_EXTRA_CA_CERTS: caCertificate },
})

describe('a desk on Kamailio with rtpengine', () => {
  // A proxy joins nobody: whoever is handed over goes there by their own telephone.
  const cast = tellTheStory({ start: startKamailio, plug: startPlainPhone, musicOnHold: false, desk: secured })

  it('hears a caller again who had us on hold', async () => {
    const { rig, phone, talksTo, bothHear } = cast()
    const caller = await phone(outside)
    await talksTo(caller)
    await caller.hold()
    await until('we hear nobody', async () => (await pageHears(rig.page)).every(({ energy }) => energy < silence))
    await caller.resume()

    await bothHear(caller, callerPitch)
  })

  it('gives the caller back when the colleague’s telephone can take nobody’s place', async () => {
    const { rig, phone, talksTo, bothHear } = cast()
    const caller = await phone(outside)
    const colleague = await phone({ as: '201', tone: colleaguePitch }, startDeskPhone)
    const callId = await talksTo(caller)
    await rig.handsOver(callId, '201')
    await colleague.ringing()
    await colleague.answer()
    await rig.atStage('consulting')
    await bothHear(colleague, colleaguePitch)
    await rig.client.attempt({ type: 'join', callId })

    await rig.inPhase('talking', callId)
    await bothHear(caller, callerPitch)
    expect(rig.client.desk().notice).toMatchObject({ kind: 'handedBack', why: 'joinRefused' })
  })
})

describe('a desk on Kamailio that hands over by a plain REFER', () => {
  let exchange: AnyExchange
  let rig: ClientOnExchange<AnyExchange>

  beforeAll(async () => {
    exchange = await startKamailio()
    rig = await aClientOnExchange({ at: exchange, more: { handOver: { method: 'refer' } } })
  })

  afterAll(async () => {
    await rig.close()
    await exchange.stop()
  })

  it('sends a caller to a colleague whose telephone can take nobody’s place', async () => {
    const caller = await startPlainPhone(exchange, outside)
    const colleague = await startDeskPhone(exchange, { as: '201', tone: colleaguePitch })
    await caller.dial('0312345678')
    const { callId } = await rig.inPhase('ringing')
    await rig.client.attempt({ type: 'answer', callId })
    await rig.hears(callerPitch)
    await rig.handsOver(callId, '201', 'send')
    await colleague.ringing()
    await colleague.answer()

    await rig.client.sees('an empty desk', desk => desk.calls.length === 0)
    await Promise.all([colleague.hears(callerPitch), caller.hears(colleaguePitch)])
    expect(await rig.newestRecord()).toMatchObject({ state: 'closed', ending: 'handedOver', handedTo: '201' })
    await caller.hangUp()
    await colleague.idle()
    await Promise.all([caller.stop(), colleague.stop()])
  })
})
