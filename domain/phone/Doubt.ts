import { withoutMarks } from './readAddress'
import { type Dialling, readingsOf } from './readingsOf'

/** What makes a call dearer than people expect of one. */
export type Toll = 'premium' | 'sharedCost' | 'satellite'

/** What a call to a number costs beyond the usual, as far as a country's numbers tell it. */
export type TollOf = (number: string, country: string) => Toll | undefined

/** Why a number is asked about before it is dialled. */
export type Doubt = Toll | 'forwards' | 'featureCode'

// 3GPP TS 22.030 (21, 61, 62, 67, 002, 004) and what North American and PBX codes have become (72, 68, 90, 92, 52). *67
// alone hides our number; only a star behind it makes it a forwarding.
const forwarding = /^(\*{1,2}(21|61|62|67\*|002|004|72|68|90|92|52)|72#)/

/**
 * What may go wrong if this number is dialled by mistake, or because somebody talked us into it: a code that sends our
 * calls elsewhere, or a number that costs extra. Undefined for every other number.
 */
export function doubtAbout(dialled: string, dialling: Dialling, tollOf: TollOf): Doubt | undefined {
  // Some phones want a # behind a number; that makes no code of it.
  const number = withoutMarks(dialled).replace(/^(\+?\d{5,})#$/, '$1')
  const readings = readingsOf(number, dialling)
  if (readings.some(reading => forwarding.test(reading))) return 'forwards'
  if (readings.every(reading => /[*#]/.test(reading))) return 'featureCode'
  return readings.map(reading => tollOf(reading, dialling.country)).find(toll => toll !== undefined)
}
