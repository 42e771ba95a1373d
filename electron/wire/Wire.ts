import type { Trouble } from '../../domain/phone/Registration'

/** What an exchange that will not have us asks of whoever wants to try again. */
export interface Advice {
  /** It wants to be left alone for so long. */
  readonly waitSeconds?: number
  /** It would not open the socket for us (HTTP 401, 403), or it closed one on purpose (1008). */
  readonly unwelcome?: 'at the door' | 'shown out'
}

/** Why the exchange could not be reached: one of our words, and the detail that an administrator wants. */
export class WireTrouble extends Error {
  override readonly name = 'WireTrouble'
  readonly trouble: Trouble
  readonly advice: Advice

  constructor(trouble: Trouble, detail: string, advice: Advice = {}) {
    super(detail)
    this.trouble = trouble
    this.advice = advice
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
  /**
   * Opens a second socket beside the first, which takes its place without a word once it is open: nobody hears
   * `onClosed`. Rejects with a `WireTrouble` when it cannot be opened, and then the first is as it was. Asked while one
   * is being opened already, it is that one.
   */
  renew(): Promise<void>
  /** Gives up a second socket that is being opened: the first is good again. */
  keep(): void
  /** Sends one message. Throws when the socket is closed. */
  send(text: string): void
  close(): void
  /** Drops the socket at once, when nobody answers at its far end any more. */
  drop(): void
  /** Hears what comes in, frame by frame. `whole` is false when a frame was larger than any message, and was cut. */
  onText: ((text: string, whole: boolean) => void) | undefined
  onClosed: ((trouble: WireTrouble) => void) | undefined
}
