import { afterAll, beforeAll, expect, it } from 'vitest'
import { anyOrder } from '../../soak/anyOrder'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'

let rig: ClientOnExchange

beforeAll(async () => {
  rig = await aClientOnExchange({ more: { handOver: { noAnswerSeconds: 4 } } })
})

afterAll(() => rig.close())

// A few orders, new ones each time; `npm run soak` takes hundreds. A failure names its seed.
const firstSeed = Date.now() % 1_000_000

it.each([0, 1, 2, 3, 4, 5])(
  'never leaves a caller without us, a colleague or music, whatever happens when (%i)',
  async at => {
    const { longestSilenceMs } = await anyOrder(rig, firstSeed + at)

    expect(longestSilenceMs).toBeLessThanOrEqual(2_000)
  },
)
