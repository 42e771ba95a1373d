import {
  type Body,
  type IncomingInviteRequest,
  type IncomingReferRequest,
  type OutgoingInviteRequest,
  type OutgoingRequestMessage,
  type Session,
  TransactionStateError,
} from 'sip.js/lib/core/index.js'
import { type Ears, SoundEnd, wantsToHear } from './SoundEnd'
import type { SipCore } from './SipCore'

/** What a leg tells whoever is at its far end. */
export interface FarEnd extends Ears {
  /** The user's phone rings. */
  rang(): void
  /** The user has answered. */
  answered(): void
  /** The user has put them on hold, or taken them back. */
  heldByUser(held: boolean): void
  /** The user asks to bring them elsewhere. */
  referred(request: IncomingReferRequest, leg: UserLeg): void
  /** It is over: the user hung up, or never answered, and with which status. */
  over(code: number | undefined): void
}

/** Whom a leg has at its far end before somebody is there, and when there is nobody any more. */
export const nobodyThere: FarEnd = {
  rang: () => undefined,
  answered: () => undefined,
  heldByUser: () => undefined,
  referred: request => request.reject({ statusCode: 481 }),
  over: () => undefined,
  heard: () => undefined,
  pressed: () => undefined,
}

type State = 'beginning' | 'up' | 'over'

/** One leg of the exchange's to the user's phone: its dialog and its sound. Who is at the far end of it may change. */
export class UserLeg {
  readonly #sip: SipCore
  readonly sound: SoundEnd
  farEnd: FarEnd = nobodyThere
  #state: State = 'beginning'
  #session: Session | undefined
  #invite: OutgoingInviteRequest | undefined
  #incoming: IncomingInviteRequest | undefined
  #isHeld = false
  readonly #gone: (leg: UserLeg, soundClosed: Promise<void>) => void
  readonly #afterwards: (() => void)[] = []

  /** `gone` hears when there is nothing left of it but sockets that are being closed. */
  constructor(sip: SipCore, random: () => number, gone: (leg: UserLeg, soundClosed: Promise<void>) => void) {
    this.#sip = sip
    this.#gone = gone
    this.sound = new SoundEnd(
      { heard: samples => this.farEnd.heard(samples), pressed: key => this.farEnd.pressed(key) },
      random,
    )
  }

  get isUp(): boolean {
    return this.#state === 'up'
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** What it is known by (RFC 3261 section 12), once it is up. */
  get session(): Session | undefined {
    return this.#session
  }

  /** Does something more when it is over. */
  onOver(run: () => void): void {
    this.#afterwards.push(run)
  }

  /** Rings the user's phone, with an offer. */
  async ring(inviting: (offer: Body) => OutgoingRequestMessage): Promise<void> {
    const offer = await this.sound.offer()
    if (this.#state === 'over') return
    this.#invite = this.#sip.core.invite(inviting(described(offer)), {
      onProgress: ({ message }) => {
        if (message.statusCode === 180) this.farEnd.rang()
      },
      onAccept: ({ message, session, ack }) => {
        ack()
        this.#begin(session)
        // They answered, and whoever called had hung up by then.
        if (this.#state === 'over') return void session.bye()
        this.#state = 'up'
        this.sound.accept(message.body).then(
          () => this.farEnd.answered(),
          () => this.hangUp(),
        )
      },
      onReject: ({ message }) => this.#end(message.statusCode),
      onRedirect: ({ message }) => this.#end(message.statusCode),
    })
  }

  /** Somebody is called by the user: their phone rings. */
  take(request: IncomingInviteRequest): void {
    this.#incoming = request
    request.delegate = {
      onCancel: () => {
        ifStillAsked(() => request.reject({ statusCode: 487 }))
        this.#end(487)
      },
    }
  }

  progress(): void {
    if (this.#state === 'beginning') ifStillAsked(() => this.#incoming?.progress({ statusCode: 180 }))
  }

  /** Answers a call of the user's. Resolves when the answer has left; answers whether it did. */
  async accept(): Promise<boolean> {
    const request = this.#incoming
    if (!request || this.#state !== 'beginning') return false
    try {
      const answer = await this.sound.answer(request.message.body)
      if (!this.#isBeginning) return false
      this.#begin(request.accept({ statusCode: 200, body: described(answer) }).session)
      this.#state = 'up'
      this.#isHeld = !wantsToHear(request.message.body)
      return true
    } catch {
      if (this.#isBeginning) this.refuse(488)
      return false
    }
  }

  refuse(statusCode: number): void {
    if (this.#state !== 'beginning') return
    ifStillAsked(() => this.#incoming?.reject({ statusCode }))
    this.#end(statusCode)
  }

  /** Ends it, however far it has come. Ended twice is ended once. */
  hangUp(): void {
    if (this.#state === 'over') return
    if (this.#state === 'up') this.#bye()
    else if (this.#incoming) ifStillAsked(() => this.#incoming?.reject({ statusCode: 480 }))
    else this.#invite?.cancel()
    this.#end(undefined)
  }

  /** The socket on which it rang is gone: nobody can be told that it is over, nor will anybody answer. */
  lose(): void {
    const { userAgentClients } = this.#sip.core
    for (const [id, client] of userAgentClients) {
      if ((client as OutgoingInviteRequest) === this.#invite) userAgentClients.delete(id)
    }
    this.#invite?.dispose()
    ifStillAsked(() => this.#incoming?.reject({ statusCode: 480 }))
    this.#end(480)
  }

  #bye(): void {
    try {
      this.#session?.bye()
    } catch {
      // Our answer has not been confirmed yet: goodbye is said when it is, or when it never will be.
    }
  }

  get #isBeginning(): boolean {
    return this.#state === 'beginning'
  }

  #begin(session: Session): void {
    this.#session = session
    session.delegate = {
      onBye: request => {
        request.accept()
        this.#end(undefined)
      },
      onInvite: request => void this.#offered(request),
      onRefer: request => this.farEnd.referred(request, this),
      onInfo: request => void request.accept(),
      onAck: () => {
        if (this.#state === 'over') session.bye()
      },
      onAckTimeout: () => {
        session.bye()
        this.#end(undefined)
      },
    }
  }

  /** A new offer of the user's: hold, resume, another path for the sound, or to say where they are now. */
  async #offered(request: IncomingInviteRequest): Promise<void> {
    const offer = request.message.body
    try {
      const answer = await this.sound.answer(offer)
      if (this.#state !== 'up') return
      const extraHeaders = [`Contact: ${this.#sip.contact}`]
      request.accept({ statusCode: 200, extraHeaders, body: described(answer) })
    } catch {
      ifStillAsked(() => request.reject({ statusCode: 488 }))
      return
    }
    const isHeld = !wantsToHear(offer)
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    this.farEnd.heldByUser(isHeld)
  }

  #end(code: number | undefined): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.farEnd.over(code)
    this.#gone(this, this.sound.close())
    for (const run of this.#afterwards) run()
  }
}

/** SIP.js throws at an answer to a request whose socket is gone; nobody waits for it there. */
function ifStillAsked(answer: () => unknown): void {
  try {
    answer()
  } catch (error) {
    if (!(error instanceof TransactionStateError)) throw error
  }
}

function described(sdp: string): Body {
  return { contentDisposition: 'session', contentType: 'application/sdp', content: sdp }
}
