import { partsOf } from './partsOf'
import { objection, type Objection } from './Objection'
import { type Message, valuesOf } from './readMessage'
import { sipJsReads } from './sipJsReads'

/** The body that belongs to a message, and what it is. */
export interface Body {
  readonly body: string
  /** Empty when there is no body. */
  readonly contentType: string
}

const nothing: Body = { body: '', contentType: '' }

/** Measures the body and looks at its type; `method` is that of a request, and empty for a response. What follows it in the same frame is cut off (RFC 3261 section 18.3). */
export function bodyOf(message: Message, method: string): Body | Objection {
  // What a goodbye carries is nobody's business, and no reason to refuse it.
  if (method === 'BYE' || method === 'CANCEL') return nothing
  const read = measured(message, method)
  return 'code' in read && method === 'ACK' ? nothing : read
}

function measured(message: Message, method: string): Body | Objection {
  const impossible = judgeLength(message)
  if (impossible) return impossible
  const body = cutToLength(message)
  if (body.trim() === '') return nothing
  const read = isPlain(message) ? typed(message, body, method) : objection(415, 'encoding', 'Accept-Encoding: identity')
  // A response says what it says by its status: only a description adds to that.
  return 'code' in read && method === '' ? nothing : read
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

/** Neither packed for the whole way nor, as a part of several, for a stretch of it (RFC 2045 section 6). */
function isPlain(message: Message): boolean {
  return (
    valuesOf(message, 'content-encoding').every(each => /^(?:identity)?$/i.test(each)) &&
    valuesOf(message, 'content-transfer-encoding').every(each => /^(?:7bit|8bit|binary)?$/i.test(each))
  )
}

/** An offer or an answer can only be a session description; what else a call carries is for SIP.js to say. */
function typed(message: Message, body: string, method: string): Body | Objection {
  const types = valuesOf(message, 'content-type')
  const isDescription = types.length === 0 ? body.startsWith('v=') : types.every(type => describes(type))
  if (isDescription) return { body, contentType: 'application/sdp' }
  if (method !== '' && method !== 'INVITE' && method !== 'ACK') {
    const contentType = types.find(type => sipJsReads(type, 'Content_Type'))
    return contentType === undefined ? unknownType() : { body, contentType }
  }
  const part = types.length === 1 ? descriptionAmong(types[0] ?? '', body) : undefined
  if (!part) return unknownType()
  if (!isPlain(part)) return objection(415, 'encoding of a part', 'Accept-Encoding: identity')
  // The line end before a boundary belongs to the boundary; a description needs its own.
  return { body: part.body.endsWith('\r\n') ? part.body : `${part.body}\r\n`, contentType: 'application/sdp' }
}

function descriptionAmong(type: string, body: string): Message | undefined {
  return partsOf(type, body).find(
    part => part.body.trim() !== '' && valuesOf(part, 'content-type').some(each => describes(each)),
  )
}

function describes(type: string): boolean {
  return /^application\/sdp *(?:;|$)/i.test(type)
}

function unknownType(): Objection {
  return objection(415, 'body type', 'Accept: application/sdp')
}
