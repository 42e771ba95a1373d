/** One SIP message as it stood on the wire. */
export interface SipMessage {
  readonly direction: 'sent' | 'received'
  /** The other end, as `address:port`, where the log says so. */
  readonly peer?: string
  /** "INVITE", or "200" of an answer. */
  readonly kind: string
  /** "INVITE sip:201@127.0.0.1 SIP/2.0", or "SIP/2.0 200 OK". */
  readonly firstLine: string
  /** Every value of a header, in order; names are matched without regard to case. */
  readonly all: (header: string) => readonly string[]
  /** The first value of a header. */
  readonly header: (header: string) => string | undefined
  readonly body: string
}

/** Reads one message out of a log. Not a parser for hostile input: it believes what these tests wrote themselves. */
export function readSipMessage(text: string, direction: 'sent' | 'received', peer?: string): SipMessage {
  const [head = '', ...rest] = text.replace(/\r/g, '').split('\n\n')
  const [firstLine = '', ...lines] = head.split('\n')
  const headers = lines.map(line => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() }
  })
  const [first = '', second = ''] = firstLine.split(' ')
  const all = (header: string): readonly string[] =>
    headers.filter(({ name }) => name === header.toLowerCase()).map(({ value }) => value)
  return {
    direction,
    ...(peer === undefined ? {} : { peer }),
    kind: first === 'SIP/2.0' ? second : first,
    firstLine,
    all,
    header: header => all(header)[0],
    body: rest.join('\n\n'),
  }
}
