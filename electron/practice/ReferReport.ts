import type { UserLeg } from './UserLeg'

// RFC 3261 section 21.
const reasons: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  404: 'Not Found',
  408: 'Request Timeout',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  486: 'Busy Here',
  603: 'Decline',
}

/** Tells the user what becomes of a REFER (RFC 3515 section 2.4.4), until it has told how it ended. */
export class ReferReport {
  readonly #leg: UserLeg
  readonly #id: number
  #isOver = false

  /** `id` is the CSeq of the REFER, by which several within one call are told apart. */
  constructor(leg: UserLeg, id: number) {
    this.#leg = leg
    this.#id = id
  }

  /** Whether the user believes that it has ended, well or not. */
  get isOver(): boolean {
    return this.#isOver
  }

  say(code: number): void {
    if (this.#isOver) return
    this.#isOver = code >= 200
    if (!this.#leg.isUp) return
    const state = this.#isOver ? 'terminated;reason=noresource' : 'active;expires=60'
    this.#leg.session?.notify(undefined, {
      extraHeaders: [`Event: refer;id=${this.#id}`, `Subscription-State: ${state}`],
      body: {
        contentDisposition: 'render',
        contentType: 'message/sipfrag;version=2.0',
        content: `SIP/2.0 ${code} ${reasons[code] ?? 'Failure'}\r\n`,
      },
    })
  }
}
