import { getCACertificates } from 'node:tls'
import { type RawData, WebSocket } from 'ws'
import { troubleOf } from './troubleOf'
import { type Wire, WireTrouble } from './Wire'

/** Beyond this a message is cut before anything looks at it (RFC 3261 section 21.5.7 calls it too large). */
const largestMessage = 64 * 1024
// A frame beyond this is not a message but an attack on our memory: then the socket closes.
const largestFrame = 8 * 1024 * 1024
const handshakeMs = 8_000

/** What a wire needs to know of its exchange. */
export interface WireAddress {
  readonly server: string
  /** Whether the socket may be one without encryption: on this machine, or because the user accepts it. */
  readonly plainAllowed: boolean
}

/** SIP over WebSocket (RFC 7118), in the main process. Its messages are capped before the parser sees them. */
export class WebSocketWire implements Wire {
  readonly protocol: 'WS' | 'WSS'
  onText: ((text: string, whole: boolean) => void) | undefined
  onClosed: ((trouble: WireTrouble) => void) | undefined
  readonly #address: WireAddress
  readonly #dropped: (why: string) => void
  #socket: WebSocket | undefined
  #localAddress: string | undefined

  /** `dropped` hears of every message that was too much for us; it must not be lost in silence. */
  constructor(address: WireAddress, dropped: (why: string) => void) {
    this.#address = address
    this.#dropped = dropped
    this.protocol = address.server.startsWith('wss:') ? 'WSS' : 'WS'
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  get localAddress(): string | undefined {
    return this.isOpen ? this.#localAddress : undefined
  }

  open(): Promise<void> {
    if (this.isOpen) return Promise.resolve()
    if (this.protocol === 'WS' && !this.#address.plainAllowed) {
      return Promise.reject(new WireTrouble('plain-socket-refused', 'ws:// beyond this machine is not encrypted'))
    }
    this.drop()
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.#address.server, 'sip', {
        // A single stray byte in a caller's header must not cost us the socket, and with it the next caller.
        skipUTF8Validation: true,
        perMessageDeflate: false,
        // SIP.js finishes with a message in promises: an ACK and the re-INVITE behind it must not meet in one tick.
        allowSynchronousEvents: false,
        maxPayload: largestFrame,
        handshakeTimeout: handshakeMs,
        followRedirects: false,
        ca: [...getCACertificates('default'), ...getCACertificates('system')],
      })
      this.#socket = socket
      let settled = false
      let lastError: unknown
      socket.on('upgrade', response => {
        this.#localAddress = response.socket.localAddress
      })
      socket.on('open', () => {
        settled = true
        resolve()
      })
      socket.on('message', data => this.#take(data))
      socket.on('error', error => {
        lastError = error
      })
      socket.on('close', code => {
        if (this.#socket === socket) this.#socket = undefined
        const trouble = lastError ? troubleOf(lastError) : new WireTrouble('connection-lost', `socket closed (${code})`)
        if (!settled) return reject(trouble)
        this.onClosed?.(trouble)
      })
    })
  }

  send(text: string): void {
    if (!this.#socket || !this.isOpen) throw new WireTrouble('connection-lost', 'the socket is closed')
    this.#socket.send(text)
  }

  close(): void {
    this.#socket?.close(1000)
  }

  drop(): void {
    this.#socket?.terminate()
  }

  #take(data: RawData): void {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)
    const whole = bytes.length <= largestMessage
    const text = bytes.subarray(0, largestMessage).toString('utf8')
    // CRLF keep-alives (RFC 7118 section 6) carry nothing.
    if (text.trim() === '') return
    try {
      this.onText?.(text, whole)
    } catch (error) {
      // One message that the parser falls over must not take every call with it.
      this.#dropped(`a message that could not be read: ${error instanceof Error ? error.name : 'unknown'}`)
    }
  }
}
