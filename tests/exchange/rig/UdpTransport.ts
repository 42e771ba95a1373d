import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type Emitter, EmitterImpl, type Transport, TransportState } from 'sip.js'

/** Where a phone that speaks SIP over UDP sits, and the exchange it sends everything to. */
export interface UdpSeat {
  readonly address: string
  readonly port: number
  readonly exchange: { readonly address: string; readonly port: number }
  /** The name by which SIP.js knows this seat: it takes no port in a Via, so the seat is put in on the way out. */
  readonly name: string
}

/** SIP.js over UDP on loopback, where no datagram is lost: nothing is sent twice. */
export class UdpTransport implements Transport {
  readonly protocol = 'UDP'
  readonly stateChange: Emitter<TransportState>
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined
  readonly #changes = new EmitterImpl<TransportState>()
  readonly #seat: UdpSeat
  readonly #socket: Socket
  #state = TransportState.Disconnected

  constructor(seat: UdpSeat) {
    this.stateChange = this.#changes
    this.#seat = seat
    this.#socket = createSocket('udp4')
    this.#socket.on('message', data => {
      // Keep-alives have nothing to say.
      const text = data.toString('utf8')
      if (text.trim() !== '') this.onMessage?.(text.replaceAll(this.#place, seat.name))
    })
    // Whoever is not there any more answers with ICMP "port unreachable"; SIP's own timers notice.
    this.#socket.on('error', () => undefined)
    this.#socket.unref()
  }

  get state(): TransportState {
    return this.#state
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected
  }

  async connect(): Promise<void> {
    if (this.isConnected()) return
    this.#become(TransportState.Connecting)
    this.#socket.bind(this.#seat.port, this.#seat.address)
    await once(this.#socket, 'listening')
    this.#become(TransportState.Connected)
    this.onConnect?.()
  }

  async disconnect(): Promise<void> {
    if (!this.isConnected()) return
    this.#become(TransportState.Disconnecting)
    await new Promise<void>(resolve => this.#socket.close(resolve))
    this.#become(TransportState.Disconnected)
    this.onDisconnect?.()
  }

  async dispose(): Promise<void> {
    await this.disconnect()
  }

  send(message: string): Promise<void> {
    const { port, address } = this.#seat.exchange
    const text = message.replaceAll(this.#seat.name, this.#place)
    return new Promise((resolve, reject) => {
      this.#socket.send(text, port, address, error => (error ? reject(error) : resolve()))
    })
  }

  get #place(): string {
    return `${this.#seat.address}:${this.#seat.port}`
  }

  #become(state: TransportState): void {
    this.#state = state
    this.#changes.emit(state)
  }
}
