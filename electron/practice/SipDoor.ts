import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** One socket on which somebody speaks SIP with us. */
export interface SipSocket {
  readonly isOpen: boolean
  send(text: string): void
}

/** What becomes of the sockets. */
export interface Doorkeeper {
  said(socket: SipSocket, text: string): void
  left(socket: SipSocket): void
}

const loopback = '127.0.0.1'
const longestMessage = 64 * 1024
// RFC 6455 section 7.4.1.
const goingAway = 1001
const partsWithinMs = 500

/** Where SIP comes in: a WebSocket (RFC 7118) on the loopback address and a port that was free. */
export class SipDoor {
  readonly #server: WebSocketServer

  private constructor(server: WebSocketServer, keeper: Doorkeeper) {
    this.#server = server
    server.on('connection', socket => admit(socket, keeper))
  }

  static async open(keeper: Doorkeeper): Promise<SipDoor> {
    const server = new WebSocketServer({
      host: loopback,
      port: 0,
      maxPayload: longestMessage,
      perMessageDeflate: false,
      handleProtocols: () => 'sip',
      verifyClient: ({ req }: { readonly req: IncomingMessage }) => mayComeIn(req),
    })
    await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
    return new SipDoor(server, keeper)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** How many sockets are open. */
  get count(): number {
    return this.#server.clients.size
  }

  /** What was said last still arrives, wherever somebody listens. */
  async close(): Promise<void> {
    const gone = new Promise<void>(resolve => this.#server.close(() => resolve()))
    await Promise.all([...this.#server.clients].map(socket => part(socket)))
    await gone
  }
}

function part(socket: WebSocket): Promise<void> {
  return new Promise(resolve => {
    const late = setTimeout(() => socket.terminate(), partsWithinMs)
    socket.once('close', () => {
      clearTimeout(late)
      // The server forgets its sockets in the same moment, one listener after the other.
      setImmediate(resolve)
    })
    socket.close(goingAway)
  })
}

/** Any page that is open in a browser on this machine can reach the loopback address, but must say where it is from. */
function mayComeIn({ headers }: IncomingMessage): boolean {
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map(each => each.trim().toLowerCase())
  return headers.origin === undefined && protocols.includes('sip')
}

function admit(socket: WebSocket, keeper: Doorkeeper): void {
  const known: SipSocket = {
    get isOpen() {
      return socket.readyState === socket.OPEN
    },
    send: text => socket.send(text),
  }
  socket.on('message', data => {
    const text = (data as Buffer).toString('utf8')
    // RFC 5626 section 3.5.1: line ends alone keep a connection alive.
    if (text.trim() !== '') keeper.said(known, text)
  })
  // What is wrong with a socket is told by its end.
  socket.on('error', () => socket.terminate())
  socket.on('close', () => keeper.left(known))
}
