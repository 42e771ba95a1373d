import { dialogOf, type Dialogs, type DialogState } from './Dialogs'
import { judgeLength } from './bodyOf'
import { mark } from './answerTo'
import { allow, isLastWord, known, served } from './methods'
import { objection, type Objection } from './Objection'
import { type Message, valuesOf } from './readMessage'
import { sipJsReads } from './sipJsReads'

/**
 * What is really done for whoever requires it; 100rel, because SIP.js sends no provisional answer then, and timer, because
 * whoever asks for it refreshes the call, and we answer that.
 */
const extensions = ['replaces', 'outbound', '100rel', 'timer']
const largestCseq = 2 ** 31

/**
 * Looks at a request in the order of RFC 3261 section 8.2: version, method, what must be there once, address, extensions,
 * and whether it fits the state of its call. Undefined when nothing stands against it.
 */
export function judgeRequest(request: Message, method: string, dialogs: Dialogs): Objection | undefined {
  return (
    judgeStartLine(request.startLine) ??
    judgeCounts(request) ??
    judgeCseq(request, method) ??
    judgeMethod(request, method, dialogs) ??
    judgeAddress(request.startLine) ??
    judgeExtensions(request, method) ??
    (isLastWord(method) ? undefined : judgeLength(request)) ??
    judgeMoment(request, method, dialogs) ??
    (method === 'INVITE' ? judgeInvite(request) : undefined)
  )
}

function judgeStartLine(startLine: string): Objection | undefined {
  const [, version] = / SIP\/(\d+\.\d+) *$/i.exec(startLine) ?? []
  if (version !== undefined && version !== '2.0') return objection(505, 'version')
  return /^\S+ \S+ SIP\/2\.0$/i.test(startLine) ? undefined : objection(400, 'first line')
}

function judgeCounts(request: Message): Objection | undefined {
  const twice = ['from', 'to', 'call-id', 'cseq'].find(name => valuesOf(request, name).length > 1)
  return twice === undefined ? undefined : objection(400, `second ${twice}`)
}

function judgeCseq(request: Message, method: string): Objection | undefined {
  if (!served.includes(method) && !known.includes(method)) return objection(501, 'unknown', allow)
  const [, number, ofMethod] = /^(\d{1,20}) +(\S+)$/.exec(valuesOf(request, 'cseq')[0] ?? '') ?? []
  return Number(number) < largestCseq && ofMethod === method ? undefined : objection(400, 'CSeq')
}

/** Nobody may subscribe to us, publish to us or write to us, and from outside a call nobody may make us call. */
function judgeMethod(request: Message, method: string, dialogs: Dialogs): Objection | undefined {
  const dialog = dialogOf(request)
  const isWithin = dialog !== undefined && dialogs.stateOf(dialog) !== 'unknown'
  if (method === 'UPDATE') return isWithin ? objection(405, method, allow) : objection(481, 'call')
  if (method === 'PRACK') return objection(481, 'provisional answer')
  return served.includes(method) ? undefined : objection(405, method, allow)
}

function judgeAddress(startLine: string): Objection | undefined {
  const [method = '', uri = ''] = startLine.split(' ')
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri) ?? []
  if (scheme !== undefined && scheme.toLowerCase() !== 'sip') return objection(416, 'address of another kind')
  // RFC 3261 section 19.1.1: no header fields in a Request-URI. A question mark before the @ is part of a user.
  const hasHeaders = uri.slice(uri.lastIndexOf('@') + 1).includes('?')
  const readable = scheme !== undefined && !hasHeaders && sipJsReads(`${method} ${uri} SIP/2.0`, 'Request_Response')
  return readable ? undefined : objection(400, 'address')
}

function judgeExtensions(request: Message, method: string): Objection | undefined {
  if (isLastWord(method)) return undefined
  // Whoever wants no news of what becomes of a REFER (RFC 4488) ignores what they get.
  const ours = method === 'REFER' ? [...extensions, 'norefersub'] : extensions
  const required = valuesOf(request, 'require')
    .flatMap(value => value.split(','))
    .map(each => each.trim())
    .filter(Boolean)
  const unknown = required.filter(each => !ours.includes(each.toLowerCase()))
  return unknown.length === 0 ? undefined : objection(420, 'extension', `Unsupported: ${unknown.join(', ')}`)
}

/** Whether a request fits the state of the call that it belongs to, or may stand outside of any. */
function judgeMoment(request: Message, method: string, dialogs: Dialogs): Objection | undefined {
  const dialog = dialogOf(request)
  if (method === 'ACK' || method === 'CANCEL') return undefined
  if (method === 'NOTIFY' && valuesOf(request, 'event').length === 0) return objection(489, 'event')
  if (!dialog) return judgeOutside(request, method)
  const state = dialogs.stateOf(dialog)
  // It may belong to a subscription, which is none of our calls.
  if (method === 'NOTIFY' && state === 'unknown') return undefined
  return within[state](method, later(dialog.callId))
}

function judgeOutside(request: Message, method: string): Objection | undefined {
  switch (method) {
    case 'OPTIONS':
      return asked()
    case 'BYE':
    case 'INFO':
      return objection(481, 'call')
    case 'REFER':
      return objection(403, 'REFER outside of a call')
    case 'NOTIFY':
      // A lamp for messages may be told unasked (RFC 3842); nothing else is.
      return valuesOf(request, 'event').some(event => /^message-summary *(?:;|$)/i.test(event))
        ? undefined
        : objection(489, 'event', 'Allow-Events: message-summary')
    default:
      return undefined
  }
}

type Within = (method: string, retryAfter: string) => Objection | undefined

const isOver: Within = () => objection(481, 'call')

/** What SIP.js would otherwise drop in silence: it hears requests within a call only once that is up. */
const within: Readonly<Record<DialogState, Within>> = {
  unknown: isOver,
  ending: isOver,
  ringing: (method, retryAfter) => {
    if (method === 'OPTIONS') return asked()
    // RFC 3261 section 15: whoever calls may say goodbye before anybody has answered.
    if (method === 'BYE') return { ...objection(200, 'goodbye'), hangsUp: true }
    return objection(500, `${method} before the answer`, retryAfter)
  },
  calling: (method, retryAfter) => {
    if (method === 'OPTIONS') return asked()
    if (method === 'BYE') return objection(481, 'call')
    return method === 'INVITE' ? objection(491, 'glare') : objection(500, `${method} before the answer`, retryAfter)
  },
  asking: method => (method === 'INVITE' ? objection(491, 'glare') : undefined),
  up: () => undefined,
}

/** OPTIONS is answered alike whomever it asks for, so that nobody learns who is here. */
function asked(): Objection {
  return objection(200, 'OPTIONS', allow, 'Accept: application/sdp', 'Supported: replaces, outbound')
}

/** RFC 3261 section 14.2 wants 0 to 10 seconds at random; each call has its own. */
function later(callId: string): string {
  return `Retry-After: ${1 + (Number.parseInt(mark(callId), 16) % 9)}`
}

function judgeInvite(request: Message): Objection | undefined {
  const replaces = valuesOf(request, 'replaces')
  const isOne = replaces.length === 0 || (replaces.length === 1 && sipJsReads(replaces[0] ?? '', 'Replaces'))
  return isOne ? undefined : objection(400, 'Replaces')
}
