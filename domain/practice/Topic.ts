import type { PhraseKey } from '../phrases/Phrase'

/** What somebody on the line can answer to: what they are told or asked, and what happens to them. */
export const topics = [
  'greeting',
  'requirement',
  'callerName',
  'company',
  'contact',
  'contactConfirm',
  'response',
  'urgency',
  'hold',
  'stillHolding',
  'callBack',
  'back',
  'handOver',
  'takeMessage',
  'absence',
  'cannotSay',
  'closing',
  'announcement',
  'pickUp',
  'silence',
  'talkedOver',
  'heldLong',
  'notYet',
  'giveUp',
  'unsure',
] as const

export type Topic = (typeof topics)[number]

/** What the learner says with a button: a sentence of the cheat sheet, of an absence, or one that the scene offers. */
export type SaidKey = PhraseKey | `absence.${string}` | `choice.${string}`

const exactly: Readonly<Record<string, Topic>> = {
  'ask.requirement': 'requirement',
  'ask.requirementInternal': 'requirement',
  'ask.callerName': 'callerName',
  'ask.company': 'company',
  'ask.contact': 'contact',
  'ask.contactForCallBack': 'contact',
  'ask.contactConfirm': 'contactConfirm',
  'ask.response': 'response',
  'ask.urgency': 'urgency',
  'hold.start': 'hold',
  'hold.half': 'stillHolding',
  'hold.minute': 'callBack',
  'hold.back': 'back',
}

const beginning: readonly (readonly [string, Topic])[] = [
  // Somebody who comes back from a hand-over has been greeted already: what they hear is an offer.
  ['greeting.recalled.', 'takeMessage'],
  ['greeting.', 'greeting'],
  ['handOver.before.', 'handOver'],
  ['handOver.announce.', 'announcement'],
  ['handedBack.', 'takeMessage'],
  ['close.', 'closing'],
  ['ask.', 'unsure'],
]

/**
 * What a sentence is about, to the ear of the one who hears it; nothing when it is not said to anybody. What is neither
 * a question nor an offer is news, as of an absence: one takes note of it.
 */
export function topicOf(key: string): Topic | undefined {
  if (key.startsWith('know.')) return undefined
  return exactly[key] ?? beginning.find(([start]) => key.startsWith(start))?.[1] ?? 'absence'
}
