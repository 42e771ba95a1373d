import { AudioFailure, type AudioPort, type AudioRoom } from '../../electron/audio/AudioPort'
import type { AudioNews } from '../../electron/contract/audioContract'
import { anOffer } from './TextExchange'

/** A room with sound that makes descriptions at once and keeps a list of what it was asked. */
export class FakeAudio implements AudioPort {
  readonly asked: string[] = []
  /** Set to another one to play a page that was reloaded. */
  room: AudioRoom | undefined = { order: () => undefined }
  readonly #roomListeners = new Set<() => void>()
  /** Set to make the next attempts to open the microphone fail. */
  microphoneFails: AudioFailure['why'] | undefined
  /** Set to make preparing an answer fail. */
  broken = false
  /** Set to make every offer one that no room can use. */
  unusable = false
  readonly #listeners = new Set<(news: AudioNews) => void>()

  prepareAnswer(): Promise<string> {
    this.asked.push('prepareAnswer')
    if (this.broken) return Promise.reject(new AudioFailure('other', 'No room with sound is open.'))
    if (this.unusable) return Promise.reject(new AudioFailure('unusable', 'Their offer has no sound in it.'))
    return Promise.resolve(anOffer('active'))
  }

  prepareOffer(): Promise<string> {
    this.asked.push('prepareOffer')
    return Promise.resolve(anOffer())
  }

  acceptAnswer(): Promise<void> {
    this.asked.push('acceptAnswer')
    return Promise.resolve()
  }

  reoffer(_legId: string, { held }: { readonly held: boolean }): Promise<string> {
    this.asked.push(held ? 'reoffer held' : 'reoffer')
    return Promise.resolve(anOffer('actpass', held ? 'sendonly' : 'sendrecv'))
  }

  answerReoffer(): Promise<string> {
    this.asked.push('answerReoffer')
    return Promise.resolve(anOffer('active'))
  }

  rollback(): Promise<void> {
    this.asked.push('rollback')
    return Promise.resolve()
  }

  openMicrophone(): Promise<void> {
    this.asked.push('openMicrophone')
    return this.microphoneFails
      ? Promise.reject(new AudioFailure(this.microphoneFails, 'no microphone'))
      : Promise.resolve()
  }

  mute(_legId: string, muted: boolean): Promise<void> {
    this.asked.push(muted ? 'mute' : 'unmute')
    return Promise.resolve()
  }

  sendDigits(_legId: string, digits: string): Promise<void> {
    this.asked.push(`digits ${digits}`)
    return Promise.resolve()
  }

  close(): void {
    this.asked.push('close')
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
    for (const listener of this.#roomListeners) listener()
  }

  tells(news: AudioNews): void {
    for (const listener of this.#listeners) listener(news)
  }
}
