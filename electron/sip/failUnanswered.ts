import {
  InviteUserAgentClient,
  TransactionState,
  TransportError,
  UserAgentClient,
  type UserAgentCore,
} from 'sip.js/lib/core/index.js'

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
  for (const client of [...core.userAgentClients.values()]) {
    const { transaction } = client
    if (!unanswered.includes(transaction.state)) continue
    const gone = new TransportError('the socket is gone')
    // An INVITE that the exchange had begun to work on would be forgotten without a word to whoever waits.
    if (client instanceof InviteUserAgentClient && transaction.state === TransactionState.Proceeding) {
      UserAgentClient.prototype['onTransportError'].call(client, gone)
    }
    transaction['onTransportError'](gone)
  }
}
