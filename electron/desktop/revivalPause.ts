import type { Instant } from '../../domain/Instant'

const countedForMs = 5 * 60_000
const longestMs = 60_000

/**
 * How long a page that has died is left alone before it is opened anew. The first time not at all, since a call may be
 * up; a page that dies again and again waits longer each time, or it would keep the machine busy for ever.
 */
export function revivalPause(diedAt: readonly Instant[], now: Instant): number {
  const earlier = diedAt.filter(at => now - at < countedForMs).length
  return earlier === 0 ? 0 : Math.min(1_000 * 2 ** earlier, longestMs)
}
