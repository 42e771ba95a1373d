import type { Instant } from '../Instant'
import type { Registration } from '../phone/Registration'

/** A time in which nobody could have reached us. */
export interface Outage {
  readonly accountId: string
  readonly from: Instant
  readonly to: Instant
}

// A day of a bad connection fits; nobody reads more.
const mostRemembered = 20

/** The outages as they stand after a registration changed: one is over when we are registered again. */
export function outagesAfter(
  outages: readonly Outage[],
  accountId: string,
  before: Registration | undefined,
  now: Registration,
): readonly Outage[] {
  const wasOut = before?.state === 'offline' || before?.state === 'refused'
  if (!wasOut || now.state !== 'registered') return outages
  return [...outages, { accountId, from: before.since, to: now.since }].slice(-mostRemembered)
}
