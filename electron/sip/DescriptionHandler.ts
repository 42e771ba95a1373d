import type { BodyAndContentType, SessionDescriptionHandler, SessionDescriptionHandlerOptions } from 'sip.js'
import { AudioFailure, type AudioPort, type AudioRoom } from '../audio/AudioPort'
import type { IceSettings } from '../contract/audioContract'

/** How the next offer of ours should be, handed through SIP.js. */
export interface OfferOptions extends SessionDescriptionHandlerOptions {
  readonly held?: boolean
  readonly restartIce?: boolean
}

/**
 * Answers SIP.js's questions for descriptions out of the room with the sound. For a call that rings the answer is made
 * before anybody asks, so that a click costs no more than sending it.
 *
 * Offers and answers alternate (RFC 3264): a description that arrives while none of ours is open is their offer, and
 * the next one we give answers it.
 */
export class DescriptionHandler implements SessionDescriptionHandler {
  readonly #audio: AudioPort
  readonly #legId: string
  readonly #ice: IceSettings
  readonly #ourAddress: () => string | undefined
  #prepared:
    { readonly offer: string; readonly answer: Promise<string>; readonly room: AudioRoom | undefined } | undefined
  #preparedOffer: { readonly offer: Promise<string>; readonly room: AudioRoom | undefined } | undefined
  #theirOffer: string | undefined
  #ourOfferOpen = false
  /** The room that made our first offer; the answer to it means nothing to any other. */
  #offeredBy: AudioRoom | undefined
  #agreed = false
  /** The room that has the sound: it made the first description that was sent. */
  #madeIn: AudioRoom | undefined
  #closed = false
  /** Hears when our offer has its answer, before the sound has taken it in. */
  onAnswered: (() => void) | undefined

  constructor(audio: AudioPort, legId: string, ice: IceSettings, ourAddress: () => string | undefined) {
    this.#audio = audio
    this.#legId = legId
    this.#ice = ice
    this.#ourAddress = ourAddress
  }

  /** Makes the answer to their offer now. Resolves when it is ready to be sent; rejects when there will be none. */
  async prepare(offer: string): Promise<void> {
    const { room } = this.#audio
    const prepared = { offer, answer: this.#audio.prepareAnswer(this.#legId, offer, this.#ice), room }
    this.#prepared = prepared
    try {
      await prepared.answer
    } catch (error) {
      if (this.#prepared === prepared) this.#prepared = undefined
      throw error
    }
  }

  /** Resolves when the answer to this offer is ready; makes it now when nobody has, or when its room is gone. */
  async ready(offer: string): Promise<void> {
    const { room } = this.#audio
    if (this.#prepared?.offer === offer && this.#prepared.room === room) await this.#prepared.answer
    else await this.prepare(offer)
  }

  /** Makes our offer now, for a call that brings none (RFC 3261 section 13.2.1). Resolves when it is ready to be sent. */
  async prepareOffer(): Promise<void> {
    const { room } = this.#audio
    const prepared = { offer: this.#audio.prepareOffer(this.#legId, this.#ice), room }
    this.#preparedOffer = prepared
    try {
      await prepared.offer
    } catch (error) {
      if (this.#preparedOffer === prepared) this.#preparedOffer = undefined
      throw error
    }
  }

  /** Resolves when our offer is ready; makes it now when nobody has, or when its room is gone. */
  async readyToOffer(): Promise<void> {
    if (this.#preparedOffer && this.#preparedOffer.room === this.#audio.room) await this.#preparedOffer.offer
    else await this.prepareOffer()
  }

  hasDescription(contentType: string): boolean {
    return contentType.toLowerCase().startsWith('application/sdp')
  }

  async getDescription(options?: OfferOptions): Promise<BodyAndContentType> {
    // Taken up here, whatever comes of it: a stale offer of theirs must never be answered in place of our own wish.
    const theirs = this.#theirOffer
    this.#theirOffer = undefined
    const sdp = await (theirs === undefined ? this.#offer(options) : this.#answer(theirs))
    return { body: nameOurAddress(sdp, this.#ourAddress()), contentType: 'application/sdp' }
  }

  async setDescription(sdp: string): Promise<void> {
    if (!this.#ourOfferOpen) {
      this.#theirOffer = sdp
      return
    }
    this.onAnswered?.()
    if (this.isOrphaned) {
      // The call stands without sound; whoever owns it puts a leg of the new room in its place.
      this.#ourOfferOpen = false
      return
    }
    if (this.#isAway) {
      this.#ourOfferOpen = false
      return
    }
    try {
      await this.#audio.acceptAnswer(this.#legId, sdp)
    } catch (error) {
      if (!this.#agreed) throw error
      // SIP.js would end the call over it; what was agreed before still carries a voice.
      await this.rollbackDescription()
    }
    this.#ourOfferOpen = false
    this.#agreed = true
  }

  async rollbackDescription(): Promise<void> {
    if (!this.#ourOfferOpen) return
    this.#ourOfferOpen = false
    if (this.#isAway) return
    // SIP.js would end the call over it. A room that is gone has nothing to roll back.
    await this.#audio.rollback(this.#legId).catch(() => undefined)
  }

  sendDtmf(tones: string): boolean {
    void this.#audio.sendDigits(this.#legId, tones).catch(() => undefined) // asked through the port, which reports
    return true
  }

  /** Whether the room that has the sound now is the one that it was made in. */
  get isHere(): boolean {
    return this.#madeIn !== undefined && this.#madeIn === this.#audio.room
  }

  /** Whether the room that made our first offer is gone before the answer came. */
  get isOrphaned(): boolean {
    return !this.#agreed && this.#offeredBy !== undefined && this.#offeredBy !== this.#audio.room
  }

  /** Another leg carries this call's sound now: what is closed here must not close it there. */
  abandon(): void {
    this.#closed = true
  }

  /** Gives its sound up, though its room is still there. */
  leave(): void {
    if (!this.#closed && this.isHere) this.#audio.close(this.#legId)
    this.#madeIn = undefined
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#audio.close(this.#legId)
  }

  /** What it agreed on is gone with its room, or belongs to another leg by its name, which this one must not disturb. */
  get #isAway(): boolean {
    return this.#closed || (this.#agreed && !this.isHere)
  }

  async #offer(options: OfferOptions | undefined): Promise<string> {
    if (this.#isAway) throw new AudioFailure('other', 'This call has no sound at the moment.')
    const sdp = this.#agreed
      ? await this.#audio.reoffer(this.#legId, {
          held: options?.held ?? false,
          restartIce: options?.restartIce ?? false,
        })
      : await this.#firstOffer()
    this.#ourOfferOpen = true
    return sdp
  }

  #firstOffer(): Promise<string> {
    const prepared = this.#preparedOffer
    this.#preparedOffer = undefined
    this.#offeredBy = this.#madeIn = this.#audio.room
    if (prepared && prepared.room === this.#audio.room) return prepared.offer
    return this.#audio.prepareOffer(this.#legId, this.#ice)
  }

  async #answer(offer: string): Promise<string> {
    if (this.#agreed) return this.#answerReoffer(offer)
    const answer =
      this.#prepared?.offer === offer ? this.#prepared.answer : this.#audio.prepareAnswer(this.#legId, offer, this.#ice)
    this.#madeIn = this.#prepared?.offer === offer ? this.#prepared.room : this.#audio.room
    const sdp = await answer
    this.#agreed = true
    return sdp
  }

  async #answerReoffer(offer: string): Promise<string> {
    if (this.#isAway) throw new AudioFailure('other', 'This call has no sound at the moment.')
    try {
      return await this.#audio.answerReoffer(this.#legId, offer)
    } catch (error) {
      // What was agreed before still carries a voice, and must be what the next offer starts from.
      await this.#audio.rollback(this.#legId).catch(() => undefined)
      throw error
    }
  }
}

/**
 * A browser that may not show its addresses writes names ending in `.local` (mDNS) instead, which mean nothing to an
 * exchange. It runs on this machine, so what stands behind the name is the address we reach the exchange from. The same
 * while it looks for a new path: then it writes no address at all, which exchanges take for a hold (RFC 2543).
 */
export function nameOurAddress(sdp: string, ourAddress: string | undefined): string {
  if (!ourAddress) return sdp
  const address = ourAddress.replace(/^::ffff:/, '')
  const family = address.includes(':') ? 'IP6' : 'IP4'
  return sdp
    .replaceAll(/^(a=candidate:\S+ \d+ \S+ \d+ )\S+\.local /gm, `$1${address} `)
    .replaceAll(/^c=IN IP4 0\.0\.0\.0(\r?)$/gm, `c=IN ${family} ${address}$1`)
}
