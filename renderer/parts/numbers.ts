import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

const countryOf = (country: string): CountryCode | undefined => (isSupportedCountry(country) ? country : undefined)

/** A number as people read it aloud: its digits in groups. What is no number of that country stays one group. */
export function groupsOf(number: string, country: string): readonly string[] {
  const written = number.trim()
  const parsed = parsePhoneNumberFromString(written, countryOf(country))
  if (!parsed?.isPossible()) return [written]
  const read = written.startsWith('+') ? parsed.formatInternational() : parsed.formatNational()
  const groups = read.split(/[\s()-]+/).filter(Boolean)
  // The groups are for the eye only: they must be the very characters that were written.
  return groups.join('') === written.replaceAll(/[\s()-]/g, '') ? groups : [written]
}

/** What can be said of a contact while it is typed. */
export type ContactVerdict =
  'empty' | 'good' | 'extension' | 'mail' | 'mailDoubtful' | 'tooShort' | 'tooLong' | 'doubtful'

/** Reads a contact as it is typed. Doubt is worth a word, never a refusal. */
export function readContact(contact: string, country: string): ContactVerdict {
  const written = contact.normalize('NFKC').trim()
  if (written === '') return 'empty'
  if (written.includes('@')) return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(written) ? 'mail' : 'mailDoubtful'
  if (/^(?:(?:ext|extension|内線)\.?\s*)?\d{2,4}$/i.test(written)) return 'extension'
  const parsed = parsePhoneNumberFromString(written, countryOf(country))
  const digits = written.replaceAll(/\D/g, '')
  if (parsed?.isValid()) return 'good'
  if (digits.length > 15) return 'tooLong'
  if (digits.length < 8) return 'tooShort'
  return 'doubtful'
}
