import type { DesiredResponse } from '../capture/Capture'
import type { Slot } from '../capture/capturePolicy'
import type { HandBack } from '../handover/HandOver'

type Greeting = 'companyAndName' | 'company' | 'name' | 'plain'

/** What a colleague hears of a caller: who we are, who they are, and what about, as far as each is known. */
export type Announcement = `${'us' | 'plain'}.${'nameAndCompany' | 'name' | 'company' | 'somebody'}${'About' | ''}`

/** Every sentence that the cheat sheet must have, in each language. The sentences are data, in assets/. */
export type PhraseKey =
  | `greeting.${'external' | 'externalLate'}.${Greeting}`
  | `greeting.${'internal' | 'internalLate'}.${'name' | 'plain'}`
  | `greeting.recalled.${'name' | 'plain'}`
  | `ask.${Slot}`
  | 'ask.requirementInternal'
  | 'ask.contactConfirm'
  | 'ask.contactForCallBack'
  | 'hold.start'
  | 'hold.half'
  | 'hold.minute'
  | 'hold.back'
  /** Before they are put on hold: to whom they go. */
  | `handOver.before.${'name' | 'plain'}`
  | `handOver.announce.${Announcement}`
  /** To the caller, whom nobody has taken. */
  | `handedBack.${Exclude<HandBack, 'cancelled'>}.${'name' | 'plain'}`
  | `close.${DesiredResponse | 'plain' | 'internal'}`
  | 'outgoing.introduce'
  | 'outgoing.plain'
  | 'outgoing.emergency'
  /** What the user should know, when there is nothing to say. */
  | `know.${'silenced' | 'muted' | 'farEndRinging' | 'farEndSilent' | 'recordOwed' | 'recordDone' | 'saving'}`
  | `know.handOver.${'dialling' | 'ringing' | 'sending' | 'answeredAtOnce' | 'joining' | 'referring' | 'joined'}`

/** A sentence that suits a moment: which one, and what goes into it. */
export interface Phrase {
  readonly key: PhraseKey
  readonly values: Readonly<Record<string, string>>
}

export function phrase(key: PhraseKey, values: Phrase['values'] = {}): Phrase {
  return { key, values }
}

/** Whether a phrase is to be said aloud; the others only tell the user how things stand. */
export function isSaid({ key }: Phrase): boolean {
  return !key.startsWith('know.')
}

/** Whether it is said to a colleague and not to the caller. */
export function isToColleague({ key }: Phrase): boolean {
  return key.startsWith('handOver.announce.')
}
