import type { CallView } from '../../domain/desk/DeskView'
import type { DeskBridge } from '../../electron/contract/contract'
import { askForSound, deskStore } from '../bridge/desk'
import { playRing } from './playRing'
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
    playing = ring && desk && { ring, stop: playRing(ring, desk.preferences.ring) }
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
  const ringing = calls.find(call => call.phase === 'ringing' && !call.hushed)
  const busy = calls.some(call => call.phase === 'talking' || call.phase === 'held')
  if (ringing) return busy ? callWaiting : rings[ringing.line.kind]
  return calls.some(call => call.phase === 'calling' && call.farEndRinging) ? ringback : undefined
}
