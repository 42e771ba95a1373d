import { lowerAscii } from './lowerAscii'
import { trimBlanks } from './trimBlanks'

/** The header by which the exchange says what line a call is on, and the values that it may take. */
export interface Signal {
  readonly header: string
  readonly internal: readonly string[]
  readonly external: readonly string[]
}

/**
 * What the exchange's signal says. Values are compared whole and without regard to case: the URI of a
 * comma-separated value, or one of its parameters, with or without a value (RFC 3261 section 20.4). A sub-indication of
 * RFC 7462 means its parent. One known value decides; two that disagree, or none that is known, prove nothing.
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
  const says = (known: readonly string[]) =>
    known.map(asParameter).some(value => value !== '' && tokens.some(token => means(token, value)))
  const internal = says(signal.internal)
  const external = says(signal.external)
  if (internal && external) return 'conflicting'
  if (internal) return 'internal'
  return external ? 'external' : 'unknown'
}

/** A token means the value that it is, or of which it is a sub-indication. */
function means(token: string, value: string): boolean {
  if (token === value) return true
  return indication.test(value) && token.startsWith(`${value}:`) && indication.test(token)
}

// RFC 7462 section 7: urn:alert:CATEGORY:INDICATION:SUB-INDICATION…, each a label or one of a provider's own, label@provider.
const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
const indication = new RegExp(String.raw`^urn:alert:${label}(?:@[a-z0-9.-]+)?(?::${label}(?:@[a-z0-9.-]+)?)+$`)

const normal = (text: string) => lowerAscii(trimBlanks(text))

/** Every part of a header value that may be compared: each item's URI, and each parameter. Undefined where it cannot be read. */
function tokensOf(headerValue: string): readonly string[] | undefined {
  const tokens = splitOutside(headerValue, ',')?.flatMap(item => {
    const [address = '', ...parameters] = splitOutside(item, ';') ?? []
    const bracketed = /^[^<]*<([^>]*)>[ \t]*$/.exec(address)
    const isReadable = parameters.every(each => isParameter(each))
    return isReadable ? [normal(bracketed?.[1] ?? address), ...parameters.map(asParameter)] : [undefined]
  })
  const read = tokens?.filter(token => token !== undefined)
  return read?.length === tokens?.length ? read?.filter(token => token !== '') : undefined
}

// RFC 3261 section 25.1: the name of a parameter is a token. Nothing at all between two semicolons is let go.
const isParameter = (text: string): boolean => /^[ \t]*(?:[\w!%'*+.`~-]+[ \t]*(?:=.*)?)?$/s.test(text)

/** `name` or `name=value`, without the blanks that may stand about the sign, and without the quotes about a value. */
function asParameter(text: string): string {
  const [, name = '', value] = /^([^="]*)=(.*)$/s.exec(text) ?? []
  if (value === undefined) return normal(text)
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"$/s.exec(trimBlanks(value)) ?? []
  return `${normal(name)}=${quoted === undefined ? normal(value) : lowerAscii(quoted.replaceAll(/\\(.)/gs, '$1'))}`
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
