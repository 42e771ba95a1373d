import { WireTrouble } from './Wire'

const certificateCodes =
  /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|INVALID_PURPOSE|PATH_LENGTH_)/

/** Says in one of our words why a socket could not be opened or was lost. */
export function troubleOf(error: unknown): WireTrouble {
  if (error instanceof WireTrouble) return error
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  const detail = code ? `${code}: ${message}` : message
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA')
    return new WireTrouble('name-not-found', detail)
  if (certificateCodes.test(code)) return new WireTrouble('bad-certificate', detail)
  if (code === 'ETIMEDOUT' || /handshake has timed out/i.test(message))
    return new WireTrouble('no-answer-in-time', detail)
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return new WireTrouble('nothing-answers', detail)
  if (/Unexpected server response|Invalid Upgrade|Sec-WebSocket|subprotocol/i.test(message))
    return new WireTrouble('no-websocket', detail)
  // Theirs to tell us (alert 70), or ours to find out. What speaks no TLS at all has a "wrong version number".
  if (/alert protocol version|unsupported protocol/i.test(message)) return new WireTrouble('old-tls', detail)
  // Something answers, but not in HTTP or not in TLS: a SIP or web port where the WebSocket should be.
  if (/^HPE_|^EPROTO$|^ERR_SSL_/.test(code)) return new WireTrouble('no-websocket', detail)
  if (/socket hang up/i.test(message)) return new WireTrouble('no-websocket', detail)
  return new WireTrouble('connection-lost', detail)
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  // One name may have several addresses; the first refusal speaks for all.
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
