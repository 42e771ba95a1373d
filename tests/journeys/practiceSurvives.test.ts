import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type FaultyPath, openFaultyPath } from '../exchange/rig/FaultyPath'
import { until } from '../exchange/rig/until'
import {
  aDeskInPractice,
  type DeskInPractice,
  okafor,
  ourPitch,
  rosaHears,
  theirPitch,
} from '../support/aDeskInPractice'
import { freePort } from '../support/freePort'
import { openSoundPath, type SoundPath } from '../support/soundPath'

let at: DeskInPractice
let path: FaultyPath
let sound: SoundPath

beforeAll(async () => {
  at = await aDeskInPractice({
    async through(url) {
      path = await openFaultyPath(url, await freePort())
      return path.url
    },
    async prepare(page) {
      sound = await openSoundPath(page)
    },
  })
})

afterEach(() => at.clears())

afterAll(async () => {
  await at.close()
  path.stop()
})

const bothHear = (caller: Awaited<ReturnType<DeskInPractice['talksToOkafor']>>['caller']) =>
  Promise.all([caller.hears(ourPitch), rosaHears(at.page, theirPitch)])

describe('a call in practice', () => {
  it('outlives its socket, and is known on the next one', async () => {
    const { caller, callId } = await at.talksToOkafor()
    path.cut()
    await until('the phone is back on another socket', () => path.connections().length > 1 && at.exchange.isRegistered)
    await bothHear(caller)
    await at.client.sees('the signal', ({ calls }) => calls[0]?.phase === 'talking')
    await at.client.attempt({ type: 'hold', callId })
    await caller.sees('heldByUser')
    await at.inPhase('held', callId)
    expect(at.exchange.holds()).toMatchObject({ sockets: 1, people: 1, legs: 1, dialogs: 1 })
  })

  it('has its sound back after a gap, on another path if need be', { timeout: 60_000 }, async () => {
    const { caller } = await at.talksToOkafor()
    const since = performance.now()
    await sound.cutSound()
    await caller.sees('userSilent')
    const asks = () => path.requests('INVITE', since).some(({ from }) => from === 'phone')
    await until('the phone looks for another path', asks, { within: 20_000 })
    await sound.healSound()
    await bothHear(caller)
  })

  it('is over for whoever rings when the socket is gone', async () => {
    const caller = at.hums(at.exchange.ring(okafor))
    await at.inPhase('ringing')
    path.cut()
    expect(await caller.sees('ended')).toMatchObject({ by: 'exchange', code: 480 })
    await until('the phone is back', () => at.exchange.isRegistered)
  })

  it('comes back when the app has died', { timeout: 60_000 }, async () => {
    const { caller, callId } = await at.talksToOkafor()
    await at.diesAndStartsAgain()
    await at.inPhase('talking', callId)
    await bothHear(caller)
    expect(at.exchange.holds()).toMatchObject({ people: 1, legs: 1 })
  })
})
