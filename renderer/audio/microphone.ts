import type { Microphone } from '../../domain/phone/Phone'

/** Whether we could speak if we answered now. Looks only; nothing is opened, so no lamp lights up. */
export async function checkMicrophone(): Promise<Microphone> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  if (!devices.some(({ kind }) => kind === 'audioinput')) return 'none'
  const { state } = await navigator.permissions.query({ name: 'microphone' })
  if (state === 'granted') return 'ready'
  return state === 'denied' ? 'denied' : 'unasked'
}

/** Opens the microphone. Rejects with a `MicrophoneRefused` that says why not. */
export async function openMicrophone(): Promise<MediaStreamTrack> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    })
    const [track] = stream.getAudioTracks()
    if (!track) throw new MicrophoneRefused('none', 'The microphone gave no sound track.')
    return track
  } catch (error) {
    if (error instanceof MicrophoneRefused) throw error
    const name = error instanceof DOMException ? error.name : ''
    const why = name === 'NotAllowedError' ? 'denied' : name === 'NotFoundError' ? 'none' : 'lost'
    throw new MicrophoneRefused(why, error instanceof Error ? error.message : String(error))
  }
}

/** Why there is no microphone. */
export class MicrophoneRefused extends Error {
  override readonly name = 'MicrophoneRefused'
  readonly why: 'none' | 'denied' | 'lost'

  constructor(why: MicrophoneRefused['why'], message: string) {
    super(message)
    this.why = why
  }
}
