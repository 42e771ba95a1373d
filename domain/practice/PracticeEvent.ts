import type { HandBack } from '../handover/HandOver'
import type { Instant } from '../Instant'
import type { SaidKey } from './Topic'

/** What the practice exchange and the screen tell of a scene. `who` is a caller's id or a colleague's extension. */
export type PracticeEvent = { readonly at: Instant } & (
  | { readonly type: 'answered' | 'declined' | 'userSpoke' | 'held' | 'takenBack'; readonly who: string }
  /** The learner said a sentence with a button or a key. */
  | { readonly type: 'said'; readonly who: string; readonly key: SaidKey }
  /** The learner stopped speaking; `shown` is the sentence that stood on the screen while they spoke. */
  | { readonly type: 'userFellSilent'; readonly who: string; readonly shown: SaidKey | undefined }
  | { readonly type: 'lineFinished'; readonly who: string; readonly line: string }
  | { readonly type: 'joined'; readonly who: string; readonly with: string }
  /** Nobody took the caller: they are the learner's again. */
  | { readonly type: 'handedBack'; readonly who: string; readonly from: string; readonly why: HandBack }
  | { readonly type: 'ended'; readonly who: string; readonly by: 'user' | 'caller' }
  | { readonly type: 'timePassed' }
)

/** What the practice exchange is asked to do. */
export type PracticeAct =
  | { readonly type: 'ring'; readonly who: string }
  /** Stops ringing: they have put the receiver down. */
  | { readonly type: 'giveUp'; readonly who: string }
  | { readonly type: 'say'; readonly who: string; readonly line: string; readonly text: string; readonly clip: string }
  | { readonly type: 'hush'; readonly who: string }
  | { readonly type: 'hangUp'; readonly who: string }
