import type { IncomingRequestMessage, IncomingSubscribeRequest } from 'sip.js/lib/core/index.js'
import { LampDialog } from './LampDialog'
import type { PracticeClock } from './PracticeClock'
import type { SipCore } from './SipCore'

/** What a colleague's lamp shows. A phone that is not registered is as dark as one that is free (RFC 4235). */
export type Lamp = 'terminated' | 'early' | 'confirmed'

export interface LampsWanted {
  readonly sip: SipCore
  readonly clock: PracticeClock
  readonly token: () => string
  /** The lamp of a number; undefined when it is nobody's. */
  readonly lampOf: (number: string) => Lamp | undefined
}

const usualSeconds = 3_600

/** Tells whoever subscribes when a colleague's phone rings, is busy, or is free (SUBSCRIBE, RFC 6665; dialog, RFC 4235). */
export class Lamps {
  readonly #wanted: LampsWanted
  readonly #watched = new Set<LampDialog>()

  constructor(wanted: LampsWanted) {
    this.#wanted = wanted
  }

  get count(): number {
    return this.#watched.size
  }

  /** Somebody wants to see a lamp. */
  take(request: IncomingSubscribeRequest): void {
    const { message } = request
    const number = message.to.uri.user ?? ''
    const lamp = this.#wanted.lampOf(number)
    if (!/^dialog *(;|$)/i.test(message.getHeader('Event') ?? '')) {
      return void request.reject({ statusCode: 489, extraHeaders: ['Allow-Events: dialog'] })
    }
    if (lamp === undefined) return void request.reject({ statusCode: 404 })
    const { sip, clock, token } = this.#wanted
    const tag = token()
    const seconds = secondsIn(message)
    const headers = [`Contact: ${sip.contact}`, `Expires: ${seconds}`]
    request.accept({ statusCode: 200, toTag: tag, extraHeaders: headers })
    const dialog: LampDialog = new LampDialog(sip, message, tag, {
      number,
      refreshed: again => this.#refresh(dialog, again),
    })
    this.#watched.add(dialog)
    dialog.lastsFor(clock, seconds, () => this.#end(dialog, 'timeout'))
    this.#show(dialog, seconds)
  }

  /** Something has changed at a number. */
  changed(number: string): void {
    const lamp = this.#wanted.lampOf(number)
    for (const dialog of this.#watched) {
      if (dialog.number === number && dialog.shown !== lamp) this.#show(dialog, dialog.leftSeconds)
    }
  }

  endAll(): void {
    for (const dialog of this.#watched) dialog.dispose()
    this.#watched.clear()
  }

  #refresh(dialog: LampDialog, request: IncomingRequestMessage): void {
    const seconds = secondsIn(request)
    dialog.lastsFor(this.#wanted.clock, seconds, () => this.#end(dialog, 'timeout'))
    this.#show(dialog, seconds)
  }

  #show(dialog: LampDialog, seconds: number): void {
    if (seconds <= 0) return this.#end(dialog, 'timeout')
    dialog.show(this.#wanted.lampOf(dialog.number) ?? 'terminated', `active;expires=${seconds}`)
  }

  #end(dialog: LampDialog, reason: string): void {
    if (!this.#watched.delete(dialog)) return
    dialog.show(this.#wanted.lampOf(dialog.number) ?? 'terminated', `terminated;reason=${reason}`)
    dialog.dispose()
  }
}

function secondsIn(request: IncomingRequestMessage): number {
  const asked = Number(request.getHeader('Expires') ?? usualSeconds)
  return Number.isInteger(asked) && asked >= 0 ? Math.min(asked, usualSeconds) : usualSeconds
}
