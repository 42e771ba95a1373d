import { describe, expect, it } from 'vitest'
import { emergencyIn, isEmergencyNumber, isEmergencySomewhere } from '../../../domain/phone/emergency'

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

// What is typed, and what the exchange is asked for: the number, with what was typed before it.
const read: Record<string, [text: string, number: string, how: string][]> = {
  JP: [
    ['184119', '184119', 'our number hidden'],
    ['186110', '186110', 'our number shown'],
    ['186118', '186118', 'the coast guard, our number shown'],
    ['184-110', '184110', 'with a hyphen'],
    ['１８４　１１９', '184119', 'in full-width digits'],
    ['0184119', '0184119', 'behind the prefix for an outside line'],
    ['0-186-110', '0186110', 'behind it, with hyphens'],
    ['1840119', '1840119', 'with the prefix behind it'],
    ['#31#119', '#31#119', 'as a mobile shows our number'],
    ['*31#110', '*31#110', 'as a mobile hides it'],
    ['119#', '119', 'with the # that sends it'],
    ['0119#', '0119', 'with a prefix and the # that sends it'],
    ['184119#', '184119', 'hidden, with the # that sends it'],
    ['119,', '119', 'with a comma'],
    ['119;', '119', 'with a semicolon'],
    ['[119]', '119', 'in square brackets'],
    ['(119)', '119', 'in brackets'],
    ['"119"', '119', 'in quotation marks'],
    ['1.1.9', '119', 'with dots'],
    ['1/1/9', '119', 'with strokes'],
    ['sip:119@pbx', '119', 'as an address'],
    ['sips:119@elsewhere.example;transport=ws', '119', 'as an address somewhere else: help is called from here'],
    ['<sip:119@pbx>', '119', 'as an address in brackets'],
    ['SIP:119@pbx', '119', 'as an address in capitals'],
    ['tel:119', '119', 'as a link'],
    ['tel:1-1-9', '119', 'as a link with hyphens'],
    ['tel:119;phone-context=example.com', '119', 'as a link with a parameter'],
    ['tel:%31%31%39', '119', 'as a link in escapes'],
    ['tel://119', '119', 'as some pages write it'],
    ['callto:119', '119', 'as older pages write it'],
    ['urn:service:sos', 'urn:service:sos', 'as a service'],
    ['URN:Service:SOS.police', 'urn:service:sos.police', 'as one service'],
  ],
  US: [
    ['*67911', '*67911', 'our number hidden'],
    ['*67 911', '*67911', 'with a blank'],
    ['*82911', '*82911', 'our number shown'],
    ['9*67911', '9*67911', 'behind the prefix'],
    ['*679911', '*679911', 'with the prefix behind it'],
    ['1167911', '1167911', 'from a phone with a dial'],
  ],
  GB: [
    ['141999', '141999', 'our number hidden'],
    ['141 112', '141112', 'the European one'],
    ['1470999', '1470999', 'our number shown'],
  ],
  AU: [
    ['1831000', '1831000', 'our number hidden'],
    ['1832 000', '1832000', 'our number shown'],
  ],
  DE: [
    ['#31#112', '#31#112', 'our number hidden'],
    ['*31#110', '*31#110', 'the police'],
  ],
}

describe.each(Object.entries(read))('in %s', (country, rows) => {
  it.each(rows)('takes %s for an emergency, and asks the exchange for %s: %s', (text, number) => {
    const outsidePrefix = { JP: '0', US: '9' }[country] ?? ''
    expect(emergencyIn(text, { country, outsidePrefix })).toBe(number)
  })
})

it.each([
  ['184', 'JP', 'the prefix that hides our number, alone'],
  ['184184119', 'JP', 'that prefix twice'],
  ['18411', 'JP', 'half of one behind it'],
  ['1841190', 'JP', 'an extension behind it'],
  ['110-1234', 'JP', 'a number that begins like the police'],
  ['0110', 'JP', 'a prefix that this place does not have'],
  ['#119', 'JP', 'a code'],
  ['119*', 'JP', 'a code'],
  ['119#1', 'JP', 'a code'],
  ['**119', 'JP', 'a pick-up code'],
  ['*67119', 'JP', 'another country’s way to hide a number'],
  ['sip:fire119@pbx', 'JP', 'a name that holds one'],
  ['sip:1190@pbx', 'JP', 'an address of an extension'],
  ['tel:+81119', 'JP', 'a whole number that ends like one'],
  ['tel:119119119', 'JP', 'a long number'],
  ['urn:service:sos2', 'JP', 'no such service'],
  ['0112', 'DE', 'a prefix that this place does not have'],
])('does not take %s in %s for an emergency: %s', (text, country) => {
  expect(emergencyIn(text, { country, outsidePrefix: '' })).toBeUndefined()
})

it('knows the numbers that a place has besides its country’s', () => {
  const site = { country: 'JP', outsidePrefix: '0', emergencyNumbers: ['9999'] }
  expect(emergencyIn('9999', site)).toBe('9999')
  expect(emergencyIn('0 9999', site)).toBe('09999')
  expect(emergencyIn('119', site)).toBe('119')
  expect(emergencyIn('99990', site)).toBeUndefined()
})

it('knows every country’s where there is no phone system yet', () => {
  for (const number of ['119', '112', '911', '999', '000', 'urn:service:sos'])
    expect(isEmergencySomewhere(number)).toBe(true)
  for (const number of ['201', '', '+442079460018']) expect(isEmergencySomewhere(number)).toBe(false)
})
