import { Dialog, type IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import type { Lamp } from './Lamps'
import type { PracticeClock } from './PracticeClock'
import type { SipCore } from './SipCore'

export interface Watched {
  readonly number: string
  /** Whoever watches wants to go on watching, or no longer. */
  refreshed(request: IncomingRequestMessage): void
}

/** One subscription to the lamp of a number: a dialog in which the exchange sends NOTIFY. */
export class LampDialog extends Dialog {
  readonly number: string
  readonly #sip: SipCore
  readonly #watched: Watched
  #version = 0
  #shown: Lamp | undefined
  #until = 0
  #clock: PracticeClock | undefined
  #callOff: (() => void) | undefined

  constructor(sip: SipCore, subscribe: IncomingRequestMessage, tag: string, watched: Watched) {
    super(sip.core, Dialog.initialDialogStateForUserAgentServer(subscribe, tag))
    this.number = watched.number
    this.#sip = sip
    this.#watched = watched
  }

  /** What it has shown last. */
  get shown(): Lamp | undefined {
    return this.#shown
  }

  /** How much longer it lasts. */
  get leftSeconds(): number {
    return this.#clock ? Math.ceil((this.#until - this.#clock.now()) / 1_000) : 0
  }

  /** From now on it lasts for so long. */
  lastsFor(clock: PracticeClock, seconds: number, over: () => void): void {
    this.#callOff?.()
    this.#clock = clock
    this.#until = clock.now() + seconds * 1_000
    this.#callOff = clock.after(seconds * 1_000, over)
  }

  /** Tells what the lamp shows now, whole, and how it stands with the subscription. */
  show(lamp: Lamp, state: string): void {
    const message = this.createOutgoingRequestMessage('NOTIFY', {
      extraHeaders: ['Event: dialog', `Subscription-State: ${state}`, `Contact: ${this.#sip.contact}`],
      body: {
        contentDisposition: 'render',
        contentType: 'application/dialog-info+xml',
        content: dialogInfo(this.number, this.localURI.host, lamp, this.#version),
      },
    })
    this.#version += 1
    this.#shown = lamp
    this.#sip.core.request(message)
  }

  override receiveRequest(request: IncomingRequestMessage): void {
    if (!this.sequenceGuard(request)) return
    super.receiveRequest(request)
    if (request.method !== 'SUBSCRIBE') return void this.#sip.core.replyStateless(request, { statusCode: 405 })
    const extraHeaders = [`Contact: ${this.#sip.contact}`, `Expires: ${request.getHeader('Expires') ?? '3600'}`]
    this.#sip.core.replyStateless(request, { statusCode: 200, extraHeaders })
    this.#watched.refreshed(request)
  }

  override dispose(): void {
    this.#callOff?.()
    super.dispose()
  }
}

/** RFC 4235 section 4.4. A number is digits, and needs no escaping. */
function dialogInfo(number: string, domain: string, lamp: Lamp, version: number): string {
  const about = `version="${version}" state="full" entity="sip:${number}@${domain}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" ${about}>`,
    `  <dialog id="${number}"><state>${lamp}</state></dialog>`,
    '</dialog-info>',
    '',
  ].join('\r\n')
}
