import type { CallRecord } from '../../domain/record/CallRecord'
import { nameOfRecord } from '../../domain/record/nameOfRecord'

/** One word asked for, in every spelling that would do. */
export type Term = readonly string[]

/** Everything of a record that a search looks through: a line for each thing, so that no match straddles two. */
export function searchedText(record: CallRecord): string {
  const { number, shownName, capture } = record
  // Whoever looks for a colleague is not to find a stranger who wore that colleague's number.
  const { known, perhaps } = nameOfRecord(record)
  const { callerName, company, contact, forWhom, requirement } = capture
  const words = [number, shownName, known || perhaps, callerName, company, contact, forWhom, requirement].map(fold)
  return [...words, digitsOf(number), digitsOf(contact)].filter(line => line !== '').join('\n')
}

/** What a person typed into the search box, as the words that a record must all contain. */
export function termsOf(search: string): readonly Term[] {
  const whole = fold(search)
  if (whole === '') return []
  const words = isNumber(whole) ? [whole] : whole.split(' ')
  return words.map(word => [...new Set(isNumber(word) ? [word, digitsOf(word)] : [word])])
}

/** Text as it is compared: width, case, accents and the two kinds of kana make no difference. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ァ-ヶ]/g, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replaceAll(/[\s\0]+/g, ' ')
    .trim()
}

/** People write 03-1234-5678 and (03) 1234 5678; the digits are the number. */
function digitsOf(text: string): string {
  return fold(text).replaceAll(/\D/g, '')
}

const isNumber = (folded: string): boolean => /\d/.test(folded) && /^[\d\s+()./‐-―-]+$/.test(folded)
