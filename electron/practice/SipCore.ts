import {
  constructOutgoingResponse,
  IncomingRequestMessage,
  LoggerFactory,
  Parser,
  type Transport,
  TransportError,
  URI,
  UserAgentCore,
  type UserAgentCoreDelegate,
} from 'sip.js/lib/core/index.js'
import type { Answer, Registrar } from './Registrar'
import type { SipSocket } from './SipDoor'

export interface CoreWanted {
  readonly registrar: Registrar
  readonly domain: string
  readonly port: number
  readonly token: () => string
  readonly note: (line: string) => void
  /** What becomes of requests that begin something. */
  readonly delegate: UserAgentCoreDelegate
}

const nobody = 'exchange'
const mustHave = ['from', 'to', 'call-id', 'cseq', 'via']

/**
 * The exchange's SIP, made of SIP.js's core: transactions, dialogs, offers and answers. That core is one phone's; this one
 * answers for every number of its own, on whichever socket the user's phone is registered.
 */
export class SipCore {
  readonly core: UserAgentCore
  readonly #registrar: Registrar
  readonly #ourselves: URI
  /** Where the request came from that is being handled right now; what answers it goes back there. */
  #asking: SipSocket | undefined
  readonly #transports = new WeakMap<SipSocket, Transport>()
  readonly #loggers = new LoggerFactory()
  readonly #note: (line: string) => void

  constructor({ registrar, domain, port, token, note, delegate }: CoreWanted) {
    this.#note = note
    this.#registrar = registrar
    this.#ourselves = new URI('sip', nobody, domain, port, { transport: 'ws' })
    this.#loggers.builtinEnabled = false
    const contact = { pubGruu: undefined, tempGruu: undefined, uri: this.#ourselves }
    this.core = new UserAgentCore(
      {
        aor: this.#ourselves,
        contact: { ...contact, toString: () => this.contact },
        displayName: '',
        loggerFactory: this.#loggers,
        hackViaTcp: false,
        routeSet: [],
        sipjsId: token(),
        supportedOptionTags: ['replaces', 'norefersub'],
        supportedOptionTagsResponse: ['replaces', 'norefersub'],
        userAgentHeaderFieldValue: 'Phone Duty practice',
        viaForceRport: false,
        viaHost: `${domain}:${port}`,
        authenticationFactory: () => undefined,
        transportAccessor: () => this.#transport(),
      },
      delegate,
    )
  }

  /** Our own address, as a Contact. */
  get contact(): string {
    return `<${this.#ourselves.toRaw()}>`
  }

  /** Takes in a message. From a phone that is not registered, nothing is heard but that it wants to be, or whether we live. */
  receive(socket: SipSocket, text: string): void {
    this.#asking = socket
    try {
      const message = Parser.parseMessage(text, this.#loggers.getLogger('practice'))
      if (!message || mustHave.some(name => !message.hasHeader(name))) return
      if (!(message instanceof IncomingRequestMessage)) return this.core.receiveIncomingResponseFromTransport(message)
      const answer = this.#answerTo(message, socket)
      if (answer) return this.#say(socket, message, answer)
      // Which number was asked for stands in To as well; SIP.js wants every request to be for itself.
      if (message.ruri) message.ruri.user = nobody
      this.core.receiveIncomingRequestFromTransport(message)
    } catch (error) {
      // SIP.js throws at some of what it cannot read. Nobody's nonsense may end the calls of others, nor the app.
      this.#note(`not understood: ${error instanceof Error ? error.name : 'unknown'}`)
    } finally {
      this.#asking = undefined
    }
  }

  /** Forgets every dialog, every transaction and their timers. */
  dispose(): void {
    this.core.dispose()
  }

  #answerTo(request: IncomingRequestMessage, socket: SipSocket): Answer | undefined {
    if (request.method === 'REGISTER') return this.#registrar.answer(request, socket)
    if (this.#registrar.socket === socket || request.method === 'ACK') return undefined
    // Whether a call is still up is nobody else's business.
    return { statusCode: request.method === 'OPTIONS' && request.toTag === undefined ? 200 : 403 }
  }

  #say(socket: SipSocket, request: IncomingRequestMessage, answer: Answer): void {
    const { statusCode, extraHeaders = [] } = answer
    const options = { statusCode, extraHeaders, toTag: request.callId }
    if (socket.isOpen) socket.send(constructOutgoingResponse(request, options).message)
  }

  #transport(): Transport {
    const socket = this.#asking ?? this.#registrar.socket
    if (!socket) return { protocol: 'WS', send: () => Promise.reject(new TransportError('Nobody is registered.')) }
    const known = this.#transports.get(socket) ?? transportOn(socket)
    this.#transports.set(socket, known)
    return known
  }
}

function transportOn(socket: SipSocket): Transport {
  return {
    protocol: 'WS',
    send(text) {
      if (!socket.isOpen) return Promise.reject(new TransportError('The socket is gone.'))
      socket.send(text)
      return Promise.resolve()
    },
  }
}
