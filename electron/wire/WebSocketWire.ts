import { getCACertificates } from 'node:tls'
import { type ClientOptions, type RawData, WebSocket } from 'ws'
import { troubleOf } from './troubleOf'
import { troubleOfAnswer, troubleOfClose } from './turnedAway'
import { type Wire, WireTrouble } from './Wire'

/** Beyond this a message is cut before anything looks at it (RFC 3261 section 21.5.7 calls it too large). */
const largestMessage = 64 * 1024
// A frame beyond this is not a message but an attack on our memory: then the socket closes.
const largestFrame = 8 * 1024 * 1024
const handshakeMs = 8_000
/** How long a far end may take to close what it has said it closes. */
const farewellMs = 1_000

/** What a wire needs to know of its exchange. */
export interface WireAddress {
  readonly server: string
  /** Whether the socket may be one without encryption: on this machine, or because the user accepts it. */
  readonly plainAllowed: boolean
}

interface Next {
  readonly socket: WebSocket
  readonly opened: Promise<void>
}

/** SIP over WebSocket (RFC 7118), in the main process. Its messages are capped before the parser sees them. */
export class WebSocketWire implements Wire {
  readonly protocol: 'WS' | 'WSS'
  onText: ((text: string, whole: boolean) => void) | undefined
  onClosed: ((trouble: WireTrouble) => void) | undefined
  readonly #address: WireAddress
  readonly #dropped: (why: string) => void
  #socket: WebSocket | undefined
  /** The one that is being opened, to be the socket or to take its place. */
  #next: Next | undefined
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
    return this.isOpen ? Promise.resolve() : this.renew()
  }

  renew(): Promise<void> {
    if (this.protocol === 'WS' && !this.#address.plainAllowed) {
      return Promise.reject(new WireTrouble('plain-socket-refused', 'ws:// beyond this machine is not encrypted'))
    }
    this.#next ??= this.#dial()
    return this.#next.opened
  }

  keep(): void {
    const next = this.#next
    this.#next = undefined
    next?.socket.terminate()
  }

  send(text: string): void {
    if (!this.#socket || !this.isOpen) throw new WireTrouble('connection-lost', 'the socket is closed')
    this.#socket.send(text)
  }

  close(): void {
    this.keep()
    this.#socket?.close(1000)
  }

  drop(): void {
    this.keep()
    this.#socket?.terminate()
  }

  #dial(): Next {
    const options: ClientOptions & { readonly closeTimeout: number } = {
      // A single stray byte in a caller's header must not cost us the socket, and with it the next caller.
      skipUTF8Validation: true,
      perMessageDeflate: false,
      // SIP.js finishes with a message in promises: an ACK and the re-INVITE behind it must not meet in one tick.
      allowSynchronousEvents: false,
      maxPayload: largestFrame,
      closeTimeout: farewellMs,
      followRedirects: false,
      ca: [...getCACertificates('default'), ...getCACertificates('system')],
    }
    const socket = new WebSocket(this.#address.server, 'sip', options)
    const opened = new Promise<void>((resolve, reject) => {
      let trouble: WireTrouble | undefined
      let localAddress: string | undefined
      // From the name to the last header: a server that lets its answer trickle in has no more time than one that hangs.
      const patience = setTimeout(() => {
        trouble = new WireTrouble('no-answer-in-time', `no handshake within ${handshakeMs} ms`)
        socket.terminate()
      }, handshakeMs)
      socket.on('upgrade', response => {
        localAddress = response.socket.localAddress
      })
      socket.on('unexpected-response', (_, response) => {
        trouble = troubleOfAnswer(response)
        socket.terminate()
      })
      socket.on('open', () => {
        clearTimeout(patience)
        this.#replaceBy(socket, localAddress)
        resolve()
      })
      socket.on('message', data => {
        if (this.#socket === socket) this.#take(data)
      })
      socket.on('error', error => {
        trouble ??= troubleOf(error)
      })
      socket.on('close', code => {
        clearTimeout(patience)
        trouble ??= troubleOfClose(code)
        if (this.#next?.socket === socket) this.#next = undefined
        reject(trouble)
        if (this.#socket !== socket) return
        this.#socket = undefined
        this.onClosed?.(trouble)
      })
    })
    // Given up before anybody waited for it, it is nobody's trouble.
    opened.catch(() => undefined)
    return { socket, opened }
  }

  #replaceBy(socket: WebSocket, localAddress: string | undefined): void {
    const before = this.#socket
    this.#socket = socket
    this.#localAddress = localAddress
    if (this.#next?.socket === socket) this.#next = undefined
    before?.terminate()
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
