import { Inviter, type Invitation as SipInvitation, SessionState } from 'sip.js'
import { SessionDialog } from 'sip.js/lib/core/index.js'
import type { DialogName, DialogState } from './guard/Dialogs'
import type { Leg } from './Leg'

/** The leg that a request within a dialog means, if it is one of ours. */
export function legOf(legs: readonly Leg[], { callId, ourTag }: DialogName): Leg | undefined {
  return legs.find(({ session }) =>
    session instanceof Inviter
      ? session.request.callId === callId && session.request.fromTag === ourTag
      : isTheirs(session as SipInvitation, callId, ourTag),
  )
}

function isTheirs({ request }: SipInvitation, callId: string, ourTag: string): boolean {
  // SIP.js writes the tag that it gives to our end into the request that came without one.
  return request.callId === callId && request.toTag === ourTag
}

/** How far a leg has come, as the guard asks it. */
export function dialogStateOf(leg: Leg | undefined): DialogState {
  switch (leg?.session.state) {
    case undefined:
      return 'unknown'
    case SessionState.Initial:
    case SessionState.Establishing:
      return leg?.session instanceof Inviter ? 'calling' : 'ringing'
    case SessionState.Established:
      return isAsking(leg) ? 'asking' : 'up'
    case SessionState.Terminating:
    case SessionState.Terminated:
      return 'ending'
  }
}

/** A re-INVITE of ours has left and is not settled: theirs has to wait (RFC 3261 section 14.1). */
function isAsking(leg: Leg | undefined): boolean {
  const dialog = leg?.session.dialog
  return dialog instanceof SessionDialog && dialog.reinviteUserAgentClient !== undefined
}
