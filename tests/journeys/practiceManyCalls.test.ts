import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aDeskInPractice, type DeskInPractice, nobodyIsOnTheLine, ourPitch } from '../support/aDeskInPractice'
import { pageHolds } from '../support/pageEar'
import { until } from '../exchange/rig/until'

// A few with every test; `PHONE_DUTY_PRACTICE_CALLS=50` takes as many as were promised.
const calls = Number(process.env['PHONE_DUTY_PRACTICE_CALLS'] ?? '6')
const isThorough = calls >= 50
const warmUp = 5
const mostGrown = 5e6

let at: DeskInPractice

beforeAll(async () => {
  at = await aDeskInPractice({ nodeArgs: ['--expose-gc'] })
})

afterAll(() => at.close())

/** A call of each kind in turn: ended by us or by them, held, handed over, or with a page that is reloaded. */
async function oneCall(round: number): Promise<void> {
  const { caller, callId } = await at.talksToOkafor()
  if (round % 5 === 1) {
    await at.client.attempt({ type: 'hold', callId })
    await Promise.all([caller.sees('heldByUser'), at.inPhase('held', callId)])
    await at.client.attempt({ type: 'resume', callId })
    await caller.sees('takenBack')
  }
  if (round % 5 === 2) {
    const called = at.nextCallTo('201')
    await at.handsOver(callId, '201')
    await at.atStage('consulting')
    await at.client.attempt({ type: 'join', callId })
    await (await called).sees('joinedWith')
  }
  if (round % 5 === 3) {
    await at.reloads()
    await caller.hears(ourPitch)
  }
  if (round % 2 === 0) caller.leg.hangUp()
  await at.clears()
}

interface Heaps {
  readonly desk: number
  /** This process, where the exchange is. */
  readonly exchange: number
}

/** Waits until neither the desk, nor the page, nor the exchange keeps anything of any call. */
async function everythingIsGivenBack(): Promise<Heaps> {
  await nobodyIsOnTheLine(at.exchange)
  let left: unknown
  return await until(
    () => `everything is given back: ${JSON.stringify(left)}`,
    async () => {
      const [holds, page] = await Promise.all([at.desk.holds(), pageHolds(at.page)])
      const { legs, sessions, dialogs } = holds
      const ours = at.exchange.holds()
      // Transactions wait for half a minute for whatever is still under way (RFC 6026).
      const transactions = isThorough ? holds.transactions + ours.transactions : 0
      left = { legs, sessions, dialogs, transactions, page, ours }
      if (legs + sessions + dialogs + transactions + page.peers + page.microphones > 0) return false
      collectGarbage()
      return { desk: holds.heapUsed, exchange: process.memoryUsage().heapUsed }
    },
    { within: 40_000, every: 200 },
  )
}

/** A test's own process has no switch for it on its command line. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

it(`gives everything back after ${calls} calls`, { timeout: 120_000 + calls * 10_000 }, async () => {
  for (let round = 0; round < warmUp; round += 1) await oneCall(round)
  const before = await everythingIsGivenBack()
  const { timers } = at.exchange.holds()
  for (let round = 0; round < calls; round += 1) await oneCall(round)
  const after = await everythingIsGivenBack()

  const grown = { desk: after.desk - before.desk, exchange: after.exchange - before.exchange }
  console.log(`after ${calls} calls the heaps have grown by so many bytes: ${JSON.stringify(grown)}`)
  expect(grown.desk).toBeLessThan(mostGrown)
  expect(grown.exchange).toBeLessThan(mostGrown)
  expect(at.exchange.holds()).toMatchObject({ sockets: 1, people: 0, legs: 0, dialogs: 0, timers })
})
