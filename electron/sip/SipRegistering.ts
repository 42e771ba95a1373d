import { Registerer, RegistererState, type UserAgent, UserAgentState } from 'sip.js'
import { type IncomingResponseMessage, URI } from 'sip.js/lib/core/index.js'
import type { Wire } from '../wire/Wire'
import type { RegisterAnswer, Registering } from './Registrant'

const askedExpiresSeconds = 300

/** What a registrant can do, done with SIP.js. */
export class SipRegistering implements Registering {
  readonly wire: Wire
  readonly inCall: () => boolean
  readonly #agent: UserAgent
  readonly #registerer: Registerer

  constructor(agent: UserAgent, wire: Wire, inCall: () => boolean) {
    this.wire = wire
    this.inCall = inCall
    this.#agent = agent
    this.#registerer = new Registerer(agent, { expires: askedExpiresSeconds, refreshFrequency: 99 })
  }

  async connect(): Promise<void> {
    if (this.#agent.isConnected()) return
    await (this.#agent.state === UserAgentState.Started ? this.#agent.transport.connect() : this.#agent.start())
  }

  async register(): Promise<RegisterAnswer> {
    const { stateChange } = this.#registerer
    let onState: ((state: RegistererState) => void) | undefined
    try {
      return await new Promise((resolve, reject) => {
        // Told that the interval is too brief (423), SIP.js asks again by itself and forgets whom to tell.
        onState = state => {
          if (state === RegistererState.Registered) resolve({ accepted: true, expiresSeconds: askedExpiresSeconds })
        }
        stateChange.addListener(onState)
        this.#registerer
          .register({
            requestDelegate: {
              onAccept: ({ message }) => resolve({ accepted: true, expiresSeconds: grantedBy(message) }),
              onReject: ({ message }) => resolve(refusalIn(message)),
            },
          })
          .catch(reject)
      })
    } finally {
      if (onState) stateChange.removeListener(onState)
    }
  }

  unregister(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#registerer
        .unregister({ requestDelegate: { onAccept: () => resolve(), onReject: () => resolve() } })
        .catch(reject)
    })
  }

  probe(): Promise<void> {
    return new Promise((resolve, reject) => {
      const core = this.#agent.userAgentCore
      const ourselves = this.#agent.configuration.uri
      const exchange = new URI('sip', '', ourselves.host)
      const message = core.makeOutgoingRequestMessage('OPTIONS', exchange, ourselves, exchange, {}, [])
      core.request(message, {
        onAccept: () => resolve(),
        // SIP.js reports its own time-out and a lost socket as if the exchange had answered so.
        onReject: ({ message: { statusCode } }) =>
          statusCode === 408 || statusCode === 503 ? reject(new Error('silent')) : resolve(),
      })
    })
  }
}

function grantedBy(message: IncomingResponseMessage): number {
  const granted = Number(message.parseHeader('contact')?.getParam?.('expires') ?? message.getHeader('expires'))
  return granted > 0 ? granted : askedExpiresSeconds
}

function refusalIn(message: IncomingResponseMessage): RegisterAnswer {
  const after = Number.parseInt(message.getHeader('Retry-After') ?? '', 10)
  return {
    accepted: false,
    code: message.statusCode ?? 0,
    reason: message.reasonPhrase ?? '',
    retryAfterSeconds: Number.isFinite(after) ? after : undefined,
  }
}
