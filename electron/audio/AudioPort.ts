import type { AudioNews, AudioOrder, IceSettings } from '../contract/audioContract'

/** What can go wrong with the sound, as the port tells it. `unusable` is their description, whatever room reads it. */
export class AudioFailure extends Error {
  override readonly name = 'AudioFailure'
  readonly why: Extract<AudioNews, { type: 'failed' }>['why']

  constructor(why: AudioFailure['why'], message: string) {
    super(message)
    this.why = why
  }
}

/**
 * The sound, as the phone sees it: descriptions in and out (RFC 8866, offer and answer of RFC 3264), a microphone to
 * open, tones to send. A renderer sits on the far side. Every promise is rejected with an `AudioFailure` when the
 * sound cannot do it, or when the renderer goes away first.
 */
export interface AudioPort {
  /** The room that owns the sound now; what another one prepared is worth nothing. */
  readonly room: AudioRoom | undefined
  prepareAnswer(legId: string, offer: string, ice: IceSettings): Promise<string>
  prepareOffer(legId: string, ice: IceSettings): Promise<string>
  acceptAnswer(legId: string, answer: string): Promise<void>
  reoffer(legId: string, how: { readonly held: boolean; readonly restartIce: boolean }): Promise<string>
  answerReoffer(legId: string, offer: string): Promise<string>
  rollback(legId: string): Promise<void>
  openMicrophone(legId: string): Promise<void>
  mute(legId: string, muted: boolean): Promise<void>
  sendDigits(legId: string, digits: string): Promise<void>
  close(legId: string): void
  checkMicrophone(): void
  onNews(listener: (news: AudioNews) => void): () => void
  /** Hears when another room owns the sound, or none. */
  onRoom(listener: () => void): () => void
}

/** The renderer that owns the sound at the moment, if any. */
export interface AudioRoom {
  order(order: AudioOrder): void
}
