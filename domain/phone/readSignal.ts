/** The header by which the exchange says what line a call is on, and the values that it may take. */
export interface Signal {
  readonly header: string
  readonly internal: readonly string[]
  readonly external: readonly string[]
}

/**
 * What the exchange's signal says. Values are compared whole and without regard to case: the URI of a
 * comma-separated value, or one of its `;param=value`s (RFC 3261 section 20.4, RFC 7462). One known value decides;
 * two that disagree, or none that is known, prove nothing.
 */
export function readSignal(
  values: readonly string[],
  signal: Signal,
): 'internal' | 'external' | 'missing' | 'unknown' | 'conflicting' {
  if (values.length === 0) return 'missing'
  const tokens: string[] = []
  for (const value of values) {
    const found = tokensOf(value)
    // What cannot be taken apart may hide anything, also the exchange's own word.
    if (!found) return 'unknown'
    tokens.push(...found)
  }
  const says = (known: readonly string[]) => known.some(value => tokens.includes(normal(value)))
  const internal = says(signal.internal)
  const external = says(signal.external)
  if (internal && external) return 'conflicting'
  if (internal) return 'internal'
  return external ? 'external' : 'unknown'
}

const normal = (text: string) => text.trim().toLowerCase()

/** Every part of a header value that may be compared: each item's URI, and each `param=value`. */
function tokensOf(headerValue: string): readonly string[] | undefined {
  return splitOutside(headerValue, ',')?.flatMap(item => {
    const [address = '', ...rest] = splitOutside(item, ';') ?? []
    const parameters = rest.filter(each => each.includes('=')).map(each => each.replace(/\s*=\s*/, '='))
    const bracketed = /^[^<]*<([^>]*)>\s*$/.exec(address)
    return [bracketed?.[1] ?? address, ...parameters].map(normal).filter(token => token !== '')
  })
}

/**
 * Splits at a separator, but not inside `<…>` or a quoted string, where a caller's text could pose as a value. Undefined
 * when a quotation or a bracket does not close.
 */
function splitOutside(text: string, separator: ',' | ';'): string[] | undefined {
  const parts: string[] = []
  let part = ''
  let inQuotes = false
  let inBrackets = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (inQuotes && character === '\\') {
      part += character + (text[at + 1] ?? '')
      at += 1
      continue
    }
    if (character === '"' && !inBrackets) inQuotes = !inQuotes
    if (character === '<' && inBrackets) return undefined
    if (character === '<' && !inQuotes) inBrackets = true
    if (character === '>' && !inQuotes) inBrackets = false
    if (character === separator && !inQuotes && !inBrackets) {
      parts.push(part)
      part = ''
    } else {
      part += character
    }
  }
  return inQuotes || inBrackets ? undefined : [...parts, part]
}
