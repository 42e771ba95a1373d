import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'
import { ourPitch } from './aDeskOnExchange'
import { type DeskPhone, startDeskPhone } from './rig/DeskPhone'
import { callFromOutside, type OutsideCaller } from './rig/OutsideCaller'
import { answerOutside } from './rig/OutsidePhone'
import { until } from './rig/until'

let rig: ClientOnExchange
let colleague: DeskPhone

beforeAll(async () => {
  rig = await aClientOnExchange({ more: { handOver: { noAnswerSeconds: 4 } } })
  colleague = await startDeskPhone(rig.exchange, { as: '201', tone: 600 })
})

afterEach(async () => {
  await rig.clears()
  await colleague.idle()
})

afterAll(async () => {
  await colleague.stop()
  await rig.close()
})

/** Waits until a caller hears this pitch, give or take a little. */
async function hears(caller: OutsideCaller, frequency: number): Promise<void> {
  await until(
    () => `the caller hears ${frequency} Hz (now ${JSON.stringify(caller.heard())})`,
    () => Math.abs(caller.heard().frequency - frequency) < 15,
  )
}

/** Waits until a caller hears something that is not our voice. */
async function hearsMusic(caller: OutsideCaller): Promise<void> {
  await until('the caller hears music', () => {
    const { frequency, energy } = caller.heard()
    return energy > 0 && Math.abs(frequency - ourPitch) > 30
  })
}

/** The caller is back with us, and both hear each other. */
async function isBack(caller: OutsideCaller, callId: string): Promise<void> {
  await rig.inPhase('talking', callId)
  await hears(caller, ourPitch)
  await rig.hears(440)
}

const noticeOf = () => rig.client.desk().notice

describe('announced', () => {
  it('speaks to the colleague first, then puts the two together, and asks nothing', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201')
    await rig.atStage('ringing')
    await hearsMusic(caller)
    await colleague.answer()
    await rig.atStage('consulting')
    await colleague.hears(ourPitch)
    await rig.hears(600)
    await hearsMusic(caller)

    await rig.client.attempt({ type: 'join', callId })
    await rig.client.sees('an empty desk', desk => desk.calls.length === 0)
    await colleague.hears(440)
    await hears(caller, 600)
    expect(await rig.newestRecord()).toMatchObject({
      state: 'closed',
      ending: 'handedOver',
      handedTo: '201',
      capture: { requirement: 'asked for 201' },
    })
    await caller.hangUp()
  })

  it('gives the caller back when the colleague hangs up', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201')
    await colleague.ringing()
    await colleague.answer()
    await rig.atStage('consulting')
    await colleague.hangUp()

    await isBack(caller, callId)
    expect(noticeOf()).toMatchObject({ kind: 'handedBack', why: 'hungUp' })
  })

  it('gives the caller back at once when we think better of it, while it rings and while we speak', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201')
    await rig.atStage('ringing')
    await rig.client.attempt({ type: 'resume', callId })
    await isBack(caller, callId)
    await colleague.idle()

    await rig.handsOver(callId, '201')
    await colleague.ringing()
    await colleague.answer()
    await rig.atStage('consulting')
    await rig.client.attempt({ type: 'resume', callId })
    await isBack(caller, callId)
    await colleague.idle()
  })

  it('goes on with the colleague alone when the caller hangs up meanwhile', async () => {
    const { caller, callId } = await rig.talksTo()
    const legId = await rig.handsOver(callId, '201')
    await colleague.ringing()
    await colleague.answer()
    await rig.atStage('consulting')
    await caller.hangUp()

    await rig.inPhase('wrapUp', callId)
    await rig.inPhase('talking', legId)
    await colleague.hears(ourPitch)
    await rig.client.attempt({ type: 'hangUp', callId: legId })
    await colleague.idle()
  })

  it('stops ringing the colleague when the caller hangs up', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201')
    await colleague.ringing()
    await caller.hangUp()

    await rig.inPhase('wrapUp', callId)
    await colleague.idle()
    expect(rig.client.call()).toMatchObject({ capture: { requirement: 'asked for 201' }, ending: 'endedByThem' })
  })

  it('lets a new caller ring meanwhile, and answers them only when the hand-over is over', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201')
    await colleague.ringing()
    await colleague.answer()
    await rig.atStage('consulting')
    const second = await callFromOutside(rig.exchange, { dial: '0312345678', tone: 500 })
    const { callId: secondId } = await rig.inPhase('ringing')
    await rig.client.attempt({ type: 'answer', callId: secondId })
    expect(noticeOf()).toMatchObject({ kind: 'refused', refusal: { reason: 'handing-over' } })

    await rig.client.attempt({ type: 'join', callId })
    await rig.client.sees('only the second', desk => desk.calls.length === 1)
    await rig.client.attempt({ type: 'answer', callId: secondId })
    await rig.inPhase('talking', secondId)
    await hears(second, ourPitch)
    await caller.hangUp()
    await second.hangUp()
  })
})

describe('sent', () => {
  it('joins the two when the colleague picks up, without a word from us', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201', 'send')
    const { handOver } = await rig.atStage('ringing')
    await until('it has rung for two seconds', () => 'rangAt' in handOver && Date.now() - handOver.rangAt > 2_100)
    await colleague.answer()

    await rig.client.sees('an empty desk', desk => desk.calls.length === 0)
    await colleague.hears(440)
    await hears(caller, 600)
    expect(await rig.newestRecord()).toMatchObject({ ending: 'handedOver', state: 'closed' })
    await caller.hangUp()
  })

  it('does not trust what answers at once, and joins when a person says so', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201', 'send')
    await colleague.ringing()
    await colleague.answer()
    await rig.atStage('answeredAtOnce')
    await hearsMusic(caller)
    await rig.client.attempt({ type: 'join', callId })

    await rig.client.sees('an empty desk', desk => desk.calls.length === 0)
    await colleague.hears(440)
    await caller.hangUp()
  })

  it('keeps the caller from the exchange’s mailbox', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '5103', 'send')
    await rig.atStage('answeredAtOnce')
    await rig.client.attempt({ type: 'resume', callId })

    await isBack(caller, callId)
  })
})

describe('nobody takes the caller', () => {
  it.each([
    ['busy', '201', 'busy'],
    ['not registered', '203', 'unreachable'],
    ['unknown', '299', 'notFound'],
  ])('%s: the caller is back with us within two seconds', async (_, number, why) => {
    const { caller, callId } = await rig.talksTo()
    if (why === 'busy') await colleague.dial('600')
    if (why === 'busy') await colleague.talking()
    await rig.handsOver(callId, number)
    await rig.client.sees('why', desk => desk.notice?.kind === 'handedBack' && desk.notice, 15_000)
    const since = Date.now()
    await rig.inPhase('talking', callId)

    expect(Date.now() - since).toBeLessThan(2_000)
    expect(noticeOf()).toMatchObject({ kind: 'handedBack', why, to: { number } })
    await isBack(caller, callId)
    if (why === 'busy') await colleague.hangUp()
  })

  it('declined: the caller is back with us', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201')
    await colleague.ringing()
    await colleague.hangUp()

    await isBack(caller, callId)
    expect(noticeOf()).toMatchObject({ kind: 'handedBack', why: 'busy' })
  })

  it('not answered: the caller is back after our own patience, not the exchange’s', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.handsOver(callId, '201')
    await colleague.ringing()

    await isBack(caller, callId)
    expect(noticeOf()).toMatchObject({ kind: 'handedBack', why: 'unanswered' })
    await colleague.idle()
  })

  it('gives a caller back on hold who was on hold', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.client.attempt({ type: 'hold', callId })
    await rig.inPhase('held', callId)
    await rig.handsOver(callId, '203')
    await rig.client.sees('why', desk => desk.notice?.kind === 'handedBack')

    await rig.inPhase('held', callId)
    await hearsMusic(caller)
    await rig.client.attempt({ type: 'resume', callId })
    await isBack(caller, callId)
  })
})

describe('a call of ours that ended', () => {
  it('is called back into its record', async () => {
    const { caller, callId } = await rig.talksTo()
    await rig.client.attempt({ type: 'note', callId, slot: 'requirement', text: 'the invoice of May' })
    await rig.client.attempt({ type: 'release', callId, reason: 'needTheLine' })
    await caller.ended
    await rig.client.sees('the way back', desk => desk.undo)
    const outside = await answerOutside(rig.exchange, { tone: 850 })
    await rig.client.attempt({ type: 'undoHangUp', callId: 'again' })
    const call = await outside.called('09011112222')
    await rig.inPhase('talking', 'again')
    await rig.hears(850)

    expect(rig.client.call()).toMatchObject({ recordId: callId, capture: { requirement: 'the invoice of May' } })
    await outside.hangUp(call)
    await rig.inPhase('wrapUp', 'again')
    expect(await rig.newestRecord()).toMatchObject({ callId, state: 'open' })
    await outside.stop()
  })
})
