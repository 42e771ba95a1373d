import type { RingPreference } from '../../domain/desk/Preferences'
import { deskStore } from '../bridge/desk'
import type { Ring } from './rings'
import { enterStage, soundStage } from './soundStage'

declare global {
  interface AudioContext {
    /** Web Audio API, section 1.2: Chromium has it, TypeScript's own library not yet. */
    setSinkId(output: string): Promise<void>
  }
}

/**
 * Plays a ring over and over, as loud as is liked and through the chosen loudspeaker; when that one cannot be used, through
 * the usual one, and the desk store says so. Returns what stops it.
 */
export function playRing(ring: Ring, { volume, output }: RingPreference): () => void {
  // The ear hears loudness by powers: half way up the slider is half as loud only so.
  const gain = ring.gain * (ring.aloud ? volume ** 2 : 1)
  if (!ring.aloud || output === '') return playOnStage(ring, gain)
  const stage = new AudioContext()
  let stop: (() => void) | undefined = () => void stage.close()
  const begin = (moved: boolean, play: () => () => void) => {
    // It was stopped meanwhile, and its stage is closed: that says nothing of the loudspeaker.
    if (!stop) return
    deskStore.setState({ ringMoved: moved })
    const silence = play()
    stop = () => {
      silence()
      void stage.close()
    }
  }
  inTime(stage.setSinkId(output)).then(
    () => begin(false, () => playOn(stage, ring, gain)),
    () => begin(true, () => playOnStage(ring, gain)),
  )
  return () => {
    stop?.()
    stop = undefined
  }
}

// A loudspeaker that is just coming or going may keep us waiting for ever, and a caller will not.
const patienceMs = 500

/** Rejects when it takes so long that it had better ring somewhere else. */
async function inTime(moved: Promise<void>): Promise<void> {
  let tooLate: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    tooLate = setTimeout(() => reject(new Error('the loudspeaker did not answer')), patienceMs)
  })
  try {
    await Promise.race([moved, limit])
  } finally {
    clearTimeout(tooLate)
  }
}

/** On the stage of the page, which is awake only as long as it is needed. */
function playOnStage(ring: Ring, gain: number): () => void {
  const leaveStage = enterStage()
  const silence = playOn(soundStage(), ring, gain)
  return () => {
    silence()
    leaveStage()
  }
}

function playOn(stage: AudioContext, ring: Ring, gain: number): () => void {
  const out = stage.createGain()
  out.connect(stage.destination)
  out.gain.value = gain
  const once = () => {
    for (const note of ring.notes) {
      const voice = stage.createOscillator()
      const shape = stage.createGain()
      const from = stage.currentTime + note.at
      voice.frequency.value = note.hertz
      // A soft edge on both sides: a square one clicks.
      shape.gain.setValueAtTime(0, from)
      shape.gain.linearRampToValueAtTime(1, from + 0.02)
      shape.gain.setValueAtTime(1, from + note.lasts - 0.04)
      shape.gain.linearRampToValueAtTime(0, from + note.lasts)
      voice.connect(shape).connect(out)
      voice.start(from)
      voice.stop(from + note.lasts)
    }
  }
  once()
  const again = setInterval(once, ring.every * 1_000)
  return () => {
    clearInterval(again)
    out.disconnect()
  }
}
