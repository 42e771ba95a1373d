import { type FaultyDesk } from '../tests/exchange/aFaultyDesk'
import { bothHear, card, registered, ringsAgain, talks, wrappingUp } from '../tests/exchange/onTheLine'
import { field } from '../tests/support/atTheDesk'
import { pauseFor } from './pauseFor'
import { pickWith, randomFrom } from './randomFrom'

/** What became of a call in which the network or the exchange failed in some way. */
export interface FaultOutcome {
  readonly faults: string
  /** From the end of the last fault until both heard each other; undefined when the call could not be saved. */
  readonly heardAfterMs: number | undefined
}

/**
 * One call, and one to three faults at random moments of it. As long as the exchange lives the call goes on as one and the
 * same; when it dies the call ends as lost, its notes are kept, and the next call rings.
 */
export async function anyFault(rig: FaultyDesk, seed: number): Promise<FaultOutcome> {
  const random = randomFrom(seed)
  const pick = pickWith(random)
  const { page, exchange, path, sound } = rig
  const caller = await talks(rig)
  const callId = await card(page).getAttribute('data-call-id')
  await field(page, 'What do they need?').fill('the invoice of May')
  const forMs = () => 500 + Math.round(random() * 8_000)
  const lasting = async (ms: number, begin: () => unknown, end: () => unknown) => {
    await begin()
    await pauseFor(ms)
    await end()
  }
  const faults = {
    'socket cut': () => path.cut(),
    'socket closed': () => path.close(),
    'black hole': () => lasting(forMs(), path.blackHole, path.heal),
    'slow path': () => lasting(forMs(), () => path.slow({ latencyMs: 100 + random() * 700 }), path.heal),
    'old address': () => path.strand(),
    'exchange frozen': () => lasting(forMs(), exchange.freeze, exchange.thaw),
    'no sound': () => lasting(forMs(), sound.cutSound, sound.healSound),
  } as const
  const names = Object.keys(faults) as (keyof typeof faults)[]
  const done: string[] = []
  const dies = random() < 0.12
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
    await pauseFor(random() * 1_500)
    const name = pick(names)
    done.push(name)
    await faults[name]()
  }
  try {
    if (dies) {
      done.push('exchange killed')
      await exchange.kill()
      await exchange.restart()
      await path.heal()
      await wrappingUp(page)
      if ((await field(page, 'What do they need?').inputValue()) !== 'the invoice of May')
        throw new Error('the notes of the lost call are gone')
      await registered(page)
      await caller.stop()
      await (await ringsAgain(rig)).cancel()
      return { faults: done.join(', '), heardAfterMs: undefined }
    }
    const since = performance.now()
    await path.heal()
    await bothHear(page, caller, 440, 60_000)
    const heardAfterMs = Math.round(performance.now() - since)
    const shown = await card(page).getAttribute('data-call-id')
    if (shown !== callId) throw new Error(`the call goes on as ${shown}`)
    if ((await field(page, 'What do they need?').inputValue()) !== 'the invoice of May')
      throw new Error('the notes are gone')
    await registered(page)
    await caller.hangUp()
    await wrappingUp(page)
    return { faults: done.join(', '), heardAfterMs }
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    const lastLog = rig.desk.log().trimEnd().split('\n').slice(-40).join('\n')
    throw new Error(`seed ${seed}: after ${done.join(', ')}: ${what}\n${lastLog}`, { cause: error })
  } finally {
    await caller.stop()
  }
}
