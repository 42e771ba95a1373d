import type { LineKind } from '../../domain/phone/classifyLine'
import type { Said } from './Voice'

/** What becomes of somebody who is on the line with the user, or rings. */
export type LegEvent =
  /** The user's phone rings for a caller, or the phone of whoever the user calls. */
  | { readonly type: 'ringing' }
  | { readonly type: 'answered' }
  /** The user has put them on hold: they hear music until they are taken back. */
  | { readonly type: 'heldByUser' }
  | { readonly type: 'takenBack' }
  | { readonly type: 'userSpeaks' }
  | { readonly type: 'userSilent' }
  /** The user talks over what they are saying. */
  | { readonly type: 'talkedOver' }
  /** Neither has said a word for six seconds, and nobody is on hold. */
  | { readonly type: 'leftInSilence' }
  | { readonly type: 'keyPressed'; readonly key: string }
  /** The user asks the exchange to bring them to a number, without speaking to anybody there first. */
  | { readonly type: 'sentTo'; readonly number: string }
  /** They were handed over, and speak with somebody else now; the user is out of it. */
  | { readonly type: 'joinedWith'; readonly leg: PracticeLeg }
  /** Whoever they were sent to was not to be had: the user's phone rings again for them. */
  | { readonly type: 'recalled'; readonly from: string }
  | { readonly type: 'ended'; readonly by: EndedBy; readonly code: number | undefined }

/** Who ended a call: `partner` is whoever they were handed over to, or the one who was handed over to them. */
export type EndedBy = 'user' | 'themselves' | 'partner' | 'exchange'

export type LegState = 'ringing' | 'talking' | 'joined' | 'ended'

/** One person on the line with the user, or ringing. Whoever speaks for them drives it, and listens to what it tells. */
export interface PracticeLeg {
  readonly number: string
  readonly name: string
  readonly line: LineKind
  /** Who called: they called the user, the user called them, or somebody was sent to them. */
  readonly began: 'by them' | 'by user' | 'by hand-over'
  readonly state: LegState
  readonly isHeldByUser: boolean
  readonly userSpeaks: boolean
  /** Hears what becomes of them from now on. Returns how to stop it. */
  on(listener: (event: LegEvent) => void): () => void
  /** Says 16-bit samples, 8000 of them a second, once they are on the line. On hold nobody hears it, but it goes on. */
  say(samples: Int16Array): Promise<Said>
  /** Falls silent in the middle of the word. */
  hush(): void
  /** Puts the user on hold, who hears music, or takes the user back. */
  hold(on: boolean): void
  /** Answers a call that rings at theirs. */
  answer(): Promise<void>
  /** Refuses a call that rings at theirs. */
  refuse(statusCode: number): void
  /** Ends the call, or gives up ringing. */
  hangUp(): void
  /** What they heard in the last half second, 8000 samples a second. */
  heard(): Int16Array
}
