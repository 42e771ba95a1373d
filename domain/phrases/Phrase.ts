import type { DesiredResponse } from '../capture/Capture'
import type { Slot } from '../capture/capturePolicy'

type Greeting = 'companyAndName' | 'company' | 'name' | 'plain'

/** Every sentence that the cheat sheet must have, in each language. The sentences are data, in assets/. */
export type PhraseKey =
  | `greeting.${'external' | 'externalLate'}.${Greeting}`
  | `greeting.${'internal' | 'internalLate'}.${'name' | 'plain'}`
  | `ask.${Slot}`
  | 'ask.requirementInternal'
  | 'ask.contactConfirm'
  | 'ask.contactForCallBack'
  | 'hold.start'
  | 'hold.half'
  | 'hold.minute'
  | 'hold.back'
  | `close.${DesiredResponse | 'plain' | 'internal'}`
  | 'outgoing.introduce'
  | 'outgoing.plain'
  | 'outgoing.emergency'
  /** What the user should know, when there is nothing to say. */
  | `know.${'silenced' | 'muted' | 'farEndRinging' | 'farEndSilent' | 'recordOwed' | 'recordDone' | 'saving'}`

/** A sentence that suits a moment: which one, and what goes into it. */
export interface Phrase {
  readonly key: PhraseKey
  readonly values: Readonly<Record<string, string>>
}

export function phrase(key: PhraseKey, values: Phrase['values'] = {}): Phrase {
  return { key, values }
}

/** Whether a phrase is to be said to the caller; the others only tell the user how things stand. */
export function isSaid({ key }: Phrase): boolean {
  return !key.startsWith('know.')
}
