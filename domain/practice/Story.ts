import type { HandBack } from '../handover/HandOver'
import type { Instant } from '../Instant'
import type { Told } from './Scene'
import type { SaidKey } from './Topic'

/** How a practised call ended, as the one who called lived it. */
export type StoryEnding =
  /** Goodbye was said. */
  | 'goodbye'
  /** The learner hung up before a goodbye. */
  | 'cutOff'
  | 'handedOver'
  | 'declined'
  /** They gave up: ringing, on hold, or because they had had enough. */
  | 'gaveUpRinging'
  | 'gaveUpOnHold'
  | 'gaveUpTalking'

/** What happened in one practised call, for the debrief. Every time is an instant of the practice's clock. */
export interface Story {
  readonly rangAt: Instant
  readonly answeredAt: Instant | undefined
  readonly endedAt: Instant | undefined
  readonly ending: StoryEnding | undefined
  readonly said: readonly { readonly key: SaidKey; readonly at: Instant }[]
  /** What the caller has told so far, in words that were not cut off. */
  readonly told: readonly Told[]
  readonly holds: readonly { readonly from: Instant; readonly to: Instant; readonly asked: boolean }[]
  readonly talkedOver: number
  readonly silences: number
  readonly handOvers: readonly { readonly to: string; readonly cameBack: HandBack | undefined }[]
}

export function storyBegins(at: Instant): Story {
  return {
    rangAt: at,
    answeredAt: undefined,
    endedAt: undefined,
    ending: undefined,
    said: [],
    told: [],
    holds: [],
    talkedOver: 0,
    silences: 0,
    handOvers: [],
  }
}
