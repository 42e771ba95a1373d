import { type Logger } from 'sip.js/lib/core/index.js'
import { EmitterImpl, type Transport, TransportState } from 'sip.js'
import type { Wire } from '../wire/Wire'
import type { Door } from './guard/Door'

export interface WireTransportOptions {
  readonly wire: Wire
  readonly door: Door
  /** Hears that something came, before anybody looks at what it is. */
  readonly overheard: () => void
}

/** Lets SIP.js speak over our own wire. It opens and closes what it is told to, and never on its own. */
export class WireTransport implements Transport {
  readonly stateChange = new EmitterImpl<TransportState>()
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined
  readonly #wire: Wire
  #state: TransportState = TransportState.Disconnected

  constructor(_logger: Logger, { wire, door, overheard }: WireTransportOptions) {
    this.#wire = wire
    this.#wire.onText = (text, whole) => {
      overheard()
      door.take({ text, whole }, plain => this.onMessage?.(plain))
    }
    this.#wire.onClosed = trouble => {
      this.#become(TransportState.Disconnected)
      this.onDisconnect?.(trouble)
    }
  }

  get state(): TransportState {
    return this.#state
  }

  get protocol(): string {
    return this.#wire.protocol
  }

  isConnected(): boolean {
    return this.#wire.isOpen
  }

  async connect(): Promise<void> {
    if (this.#wire.isOpen && this.#state === TransportState.Connected) return
    this.#become(TransportState.Connecting)
    try {
      await this.#wire.open()
    } catch (error) {
      this.#become(TransportState.Disconnected)
      throw error
    }
    this.#become(TransportState.Connected)
    this.onConnect?.()
  }

  disconnect(): Promise<void> {
    this.#wire.close()
    return Promise.resolve()
  }

  dispose(): Promise<void> {
    return this.disconnect()
  }

  send(message: string): Promise<void> {
    try {
      this.#wire.send(message)
      return Promise.resolve()
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #become(state: TransportState): void {
    if (this.#state === state) return
    this.#state = state
    this.stateChange.emit(state)
  }
}
