import { beatSamples } from './Metronome'

const rate = 8_000
const noteSeconds = 0.5
// A fourth below the room's loudest: music on hold is there to say that somebody is there, not to be listened to.
const loudness = 3_000
/** A slow figure over four chords, in semitones above the A of 220 Hz. */
const figure = [0, 7, 12, 16, 5, 9, 12, 17, 3, 7, 10, 15, 7, 11, 14, 19]

/** A soft tune of our own, over and over: what somebody on hold hears. Returns the next 20 ms at each call. */
export function playMusic(): () => Int16Array {
  let at = 0
  return () =>
    Int16Array.from({ length: beatSamples }, () => {
      const seconds = at / rate
      at += 1
      const note = Math.floor(seconds / noteSeconds)
      const into = seconds - note * noteSeconds
      const hertz = 220 * 2 ** ((figure[note % figure.length] ?? 0) / 12)
      // A soft beginning and a long fading make it a plucked string rather than a tone that could be taken for a signal.
      const swell = Math.min(1, into / 0.02) * Math.exp(-3 * into)
      return Math.round(loudness * swell * Math.sin(2 * Math.PI * hertz * into))
    })
}
