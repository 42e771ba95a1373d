import { objection, type Objection } from './Objection'
import { type Message, valuesOf } from './readMessage'
import { sipJsReads } from './sipJsReads'

/** The body that belongs to a message, and what it is. */
export interface Body {
  readonly body: string
  /** Empty when there is no body. */
  readonly contentType: string
}

/** Measures the body and looks at its type; `method` is that of a request, and empty for a response. What follows it in the same frame is cut off (RFC 3261 section 18.3). */
export function bodyOf(message: Message, method: string): Body | Objection {
  const impossible = judgeLength(message)
  if (impossible) return impossible
  const body = cutToLength(message)
  if (body.trim() === '') return { body: '', contentType: '' }
  const encodings = valuesOf(message, 'content-encoding').filter(each => !/^(?:identity)?$/i.test(each))
  if (encodings.length > 0) return objection(415, 'encoding', 'Accept-Encoding: identity')
  const contentType = typeOf(message, body, method)
  return contentType === undefined ? objection(415, 'body type', 'Accept: application/sdp') : { body, contentType }
}

/** How long the body says it is, if that can be true. */
export function judgeLength({ body, fields }: Message): Objection | undefined {
  const written = fields.filter(({ name }) => name === 'content-length').map(({ value }) => value)
  const makesSense = written.every(length => /^\d{1,10}$/.test(length) && Number(length) <= Buffer.byteLength(body))
  const isOne = new Set(written.map(Number)).size <= 1
  return makesSense && isOne ? undefined : objection(400, 'Content-Length')
}

function cutToLength(message: Message): string {
  const { body } = message
  const [length] = valuesOf(message, 'content-length').map(Number)
  if (length === undefined) return body
  // A byte that was no text has become a sign of three: how many bytes there were is known only from here to there.
  const least = Buffer.byteLength(body) - 2 * (body.split('\uFFFD').length - 1)
  return length >= least ? body : Buffer.from(body).subarray(0, length).toString()
}

/** An offer or an answer can only be a session description; what else a call carries is for SIP.js to say. */
function typeOf(message: Message, body: string, method: string): string | undefined {
  const types = valuesOf(message, 'content-type')
  if (types.length === 0 && body.startsWith('v=')) return 'application/sdp'
  if (method !== 'INVITE' && method !== 'ACK') return types.find(type => sipJsReads(type, 'Content_Type'))
  const describes = types.length > 0 && types.every(type => /^application\/sdp *(?:;|$)/i.test(type))
  return describes ? 'application/sdp' : undefined
}
