import type { Instant } from '../Instant'
import { emergencyIn, isEmergencySomewhere } from '../phone/emergency'
import type { Invitation } from '../phone/Invitation'
import type { Desk } from './Desk'
import type { Account } from './Settings'

/** For so long after a call of ours to the emergency services whoever calls may be them (RFC 6881 ED-68 names no time). */
export const callBackWithinMs = 30 * 60_000

/**
 * What to dial when what was typed reaches the emergency services by any extension of ours; undefined when it does not.
 * Without any extension every country's numbers count: then it can only be said that nobody can be reached from here.
 */
export function emergencyTyped({ settings: { accounts } }: Desk, text: string): string | undefined {
  if (accounts.length === 0) return isEmergencySomewhere(text) ? text : undefined
  return accounts.map(account => emergencyIn(text, account)).find(number => number !== undefined)
}

/**
 * The extension from which a number is called: the one that was chosen, else the first that is signed in. In an
 * emergency the first in whose country it is one; any other that works is better than none.
 */
export function accountFor(desk: Desk, number: string, wanted: string | null): Account | undefined {
  const usable = desk.settings.accounts.filter(each => desk.registrations[each.accountId]?.state === 'registered')
  const chosen = usable.find(each => each.accountId === wanted)
  return chosen ?? usable.find(each => emergencyIn(number, each) !== undefined) ?? usable[0]
}

/** The desk, when a call of ours to the emergency services has begun or ended. */
export function withHelpCalled(desk: Desk, accountId: string, at: Instant): Desk {
  return { ...desk, helpCalledAt: { ...desk.helpCalledAt, [accountId]: at } }
}

/**
 * Whether a call may be the emergency services calling back (RFC 6881 ED-68). They call from numbers of any kind, so for a
 * while it may be anybody who calls the extension that called them. What a call says of itself (RFC 7090) anybody can
 * write: it counts only while we wait for them, and then for every extension of ours.
 */
export function mayBeHelp(desk: Desk, { accountId, priority }: Invitation, at: Instant): boolean {
  const asked = Object.keys(desk.helpCalledAt).filter(each => {
    const called = desk.helpCalledAt[each]
    const isUp = desk.calls.some(call => isOurs(call) && call.accountId === each && !('endedAt' in call))
    return isUp || (called !== undefined && at - called <= callBackWithinMs)
  })
  return priority === 'psap-callback' ? asked.length > 0 : asked.includes(accountId)
}

interface MaybeEmergency {
  readonly direction: 'incoming' | 'outgoing'
  readonly emergency: boolean
}

/** A call that we placed to the emergency services. */
export const isOurs = ({ direction, emergency }: MaybeEmergency): boolean => emergency && direction === 'outgoing'
