import { randomUUID } from 'node:crypto'
import type {
  IncomingResponseMessage,
  OutgoingRequestMessage,
  UserAgentClient,
  UserAgentCore,
} from 'sip.js/lib/core/index.js'
import { unread } from '../guard/unread'
import { readChallenges } from './readChallenges'
import { type Credentials, SigningIn } from './SigningIn'

/**
 * Signs in wherever somebody asks for it, for every request that one core of SIP.js sends. It stands in the place of
 * SIP.js's own way, which is a method of each request's client: that one reads the last challenge only, answers one
 * asker, knows MD5 alone, and forgets within a call that a request which went out twice has taken two numbers.
 */
export class SignIn {
  readonly #core: UserAgentCore
  readonly #credentials: Credentials
  readonly #requests = new WeakMap<OutgoingRequestMessage, SigningIn>()
  readonly #cancelled = new WeakSet<UserAgentClient>()

  constructor(core: UserAgentCore, credentials: Credentials) {
    this.#core = core
    this.#credentials = credentials
    const { userAgentClients } = core
    const keep = userAgentClients.set.bind(userAgentClients)
    // Every client enters here as it sends, before anything can be answered, and each time that it sends again.
    userAgentClients.set = (id, client) => {
      if (!Object.hasOwn(client, 'authenticationGuard')) this.#standIn(client)
      return keep(id, client)
    }
  }

  /** How signing in went for a request. */
  of(request: OutgoingRequestMessage): SigningIn {
    const known = this.#requests.get(request) ?? new SigningIn(this.#credentials, randomUUID)
    this.#requests.set(request, known)
    return known
  }

  #standIn(client: UserAgentClient): void {
    const cancel = client.cancel.bind(client)
    client.cancel = (reason, options) => {
      this.#cancelled.add(client)
      return cancel(reason, options)
    }
    client['authenticationGuard'] = response => !this.#sendsAgain(client, response)
  }

  #sendsAgain(client: UserAgentClient, response: IncomingResponseMessage): boolean {
    if (response.statusCode !== 401 && response.statusCode !== 407) return false
    // What was taken back while nobody had answered must not go out anew: nothing would take that one back.
    if (this.#cancelled.has(client)) return false
    const { message } = client
    const challenges = [
      ...readChallenges('server', response.getHeaders(unread('www-authenticate'))),
      ...readChallenges('proxy', response.getHeaders(unread('proxy-authenticate'))),
    ]
    const lines = this.of(message).answer(challenges, { method: message.method, uri: message.ruri.toRaw() })
    if (!lines) return false
    message.cseq = this.#nextCseq(message)
    message.setHeader('cseq', `${message.cseq} ${message.method}`)
    message.setHeader('authorization', lines.server)
    message.setHeader('proxy-authorization', lines.proxy)
    client['init']()
    return true
  }

  /** Within a call the next request must have a number above this one's (RFC 3261 section 12.2.1.1). */
  #nextCseq({ callId, fromTag, toTag = '', cseq }: OutgoingRequestMessage): number {
    const dialog = this.#core.dialogs.get(callId + fromTag + toTag)
    if (dialog?.localSequenceNumber === undefined) return cseq + 1
    dialog.incrementLocalSequenceNumber()
    return dialog.localSequenceNumber
  }
}
