import type { Instant } from '../Instant'

/** A ring and the pause after it, as callers in Japan and most of Europe hear them. */
const ringLasts = 3_000

/** How many times it has rung by now. It is the first ring from the very start. */
export function ringsSince(startedAt: Instant, now: Instant): number {
  return 1 + Math.max(0, Math.floor((now - startedAt) / ringLasts))
}
