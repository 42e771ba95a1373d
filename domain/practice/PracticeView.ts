import type { Locale } from '../desk/Settings'
import type { Instant } from '../Instant'
import type { Debrief } from './Debrief'
import type { PractisedCall } from './Progress'
import type { SaidKey } from './Topic'

/** A scene that can be practised. */
export interface SceneOffered {
  readonly id: string
  readonly title: string
  readonly about: string
  /** From 1, easy, to 3. */
  readonly level: number
}

/** Something that was said, in writing: for tests, for the deaf, for a muted office. */
export interface Caption {
  readonly by: 'them' | 'you'
  /** Who said it, as the practice company knows them; empty for somebody who has not said their name yet. */
  readonly name: string
  readonly text: string
  readonly at: Instant
}

/** A sentence that this scene offers besides those of the cheat sheet: a good one, or a trap. */
export interface ChoiceOffered {
  readonly key: SaidKey
  readonly text: string
}

/** How one caller's call went. */
export interface CallDebriefed {
  /** Their id in the scene. */
  readonly caller: string
  readonly name: string
  readonly debrief: Debrief
}

/** A scene file that was refused. */
export interface SceneRefused {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** Practice could not be opened, or not be left. Everything is as it was before somebody tried. */
export interface PracticeTrouble {
  readonly what: 'begin' | 'leave'
  /** In the words of whatever refused. */
  readonly problem: string
  /** Which of them it is: twice the same trouble is told twice. */
  readonly told: number
}

export type PracticeStage = 'resting' | 'coming' | 'playing' | 'debriefed'

/** What the rooms show of practice, while it is on. */
export interface PracticeView {
  /** In which the scenes are told and their people speak, whatever language the app speaks. */
  readonly language: Locale
  readonly scenes: readonly SceneOffered[]
  readonly refused: readonly SceneRefused[]
  /** The scene that is being played, or was played last. */
  readonly scene: SceneOffered | undefined
  /** `coming`: it rings in a moment. */
  readonly stage: PracticeStage
  /** Somebody is speaking, or about to. */
  readonly speaking: boolean
  readonly captions: readonly Caption[]
  readonly choices: readonly ChoiceOffered[]
  readonly debriefs: readonly CallDebriefed[]
  readonly progress: readonly PractisedCall[]
}
