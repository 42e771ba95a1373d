import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { aMortalDesk, type MortalDesk } from './aMortalDesk'
import { seeds, soakRound } from './soakRound'
import { whenItDies } from './whenItDies'

let desk: MortalDesk

beforeAll(async () => {
  desk = await aMortalDesk()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  // What went wrong in one round must not go wrong in the next because of it.
  await desk.close()
  desk = await aMortalDesk()
})

afterAll(() => desk.close())

it.each(seeds(100))('kill -9 at any moment, seed %i', seed =>
  soakRound('kills', seed, async () => {
    const { moment, victim, lostMs, wasHeld, heardAfterMs } = await whenItDies(desk, seed)
    expect(lostMs, 'typing lost, in ms').toBeLessThan(1_000)
    // Where the exchange, a browser and the callers share a processor, three seconds become a little more.
    if (heardAfterMs !== undefined) expect(heardAfterMs, 'ms until the caller hears us').toBeLessThan(6_000)
    return { lostMs, heardAfterMs, moment, victim, wasHeld }
  }),
)
