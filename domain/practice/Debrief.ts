import type { Forbidden, Told } from './Scene'

/** How what was written down stands to what the scene knows. `nearly`: perhaps right; a person should look. */
export interface SlotCompared {
  readonly slot: Told
  readonly noted: string
  readonly truth: string
  readonly result: 'caught' | 'nearly' | 'wrong' | 'missed'
  /** Whether the caller said it at all. */
  readonly told: boolean
}

const plainRemarks = [
  'answeredQuickly',
  'apologisedForWait',
  'answeredLate',
  'noApology',
  'notAnswered',
  'declined',
  'leftInSilence',
  'talkedOver',
  'gaveUpTalking',
  'greetedAsColleague',
  'lineCorrectedWrongly',
  'heldBriefly',
  'heldWithoutAsking',
  'heldTooLong',
  'heldHalfAMinute',
  'lostOnHold',
  'leftWithMailbox',
  'tookBack',
  'rightPerson',
  'wrongPerson',
  'allCaught',
  'cutOff',
  'keptQuiet',
  'rightRelease',
  'couldRelease',
  'releasedACaller',
  'noAddressee',
  'recordOpen',
  'rightEnding',
] as const

/** Slots that are judged by themselves; whom it is for is judged by whom it reached. */
const judgedSlots = ['requirement', 'callerName', 'company', 'contact', 'response', 'urgency'] as const
const forbiddenThings = ['mobile', 'destination', 'reason'] as const satisfies readonly Forbidden[]

/** Everything that a debrief can say; each has its sentence among the strings of the screen. */
export const remarkKeys = [
  ...plainRemarks,
  ...judgedSlots.map(slot => `missed.${slot}` as const),
  ...judgedSlots.map(slot => `toldNotNoted.${slot}` as const),
  ...judgedSlots.map(slot => `wrong.${slot}` as const),
  ...forbiddenThings.map(thing => `said.${thing}` as const),
  ...forbiddenThings.map(thing => `wrote.${thing}` as const),
]

/** Something to say about a practised call; the sentences are strings of the screen, by this key. */
export type RemarkKey = (typeof remarkKeys)[number]

export interface Remark {
  readonly key: RemarkKey
  readonly kind: 'good' | 'better'
  /** Which of the eight troubles of phone duty it belongs to, from 1, the worst. */
  readonly trouble: number
  readonly values: Readonly<Record<string, string | number>>
}

/** What one call has in numbers, for the picture of the progress. */
export interface PracticeNumbers {
  readonly answered: boolean
  readonly rings: number
  readonly longestHoldSeconds: number
  readonly slotsRight: number
  readonly slotsCompared: number
  readonly silences: number
  readonly talkedOver: number
  readonly endedRight: boolean
  readonly toImprove: number
}

/** What to learn from one practised call: what went well, one thing to do better next time, and everything in detail. */
export interface Debrief {
  readonly line: 'internal' | 'external'
  readonly good: readonly Remark[]
  readonly better: readonly Remark[]
  /** The one thing to do better; nothing when there is nothing. */
  readonly next: Remark | undefined
  readonly slots: readonly SlotCompared[]
  readonly numbers: PracticeNumbers
}
