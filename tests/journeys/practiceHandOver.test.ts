import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import {
  aDeskInPractice,
  colleaguesPitch,
  type DeskInPractice,
  type Overheard,
  ourPitch,
  rosaHears,
  theirPitch,
} from '../support/aDeskInPractice'

let at: DeskInPractice

afterEach(() => at.clears())

const noticeOf = () => at.client.desk().notice

/** The caller is back with Rosa, and both hear each other. */
async function isBack(caller: Overheard, callId: string): Promise<void> {
  await at.inPhase('talking', callId)
  await Promise.all([caller.hears(ourPitch), rosaHears(at.page, theirPitch)])
}

/** The two speak with each other, and Rosa is out of it. */
async function speakTogether(caller: Overheard, colleague: Overheard): Promise<void> {
  await at.client.sees('an empty desk', ({ calls }) => calls.length === 0)
  expect((await caller.sees('joinedWith')).leg).toBe(colleague.leg)
  expect((await colleague.sees('joinedWith')).leg).toBe(caller.leg)
  await Promise.all([caller.hears(colleaguesPitch), colleague.hears(theirPitch)])
  await until('Rosa is out of it', () => at.exchange.holds().legs === 0)
  caller.leg.hangUp()
  expect(await colleague.sees('ended')).toMatchObject({ by: 'partner' })
}

describe('a hand-over in practice', () => {
  beforeAll(async () => {
    at = await aDeskInPractice({ more: { handOver: { noAnswerSeconds: 4 } } })
  })

  afterAll(() => at.close())

  it('announced: Rosa speaks to the colleague first, then the two are together', async () => {
    const { caller, callId } = await at.talksToOkafor()
    const called = at.nextCallTo('201')
    await at.handsOver(callId, '201')
    const tomas = await called
    await caller.sees('heldByUser')
    await at.atStage('consulting')
    await Promise.all([tomas.hears(ourPitch), rosaHears(at.page, colleaguesPitch)])
    await at.client.attempt({ type: 'join', callId })

    await speakTogether(caller, tomas)
    expect(await at.newestRecord()).toMatchObject({ ending: 'handedOver', handedTo: '201' })
  })

  it('sent: the two are joined when a colleague whose phone rang answers', async () => {
    at.exchange.behaves('201', { kind: 'answers', afterMs: 2_500 })
    const { caller, callId } = await at.talksToOkafor()
    const called = at.nextCallTo('201')
    await at.handsOver(callId, '201', 'send')
    await speakTogether(caller, await called)
    at.exchange.behaves('201', { kind: 'answers', afterMs: 300 })
  })

  it('sent: leaves it to Rosa when something answers at once, and she takes the caller back', async () => {
    const { caller, callId } = await at.talksToOkafor()
    await at.handsOver(callId, '204', 'send')
    await at.atStage('answeredAtOnce')
    await at.client.attempt({ type: 'resume', callId })
    await isBack(caller, callId)
  })

  it.each([
    ['202', 'busy'],
    ['203', 'unanswered'],
    ['205', 'declined'],
    ['206', 'unreachable'],
    ['299', 'notFound'],
  ])('gives the caller back when %s is not to be had: %s', async (number, why) => {
    const { caller, callId } = await at.talksToOkafor()
    await at.handsOver(callId, number)
    await at.client.sees('the caller back', ({ notice }) => notice?.kind === 'handedBack')
    await isBack(caller, callId)
    expect(noticeOf()).toMatchObject({ why })
  })

  it('gives the caller back at once when Rosa thinks better of it while it rings', async () => {
    const { caller, callId } = await at.talksToOkafor()
    const called = at.nextCallTo('203')
    await at.handsOver(callId, '203')
    await at.atStage('ringing')
    await at.client.attempt({ type: 'resume', callId })
    expect(await (await called).sees('ended')).toMatchObject({ by: 'user' })
    await isBack(caller, callId)
  })

  it('goes on with the colleague alone when the caller hangs up meanwhile', async () => {
    const { caller, callId } = await at.talksToOkafor()
    const called = at.nextCallTo('201')
    const legId = await at.handsOver(callId, '201')
    const tomas = await called
    await at.atStage('consulting')
    caller.leg.hangUp()
    await at.inPhase('wrapUp', callId)
    await at.inPhase('talking', legId)
    await Promise.all([tomas.hears(ourPitch), rosaHears(at.page, colleaguesPitch)])
    await at.client.attempt({ type: 'hangUp', callId: legId })
    expect(await tomas.sees('ended')).toMatchObject({ by: 'user' })
  })
})

describe('a plain REFER in practice', () => {
  beforeAll(async () => {
    at = await aDeskInPractice({ more: { handOver: { method: 'refer' } }, sending: { ringsForMs: 1_500 } })
  })

  afterAll(() => at.close())

  it('brings the caller to a colleague who answers', async () => {
    const { caller, callId } = await at.talksToOkafor()
    const called = at.nextCallTo('201')
    await at.handsOver(callId, '201', 'send')
    expect(await caller.sees('sentTo')).toMatchObject({ number: '201' })
    await speakTogether(caller, await called)
  })

  it.each(['203', '205'])('rings Rosa again, in the same record, when nobody at %s takes the caller', async number => {
    const { caller, callId } = await at.talksToOkafor()
    await at.handsOver(callId, number, 'send')
    const back = await at.inPhase('ringing')
    expect(back).toMatchObject({ recordId: callId, recalledFrom: number, line: { kind: 'external' } })
    expect(await caller.sees('recalled')).toMatchObject({ from: number })
    await at.client.attempt({ type: 'answer', callId: back.callId })
    await isBack(caller, back.callId)
  })

  it('leaves the caller with Rosa when the number is busy, or nobody’s', async () => {
    const { caller, callId } = await at.talksToOkafor()
    for (const number of ['202', '299']) {
      await at.handsOver(callId, number, 'send')
      await at.client.sees('why', ({ notice }) => notice && notice.kind !== 'refused' && notice)
      await isBack(caller, callId)
    }
  })
})
