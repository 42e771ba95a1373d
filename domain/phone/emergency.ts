import { readAddress, withoutMarks } from './readAddress'
import { type Dialling, readingsOf } from './readingsOf'

// RFC 6881, RFC 5031; the first is for everything that has no number of its own. 933 is North America's test number.
const byCountry: Readonly<Record<string, readonly string[]>> = {
  JP: ['110', '118', '119'],
  US: ['911', '933'],
  CA: ['911', '933'],
  MX: ['911'],
  BR: ['190', '192', '193'],
  GB: ['999', '112'],
  IE: ['112', '999'],
  DE: ['112', '110'],
  AT: ['112', '122', '133', '144'],
  CH: ['112', '117', '118', '144'],
  FR: ['112', '15', '17', '18'],
  IT: ['112', '113', '115', '118'],
  NO: ['112', '110', '113'],
  PL: ['112', '997', '998', '999'],
  AU: ['000', '112'],
  NZ: ['111'],
  CN: ['110', '119', '120'],
  HK: ['999', '112'],
  TW: ['119', '110', '112'],
  KR: ['119', '112'],
  SG: ['995', '999'],
  MY: ['999', '112'],
  ZA: ['112', '10111', '10177'],
}
const elsewhere = ['112']

/** Which of a country's numbers a service URN means (RFC 5031); the last one is for everything else. */
const services: Readonly<Record<string, readonly (readonly [service: string, number: string])[]>> = {
  JP: [
    ['sos.police', '110'],
    ['sos.marine', '118'],
    ['sos', '119'],
  ],
}

/** The number to dial for a service URN in a country; undefined when the text is no such URN. */
export function numberOfService(text: string, country: string): string | undefined {
  const urn = text.trim().toLowerCase()
  if (!urn.startsWith('urn:service:sos')) return undefined
  const known = services[country]?.find(([service]) => urn.startsWith(`urn:service:${service}`))
  return known?.[1] ?? numbersIn(country)[0]
}

/**
 * What to dial for the emergency services, when what was typed reduces to them by reading it kindly: the country's short
 * numbers and those of this place, behind the prefix for an outside line or one that hides our number, with blanks, marks
 * and full-width digits, with the # or the comma that some phones want, as a link, and the service URNs. Undefined when
 * it is anything else. What was typed before the number stays before it: the exchange knows what to do with it.
 *
 * An extension of ours that is called the same is an emergency, too: the exchange decides where the number leads, and
 * nobody whose house burns is asked which of the two they mean.
 */
export function emergencyIn(text: string, dialling: Dialling): string | undefined {
  const plain = readAddress(text).text.toLowerCase()
  if (/^urn:service:sos(\.[a-z.-]{1,40})?$/.test(plain)) return plain
  const number = withoutMarks(plain).replaceAll(/[[\],;"']/g, '')
  // Some phones want a # behind a number, to send it off.
  const dialled = number.replace(/(\d)#$/, '$1')
  if (!/^[\d*#]{2,40}$/.test(dialled)) return undefined
  const known = [...numbersIn(dialling.country), ...(dialling.emergencyNumbers ?? [])]
  return readingsOf(dialled, dialling).some(reading => known.includes(reading)) ? dialled : undefined
}

/** Whether what was typed reaches the emergency services. Never gated, never asked about. */
export function isEmergencyNumber(text: string, country: string, outsidePrefix: string): boolean {
  return emergencyIn(text, { country, outsidePrefix }) !== undefined
}

/** Whether some country has its emergency services there: for whoever has no phone system yet, and is nowhere. */
export function isEmergencySomewhere(text: string): boolean {
  return [...Object.keys(byCountry), ''].some(country => isEmergencyNumber(text, country, ''))
}

function numbersIn(country: string): readonly string[] {
  return byCountry[country] ?? elsewhere
}
