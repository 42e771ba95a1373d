import { describe, expect, it } from 'vitest'
import { isEmergencyNumber } from '../../../domain/phone/emergency'

describe('an emergency number', () => {
  it.each([
    ['the police in Japan', '110', 'JP', ''],
    ['the coast guard in Japan', '118', 'JP', ''],
    ['fire and ambulance in Japan', '119', 'JP', ''],
    ['the European one in Germany', '112', 'DE', ''],
    ['the European one in France', '112', 'FR', ''],
    ['the one in the United States', '911', 'US', ''],
    ['the test number in the United States', '933', 'US', ''],
    ['the one in Britain', '999', 'GB', ''],
    ['the European one in Britain', '112', 'GB', ''],
    ['the one in Australia', '000', 'AU', ''],
    ['with the prefix for an outside line', '0119', 'JP', '0'],
    ['with a prefix and a hyphen', '0-110', 'JP', '0'],
    ['with a prefix that it begins with itself', '9911', 'US', '9'],
    ['without the prefix that the exchange wants', '911', 'US', '9'],
    ['with a prefix of two digits', '99 999', 'GB', '99'],
    ['with a prefix of noughts', '0000', 'AU', '0'],
    ['with blanks', ' 1 1 9 ', 'JP', ''],
    ['with a no-break blank', '9\u00A0911', 'US', '9'],
    ['with an ideographic blank', '1\u30001\u30009', 'JP', ''],
    ['in full-width digits', '１１９', 'JP', ''],
    ['in full-width digits, with a full-width prefix and hyphen', '０－１１９', 'JP', '0'],
    ['with a hyphen that does not break', '9\u2011911', 'US', '9'],
    ['with a dash', '9–911', 'US', '9'],
    ['with a minus sign, as Japanese keyboards write it', '0\u2212119', 'JP', '0'],
    ['with dots', '9.9.9', 'GB', ''],
    ['in brackets', '(999)', 'GB', ''],
    ['pasted with an unseen character', '\u202D999\u202C', 'GB', ''],
    ['as a tel: address', 'tel:119', 'JP', ''],
    ['as a tel: address in capitals', 'TEL:999', 'GB', ''],
    ['as a service URN', 'urn:service:sos', 'JP', ''],
    ['as a service URN of one service', 'urn:service:sos.fire', 'DE', ''],
    ['as a service URN in capitals', 'URN:Service:SOS.police', 'US', '9'],
  ])('is known: %s', (_, text, country, prefix) => {
    expect(isEmergencyNumber(text, country, prefix)).toBe(true)
  })

  it.each([
    ['an extension that begins like one', '1190', 'JP', ''],
    ['an extension that begins like the police', '1101', 'JP', ''],
    ['a long number that begins like one', '1101234567', 'JP', ''],
    ['a long number that ends like one', '0312340119', 'JP', '0'],
    ['a number that holds one', '21192', 'JP', ''],
    ['another country’s', '911', 'JP', ''],
    ['another country’s, the other way round', '119', 'GB', ''],
    ['one behind a prefix that is not ours', '9911', 'US', ''],
    ['one behind another prefix', '8911', 'US', '9'],
    ['one behind two prefixes', '99911', 'US', '9'],
    ['the prefix alone', '9', 'US', '9'],
    ['half of one', '11', 'JP', ''],
    ['one with a star', '*119', 'JP', ''],
    ['one with a plus', '+119', 'JP', ''],
    ['words', 'call 119', 'JP', ''],
    ['another service', 'urn:service:counseling', 'JP', ''],
    ['nothing', '', 'JP', ''],
    ['blanks', '   ', 'JP', ''],
    ['blanks and hyphens', ' - ', 'GB', ''],
    ['a colleague', '201', 'GB', '9'],
    ['Ms Okafor', '+44 20 7946 0018', 'GB', '9'],
  ])('is not: %s', (_, text, country, prefix) => {
    expect(isEmergencyNumber(text, country, prefix)).toBe(false)
  })
})
