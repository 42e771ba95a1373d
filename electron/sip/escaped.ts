// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001F\u007F]+/g

/**
 * A text as it may stand between quotation marks on the wire (RFC 3261 section 25.1): what would end the quotation is
 * escaped, and what would end the line is a space.
 */
export function escaped(text: string): string {
  return text.replaceAll(controls, ' ').replaceAll(/["\\]/g, String.raw`\$&`)
}
