/**
 * A text as SIP compares it: only the letters A to Z have two cases (RFC 3261 section 7.3.1, RFC 2234). JavaScript would
 * also make a k of the Kelvin sign.
 */
export function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
}
