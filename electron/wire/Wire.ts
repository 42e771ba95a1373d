import type { Trouble } from '../../domain/phone/Registration'

/** Why the exchange could not be reached: one of our words, and the detail that an administrator wants. */
export class WireTrouble extends Error {
  override readonly name = 'WireTrouble'
  readonly trouble: Trouble

  constructor(trouble: Trouble, detail: string) {
    super(detail)
    this.trouble = trouble
  }
}

/** A socket to the exchange that carries SIP messages as text (RFC 7118). It can be opened again after it closed. */
export interface Wire {
  readonly protocol: 'WS' | 'WSS'
  readonly isOpen: boolean
  /** The address that this machine has towards the exchange; undefined while the socket is closed. */
  readonly localAddress: string | undefined
  /** Opens the socket. Rejects with a `WireTrouble`. */
  open(): Promise<void>
  /** Sends one message. Throws when the socket is closed. */
  send(text: string): void
  close(): void
  /** Drops the socket at once, when nobody answers at its far end any more. */
  drop(): void
  /** Hears what comes in, frame by frame. `whole` is false when a frame was larger than any message, and was cut. */
  onText: ((text: string, whole: boolean) => void) | undefined
  onClosed: ((trouble: WireTrouble) => void) | undefined
}
