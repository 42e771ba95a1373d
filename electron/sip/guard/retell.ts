import { hasFailedIn } from '../saysVerificationFailed'
import { mark } from './answerTo'
import { plainAddress, plainParty, topVia, Unreadable, withBranch, withTag } from './plainly'
import { isLastWord } from './methods'
import { parameter, readAddress, splitOutside } from './readAddress'
import { type Field, type Message, valuesOf } from './readMessage'
import { retoldFields } from './retoldFields'
import { type Rule, sipJsReads } from './sipJsReads'
import { isUnread, unread } from './unread'

// More stations than Max-Forwards lets anybody pass, and more than any exchange has.
const mostVias = 70
const mostRoutes = 32
/** Some proxies write into it what they must remember of a call. */
const longestRoute = 2_048
/** All of them together: SIP.js takes a millisecond for each kilobyte. */
const longestWay = 16_384
const mostParties = 10
/** Each may hold several. */
const mostChallenges = 16
/** SIP.js ends a call after so many seconds with a timer that can hold no more (2^31 milliseconds). */
const longestExpires = 2_147_483

/** A message whose body has been measured and whose type is known. */
export interface Measured extends Message {
  /** Empty when there is no body. */
  readonly contentType: string
}

/**
 * Tells a message anew, in words that SIP.js is sure to understand: each header field on one line and under its long
 * name, addresses in brackets and names in quotes, what is optional and hopeless left out. Throws an `Unreadable` when
 * something is hopeless without which the message makes no sense.
 */
export function retell(message: Measured): string {
  const { startLine, fields, body, contentType } = message
  const told = [
    ...whoAndWhat(message),
    ...contacts(message),
    ...routes(message),
    ...optional(message),
    ...unseen(message),
    ...fields.filter(({ name }) => isToldOn(name, message)),
  ]
  return [
    startLine,
    ...told.map(({ name, value }) => `${name}: ${value}`),
    ...(contentType === '' ? [] : [`content-type: ${contentType}`]),
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

function isToldOn(name: string, message: Message): boolean {
  return !retoldFields.has(name) && !isUnread(name) && !(name === 'require' && isLastWord(methodOf(message)))
}

/** The five header fields that every message has (RFC 3261 section 8.1.1). */
function whoAndWhat(message: Message): Field[] {
  const isRequest = !message.startLine.startsWith('SIP/')
  const callId = firstOf(message, 'call-id')
  const cseq = firstOf(message, 'cseq')
  const [top, others] = vias(message)
  const from = readAddress(firstOf(message, 'from'))
  const to = readAddress(firstOf(message, 'to'))
  if (!sipJsReads(callId, 'Call_ID')) throw new Unreadable('Call-ID')
  if (!from || !to) throw new Unreadable('From or To')
  const fromTag = parameter(from.parameters, 'tag') ?? mark(callId)
  const branchless = mark([callId, fromTag, Number.parseInt(cseq, 10)].join(' '))
  return [
    { name: 'via', value: isRequest ? withBranch(top, branchless) : top },
    ...all('via', others),
    { name: 'from', value: plainAddress(isRequest ? withTag(from, fromTag) : from, 'From') },
    { name: 'to', value: plainAddress(to, 'To') },
    { name: 'call-id', value: callId },
    { name: 'cseq', value: cseq.replace(/^0+(?=\d)/, '').replace(/ +/, ' ') },
  ]
}

/** The Via that SIP.js looks into, and those below it, which only have to come back: they stay as they came. */
function vias(message: Message): [top: string, others: string[]] {
  const [first = '', ...lines] = valuesOf(message, 'via')
  const [top = '', ...rest] = splitOutside(first, ',')
  const others = [rest.join(',').trim(), ...lines].filter(Boolean)
  if (others.flatMap(value => splitOutside(value, ',')).length >= mostVias) throw new Unreadable('Via')
  return [topVia(top), others]
}

/** Where the far end can be reached. A request has one such place. */
function contacts(message: Message): Field[] {
  if (methodOf(message) === 'REGISTER') return []
  const values = valuesOf(message, 'contact').flatMap(value => splitOutside(value, ','))
  const most = message.startLine.startsWith('SIP/') ? mostRoutes : 1
  return all(
    'contact',
    values.slice(0, most).flatMap(value => orNothing(() => plainly(value, 'Contact'))),
  )
}

/** What SIP.js must not read: we do. The answer to a REGISTER lists every phone of an extension, and ours may be the last. */
function unseen(message: Message): Field[] {
  const isToRegister = methodOf(message) === 'REGISTER'
  return [
    ...all(unread('www-authenticate'), valuesOf(message, 'www-authenticate').slice(0, mostChallenges)),
    ...all(unread('proxy-authenticate'), valuesOf(message, 'proxy-authenticate').slice(0, mostChallenges)),
    ...(isToRegister ? all(unread('contact'), valuesOf(message, 'contact')) : []),
  ]
}

/**
 * The way that requests of ours must take (RFC 3261 section 12.1.1). A wrong one would lead them astray; but only an INVITE
 * and the answer to it lay it down.
 */
function routes(message: Message): Field[] {
  if (methodOf(message) !== 'INVITE') return []
  const values = valuesOf(message, 'record-route').flatMap(value => splitOutside(value, ','))
  const isTooLong = values.length > mostRoutes || values.some(value => value.length > longestRoute)
  if (isTooLong || values.join('').length > longestWay) throw new Unreadable('Record-Route')
  return all(
    'record-route',
    values.map(value => plainly(value, 'Record_Route')),
  )
}

/** What helps when it can be read and is no loss when it cannot. */
function optional(message: Message): Field[] {
  return [
    ...all('max-forwards', numbers(message, 'max-forwards', 255).slice(0, 1)),
    ...all('expires', expiries(message).slice(0, 1)),
    ...all('p-asserted-identity', parties(message, 'p-asserted-identity')),
    // Whoever it names may be beyond reading; that their number failed is not.
    ...all('verstat', valuesOf(message, 'p-asserted-identity').some(hasFailedIn) ? ['TN-Validation-Failed'] : []),
    ...all('diversion', parties(message, 'diversion')),
    ...all('refer-to', readable(message, 'refer-to', 'Refer_To').slice(0, 1)),
  ]
}

/** To a REGISTER an exchange may well answer that it keeps us for no time at all; no call is over as it begins. */
function expiries(message: Message): string[] {
  if (methodOf(message) !== 'REGISTER') return numbers(message, 'expires', longestExpires)
  return valuesOf(message, 'expires').filter(value => /^\d{1,10}$/.test(value))
}

function numbers(message: Message, name: string, most: number): string[] {
  return valuesOf(message, name).filter(value => /^\d{1,10}$/.test(value) && value !== '0' && Number(value) <= most)
}

/** Whom a header field names, each in a field of its own. */
function parties(message: Message, name: string): string[] {
  return valuesOf(message, name)
    .flatMap(value => splitOutside(value, ','))
    .slice(0, mostParties)
    .flatMap(value => orNothing(() => plainParty(value)))
}

function readable(message: Message, name: string, rule: Rule): string[] {
  return valuesOf(message, name).filter(value => sipJsReads(value, rule))
}

function plainly(value: string, rule: Rule): string {
  const address = readAddress(value)
  if (!address) throw new Unreadable(rule)
  return plainAddress(address, rule)
}

function orNothing(tell: () => string): string[] {
  try {
    return [tell()]
  } catch (error) {
    if (error instanceof Unreadable) return []
    throw error
  }
}

function all(name: string, values: readonly string[]): Field[] {
  return values.map(value => ({ name, value }))
}

/** The method of a request, or of the one that a response answers. */
function methodOf(message: Message): string {
  return /\S+$/.exec(firstOf(message, 'cseq'))?.[0] ?? ''
}

function firstOf(message: Message, name: string): string {
  return valuesOf(message, name)[0] ?? ''
}
