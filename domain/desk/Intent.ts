import type { Declinable, DesiredResponse, Release, TextSlot } from '../capture/Capture'
import type { Colleague } from '../handover/HandOver'
import type { LineKind } from '../phone/classifyLine'
import type { Span } from './doNotDisturb'
import type { PreferenceChanges } from './Preferences'
import type { Locale } from './Settings'

/** What a person says about one call that is up, or ringing. */
export type WireIntent =
  | { readonly type: 'answer'; readonly callId: string }
  | { readonly type: 'decline'; readonly callId: string }
  | { readonly type: 'hold'; readonly callId: string }
  | { readonly type: 'resume'; readonly callId: string }
  | { readonly type: 'hangUp'; readonly callId: string }
  | { readonly type: 'mute'; readonly callId: string; readonly muted: boolean }
  | { readonly type: 'openMicrophone'; readonly callId: string }
  /** `legId` is chosen by the asker, so that asking twice cannot ring a colleague twice. */
  | {
      readonly type: 'handOver'
      readonly callId: string
      readonly legId: string
      readonly to: Colleague
      readonly way: 'announce' | 'send'
    }
  | { readonly type: 'join'; readonly callId: string }
  | { readonly type: 'answerRequest'; readonly callId: string; readonly agreed: boolean }
  | { readonly type: 'sendDigits'; readonly callId: string; readonly digits: string }

/** What a person writes down. Notes are ours, so the desk changes at once. */
export type NoteIntent =
  | { readonly type: 'note'; readonly callId: string; readonly slot: TextSlot; readonly text: string }
  | { readonly type: 'chooseResponse'; readonly callId: string; readonly response: DesiredResponse | null }
  | { readonly type: 'markUrgent'; readonly callId: string; readonly urgent: boolean | null }
  | { readonly type: 'noteWontSay'; readonly callId: string; readonly slot: Declinable; readonly wontSay: boolean }
  | { readonly type: 'correctLine'; readonly callId: string; readonly kind: LineKind }
  /** This caller is better spoken to in that language. */
  | { readonly type: 'speakIn'; readonly callId: string; readonly language: Locale }
  /** Silences the ring of one call here. It rings on for the caller, and on the screen. */
  | { readonly type: 'hush'; readonly callId: string }

/** What a person does with a record. */
export type RecordIntent =
  /** Ends the line if it is up, and closes the record for a named reason. */
  | { readonly type: 'release'; readonly callId: string; readonly reason: Release }
  | { readonly type: 'saveRecord'; readonly callId: string }
  /** Leaves a record open for later; it stays on the list and on the count. */
  | { readonly type: 'putAside'; readonly callId: string }
  | { readonly type: 'fetchRecord'; readonly callId: string }

/** What a person says to the desk as a whole. */
export type DeskIntent =
  /** `callId` is chosen by the asker, so that asking twice cannot place two calls. */
  | { readonly type: 'dial'; readonly callId: string; readonly text: string; readonly accountId: string | null }
  /** Yes to the question on the desk, and to no other that may have come since. */
  | { readonly type: 'callAnyway'; readonly told: number }
  /** Calls the party of the call we have just ended once more, into the same record. */
  | { readonly type: 'undoHangUp'; readonly callId: string }
  /** To sign in again now, after the exchange refused us or could not be reached. */
  | { readonly type: 'registerAgain'; readonly accountId: string }
  | { readonly type: 'choosePresence'; readonly presence: 'available' }
  | { readonly type: 'choosePresence'; readonly presence: 'dnd'; readonly span: Span }
  | { readonly type: 'prefer'; readonly changes: PreferenceChanges }
  | { readonly type: 'dismissNotice' }
  | { readonly type: 'dismissFindings' }
  | { readonly type: 'dismissOutages' }
  | { readonly type: 'dismissUnreadable' }
  /** About a call in which the app died, while the exchange still holds its line. */
  | { readonly type: 'takeCallBack'; readonly callId: string }
  | { readonly type: 'letCallGo'; readonly callId: string }
  | { readonly type: 'quit'; readonly anyway: boolean }

export type Intent = WireIntent | NoteIntent | RecordIntent | DeskIntent
