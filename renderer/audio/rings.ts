import type { LineKind } from '../../domain/phone/classifyLine'

/** One note of a ring: when it starts and how long it lasts, in seconds, and its pitch in hertz. */
interface Note {
  readonly at: number
  readonly lasts: number
  readonly hertz: number
}

/** A ring: its notes, and after how many seconds it begins anew. */
export interface Ring {
  readonly notes: readonly Note[]
  readonly every: number
  readonly gain: number
  /** It fills the room, as loud and from where somebody likes; what is for the ear alone stays as it is. */
  readonly aloud: boolean
}

/** A ring for each verdict, told apart with closed eyes: three rising notes, one low double tap, two lower notes. */
export const rings: Readonly<Record<LineKind, Ring>> = {
  external: {
    every: 3,
    gain: 0.39,
    aloud: true,
    notes: [
      { at: 0, lasts: 0.28, hertz: 587 },
      { at: 0.32, lasts: 0.28, hertz: 740 },
      { at: 0.64, lasts: 0.5, hertz: 880 },
    ],
  },
  internal: {
    every: 3,
    gain: 0.47,
    aloud: true,
    notes: [
      { at: 0, lasts: 0.12, hertz: 330 },
      { at: 0.2, lasts: 0.12, hertz: 330 },
    ],
  },
  unverified: {
    every: 3,
    gain: 0.39,
    aloud: true,
    notes: [
      { at: 0, lasts: 0.28, hertz: 440 },
      { at: 0.32, lasts: 0.5, hertz: 554 },
    ],
  },
}

/** Somebody else rings while we talk: softly, in the ear. */
export const callWaiting: Ring = { every: 4, gain: 0.05, aloud: false, notes: [{ at: 0, lasts: 0.2, hertz: 440 }] }

/** It rings at the far end. */
export const ringback: Ring = { every: 3, gain: 0.08, aloud: false, notes: [{ at: 0, lasts: 1, hertz: 400 }] }
