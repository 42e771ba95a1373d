import type { Person } from '../directory/Person'

/**
 * The number that somebody meant by what they typed: a number in any spelling, or a colleague's name. Undefined when
 * it is neither, or when the name fits several colleagues. A `tel:` or `sip:` address never brings headers along.
 */
export function dialledFrom(text: string, people: readonly Person[]): string | undefined {
  // Spreadsheets wrap numbers in direction marks that nobody sees.
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
  if (plain === '') return undefined
  if (/^urn:service:sos(\.[a-z.-]{1,40})?$/i.test(plain)) return plain.toLowerCase()
  const number = plain.replace(/^tel:/i, '').replaceAll(/[\s().\-‐-―−ー・/]/g, '')
  if (/^\+?[\d*#]{1,40}$/.test(number)) return number
  const called = people.filter(
    person => person.extension !== '' && [person.name, person.kana, person.romaji].some(name => sameName(name, plain)),
  )
  return called.length === 1 ? called[0]?.extension : undefined
}

function sameName(one: string, other: string): boolean {
  const folded = (name: string) => name.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  return folded(one) !== '' && folded(one) === folded(other)
}
