/** One thing to write down, in the words that a caller uses. */
export type TextSlot = 'requirement' | 'callerName' | 'company' | 'contact' | 'forWhom'

export const textSlots = [
  'requirement',
  'callerName',
  'company',
  'contact',
  'forWhom',
] as const satisfies readonly TextSlot[]

/** What the caller wants to happen next. */
export type DesiredResponse = 'callBack' | 'passOn' | 'justTell' | 'willCallAgain' | 'dealtWith' | 'iWillSeeToIt'

export const desiredResponses = [
  'callBack',
  'passOn',
  'justTell',
  'willCallAgain',
  'dealtWith',
  'iWillSeeToIt',
] as const satisfies readonly DesiredResponse[]

/** Why the capture cannot be had: the ways out of the gate. */
export type Release = 'wrongNumber' | 'sales' | 'nobodyThere' | 'abusive' | 'needTheLine'

export const releases = [
  'wrongNumber',
  'sales',
  'nobodyThere',
  'abusive',
  'needTheLine',
] as const satisfies readonly Release[]

/** What a caller may decline to say; it counts as an answer, and the record shows it. */
export type Declinable = 'callerName' | 'contact'

/** Everything that is written down about one call. */
export interface Capture {
  readonly requirement: string
  readonly callerName: string
  readonly company: string
  readonly contact: string
  readonly forWhom: string
  readonly response: DesiredResponse | undefined
  /** Undefined until somebody has said whether it is urgent. */
  readonly urgent: boolean | undefined
  readonly wontSay: readonly Declinable[]
  readonly release: Release | undefined
}

export const blankCapture: Capture = {
  requirement: '',
  callerName: '',
  company: '',
  contact: '',
  forWhom: '',
  response: undefined,
  urgent: undefined,
  wontSay: [],
  release: undefined,
}
