let stage: AudioContext | undefined

/** The one audio context of the page: rings, tones and silence. It may be suspended until somebody clicks. */
export function soundStage(): AudioContext {
  stage ??= new AudioContext()
  return stage
}
