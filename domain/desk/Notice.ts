import type { Phase } from '../call/Call'
import type { Slot } from '../capture/capturePolicy'
import type { Colleague, HandBack } from '../handover/HandOver'
import type { Microphone } from '../phone/Phone'
import type { Doubt } from '../phone/Doubt'
import type { Command } from './Command'
import type { Intent } from './Intent'

/**
 * What the user hears of when it fails. A line that is not forgotten is only looked for once more at the next start, and
 * a silence that is not remembered only ends with the app.
 */
export type Telling = Exclude<Command, { type: 'forgetLine' | 'keepDoNotDisturb' }>

/** What somebody wanted that leads to a number being called. */
export type Wish = Extract<Intent, { readonly type: 'dial' | 'undoHangUp' | 'handOver' | 'answerRequest' }>

/** The one thing the desk is currently telling its user. `told` grows with each, so that a repeated one is said again. */
export type Notice = {
  readonly told: number
  readonly callId: string | undefined
} & (
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Nobody took the caller, who is back with us. */
  | { readonly kind: 'handedBack'; readonly why: HandBack; readonly to: Colleague }
  /** They hung up while the app was away; the record is open, with everything that was written. */
  | { readonly kind: 'endedMeanwhile'; readonly party: string }
  /** One question before a number is called that costs extra or changes something. The wish waits here for a yes. */
  | { readonly kind: 'askedFirst'; readonly wish: Wish; readonly number: string; readonly doubt: Doubt }
  | { readonly kind: 'failed'; readonly command: Telling['type']; readonly problem: string }
)

/** The house says no: a value, and always with what to do next. */
export type Refusal =
  | { readonly reason: 'no-call' }
  | { readonly reason: 'wrong-phase'; readonly phase: Phase }
  | { readonly reason: 'capture-incomplete'; readonly missing: readonly Slot[] }
  | { readonly reason: 'no-microphone'; readonly microphone: Exclude<Microphone, 'ready'> }
  | { readonly reason: 'no-audio-room' }
  /** Somebody is being handed over, and our ear and mouth are needed for it. */
  | { readonly reason: 'handing-over'; readonly to: Colleague }
  /** Nobody can be called for help from a desk without a window that has sound. */
  | { readonly reason: 'no-audio-room-emergency' }
  | { readonly reason: 'nothing-to-dial' }
  /** The address is at somebody else's phone system. */
  | { readonly reason: 'address-elsewhere' }
  | { readonly reason: 'nothing-to-undo' }
  | { readonly reason: 'not-registered'; readonly emergency: boolean }
  | { readonly reason: 'still-open'; readonly callsUp: number; readonly recordsOwed: number }
