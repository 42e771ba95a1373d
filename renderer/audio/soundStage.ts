let stage: AudioContext | undefined
let guests = 0

/**
 * The one audio context of the page: rings, tones and silence. It may be suspended until somebody clicks. It is made
 * when it is first needed, since with it the browser starts a process of its own for sound, and opens a loudspeaker.
 */
export function soundStage(): AudioContext {
  stage ??= new AudioContext()
  return stage
}

/**
 * Keeps the stage running until what is returned is called. With nobody on it it rests, since a running one keeps a
 * processor busy a hundred times a second, even in silence.
 */
export function enterStage(): () => void {
  guests += 1
  // Where the browser still wants a click this waits for it, and nobody waits for this.
  void soundStage().resume()
  let isThere = true
  return () => {
    if (!isThere) return
    isThere = false
    guests -= 1
    if (guests === 0) void soundStage().suspend()
  }
}

/** Whoever is on the stage already is heard from now on: somebody has clicked. */
export function wakeStage(): void {
  if (guests > 0) void soundStage().resume()
}
