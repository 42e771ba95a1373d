import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endByRelease, press } from '../support/atTheDesk'
import {
  aDeskInPractice,
  colleaguesPitch,
  type DeskInPractice,
  okafor,
  ourPitch,
  rosaHears,
  theirPitch,
} from '../support/aDeskInPractice'

let at: DeskInPractice

beforeAll(async () => {
  at = await aDeskInPractice()
})

afterEach(() => at.clears())

afterAll(() => at.close())

const verdict = () => at.page.getByTestId('line-verdict').textContent()

describe('somebody who calls in practice', () => {
  it('rings from outside with the number they called, is answered, and both hear each other', async () => {
    const { page, exchange } = at
    const caller = at.hums(exchange.ring(okafor))
    await caller.sees('ringing')
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    expect(await verdict()).toContain('EXTERNAL')
    expect(await page.getByTestId('answer-as').textContent()).toContain('Example Trading')

    await press(page, 'Answer')
    await caller.sees('answered')
    await Promise.all([caller.hears(ourPitch), rosaHears(page, theirPitch)])
    await caller.sees('userSpeaks')
    // Both hum, and neither lets the other finish.
    await caller.sees('talkedOver')

    await endByRelease(page, 'Wrong number')
    expect(await caller.sees('ended')).toMatchObject({ by: 'user' })
  })

  it('is INTERNAL when a colleague calls', async () => {
    at.exchange.ring({ number: '201', name: 'Tomas Lind', line: 'internal' })
    await at.page.getByRole('region', { name: 'Incoming call' }).waitFor()
    expect(await verdict()).toContain('INTERNAL')
    await press(at.page, 'Decline')
  })

  it('is UNVERIFIED when the exchange says nothing of their line, whatever they claim', async () => {
    const claims = ['X-Line-Type: internal', 'Alert-Info: <http://127.0.0.1>;info=internal']
    at.exchange.ring({ number: '201', name: 'Tomas Lind', line: 'unverified', claims })
    await at.page.getByRole('region', { name: 'Incoming call' }).waitFor()
    expect(await verdict()).toContain('UNVERIFIED')
    await press(at.page, 'Decline')
  })

  it('is not INTERNAL when somebody outside shows the number of an extension, whatever they claim', async () => {
    const claims = ['X-Line-Type: internal', 'Alert-Info: <http://127.0.0.1>;info=internal']
    const leg = at.hums(at.exchange.ring({ ...okafor, number: '201', name: 'Tomas Lind', claims }))
    await at.page.getByRole('region', { name: 'Incoming call' }).waitFor()
    expect(await verdict()).toContain('EXTERNAL')
    await press(at.page, 'Decline')
    expect(await leg.sees('ended')).toMatchObject({ by: 'user', code: 486 })
  })

  it('shows no number when it is withheld', async () => {
    const leg = at.exchange.ring({ ...okafor, isWithheld: true })
    const { party } = await at.inPhase('ringing')
    expect(party).toMatchObject({ number: '', withheld: true })
    leg.hangUp()
  })

  it('stops ringing when they hang up first', async () => {
    const caller = at.hums(at.exchange.ring(okafor))
    await caller.sees('ringing')
    await at.inPhase('ringing')
    caller.leg.hangUp()
    expect(await caller.sees('ended')).toMatchObject({ by: 'themselves' })
    await at.client.sees('that it stopped', ({ calls }) => calls.every(({ phase }) => phase !== 'ringing'))
  })

  it('hangs up by themselves after the call was answered', async () => {
    const { caller, callId } = await at.talksToOkafor()
    caller.leg.hangUp()
    await at.inPhase('wrapUp', callId)
    expect(caller.leg.state).toBe('ended')
  })

  it('knows that they are on hold, and that they were taken back', async () => {
    const { caller, callId } = await at.talksToOkafor()
    await at.client.attempt({ type: 'hold', callId })
    await Promise.all([caller.sees('heldByUser'), at.inPhase('held', callId)])
    await caller.sees('userSilent')
    expect(caller.leg.isHeldByUser).toBe(true)

    await at.client.attempt({ type: 'resume', callId })
    await caller.sees('takenBack')
    await Promise.all([caller.hears(ourPitch), rosaHears(at.page, theirPitch)])
  })

  it('notices when nobody says a word for six seconds', async () => {
    const { caller, callId } = await at.talksToOkafor()
    await caller.sees('userSpeaks')
    await at.client.attempt({ type: 'mute', callId, muted: true })
    await caller.sees('userSilent')
    caller.leg.hush()
    await caller.sees('leftInSilence')
    await at.client.attempt({ type: 'mute', callId, muted: false })
  })

  it('hears which keys are pressed', async () => {
    const { caller, callId } = await at.talksToOkafor()
    await at.client.attempt({ type: 'sendDigits', callId, digits: '4#' })
    await caller.sees('keyPressed', 2)
    const keys = caller.events.flatMap(event => (event.type === 'keyPressed' ? [event.key] : []))
    expect(keys).toEqual(['4', '#'])
  })

  it('goes on when the page is reloaded, talking or on hold', async () => {
    const { caller, callId } = await at.talksToOkafor()
    await at.reloads()
    await Promise.all([caller.hears(ourPitch), rosaHears(at.page, theirPitch)])
    expect(at.exchange.holds()).toMatchObject({ people: 1, legs: 1 })

    await at.client.attempt({ type: 'hold', callId })
    await Promise.all([caller.sees('heldByUser'), at.inPhase('held', callId)])
    await at.reloads()
    await at.inPhase('held', callId)
    await at.client.attempt({ type: 'resume', callId })
    await Promise.all([caller.hears(ourPitch), rosaHears(at.page, theirPitch)])
  })
})

describe('five who call at once', () => {
  it('are all answered, and the last of them is heard', async () => {
    const pitches = [440, 480, 520, 560, 620]
    const numbers = pitches.map(hertz => `+442079460${hertz}`)
    const callers = pitches.map((hertz, each) =>
      at.hums(at.exchange.ring({ ...okafor, number: numbers[each] ?? '' }), hertz),
    )
    await at.client.sees('five calls', ({ calls }) => calls.length === 5)
    for (const number of numbers) {
      const { callId } = await at.client.sees(number, ({ calls }) => calls.find(({ party }) => party.number === number))
      await at.client.attempt({ type: 'answer', callId })
      await at.inPhase('talking', callId)
    }
    await Promise.all(callers.map(caller => caller.sees('answered')))
    await at.client.sees('four on hold', ({ calls }) => calls.filter(({ phase }) => phase === 'held').length === 4)
    await Promise.all([callers.at(-1)?.hears(ourPitch), rosaHears(at.page, 620)])
    for (const { leg } of callers) leg.hangUp()
  })
})

describe('a colleague whom Rosa calls', () => {
  it('rings, answers, and each hears the other; puts her on hold with music, and takes her back', async () => {
    const called = at.nextCallTo('201')
    await at.client.attempt({ type: 'dial', callId: 'to-tomas', text: '201', accountId: null })
    const tomas = await called
    await tomas.sees('ringing')
    await tomas.sees('answered')
    await Promise.all([tomas.hears(ourPitch), rosaHears(at.page, colleaguesPitch)])

    tomas.leg.hold(true)
    await rosaHears(at.page, 330)
    tomas.leg.hold(false)
    await rosaHears(at.page, colleaguesPitch)
    await at.client.attempt({ type: 'hangUp', callId: 'to-tomas' })
    expect(await tomas.sees('ended')).toMatchObject({ by: 'user' })
  })

  it('is busy, or not known at all', async () => {
    for (const number of ['202', '299']) {
      await at.client.attempt({ type: 'dial', callId: `to-${number}`, text: number, accountId: null })
      await at.client.sees('that it is over', ({ calls }) => calls.every(({ phase }) => phase !== 'calling'))
    }
  })

  it('can be somebody who has just called, and is called back when the call was ended too soon', async () => {
    const { callId } = await at.talksToOkafor()
    const called = at.nextCallTo(okafor.number)
    await at.client.attempt({ type: 'release', callId, reason: 'wrongNumber' })
    await at.client.attempt({ type: 'undoHangUp', callId })
    const again = await called
    await Promise.all([again.hears(ourPitch), rosaHears(at.page, colleaguesPitch)])
  })
})
