import type { Person } from '../directory/Person'
import { readAddress, withoutMarks } from '../phone/readAddress'

/** The number that somebody meant by what they typed, or why there is none to dial. */
export type Meant =
  | { readonly number: string }
  | { readonly refused: 'nothing-to-dial' }
  /** An address at another phone system: its number might be somebody else's here. */
  | { readonly refused: 'address-elsewhere' }

/**
 * The number that somebody meant by what they typed: a number in any spelling, a `tel:` or `sip:` address without what it
 * brings along, or a colleague's name when it fits one of them only. `ours` are the hosts of our own phone systems.
 */
export function dialledFrom(text: string, people: readonly Person[], ours: readonly string[]): Meant {
  const { text: plain, host } = readAddress(text)
  if (plain === '') return { refused: 'nothing-to-dial' }
  const number = withoutMarks(plain)
  if (/^\+?[\d*#]{1,40}$/.test(number)) {
    // A whole international number is the same wherever one asks for it.
    const isSameHere = host === '' || number.startsWith('+') || ours.some(each => each.toLowerCase() === host)
    return isSameHere ? { number } : { refused: 'address-elsewhere' }
  }
  if (host !== '') return { refused: 'address-elsewhere' }
  const called = people.filter(
    person => person.extension !== '' && [person.name, person.kana, person.romaji].some(name => sameName(name, plain)),
  )
  const [only] = called
  return only && called.length === 1 ? { number: only.extension } : { refused: 'nothing-to-dial' }
}

function sameName(one: string, other: string): boolean {
  const folded = (name: string) => name.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  return folded(one) !== '' && folded(one) === folded(other)
}
