import type { Instant } from '../Instant'

/** How long a caller has been on hold, in the steps that a caller feels. */
export type HoldStage = 'start' | 'half' | 'minute'

/** At half a minute one apologises; at a minute one offers to call back. */
export function holdStage(heldAt: Instant, now: Instant): HoldStage {
  const held = now - heldAt
  if (held >= 60_000) return 'minute'
  return held >= 30_000 ? 'half' : 'start'
}
