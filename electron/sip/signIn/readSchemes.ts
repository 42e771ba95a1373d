import { splitOutside } from '../guard/readAddress'

/** A scheme of signing in, such as Digest, and what stands behind it, the names in lower case. */
export interface Scheme {
  readonly scheme: string
  readonly parameters: ReadonlyMap<string, string>
}

/**
 * Reads what stands in an Authorization or an Authenticate header field: one scheme after the other, each with its
 * parameters, all of them separated by commas (RFC 9110 section 11.6.1). Of what makes no sense nothing is kept.
 */
export function readSchemes(value: string): Scheme[] {
  const read: { scheme: string; parameters: Map<string, string> }[] = []
  for (const piece of splitOutside(value, ',')) {
    const [, scheme, rest = piece] = /^\s*([\w!#$%&'*+.^`|~-]+)\s+(?!=)(\S.*)$/s.exec(piece) ?? []
    if (scheme !== undefined) read.push({ scheme, parameters: new Map() })
    const [, name = '', quoted, token] = /^\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*))\s*$/s.exec(rest) ?? []
    const parameters = read.at(-1)?.parameters
    // Whoever says a thing twice is believed the first time.
    if (!parameters || name === '' || parameters.has(name.toLowerCase())) continue
    parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/gsu, '$1') ?? token ?? '')
  }
  return read
}
