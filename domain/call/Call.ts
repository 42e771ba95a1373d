import type { Instant } from '../Instant'
import type { Capture } from '../capture/Capture'
import type { HandOver } from '../handover/HandOver'
import type { Line, LineKind } from '../phone/classifyLine'
import type { Invitation, Party } from '../phone/Invitation'

/**
 * One call, from its first ring until its record is on disk.
 *
 *     calling ─┐
 *     ringing ─┴─▶ talking ◀─▶ held ◀──▶ handingOver     (back again when nobody takes the caller)
 *        │            │          │            │
 *        ▼            ▼          ▼            ▼
 *     (missed)      wrapUp ◀───────────▶ saving ──▶ (gone)
 *
 * The wire moves a call as far as wrapUp. Only a saved record moves it further.
 */
export type Call = Calling | Ringing | Talking | Held | HandingOver | WrapUp | Saving

export type Phase = Call['phase']

export const phases = [
  'calling',
  'ringing',
  'talking',
  'held',
  'handingOver',
  'wrapUp',
  'saving',
] as const satisfies readonly Phase[]

/** What is true of a call in every phase. */
export interface Known {
  readonly callId: string
  /** The record that it is written into: its own, or an earlier one that it goes on with. */
  readonly recordId: string
  readonly accountId: string
  readonly direction: 'incoming' | 'outgoing'
  readonly party: Party
  readonly line: Line
  /** What the user says the line really is, when the verdict was wrong; the verdict itself is kept beside it. */
  readonly corrected: LineKind | undefined
  /** Whose number it is in the directory; what that is worth `trustedName` says. */
  readonly directoryName: string
  /** Who handed us this caller in mid-call, as the wire showed them; empty when nobody did. */
  readonly handedBy: string
  /** The colleague from whom this caller came back to us; empty when they did not. */
  readonly recalledFrom: string
  readonly dialled: string
  /** The company name to answer with; empty when the called number is not known. */
  readonly answerAs: string
  readonly startedAt: Instant
  /** When the earlier call was answered whose record this one goes on with; undefined without one. */
  readonly answeredBefore: Instant | undefined
  readonly capture: Capture
  /** The emergency services are never gated and never asked about. */
  readonly emergency: boolean
}

/** What has become of the sound while the answer is still on its way; it holds from the answer on. */
export type EarlySound = Partial<Pick<Answered, 'silenced' | 'heard'>>

export interface Calling extends Known {
  readonly phase: 'calling'
  readonly farEndRinging: boolean
  readonly early?: EarlySound
}

export interface Ringing extends Known {
  readonly phase: 'ringing'
  readonly invitation: Invitation
  readonly early?: EarlySound
}

/** What is true of a call that somebody has answered, while its line is up. */
export interface Answered extends Known {
  readonly answeredAt: Instant
  /** Somebody in this call asks us to call this number instead; empty while nobody does. */
  readonly askedToCall: string
  /** A hand-over was asked for and has not begun; asking again would ring the colleague twice. */
  readonly handOverAsked: boolean
  readonly muted: boolean
  /** Why they cannot hear us, when they cannot; undefined while the microphone is open. */
  readonly silenced: 'none' | 'denied' | 'unasked' | 'lost' | undefined
  /** The first sound of theirs has reached us. */
  readonly heard: boolean
  /** Since when no sound comes through in either direction; undefined while it does. */
  readonly gapSince: Instant | undefined
}

export interface Talking extends Answered {
  readonly phase: 'talking'
}

export interface Held extends Answered {
  readonly phase: 'held'
  readonly heldAt: Instant
}

export interface HandingOver extends Answered {
  readonly phase: 'handingOver'
  readonly heldAt: Instant
  readonly handOver: HandOver
}

/** How the line went down. */
export type Ending =
  | 'endedByUs'
  | 'endedByThem'
  /** They went on to a colleague; the record says to whom. */
  | 'handedOver'
  | 'lineLost'
  /** The app died in the call and found the record again at its next start. */
  | 'interrupted'
  | 'missed'
  /** It rang here, but their phone and ours have no kind of sound in common. */
  | 'noSharedSound'
  | 'declined'
  | 'answeredElsewhere'
  | 'notAnswered'
  | 'busy'
  | 'refused'
  | 'notFound'
  | 'failed'

export interface WrapUp extends Known {
  readonly phase: 'wrapUp'
  readonly answeredAt: Instant | undefined
  readonly endedAt: Instant
  readonly ending: Ending
  /** The colleague who took the caller; empty unless it was handed over. */
  readonly handedTo: string
}

export interface Saving extends Known {
  readonly phase: 'saving'
  /** It goes to its record without a wrap-up before: there is nothing to do by hand. */
  readonly atOnce: boolean
  readonly answeredAt: Instant | undefined
  readonly endedAt: Instant
  readonly ending: Ending
  /** The colleague who took the caller; empty unless it was handed over. */
  readonly handedTo: string
}

/** The line that the gate and the phrases go by: the user's word where they gave it, else the verdict. */
export function lineInForce(call: Known): LineKind {
  return call.corrected ?? call.line.kind
}
