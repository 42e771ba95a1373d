import type { Instant } from '../Instant'

/** Calls of which so much was broken on the wire that nobody could be rung; said until somebody has read it. */
export interface Unreadable {
  readonly count: number
  readonly lastAt: Instant
}
