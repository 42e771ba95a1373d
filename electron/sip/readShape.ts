import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import type { NumberShape } from '../../domain/phone/Invitation'

/**
 * How a number reads in a country: as one that the public network has, or as a short one like an extension. The shape
 * proves nothing about who calls. `country` is an ISO 3166 code.
 */
export function readShape(number: string, country: string): NumberShape {
  const plain = number.replaceAll(/[\s().-]/g, '')
  if (plain === '') return 'none'
  if (/^\+\d{5,20}$/.test(plain)) return 'international'
  if (!/^\d+$/.test(plain)) return 'short'
  const parsed = parsePhoneNumberFromString(plain, country as CountryCode)
  return plain.length >= 7 && parsed?.isPossible() === true ? 'national' : 'short'
}
