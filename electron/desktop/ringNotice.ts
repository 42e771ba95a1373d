import { nameOfCall } from '../../domain/call/nameOfCall'
import { isUnprovenNumber } from '../../domain/call/isUnprovenNumber'
import type { CallView } from '../../domain/desk/DeskView'
import { filled, type Words } from './words'

/** What a notification says. */
export interface RingNotice {
  readonly title: string
  readonly body: string
}

/**
 * What is said of a ringing call beside the window: the line first, then who it is, as far as that may be said. The title
 * is made of our own words alone. Linux reads markup in the body (the Desktop Notifications Specification), so there a
 * caller's text is escaped; elsewhere it would show the escapes.
 */
export function ringNotice(call: CallView, words: Words, readsMarkup: boolean): RingNotice {
  const lines = [who(call, words), number(call, words), company(call, words)].filter(line => line !== '')
  const body = lines.join('\n')
  return { title: words.ring[call.inForce], body: readsMarkup ? escaped(body) : body }
}

function who(call: CallView, { ring }: Words): string {
  const { inForce, party } = call
  const { known } = nameOfCall(call)
  if (known !== '') return known
  if (party.name === '') return party.withheld || party.number !== '' ? '' : ring.unknown
  return inForce === 'unverified' ? filled(ring.claims, { name: party.name }) : party.name
}

function number(call: CallView, { ring }: Words): string {
  const { number, withheld } = call.party
  if (withheld) return ring.withheld
  return isUnprovenNumber(call) ? filled(ring.shows, { number }) : number
}

function company({ answerAs }: CallView, { ring }: Words): string {
  return answerAs === '' ? '' : filled(ring.answerAs, { company: answerAs })
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => escapes[character] ?? character)
}
