import type { Party } from './Invitation'
import { plainNumber } from './plainNumber'

/** A number and every other way in which it is written in the account's country. */
export type Numbered = Pick<Party, 'number' | 'also'>

// What is written with nothing but these is plain already; a hundred thousand people are asked at every ring.
const isPlain = /^[\w+*#]*$/

/**
 * Whether a number, however it is written, is that of this party: 020 7946 0018, +44 20 7946 0018 and 9 020 7946 0018 are
 * one number, 201 and +44 2079 201 two. A party without a number has none in common with anybody.
 */
export function isNumberOf(party: Numbered, written: string): boolean {
  return numberTest(party)(written)
}

/** The same for many numbers. */
export function numberTest({ number, also = [] }: Numbered): (written: string) => boolean {
  const spellings = new Set([plainNumber(number), ...also])
  spellings.delete('')
  return written => spellings.has(written) || (!isPlain.test(written) && spellings.has(plainNumber(written)))
}

/** Whether two parties are one, as far as their numbers tell: in another spelling too, and nobody known is nobody known. */
export function isSameParty(one: Numbered, other: Numbered): boolean {
  return one.number === other.number || isNumberOf(one, other.number) || isNumberOf(other, one.number)
}
