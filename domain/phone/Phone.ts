import type { Instant } from '../Instant'
import type { HandOverPlan } from '../handover/HandOver'
import type { DialogId } from './DialogId'
import type { Invitation, Party } from './Invitation'
import type { Registration } from './Registration'

export type EndedBy = 'us' | 'them' | 'network'

/** Whether we could speak if we answered now. Checked at registration and at each ring, without opening anything. */
export type Microphone = 'ready' | 'none' | 'denied' | 'unasked'

/** What the wire and the sound equipment tell. Facts are never refused. */
export type PhoneFact =
  | { readonly type: 'registrationChanged'; readonly accountId: string; readonly registration: Registration }
  | { readonly type: 'callInvited'; readonly callId: string; readonly invitation: Invitation; readonly at: Instant }
  | {
      readonly type: 'callPlaced'
      readonly callId: string
      readonly accountId: string
      readonly to: Party
      readonly into: string | undefined
      readonly at: Instant
    }
  /** A leg of our own is on its way to a colleague, for a caller of ours. The plan comes back as it was given. */
  | {
      readonly type: 'consultationPlaced'
      readonly callId: string
      readonly legId: string
      readonly plan: HandOverPlan
      readonly at: Instant
    }
  /** The exchange has taken on to join the two, or (plain REFER) to take the caller. No proof that it will. */
  | { readonly type: 'joinAccepted'; readonly callId: string; readonly legId: string; readonly at: Instant }
  | {
      readonly type: 'referAccepted'
      readonly callId: string
      readonly legId: string
      readonly plan: HandOverPlan
      readonly at: Instant
    }
  /** What the exchange reports of it (RFC 3515 section 2.4.5): a SIP status, and not always the truth. */
  | { readonly type: 'referReported'; readonly callId: string; readonly code: number; readonly at: Instant }
  /** Somebody else is on the line now (a new identity in mid-call). */
  | { readonly type: 'partyChanged'; readonly callId: string; readonly party: Party; readonly at: Instant }
  /** They ask us, within the call, to call another number (REFER). */
  | { readonly type: 'callAsked'; readonly callId: string; readonly number: string }
  | { readonly type: 'farEndRinging'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'callAnswered'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'callHeld'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'callResumed'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'callMuted'; readonly callId: string; readonly muted: boolean }
  | { readonly type: 'callSilenced'; readonly callId: string; readonly why: Exclude<Microphone, 'ready'> | 'lost' }
  | { readonly type: 'microphoneOpened'; readonly callId: string }
  | { readonly type: 'callHeard'; readonly callId: string }
  /** The way on which the sound travels is broken, or heals; the call stands. */
  | { readonly type: 'soundBroken'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'soundMended'; readonly callId: string }
  /** What the exchange knows a leg of ours by from now on: a call's, or a colleague's. */
  | { readonly type: 'legIdentified'; readonly callId: string; readonly dialog: DialogId }
  /** A call in which the app had died is ours again, on a leg of a new identity. */
  | { readonly type: 'callTakenBack'; readonly callId: string; readonly dialog: DialogId; readonly at: Instant }
  /** The exchange still holds the leg of a call in which the app had died; or it does not. */
  | { readonly type: 'callStillUp'; readonly callId: string }
  /** With the dialog that is gone where it may be another than the caller's: a colleague is let go for them, too. */
  | { readonly type: 'callGone'; readonly callId: string; readonly dialog?: DialogId }
  | {
      readonly type: 'callEnded'
      readonly callId: string
      readonly by: EndedBy
      /** The final SIP status when the call was refused or failed (RFC 3261 section 21), else undefined. */
      readonly code: number | undefined
      /** Another phone of ours took it (RFC 3326 Reason: cause=200). */
      readonly elsewhere: boolean
      readonly at: Instant
    }
  | { readonly type: 'microphoneChecked'; readonly microphone: Microphone }
  | { readonly type: 'audioRoomChanged'; readonly open: boolean }
  /** Something came from the exchange that may have been a call, and nothing in it told whom to answer. */
  | { readonly type: 'messageUnreadable'; readonly accountId: string; readonly at: Instant }

/** What we ask of a telephone. Each may fail; the failure is told by a rejected promise (a `Failure`). */
export type PhoneCommand =
  /** To sign in again now, after a refusal or at the user's wish. */
  | { readonly type: 'registerAgain'; readonly accountId: string }
  /** `microphoneFirst` when a person has yet to allow it: better before the answer than in the caller's ear. */
  | { readonly type: 'answer'; readonly callId: string; readonly microphoneFirst: boolean }
  | { readonly type: 'decline'; readonly callId: string }
  | { readonly type: 'hangUp'; readonly callId: string }
  | { readonly type: 'hold'; readonly callId: string }
  | { readonly type: 'resume'; readonly callId: string }
  | { readonly type: 'mute'; readonly callId: string; readonly muted: boolean }
  | { readonly type: 'openMicrophone'; readonly callId: string }
  | { readonly type: 'sendDigits'; readonly callId: string; readonly digits: string }
  | {
      readonly type: 'dial'
      readonly callId: string
      readonly accountId: string
      readonly number: string
      /** The record that this call goes on with, when it calls somebody back into theirs. */
      readonly into: string | undefined
    }
  /** Rings a colleague for a caller on hold, on a leg of our own. Silent: our microphone stays closed. */
  | {
      readonly type: 'consult'
      readonly callId: string
      readonly legId: string
      readonly accountId: string
      readonly plan: HandOverPlan
    }
  /** Joins a caller and the colleague who answered (REFER with Replaces, RFC 3891, RFC 5589). */
  | { readonly type: 'join'; readonly callId: string; readonly legId: string }
  /** Asks the exchange to take the caller to a number by itself (REFER, RFC 3515). */
  | { readonly type: 'refer'; readonly callId: string; readonly legId: string; readonly plan: HandOverPlan }
  | { readonly type: 'answerRequest'; readonly callId: string; readonly agreed: boolean }
  /** Takes back a leg that the exchange holds for an app that died (INVITE with Replaces, RFC 3891). */
  | {
      readonly type: 'takeBack'
      readonly callId: string
      readonly accountId: string
      readonly dialog: DialogId
      readonly held: boolean
      readonly muted: boolean
    }
  /** Asks whether the exchange still holds such a leg; or ends it. */
  | {
      readonly type: 'askAfter' | 'letGo'
      readonly callId: string
      readonly accountId: string
      readonly dialog: DialogId
    }

/** The seam between our rules and a telephone. SIP.js sits on the far side of it. */
export interface Phone {
  perform(command: PhoneCommand): Promise<void>
  onFact(listener: (fact: PhoneFact) => void): () => void
}
