import { afterAll, beforeAll, it } from 'vitest'
import { type ClientOnExchange, aClientOnExchange } from '../tests/exchange/aClientOnExchange'
import { anyOrder } from './anyOrder'
import { seeds, soakRound } from './soakRound'

let rig: ClientOnExchange

beforeAll(async () => {
  rig = await aClientOnExchange({ more: { handOver: { noAnswerSeconds: 4 } } })
})

afterAll(() => rig.close())

it.each(seeds(200))('keeps the caller in company, seed %i', seed =>
  soakRound('handOvers', seed, async () => {
    const { longestSilenceMs, record } = await anyOrder(rig, seed)
    return { longestSilenceMs, ending: record.ending }
  }),
)
