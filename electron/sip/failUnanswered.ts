import { TransactionState, TransportError, type UserAgentCore } from 'sip.js/lib/core/index.js'

const unanswered: readonly TransactionState[] = [
  TransactionState.Calling,
  TransactionState.Trying,
  TransactionState.Proceeding,
]

/**
 * Whoever waits for an answer on a socket that is gone would wait for half a minute, or for ever. SIP.js only notices a
 * lost socket when it sends; RFC 3261 section 8.1.3.1 has us treat it as a 503.
 */
export function failUnanswered(core: UserAgentCore): void {
  for (const { transaction } of [...core.userAgentClients.values()]) {
    if (unanswered.includes(transaction.state))
      transaction['onTransportError'](new TransportError('the socket is gone'))
  }
}
