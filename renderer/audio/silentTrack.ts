import { soundStage } from './soundStage'

/**
 * A track that carries silence, for a line that is answered before the microphone is open. It is valid whether or not
 * the page may make sounds yet: a suspended context just sends nothing, which the far end hears as the same silence.
 */
export function silentTrack(): MediaStreamTrack {
  const [track] = soundStage().createMediaStreamDestination().stream.getAudioTracks()
  if (!track) throw new Error('The browser made no silent track.')
  return track
}
