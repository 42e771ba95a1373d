import { lowerAscii } from '../../../domain/phone/lowerAscii'
import { trimBlanks } from '../../../domain/phone/trimBlanks'
import { retoldFields } from './retoldFields'

/** One header field: its long name in lower case, and its value on one line without control characters. */
export interface Field {
  readonly name: string
  readonly value: string
}

/** A SIP message as it lies on the wire, taken apart and not yet judged. */
export interface Message {
  readonly startLine: string
  readonly fields: readonly Field[]
  readonly body: string
  /** How many lines the header fields take, folded ones counted line by line. */
  readonly headerLines: number
}

/** RFC 3261 section 7.3.3, and the short names that later documents have added. */
const longNames: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  n: 'identity-info',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
}

const token = /^[\w!%'*+.`~-]+$/
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001F\u007F]+/g

/**
 * Takes a message apart in one pass. Only CRLF ends a line: a lone CR or LF inside a name is part of that name, never the
 * beginning of another header. A line that is no header field is left out, and so is one whose name has an underscore,
 * which SIP.js reads as a hyphen: it could pass for a header that the exchange guards.
 */
export function readMessage(text: string): Message {
  const begin = /^(?:\r\n)*/.exec(text)?.[0].length ?? 0
  const end = text.indexOf('\r\n\r\n', begin)
  const [startLine = '', ...lines] = text.slice(begin, end === -1 ? undefined : end).split('\r\n')
  return {
    startLine,
    fields: unfold(lines).flatMap(line => fieldIn(line) ?? []),
    body: end === -1 ? '' : text.slice(end + 4),
    headerLines: lines.length,
  }
}

/** RFC 3261 section 7.3.1: a line that begins with white space belongs to the one before it. */
function unfold(lines: readonly string[]): string[] {
  const whole: string[][] = []
  for (const line of lines) {
    const last = whole.at(-1)
    if (last && (line.startsWith(' ') || line.startsWith('\t'))) last.push(trimBlanks(line))
    else whole.push([line])
  }
  return whole.map(pieces => pieces.join(' '))
}

function fieldIn(line: string): Field | undefined {
  const colon = line.indexOf(':')
  const written = trimBlanks(line.slice(0, Math.max(colon, 0)))
  // What stands in front of the name makes it another, or none; a line that goes on has been joined to its first.
  if (!line.startsWith(written) || !token.test(written) || written.includes('_')) return undefined
  const short = lowerAscii(written)
  const name = longNames[short] ?? short
  const value = trimBlanks(line.slice(colon + 1))
  return { name, value: retoldFields.has(name) ? value.replaceAll(controls, ' ').trim() : inPlainSight(value) }
}

/**
 * A value that goes on as it came. What JavaScript takes for a blank, and SIP does not, would be cut off on the way: the
 * value could then pass for another, and with it a stranger for a colleague.
 */
function inPlainSight(value: string): string {
  return value
    .replaceAll('\t', ' ')
    .replaceAll(controls, '\uFFFD')
    .replaceAll(/^\s|\s$/g, '\uFFFD')
}

/** Every value of a header field, in order. */
export function valuesOf({ fields }: Message, name: string): string[] {
  return fields.flatMap(field => (field.name === name ? field.value : []))
}

/** Whether a text is one token (RFC 3261 section 25.1). */
export function isToken(text: string): boolean {
  return token.test(text)
}
