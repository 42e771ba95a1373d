import type { Instant } from '../Instant'
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
      readonly at: Instant
    }
  | { readonly type: 'farEndRinging'; readonly callId: string }
  | { readonly type: 'callAnswered'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'callHeld'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'callResumed'; readonly callId: string; readonly at: Instant }
  | { readonly type: 'callMuted'; readonly callId: string; readonly muted: boolean }
  | { readonly type: 'callSilenced'; readonly callId: string; readonly why: Exclude<Microphone, 'ready'> | 'lost' }
  | { readonly type: 'microphoneOpened'; readonly callId: string }
  | { readonly type: 'callHeard'; readonly callId: string }
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
  | { readonly type: 'dial'; readonly callId: string; readonly accountId: string; readonly number: string }

/** The seam between our rules and a telephone. SIP.js sits on the far side of it. */
export interface Phone {
  perform(command: PhoneCommand): Promise<void>
  onFact(listener: (fact: PhoneFact) => void): () => void
}
