import type { DesiredResponse, Release } from '../capture/Capture'
import type { Slot } from '../capture/capturePolicy'
import type { LineKind } from '../phone/classifyLine'
import type { SaidKey, Topic } from './Topic'

/** What a line tells the learner, if they listen. */
export type Told = Slot | 'forWhom'

/** One thing that somebody says: what the caption shows, and where the clip lies below the folder of voices. */
export interface Line {
  readonly text: string
  readonly clip: string
  readonly gives: readonly Told[]
}

/** Lines said one after the other in one breath, by their names. */
export type Turn = readonly string[]

/** Somebody with lines: each topic has its turns, one for each time it comes up; the last one is said again. */
export interface Part {
  readonly lines: Readonly<Record<string, Line>>
  readonly replies: Readonly<Partial<Record<Topic, readonly Turn[]>>>
}

/** How a call may rightly end. */
export type RightEnding =
  | { readonly kind: 'message'; readonly for: readonly string[] }
  | { readonly kind: 'handedOver'; readonly to: readonly string[] }
  | { readonly kind: 'released'; readonly as: Release }
  | { readonly kind: 'dealtWith' }

/** What should be in the notes when everything was caught. Any of the spellings will do; an empty list asks nothing. */
export interface Truth {
  readonly line: 'internal' | 'external'
  readonly callerName: readonly string[]
  readonly company: readonly string[]
  readonly contact: readonly string[]
  readonly forWhom: readonly string[]
  /** Each item asks for one of its words. */
  readonly requirement: readonly (readonly string[])[]
  readonly response: readonly DesiredResponse[]
  readonly urgent: boolean | undefined
  /** The best one first. */
  readonly endings: readonly RightEnding[]
}

/** How long somebody bears what. Times are in milliseconds. */
export interface Patience {
  readonly ringing: number
  readonly hold: number
  /** How many slights (silence, being talked over, a long hold) until they give up. */
  readonly slights: number
}

/** One person who calls. What the exchange shows of them, what they say, and what is true. */
export interface SceneCaller extends Part {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly withheld: boolean
  readonly line: LineKind
  readonly called: string
  /** Milliseconds after the first caller was answered; the first caller rings at once. */
  readonly ringsAfter: number
  readonly patience: Patience
  /** What they want to have been asked or have said before they let the learner say goodbye. */
  readonly needs: readonly Told[]
  readonly atTheEnd: 'hangsUp' | 'waits'
  readonly truth: Truth
}

/** What a colleague does when the learner rings them. */
export type Behaviour =
  | { readonly does: 'answers'; readonly afterMs: number; readonly takes: boolean }
  | { readonly does: 'mailbox' }
  | { readonly does: 'noAnswer' | 'busy' | 'declines' | 'offline' }

/** What should not be said of somebody. */
export type Forbidden = 'mobile' | 'destination' | 'reason'

/** A sentence that only this scene offers to say: a good one, or one that should not be said. */
export interface Choice {
  readonly id: string
  readonly text: string
  readonly topic: Topic
  readonly forbidden: Forbidden | undefined
}

/** Words that must not be in what goes out: the notes are a message to others. */
export interface ForbiddenWords {
  readonly kind: Forbidden
  readonly words: readonly string[]
}

/** One call (or two at once) to practise, in one language. */
export interface Scene {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly callers: readonly SceneCaller[]
  readonly choices: readonly Choice[]
  readonly forbiddenWords: readonly ForbiddenWords[]
  /** Colleagues by extension, as they behave in this scene. */
  readonly colleagues: Readonly<Record<string, Part & { readonly behaviour: Behaviour }>>
}

/** The number that whoever is called by them sees; empty when it is withheld. */
export function shownNumber({ number, withheld }: SceneCaller): string {
  return withheld ? '' : number
}

/** The choice that a key means, if it means one. */
export function choiceOf(scene: Scene, key: SaidKey): Choice | undefined {
  return key.startsWith('choice.') ? scene.choices.find(({ id }) => `choice.${id}` === key) : undefined
}
