import { answerTo } from './answerTo'
import { bodyOf } from './bodyOf'
import { type DialogName, dialogOf, type Dialogs } from './Dialogs'
import { judgeRequest } from './judgeRequest'
import { known, served } from './methods'
import { objection, type Objection } from './Objection'
import { Unreadable } from './plainly'
import { isToken, type Message, readMessage, valuesOf } from './readMessage'
import { retell } from './retell'
import { sipJsReads } from './sipJsReads'

const mostHeaderLines = 256
/** Of a message that is too large only the beginning is looked at, to find out whom to answer. */
const beginning = 16 * 1024

/** What came in at once: a message, or as much of it as anybody will look at. */
export interface Frame {
  readonly text: string
  /** False when it was larger than a message may be, and was cut. */
  readonly whole: boolean
}

/** What becomes of a frame before SIP.js hears of it. */
export type Verdict =
  /** Told on, in words that SIP.js is sure to understand. `refusal` is for when it falls over them all the same. */
  | { readonly outcome: 'passed'; readonly text: string; readonly refusal: string | undefined }
  /** Dealt with by an answer of our own. `over` is the ringing call that ends by it. */
  | { readonly outcome: 'answered'; readonly text: string; readonly why: string; readonly over: DialogName | undefined }
  /** It may have been a call, and nobody can be answered. */
  | { readonly outcome: 'unreadable'; readonly why: string }
  /** Nobody waits for an answer. */
  | { readonly outcome: 'ignored'; readonly why: string }

/**
 * Weighs one frame from the exchange. SIP.js drops in silence what it cannot read, and a caller would wait in that silence
 * for half a minute: here every request gets on in plain words, or gets an answer at once.
 */
export function guard({ text, whole }: Frame, dialogs: Dialogs): Verdict {
  const message = readMessage(whole ? text : text.slice(0, Math.max(0, text.lastIndexOf('\r\n', beginning))))
  if (/^SIP\//i.test(message.startLine)) return weighResponse(message, whole)
  const method = message.startLine.split(' ', 1)[0] ?? ''
  const weighed = weighRequest(message, method, whole, dialogs)
  return method === 'ACK' && weighed.outcome !== 'passed' ? ignored(`ACK: ${weighed.why}`) : weighed
}

function weighRequest(request: Message, method: string, whole: boolean, dialogs: Dialogs): Verdict {
  const missing = ['via', 'from', 'to', 'call-id', 'cseq'].find(name => !valuesOf(request, name)[0])
  if (!isToken(method)) return { outcome: 'unreadable', why: 'no request' }
  if (missing !== undefined) return { outcome: 'unreadable', why: `no ${missing}` }
  const against = tooMuch(request, whole) ?? judgeRequest(request, method, dialogs)
  const told = against ?? retold(request, `${request.startLine.split(' ', 2).join(' ')} SIP/2.0`, method)
  if (typeof told === 'string') {
    const refusal = method === 'ACK' ? undefined : answerTo(request, objection(500, 'bug'))
    return { outcome: 'passed', text: told, refusal }
  }
  const over = told.hangsUp ? dialogOf(request) : undefined
  return { outcome: 'answered', text: answerTo(request, told), why: `${nameOf(method)}: ${told.why}`, over }
}

function tooMuch({ headerLines }: Message, whole: boolean): Objection | undefined {
  if (!whole) return objection(513, 'size')
  return headerLines > mostHeaderLines ? objection(400, `${headerLines} header lines`) : undefined
}

function weighResponse(response: Message, whole: boolean): Verdict {
  const [, code, reason = ''] = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/i.exec(response.startLine) ?? []
  const counts = ['via', 'from', 'to', 'call-id', 'cseq'].map(name => valuesOf(response, name).length)
  const [, number] = /^(\d{1,20}) +\S+$/.exec(valuesOf(response, 'cseq')[0] ?? '') ?? []
  if (!whole || response.headerLines > mostHeaderLines) return ignored('a response of such a size')
  if (code === undefined || counts.some(count => count !== 1) || !(Number(number) < 2 ** 31)) {
    return ignored('a response that makes no sense')
  }
  const startLine = `SIP/2.0 ${code} ${reason}`
  const plain = sipJsReads(startLine, 'Request_Response') ? startLine : `SIP/2.0 ${code} `
  const told = retold(response, plain, '')
  return typeof told === 'string'
    ? { outcome: 'passed', text: told, refusal: undefined }
    : ignored(`a response with an unusable ${told.why}`)
}

function retold(message: Message, startLine: string, method: string): string | Objection {
  const body = bodyOf(message, method)
  if ('code' in body) return body
  try {
    return retell({ ...message, startLine, ...body })
  } catch (error) {
    if (error instanceof Unreadable) return objection(400, error.message)
    throw error
  }
}

/** Any word may stand for a method, even a name. */
function nameOf(method: string): string {
  return served.includes(method) || known.includes(method) ? method : 'method'
}

function ignored(why: string): Verdict {
  return { outcome: 'ignored', why }
}
