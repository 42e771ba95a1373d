import type { CallView } from '../../domain/desk/DeskView'
import type { DeskBridge } from '../../electron/contract/contract'
import { askForSound, deskStore } from '../bridge/desk'
import { mayPlay } from './mayPlay'
import { playRing } from './playRing'
import { callWaiting, type Ring, ringback, rings } from './rings'
import { wakeStage } from './soundStage'

/** What a browser takes for a person at the page, when it is over: nothing goes away under a finger that is still down. */
const presses = ['click', 'keyup'] as const

/**
 * Rings for whoever rings, as long as this page owns the sound. A browser may want a click first; then the room asks
 * for it. Returns its own undoing.
 */
export function startRings(bridge: DeskBridge): () => void {
  let isOwner = false
  let isMute = false
  let playing: { readonly ring: Ring; stop(): void } | undefined

  // A page that was clicked once may always play.
  const askWhileMute = () => {
    isMute = !mayPlay()
    if (!isMute) wakeStage()
    askForSound(isOwner && isMute ? askWhileMute : undefined)
  }
  const onPress = () => {
    if (isMute) askWhileMute()
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
  for (const press of presses) addEventListener(press, onPress)
  const unwatched = deskStore.subscribe(sound)
  return () => {
    unowned()
    unwatched()
    playing?.stop()
    for (const press of presses) removeEventListener(press, onPress)
  }
}

function ringFor(calls: readonly CallView[]): Ring | undefined {
  const ringing = calls.find(call => call.phase === 'ringing' && !call.hushed)
  const busy = calls.some(call => call.phase === 'talking' || call.phase === 'held')
  if (ringing) return busy ? callWaiting : rings[ringing.line.kind]
  return calls.some(call => call.phase === 'calling' && call.farEndRinging) ? ringback : undefined
}
