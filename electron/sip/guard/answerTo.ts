import { createHash } from 'node:crypto'
import { parameter, readAddress } from './readAddress'
import { type Message, valuesOf } from './readMessage'

/** A final answer of our own: a status, and the header lines that belong to it. */
export interface Answer {
  readonly code: number
  readonly headers: readonly string[]
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  481: 'Call/Transaction Does Not Exist',
  489: 'Bad Event',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  505: 'Version Not Supported',
  513: 'Message Too Large',
}

/** Writes an answer to a request, with what must come back as it came (RFC 3261 section 8.2.6.2). */
export function answerTo(request: Message, { code, headers }: Answer): string {
  const [to = ''] = valuesOf(request, 'to')
  const [from = ''] = valuesOf(request, 'from')
  const [callId = ''] = valuesOf(request, 'call-id')
  const [cseq = ''] = valuesOf(request, 'cseq')
  const tagged =
    parameter(readAddress(to)?.parameters ?? [], 'tag') === undefined ? `${to};tag=${mark(callId + cseq)}` : to
  return [
    `SIP/2.0 ${code} ${reasons[code] ?? 'Refused'}`,
    ...valuesOf(request, 'via').map(via => `Via: ${via}`),
    `From: ${from}`,
    `To: ${tagged}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq}`,
    ...headers,
    'User-Agent: Phone Duty',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')
}

/** Ten letters that are the same for the same text: what is said twice must be marked alike (RFC 3261 section 8.2.7). */
export function mark(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
