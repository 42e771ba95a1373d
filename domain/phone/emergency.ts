// RFC 6881, RFC 5031; 933 is North America's test number.
const byCountry: Readonly<Record<string, readonly string[]>> = {
  JP: ['110', '118', '119'],
  US: ['911', '933'],
  CA: ['911', '933'],
  GB: ['999', '112'],
  AU: ['000', '112'],
  NZ: ['111'],
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
  return known?.[1] ?? (byCountry[country] ?? elsewhere)[0]
}

/**
 * Whether what was typed reaches the emergency services: the country's short numbers, also after the prefix for an
 * outside line, with blanks or full-width digits, and the service URNs. Never gated, never asked about.
 */
export function isEmergencyNumber(text: string, country: string, outsidePrefix: string): boolean {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/^tel:/, '')
  if (plain.startsWith('urn:service:sos')) return true
  const digits = plain.replaceAll(/[\s().\-‐-―−ー・]/g, '')
  if (!/^\d+$/.test(digits)) return false
  const numbers = byCountry[country] ?? elsewhere
  const inside =
    outsidePrefix !== '' && digits.startsWith(outsidePrefix) ? digits.slice(outsidePrefix.length) : undefined
  return numbers.includes(digits) || (inside !== undefined && numbers.includes(inside))
}
