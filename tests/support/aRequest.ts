import { anOffer } from './TextExchange'

/** What a request of the exchange's says, where it says anything else than an ordinary one. */
export interface Said {
  readonly startLine?: string
  readonly via?: string
  readonly from?: string
  readonly to?: string
  readonly callId?: string
  readonly cseq?: string
  /** Further header lines; one that names a header from above stands beside it. */
  readonly headers?: readonly string[]
  /** Header lines that are left out, by their names. */
  readonly without?: readonly string[]
  readonly body?: string
}

/** A request as text. An INVITE brings an offer and the place where its sender can be reached. */
export function aRequest(method: string, said: Said = {}): string {
  const body = said.body ?? (method === 'INVITE' ? anOffer() : '')
  const lines = [
    said.startLine ?? `${method} sip:rosa@127.0.0.1;transport=ws SIP/2.0`,
    `Via: ${said.via ?? 'SIP/2.0/WS 127.0.0.1:8088;rport;branch=z9hG4bKfirst'}`,
    `From: ${said.from ?? '"Ms Okafor" <sip:+442079460018@127.0.0.1>;tag=theirs'}`,
    `To: ${said.to ?? '<sip:rosa@127.0.0.1>'}`,
    `Call-ID: ${said.callId ?? 'first@127.0.0.1'}`,
    `CSeq: ${said.cseq ?? `7 ${method}`}`,
    'Contact: <sip:exchange@127.0.0.1;transport=ws>',
    'Max-Forwards: 70',
    ...(said.headers ?? []),
    ...(body === '' || said.headers?.some(line => /^(content-type|c) *:/i.test(line))
      ? []
      : ['Content-Type: application/sdp']),
    ...(said.headers?.some(line => /^(content-length|l) *:/i.test(line))
      ? []
      : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ]
  const left = lines.filter(line => !said.without?.some(name => line.startsWith(`${name}:`)))
  return [...left, '', body].join('\r\n')
}
