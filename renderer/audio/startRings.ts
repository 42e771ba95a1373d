import type { CallView } from '../../domain/desk/DeskView'
import type { DeskBridge } from '../../electron/contract/contract'
import { askForSound, deskStore } from '../bridge/desk'
import { callWaiting, type Ring, ringback, rings } from './rings'
import { enterStage, soundStage } from './soundStage'

/**
 * Rings for whoever rings, as long as this page owns the sound. A browser may want a click first; then the room asks
 * for it. Returns its own undoing.
 */
export function startRings(bridge: DeskBridge): () => void {
  const stage = soundStage()
  let isOwner = false
  // A stage that has once run may always run again.
  let mayPlay = false
  let playing: { readonly ring: Ring; stop(): void } | undefined

  const leaveStage = enterStage()
  const askWhileMute = () => {
    if (stage.state === 'running' && !mayPlay) {
      mayPlay = true
      leaveStage()
    }
    askForSound(isOwner && !mayPlay ? () => void stage.resume().then(askWhileMute) : undefined)
  }
  const sound = () => {
    const { desk } = deskStore.getState()
    const ring = isOwner && desk ? ringFor(desk.calls) : undefined
    if (ring === playing?.ring) return
    playing?.stop()
    playing = ring && { ring, stop: play(stage, ring) }
  }
  const unowned = bridge.onAudioOwner(owner => {
    isOwner = owner
    askWhileMute()
    sound()
  })
  stage.addEventListener('statechange', askWhileMute)
  const unwatched = deskStore.subscribe(sound)
  return () => {
    unowned()
    unwatched()
    playing?.stop()
    leaveStage()
    stage.removeEventListener('statechange', askWhileMute)
  }
}

function ringFor(calls: readonly CallView[]): Ring | undefined {
  const ringing = calls.find(call => call.phase === 'ringing')
  const busy = calls.some(call => call.phase === 'talking' || call.phase === 'held')
  if (ringing) return busy ? callWaiting : rings[ringing.line.kind]
  return calls.some(call => call.phase === 'calling' && call.farEndRinging) ? ringback : undefined
}

function play(stage: AudioContext, ring: Ring): () => void {
  const leaveStage = enterStage()
  const out = stage.createGain()
  out.connect(stage.destination)
  out.gain.value = ring.gain
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
    leaveStage()
  }
}
