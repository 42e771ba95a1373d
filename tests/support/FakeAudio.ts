import { AudioFailure, type AudioPort, type AudioRoom } from '../../electron/audio/AudioPort'
import type { AudioNews } from '../../electron/contract/audioContract'
import { anOffer } from './TextExchange'

/** The sound of one leg, as far as it matters who can hear us. */
interface Sound {
  isOffering: boolean
  held: boolean
  wasHeld: boolean
  muted: boolean
  microphone: boolean
}

/**
 * A room with sound that makes descriptions at once and keeps a list of what it was asked. Like a real one it knows only
 * the legs that it has made a description for, and takes all of them with it when it goes.
 */
export class FakeAudio implements AudioPort {
  readonly asked: string[] = []
  /** What each leg was asked, in order. */
  readonly askedOf = (legId: string): readonly string[] =>
    this.#orders.filter(([id]) => id === legId).map(([, what]) => what)
  /** Every moment at which somebody began to hear us. */
  readonly overheard: string[] = []
  /** What a browser would have thrown over: an offer made while another was open, an answer to none. */
  readonly faults: string[] = []
  room: AudioRoom | undefined = { order: () => undefined }
  /** Set to keep a room from making an offer until it resolves. */
  slowOffer: Promise<void> | undefined
  readonly #orders: [string, string][] = []
  readonly #sounds = new Map<string, Sound>()
  readonly #roomListeners = new Set<() => void>()
  /** Set to make the next attempts to open the microphone fail. */
  microphoneFails: AudioFailure['why'] | undefined
  /** Set to make preparing an answer fail. */
  broken = false
  /** Set to make every offer one that no room can use. */
  unusable = false
  readonly #listeners = new Set<(news: AudioNews) => void>()

  /** The legs that have sound. */
  get legs(): readonly string[] {
    return [...this.#sounds.keys()]
  }

  /** Whether the far end of a leg hears us now. */
  hearsUs(legId: string): boolean {
    const sound = this.#sounds.get(legId)
    return sound !== undefined && sound.microphone && !sound.muted && !sound.held
  }

  async prepareAnswer(legId: string): Promise<string> {
    this.#note(legId, 'prepareAnswer')
    if (this.broken) throw noRoom()
    if (this.unusable) throw new AudioFailure('unusable', 'Their offer has no sound in it.')
    this.#begin(legId)
    return Promise.resolve(anOffer('active'))
  }

  async prepareOffer(legId: string): Promise<string> {
    this.#note(legId, 'prepareOffer')
    const { room } = this
    await this.slowOffer
    if (room !== this.room) throw new AudioFailure('other', 'The room with the sound was closed.')
    this.#begin(legId).isOffering = true
    return anOffer()
  }

  async acceptAnswer(legId: string): Promise<void> {
    this.#note(legId, 'acceptAnswer')
    const sound = this.#sound(legId)
    if (!sound.isOffering) this.faults.push('an answer to no offer')
    sound.isOffering = false
    return Promise.resolve()
  }

  async reoffer(
    legId: string,
    { held, restartIce }: { readonly held: boolean; readonly restartIce: boolean },
  ): Promise<string> {
    this.#note(legId, ['reoffer', ...(held ? ['held'] : []), ...(restartIce ? ['elsewhere'] : [])].join(' '))
    const sound = this.#sound(legId)
    if (sound.isOffering) this.faults.push('an offer while another was open')
    sound.isOffering = true
    sound.wasHeld = sound.held
    sound.held = held
    if (held) sound.microphone = false
    return Promise.resolve(anOffer('actpass', held ? 'sendonly' : 'sendrecv'))
  }

  async answerReoffer(legId: string): Promise<string> {
    this.#note(legId, 'answerReoffer')
    if (this.#sound(legId).isOffering) this.faults.push('their offer while ours was open')
    return Promise.resolve(anOffer('active'))
  }

  async rollback(legId: string): Promise<void> {
    this.#note(legId, 'rollback')
    const sound = this.#sound(legId)
    if (sound.isOffering) sound.held = sound.wasHeld
    sound.isOffering = false
    return Promise.resolve()
  }

  async openMicrophone(legId: string): Promise<void> {
    this.#note(legId, 'openMicrophone')
    if (this.microphoneFails) throw new AudioFailure(this.microphoneFails, 'no microphone')
    const sound = this.#sound(legId)
    if (!sound.held) sound.microphone = true
    if (this.hearsUs(legId)) this.overheard.push(legId)
    return Promise.resolve()
  }

  async mute(legId: string, muted: boolean): Promise<void> {
    this.#note(legId, muted ? 'mute' : 'unmute')
    this.#sound(legId).muted = muted
    return Promise.resolve()
  }

  async sendDigits(legId: string, digits: string): Promise<void> {
    this.#note(legId, `digits ${digits}`)
    this.#sound(legId)
    return Promise.resolve()
  }

  close(legId: string): void {
    this.#note(legId, 'close')
    this.#sounds.delete(legId)
  }

  checkMicrophone(): void {
    this.asked.push('checkMicrophone')
  }

  onNews(listener: (news: AudioNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onRoom(listener: () => void): () => void {
    this.#roomListeners.add(listener)
    return () => this.#roomListeners.delete(listener)
  }

  /** The page was closed, or another one has taken over. */
  moves(room: AudioRoom | undefined): void {
    this.room = room
    this.#sounds.clear()
    for (const listener of this.#roomListeners) listener()
  }

  tells(news: AudioNews): void {
    for (const listener of this.#listeners) listener(news)
  }

  #note(legId: string, what: string): void {
    this.asked.push(what)
    this.#orders.push([legId, what])
  }

  #begin(legId: string): Sound {
    if (!this.room) throw noRoom()
    const sound: Sound = { isOffering: false, held: false, wasHeld: false, muted: false, microphone: false }
    this.#sounds.set(legId, sound)
    return sound
  }

  #sound(legId: string): Sound {
    const sound = this.#sounds.get(legId)
    if (!this.room) throw noRoom()
    if (!sound) throw new AudioFailure('other', 'That call has no sound here.')
    return sound
  }
}

function noRoom(): AudioFailure {
  return new AudioFailure('other', 'No room with sound is open.')
}
