import { randomInt } from 'node:crypto'
import type { AudioNews, AudioOrder, IceSettings } from '../contract/audioContract'
import { AudioFailure, type AudioPort, type AudioRoom } from './AudioPort'

type Ask = Extract<AudioOrder, { ask: number }>
type Unnumbered = Ask extends infer Order ? (Order extends Ask ? Omit<Order, 'ask'> : never) : never

interface Waiting {
  resolve(sdp: string | null): void
  reject(failure: AudioFailure): void
  readonly timer: NodeJS.Timeout
}

// Gathering is bounded in the room itself; past this the room is not slow but gone.
const patienceMs = 8_000

/** The main side of the audio port: numbers the orders, sends them to the room that owns the sound, awaits its word. */
export class RemoteAudio implements AudioPort {
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Set<(news: AudioNews) => void>()
  readonly #roomListeners = new Set<() => void>()
  /** Legs that the room has been asked to describe, and may hold something for. */
  readonly #legs = new Set<string>()
  #room: AudioRoom | undefined
  // What one desk asked must not be taken for the answer to another, when practice begins or ends in between.
  #asked = randomInt(2 ** 40)

  /** Which room owns the sound now; undefined when none is open. What the last one was asked is then lost. */
  enter(room: AudioRoom | undefined): void {
    this.#room = room
    this.#legs.clear()
    for (const ask of [...this.#waiting.keys()]) this.#fail(ask, 'other', 'The room with the sound was closed.')
    if (room) this.checkMicrophone()
    for (const listener of this.#roomListeners) listener()
  }

  get room(): AudioRoom | undefined {
    return this.#room
  }

  /** What the room tells; replies are matched with what was asked, the rest goes to the listeners. */
  hear(news: AudioNews): void {
    if (news.type === 'failed') return this.#fail(news.ask, news.why, news.problem)
    if (news.type !== 'done') return this.#listeners.forEach(listener => listener(news))
    const waiting = this.#waiting.get(news.ask)
    this.#forget(news.ask)
    waiting?.resolve(news.sdp)
  }

  prepareAnswer(legId: string, offer: string, ice: IceSettings): Promise<string> {
    this.#legs.add(legId)
    return this.#describe({ type: 'prepareAnswer', legId, offer, ice })
  }

  prepareOffer(legId: string, ice: IceSettings): Promise<string> {
    this.#legs.add(legId)
    return this.#describe({ type: 'prepareOffer', legId, ice })
  }

  async acceptAnswer(legId: string, answer: string): Promise<void> {
    await this.#ask({ type: 'acceptAnswer', legId, answer })
  }

  reoffer(legId: string, how: { readonly held: boolean; readonly restartIce: boolean }): Promise<string> {
    return this.#describe({ type: 'reoffer', legId, ...how })
  }

  answerReoffer(legId: string, offer: string): Promise<string> {
    return this.#describe({ type: 'answerReoffer', legId, offer })
  }

  async rollback(legId: string): Promise<void> {
    await this.#ask({ type: 'rollback', legId })
  }

  async openMicrophone(legId: string): Promise<void> {
    await this.#ask({ type: 'openMicrophone', legId })
  }

  async mute(legId: string, muted: boolean): Promise<void> {
    await this.#ask({ type: 'mute', legId, muted })
  }

  async sendDigits(legId: string, digits: string): Promise<void> {
    await this.#ask({ type: 'sendDigits', legId, digits })
  }

  close(legId: string): void {
    // A caller who was told at once that we are busy never had a sound.
    if (this.#legs.delete(legId)) this.#room?.order({ type: 'close', legId })
  }

  checkMicrophone(): void {
    this.#room?.order({ type: 'checkMicrophone' })
  }

  onNews(listener: (news: AudioNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onRoom(listener: () => void): () => void {
    this.#roomListeners.add(listener)
    return () => this.#roomListeners.delete(listener)
  }

  async #describe(order: Unnumbered): Promise<string> {
    const sdp = await this.#ask(order)
    if (sdp === null) throw new AudioFailure('other', `The room answered ${order.type} without a description.`)
    return sdp
  }

  #ask(order: Unnumbered): Promise<string | null> {
    const room = this.#room
    if (!room) return Promise.reject(new AudioFailure('other', 'No room with sound is open.'))
    const ask = (this.#asked += 1)
    return new Promise((resolve, reject) => {
      // A microphone may wait for a person to allow it; everything else is a machine's work.
      const patience = order.type === 'openMicrophone' ? patienceMs * 10 : patienceMs
      const timer = setTimeout(() => this.#fail(ask, 'other', `The room did not ${order.type} in time.`), patience)
      this.#waiting.set(ask, { resolve, reject, timer })
      room.order({ ...order, ask })
    })
  }

  #fail(ask: number, why: AudioFailure['why'], problem: string): void {
    const waiting = this.#waiting.get(ask)
    this.#forget(ask)
    waiting?.reject(new AudioFailure(why, problem))
  }

  #forget(ask: number): void {
    clearTimeout(this.#waiting.get(ask)?.timer)
    this.#waiting.delete(ask)
  }
}
