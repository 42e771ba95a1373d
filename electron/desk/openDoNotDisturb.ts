import { z } from 'zod'
import type { Instant } from '../../domain/Instant'
import { openKept } from '../profile/openKept'

/** Remembers over a restart until when nothing rings. */
export interface DoNotDisturbStore {
  readonly kept: Instant | undefined
  /** Throws a `Failure` of the disk. */
  keep(until: Instant | undefined): void
}

// A day, and the hour that the clocks may be put back by.
const longestMs = 25 * 60 * 60_000

/** What this profile remembers. An end that nobody could have asked for is no end: it rings. */
export function openDoNotDisturb(folder: string, now: () => Instant): DoNotDisturbStore {
  const { kept, keep } = openKept(folder, 'do-not-disturb', z.strictObject({ until: z.number() }))
  return {
    kept: kept && kept.until - now() <= longestMs ? kept.until : undefined,
    keep: until => keep(until === undefined ? undefined : { until }),
  }
}
