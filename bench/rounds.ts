import type { Exchange } from '../tests/exchange/rig/Exchange'
import { clockOffset } from './clockOffset'
import type { Contestant } from './contestants'
import { lapsOf, resetStopwatch } from './stopwatch'

/** What one call took, by the name of each figure, in milliseconds. */
export type Taken = Readonly<Record<string, number>>

/** What each contestant's calls took, by the name of each figure. */
export type Measured = Map<Contestant['name'], Map<string, number[]>>

/** How often each is called: `PHONE_DUTY_BENCH_CALLS`, else 20 times. */
export const calls = Number(process.env['PHONE_DUTY_BENCH_CALLS'] ?? 20)

/** What a call's stopwatches said, all by our clock. */
export interface Moments {
  readonly invited: number
  readonly painted: number
  readonly clicked: number
  readonly answered: number
  readonly heard: number
}

/**
 * Calls everybody in turn, again and again, so that a busy moment of the machine hits all alike. The first call to each
 * is not counted: nobody's code is warm yet. `take` waits for what it measures.
 */
export async function takeRounds(
  exchange: Exchange,
  contestants: readonly Contestant[],
  take: (contestant: Contestant, moments: () => Promise<Moments>) => Promise<Taken>,
): Promise<Measured> {
  const measured: Measured = new Map()
  for (let round = 0; round <= calls; round += 1) {
    for (const contestant of contestants) {
      const { name, number, page, proxy } = contestant
      await resetStopwatch(page)
      await exchange.cli(`channel originate Local/${number}@outside-at-once application Milliwatt`)
      const taken = await take(contestant, async () => {
        const [laps, offset] = [await lapsOf(page), await clockOffset(page)]
        const ours = (theirs: number) => (theirs > 0 ? theirs + offset : 0)
        const { painted, clicked, heard } = laps
        return {
          invited: proxy.invitedAt(),
          answered: proxy.answeredAt(),
          painted: ours(painted),
          clicked: ours(clicked),
          heard: ours(heard),
        }
      })
      await exchange.hangUpAll()
      await contestant.clear()
      if (round === 0) continue
      const figures = measured.get(name) ?? new Map<string, number[]>()
      measured.set(name, figures)
      for (const [figure, value] of Object.entries(taken)) figures.set(figure, [...(figures.get(figure) ?? []), value])
    }
  }
  return measured
}
