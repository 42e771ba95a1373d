import type { Instant } from '../Instant'
import type { Registration } from '../phone/Registration'

/** A time in which nobody could have reached us. */
export interface Outage {
  readonly accountId: string
  readonly from: Instant
  readonly to: Instant
}

/** What the desk remembers of them. */
export interface Reach {
  /** When the exchange could not be reached, the newest last; said until somebody has read it. */
  readonly outages: readonly Outage[]
  /** Since when nobody can reach us, by account; nothing stands there while they can. */
  readonly outSince: Readonly<Record<string, Instant>>
}

// A day of a bad connection fits; nobody reads more.
const mostRemembered = 20

/**
 * The outages as they stand after a registration changed. One begins with the first loss, whatever follows it, and is
 * over when we are registered again; merely to be connecting, as at every start, is none.
 */
export function reachAfter({ outages, outSince }: Reach, accountId: string, now: Registration): Reach {
  if (now.state === 'connecting') return { outages, outSince }
  const { [accountId]: from, ...others } = outSince
  if (now.state !== 'registered') return { outages, outSince: { ...outSince, [accountId]: from ?? now.since } }
  if (from === undefined) return { outages, outSince }
  return { outages: [...outages, { accountId, from, to: now.since }].slice(-mostRemembered), outSince: others }
}
