import { afterAll, beforeAll, expect, it } from 'vitest'
import { aMortalDesk, type MortalDesk } from '../../soak/aMortalDesk'
import { whenItDies } from '../../soak/whenItDies'
import { figure } from '../support/took'

const rounds = Number(process.env['KILLS'] ?? '20')
const firstSeed = Number(process.env['KILL_SEED'] ?? Date.now() % 100_000)

let desk: MortalDesk

beforeAll(async () => {
  desk = await aMortalDesk()
})

afterAll(() => desk.close())

// A few moments, new ones each time; `npm run soak` takes a hundred. A failure names its seed.
it.each(Array.from({ length: rounds }, (_, at) => firstSeed + at))(
  'a kill -9 at any moment of a call loses nothing, and the caller hears us again, seed %i',
  async seed => {
    const { moment, victim, lostMs, heardAfterMs } = await whenItDies(desk, seed)
    expect(lostMs).toBeLessThan(1_000)
    // A page's load is work for a processor that an exchange, a browser and the callers share here.
    if (heardAfterMs !== undefined)
      figure(`${victim} killed, ${moment}: the caller hears us again`, heardAfterMs, { limit: 3_000, grace: 3_000 })
  },
)
