import type { Instant } from '../Instant'

/** What the desk wants to be reminded of. Late reminders are recognised by the ids and ignored. */
export type Wake =
  | { readonly what: 'doNotDisturbOver'; readonly until: Instant }
  | { readonly what: 'colleagueSilent'; readonly callId: string; readonly legId: string }
  | { readonly what: 'joinSilent'; readonly callId: string; readonly legId: string }
  | { readonly what: 'undoOver'; readonly callId: string }
  /** A caller in whose call the app died has waited so long that nobody expects a voice any more. */
  | { readonly what: 'waitedLong'; readonly callId: string }
