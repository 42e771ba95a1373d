import { expect, it } from 'vitest'
import { oneFaultyDesk } from '../tests/exchange/aFaultyDesk'
import { anyFault } from './anyFault'
import { seeds, soakRound } from './soakRound'

const at = oneFaultyDesk()

it.each(seeds(100))('a call survives whatever befalls the network, seed %i', { timeout: 240_000 }, seed =>
  soakRound('faults', seed, async () => {
    const { faults, heardAfterMs } = await anyFault(at(), seed)
    // A path that is found again is noticed at the next probe; a minute would be a lost call.
    if (heardAfterMs !== undefined) expect(heardAfterMs, faults).toBeLessThan(35_000)
    return { heardAfterMs, faults }
  }),
)
