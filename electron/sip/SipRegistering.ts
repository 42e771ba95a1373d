import { type UserAgent, UserAgentState } from 'sip.js'
import {
  type IncomingResponseMessage,
  type OutgoingRegisterRequest,
  type OutgoingRequestMessage,
  URI,
} from 'sip.js/lib/core/index.js'
import { secondsIn } from '../wire/turnedAway'
import type { Wire } from '../wire/Wire'
import { allow } from './guard/methods'
import { unread } from './guard/unread'
import type { RegisterAnswer, Registering } from './Registering'
import { secondsGranted } from './secondsGranted'
import type { SignIn } from './signIn/SignIn'

const usualExpiresSeconds = 300
const longestExpiresSeconds = 24 * 60 * 60

interface Asked {
  readonly message: OutgoingRequestMessage
  readonly request: OutgoingRegisterRequest
}

export interface SipRegisteringWanted {
  readonly agent: UserAgent
  readonly signIn: SignIn
  /** The UUID by which a registrar knows this phone again, wherever it comes from. */
  readonly instance: string
  readonly wire: Wire
  readonly inCall: () => boolean
}

/**
 * What a registrant can do, done with SIP.js's core. Not with its Registerer: that one sends on timers of its own, and
 * takes no new request for 32 s after one that was never answered.
 */
export class SipRegistering implements Registering {
  readonly wire: Wire
  readonly inCall: () => boolean
  readonly #agent: UserAgent
  readonly #signIn: SignIn
  readonly #instance: string
  #expiresSeconds = usualExpiresSeconds
  /** Whether we ask the registrar to bind us to our socket (RFC 5626), which some stations on the way forbid. */
  #outbound = true
  #last: Asked | undefined

  constructor({ agent, signIn, instance, wire, inCall }: SipRegisteringWanted) {
    this.wire = wire
    this.inCall = inCall
    this.#agent = agent
    this.#signIn = signIn
    this.#instance = `urn:uuid:${instance}`
  }

  async connect(): Promise<void> {
    await (this.#agent.state === UserAgentState.Started ? this.#agent.transport.connect() : this.#agent.start())
  }

  async register(): Promise<RegisterAnswer> {
    const first = this.#nextCseq
    const { answer, request } = await this.#ask(this.#expiresSeconds)
    const sent = this.#nextCseq - first
    const code = answer.statusCode ?? 0
    if (code === 423) this.#expiresSeconds = longerExpiresIn(answer, this.#expiresSeconds)
    if (code === 439) this.#outbound = false
    const expiresSeconds = code >= 200 && code < 300 ? this.#grantedBy(answer) : 0
    if (expiresSeconds > 0) return { accepted: true, sent, expiresSeconds }
    const retryAfterSeconds = secondsIn(answer.getHeader('Retry-After'))
    const { stage: signIn, guesses } = this.#signIn.of(request)
    return { accepted: false, sent, code, reason: answer.reasonPhrase ?? '', retryAfterSeconds, signIn, guesses }
  }

  async unregister(): Promise<void> {
    await this.#ask(0)
  }

  probe(): Promise<void> {
    return new Promise((resolve, reject) => {
      const core = this.#agent.userAgentCore
      const ourselves = this.#agent.configuration.uri
      const exchange = new URI('sip', '', ourselves.host)
      const message = core.makeOutgoingRequestMessage('OPTIONS', exchange, ourselves, exchange, {}, [])
      core.request(message, {
        onAccept: () => resolve(),
        onRedirect: () => resolve(),
        // SIP.js reports its own time-out and a lost socket as if the exchange had answered so.
        onReject: ({ message: { statusCode } }) =>
          statusCode === 408 || statusCode === 503 ? reject(new Error('silent')) : resolve(),
      })
    })
  }

  /** RFC 3261 section 10.2: every REGISTER of one phone has the same Call-ID, and a CSeq that grows. */
  get #nextCseq(): number {
    return (this.#last?.message.cseq ?? 0) + 1
  }

  #ask(expiresSeconds: number): Promise<{ answer: IncomingResponseMessage; request: OutgoingRequestMessage }> {
    this.#forgetLast()
    const { userAgentCore: core, configuration, contact } = this.#agent
    const registrar = configuration.uri.clone()
    registrar.user = undefined
    const before = this.#last?.message
    const optionTags = ['path', ...(this.#outbound ? ['outbound'] : [])]
    const known = before && { callId: before.callId, fromTag: before.fromTag }
    const flow = this.#outbound ? ';reg-id=1' : ''
    const instance = `${flow};+sip.instance="<${this.#instance}>"`
    const headers = [`Contact: ${contact.toString({ register: true })}${instance};expires=${expiresSeconds}`, allow]
    const message = core.makeOutgoingRequestMessage(
      'REGISTER',
      registrar,
      configuration.uri,
      configuration.uri,
      { cseq: this.#nextCseq, optionTags, ...known },
      headers,
    )
    return new Promise(resolve => {
      const answered = ({ message: answer }: { readonly message: IncomingResponseMessage }) =>
        resolve({ answer, request: message })
      const request = core.register(message, { onAccept: answered, onRedirect: answered, onReject: answered })
      this.#last = { message, request }
    })
  }

  /** A challenge that comes late to a request that nobody waits for would send the password once more. */
  #forgetLast(): void {
    const { userAgentClients } = this.#agent.userAgentCore
    for (const [id, client] of userAgentClients) {
      if ((client as OutgoingRegisterRequest) === this.#last?.request) userAgentClients.delete(id)
    }
    this.#last?.request.dispose()
  }

  /** For how long the exchange rings us here: for as long as we asked, if it does not say. */
  #grantedBy(answer: IncomingResponseMessage): number {
    const { contact, configuration } = this.#agent
    const granted = secondsGranted(answer.getHeaders(unread('contact')), answer.getHeader('expires'), {
      user: contact.uri.user ?? '',
      extension: configuration.uri.user ?? '',
      instance: this.#instance,
    })
    return granted ?? this.#expiresSeconds
  }
}

/** RFC 3261 section 10.2.8: what the exchange finds too brief is asked for longer, but not for ever. */
function longerExpiresIn(message: IncomingResponseMessage, before: number): number {
  const least = secondsIn(message.getHeader('Min-Expires')) ?? before
  return Math.min(Math.max(least, before), longestExpiresSeconds)
}
