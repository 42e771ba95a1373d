import {
  type CountryCode,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/max'
import type { Party } from '../../domain/phone/Invitation'
import { plainNumber } from '../../domain/phone/plainNumber'
import type { SipAccountSettings } from './SipAccountSettings'

/** Where a number is read: its country, and what is dialled there before an outside number. */
type Place = Pick<SipAccountSettings, 'country' | 'outsidePrefix'>

// Below this a number is an extension or a service, whatever a country's plan would make of it.
const fewestDigits = 7

/**
 * How a number reads in a country: as one that the public network has, or as a short one like an extension, and how else it
 * is written there. The shape proves nothing about who calls.
 */
export function partyNumber(number: string, place: Place): Pick<Party, 'number' | 'shape' | 'also'> {
  const plain = plainNumber(number)
  if (plain === '') return { number, shape: 'none', also: [] }
  const read = publicNumber(plain, place)
  const also = read ? spellingsOf(read, place) : []
  if (/^\+\d{5,20}$/.test(plain)) return { number, shape: 'international', also }
  return { number, shape: read ? 'national' : 'short', also }
}

function publicNumber(plain: string, { country, outsidePrefix }: Place): PhoneNumber | undefined {
  if (!/^\+?\d+$/.test(plain)) return undefined
  const parsed = (text: string) =>
    text.length >= fewestDigits ? parsePhoneNumberFromString(text, country as CountryCode) : undefined
  const whole = parsed(plain)
  const outside = outsidePrefix !== '' && plain.startsWith(outsidePrefix) ? plain.slice(outsidePrefix.length) : ''
  const inside = parsed(outside)
  if (inside?.isValid()) return inside
  return whole?.isPossible() ? whole : undefined
}

/** Every way in which an exchange or a person in that country writes the number, without separators. */
function spellingsOf(read: PhoneNumber, { country, outsidePrefix }: Place): readonly string[] {
  const abroad = digitsOf(read.number)
  const isHere = read.countryCallingCode === getCountryCallingCode(country as CountryCode)
  const dialled = [
    ...(isHere ? [digitsOf(read.formatNational())] : []),
    digitsOf(read.format('IDD', { fromCountry: country as CountryCode })),
    `${dialAbroad(country)}${abroad}`,
  ]
  const before = outsidePrefix === '' ? [] : dialled.map(each => `${outsidePrefix}${each}`)
  return [...new Set([read.number, abroad, ...dialled, ...before])]
}

/** What is dialled in a country before the number of another. */
function dialAbroad(country: string): string {
  const elsewhere = parsePhoneNumberFromString(country === 'GB' ? '+12015550123' : '+442079460018')
  const dialled = digitsOf(elsewhere?.format('IDD', { fromCountry: country as CountryCode }) ?? '')
  return dialled.slice(0, dialled.length - digitsOf(elsewhere?.number ?? '').length)
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}
