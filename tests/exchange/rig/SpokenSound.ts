import type { BodyAndContentType, SessionDescriptionHandler, SessionDescriptionHandlerOptions } from 'sip.js'
import type { Voice } from './Voice'

type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

// What one says to a far end that wishes so (RFC 3264 section 6.1).
const answers: Readonly<Record<Direction, Direction>> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
}

/** How the next offer is to be, handed through SIP.js. */
export interface SpokenOffer extends SessionDescriptionHandlerOptions {
  readonly held: boolean
}

/** Describes a `Voice` to the far end of one of its calls: plain RTP, PCMU. On hold it says nothing. */
export class SpokenSound implements SessionDescriptionHandler {
  readonly #voice: Voice
  readonly #address: string
  #version = 0
  /** What we have offered, until it is answered. */
  #offered: Direction | undefined
  /** What they have offered, until it is answered. */
  #theirs: Direction | undefined
  #listener: { readonly port: number; readonly address: string } | undefined
  #fallSilent: (() => void) | undefined

  constructor(voice: Voice, address: string) {
    this.#voice = voice
    this.#address = address
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp'
  }

  getDescription(options?: SpokenOffer): Promise<BodyAndContentType> {
    const direction = this.#theirs ? answers[this.#theirs] : options?.held ? 'sendonly' : 'sendrecv'
    if (this.#theirs) this.#agree(direction)
    else this.#offered = direction
    this.#theirs = undefined
    return Promise.resolve({ body: this.#describe(direction), contentType: 'application/sdp' })
  }

  setDescription(sdp: string): Promise<void> {
    const port = Number(/^m=audio (\d+)/m.exec(sdp)?.[1] ?? 0)
    const address = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1] ?? this.#address
    const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\b/m.exec(sdp)?.[1] as Direction | undefined
    this.#listener = { port, address }
    if (this.#offered) this.#agree(this.#offered)
    else this.#theirs = direction ?? 'sendrecv'
    this.#offered = undefined
    return Promise.resolve()
  }

  sendDtmf(): boolean {
    return false
  }

  close(): void {
    this.#fallSilent?.()
  }

  /** Whoever has the far end on hold has nothing to say to it. */
  #agree(direction: Direction): void {
    this.#fallSilent?.()
    const speaks = direction === 'sendrecv' && this.#listener
    this.#fallSilent = speaks ? this.#voice.speakTo(speaks.port, speaks.address) : undefined
  }

  #describe(direction: Direction): string {
    this.#version += 1
    return [
      'v=0',
      `o=plain 1 ${this.#version} IN IP4 ${this.#address}`,
      's=-',
      `c=IN IP4 ${this.#address}`,
      't=0 0',
      `m=audio ${this.#voice.port} RTP/AVP 0 101`,
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-16',
      `a=${direction}`,
      '',
    ].join('\r\n')
  }
}
