import type { NumberShape } from './Invitation'
import { plainNumber } from './plainNumber'

/** What a record tells of the shape of its number: it keeps no country, but an extension is shorter than seven digits. */
export function shapeAsKept(number: string): NumberShape {
  const plain = plainNumber(number)
  if (plain === '') return 'none'
  if (/^\+\d{5,}$/.test(plain)) return 'international'
  return /^\d{7,}$/.test(plain) ? 'national' : 'short'
}
