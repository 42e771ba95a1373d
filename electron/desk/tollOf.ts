import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import type { Toll } from '../../domain/phone/Doubt'

// ITU-T E.164: Inmarsat, the mobile satellite systems, and the international networks beside them, which are billed alike.
const satellites = ['870', '881', '882', '883']

/** What a call to a number costs beyond the usual, by the numbering plan of its country. `country` is an ISO 3166 code. */
export function tollOf(number: string, country: string): Toll | undefined {
  const parsed = parsePhoneNumberFromString(number, country as CountryCode)
  if (!parsed) return undefined
  if (satellites.includes(parsed.countryCallingCode)) return 'satellite'
  const type = parsed.getType()
  if (type === 'PREMIUM_RATE') return 'premium'
  // Japan's 0570 is a number for everywhere that no flat rate includes.
  const isNaviDial = type === 'UAN' && parsed.country === 'JP'
  return type === 'SHARED_COST' || isNaviDial ? 'sharedCost' : undefined
}
