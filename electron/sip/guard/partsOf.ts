import { parameter, readParameters } from './readAddress'
import { type Message, readMessage } from './readMessage'

// RFC 2046 section 5.1.1.
const longestBoundary = 70
/** More than any exchange puts beside a description. */
const mostParts = 32

/** The parts of a body of several, each as a message without a first line; none when it is not one (RFC 2046 section 5.1). */
export function partsOf(type: string, body: string): readonly Message[] {
  const boundary = boundaryIn(type)
  if (boundary === undefined) return []
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`, mostParts + 1).slice(1)
  const end = pieces.findIndex(piece => piece.startsWith('--'))
  return pieces
    .slice(0, end === -1 ? undefined : end)
    .filter(piece => /^[ \t]*\r\n/.test(piece))
    .map(piece => readMessage(`part${piece}`))
}

function boundaryIn(type: string): string | undefined {
  const [, rest = ''] = /^multipart\/mixed *(;.*)$/i.exec(type) ?? []
  const written = parameter(readParameters(rest) ?? [], 'boundary') ?? ''
  const boundary = written.startsWith('"') ? written.slice(1, -1).replaceAll(/\\(.)/gu, '$1') : written
  return boundary === '' || boundary.length > longestBoundary ? undefined : boundary
}
