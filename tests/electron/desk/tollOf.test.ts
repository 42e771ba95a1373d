import { describe, expect, it } from 'vitest'
import { tollOf } from '../../../electron/desk/tollOf'

describe('what a call costs beyond the usual', () => {
  it.each([
    ['0990504321', 'JP', 'premium', 'information services in Japan'],
    ['+81990504321', 'GB', 'premium', 'the same from abroad'],
    ['0570012345', 'JP', 'sharedCost', 'Navi Dial in Japan'],
    ['9005551234', 'US', 'premium', 'a 900 number'],
    ['+19005551234', 'JP', 'premium', 'a 900 number from abroad'],
    ['01019005551234', 'JP', 'premium', 'the same, as it is dialled'],
    ['09098790123', 'GB', 'premium', 'a 09 number'],
    ['09001234567', 'DE', 'premium', 'a 0900 number'],
    ['01801234567', 'DE', 'sharedCost', 'a 0180 number'],
    ['0891234567', 'FR', 'premium', 'a 089 number'],
    ['1900123456', 'AU', 'premium', 'a 1900 number'],
    ['+881612345678', 'JP', 'satellite', 'Iridium'],
    ['010881612345678', 'JP', 'satellite', 'Iridium, as it is dialled'],
    ['00881612345678', 'DE', 'satellite', 'Iridium, as it is dialled elsewhere'],
    ['+870773123456', 'GB', 'satellite', 'Inmarsat'],
    ['+882161234567', 'GB', 'satellite', 'international networks'],
    ['+8835100012345', 'JP', 'satellite', 'international networks'],
    ['+979123456789', 'JP', 'premium', 'the international premium number'],
  ])('knows %s from %s as %s: %s', (number, country, toll) => {
    expect(tollOf(number, country)).toBe(toll)
  })

  it.each([
    ['0312345678', 'JP', 'Tokyo'],
    ['09012345678', 'JP', 'a mobile'],
    ['05012345678', 'JP', 'an internet phone'],
    ['0120123456', 'JP', 'a free number'],
    ['+442079460018', 'JP', 'London'],
    ['2125550123', 'US', 'New York'],
    ['03301234567', 'GB', 'a number for everywhere at the usual price'],
    ['201', 'JP', 'an extension'],
    ['990', 'JP', 'an extension that begins like one'],
    ['', 'JP', 'nothing'],
    ['*72', 'JP', 'a code'],
    ['0312345678', '', 'a country that nobody knows'],
  ])('finds nothing about %s from %s: %s', (number, country) => {
    expect(tollOf(number, country)).toBeUndefined()
  })
})
