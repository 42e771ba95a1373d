import type { Exchange } from './Exchange'
import type { SipMessage } from './SipMessage'

/**
 * The questions by which the exchange asked its own phones whether a call is still there (RFC 4028: a re-INVITE or an
 * UPDATE that names a Session-Expires), and that were answered with 200, the oldest first.
 */
export async function refreshesOf(exchange: Exchange): Promise<readonly SipMessage[]> {
  const messages = await exchange.messages()
  return messages.filter(
    asked =>
      asked.direction === 'sent' &&
      (asked.kind === 'INVITE' || asked.kind === 'UPDATE') &&
      asked.header('Session-Expires') !== undefined &&
      // Within a call, and not towards the public network.
      /;tag=/.test(asked.header('To') ?? '') &&
      !asked.peer?.startsWith(exchange.trunkAddress) &&
      messages.some(
        answer =>
          answer.direction === 'received' &&
          answer.kind === '200' &&
          answer.header('Call-ID') === asked.header('Call-ID') &&
          answer.header('CSeq') === asked.header('CSeq'),
      ),
  )
}
