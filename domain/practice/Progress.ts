import type { Instant } from '../Instant'
import type { PracticeNumbers } from './Debrief'

/** One practised call, as it is kept: numbers, and nobody's words. */
export interface PractisedCall extends PracticeNumbers {
  readonly at: Instant
  readonly scene: string
  readonly caller: string
}

/** The progress in columns, as a chart takes them: one entry for each practised call, the oldest first. */
export interface ProgressColumns {
  /** In seconds since the epoch. */
  readonly at: readonly number[]
  /** Undefined where nobody answered: a gap in the picture. */
  readonly rings: readonly (number | undefined)[]
  readonly holdSeconds: readonly number[]
  /** Of what could be caught; undefined where nothing was to be. */
  readonly caughtPercent: readonly (number | undefined)[]
  /** How many of the last five ended well. */
  readonly endedRightPercent: readonly number[]
}

const lately = 5

/** The practised calls as columns. How often they ended well is told of the last five, so that one bad day is no cliff. */
export function progressColumns(calls: readonly PractisedCall[]): ProgressColumns {
  const sorted = calls.toSorted((one, other) => one.at - other.at)
  return {
    at: sorted.map(({ at }) => Math.floor(at / 1_000)),
    rings: sorted.map(({ answered, rings }) => (answered ? rings : undefined)),
    holdSeconds: sorted.map(({ longestHoldSeconds }) => longestHoldSeconds),
    caughtPercent: sorted.map(({ slotsRight, slotsCompared }) =>
      slotsCompared === 0 ? undefined : Math.round((100 * slotsRight) / slotsCompared),
    ),
    endedRightPercent: sorted.map((_, at) => {
      const last = sorted.slice(Math.max(0, at + 1 - lately), at + 1)
      return Math.round((100 * last.filter(({ endedRight }) => endedRight).length) / last.length)
    }),
  }
}
