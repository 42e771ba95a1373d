import { isToken } from './readMessage'

/** A parameter of a header field, with its value as written; undefined when it has none. */
export type Parameter = readonly [name: string, value: string | undefined]

/** A party in a header field: From, To, Contact, P-Asserted-Identity (name-addr or addr-spec, RFC 3261 section 25.1). */
export interface Address {
  /** As it was meant: without quotes and with quoted pairs undone. */
  readonly name: string
  readonly uri: string
  readonly parameters: readonly Parameter[]
}

/** Reads one address; what stands before the bracket need not be quoted, since many forget to. */
export function readAddress(value: string): Address | undefined {
  const text = value.trim()
  if (text.startsWith('"')) {
    const end = closingQuote(text)
    return end === -1 ? undefined : inBrackets(text.slice(end + 1), unquoted(text.slice(0, end + 1)))
  }
  const bracket = text.indexOf('<')
  if (bracket !== -1) {
    const name = text.slice(0, bracket).trim()
    return name.includes('"') ? undefined : inBrackets(text.slice(bracket), name)
  }
  // Without brackets every parameter belongs to the header field and none to the URI (RFC 3261 section 20).
  const [uri = '', ...rest] = text.split(';')
  const parameters = readParameters(rest.length === 0 ? '' : `;${rest.join(';')}`)
  return /^[^\s"<>]+$/.test(uri.trim()) && parameters ? { name: '', uri: uri.trim(), parameters } : undefined
}

function inBrackets(text: string, name: string): Address | undefined {
  const from = text.trimStart()
  const end = from.indexOf('>')
  if (!from.startsWith('<') || end === -1) return undefined
  const uri = from.slice(1, end).trim()
  const parameters = readParameters(from.slice(end + 1))
  return /^[^\s"<]+$/.test(uri) && parameters ? { name, uri, parameters } : undefined
}

/** Reads `;name=value;name`. Undefined when something else stands there. An empty one between two semicolons is let go. */
export function readParameters(text: string): Parameter[] | undefined {
  const [before = '', ...pieces] = splitOutside(text, ';')
  if (before.trim() !== '') return undefined
  const parameters: Parameter[] = []
  for (const piece of pieces.map(each => each.trim()).filter(Boolean)) {
    const equals = piece.indexOf('=')
    const name = equals === -1 ? piece : piece.slice(0, equals).trimEnd()
    const value = equals === -1 ? undefined : piece.slice(equals + 1).trimStart()
    if (!isToken(name) || (value !== undefined && !isValue(value))) return undefined
    parameters.push([name, value])
  }
  return parameters
}

function isValue(text: string): boolean {
  return text.startsWith('"') ? closingQuote(text) === text.length - 1 : /^[\w!%'*+.`~:[\]-]+$/.test(text)
}

/** The value of a parameter; undefined when it is absent or has none. */
export function parameter(parameters: readonly Parameter[], name: string): string | undefined {
  return parameters.find(([each]) => each.toLowerCase() === name)?.[1]
}

/** Splits where a separator stands outside quotes and outside angle brackets. */
export function splitOutside(text: string, separator: ',' | ';'): string[] {
  const pieces: string[] = []
  let begin = 0
  let quoted = false
  let bracketed = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (quoted && letter === '\\') at += 1
    else if (letter === '"' && !bracketed) quoted = !quoted
    else if (!quoted && letter === '<') bracketed = true
    else if (!quoted && letter === '>') bracketed = false
    else if (!quoted && !bracketed && letter === separator) {
      pieces.push(text.slice(begin, at))
      begin = at + 1
    }
  }
  pieces.push(text.slice(begin))
  return pieces
}

/** Where the quoted string that begins a text ends; -1 when it does not. */
function closingQuote(text: string): number {
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return -1
}

/** RFC 3261 section 25.1: in a quoted string a backslash makes the next character stand for itself. */
function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/gsu, '$1')
}
