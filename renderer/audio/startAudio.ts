import type { AudioNews, AudioOrder } from '../../electron/contract/audioContract'
import type { DeskBridge } from '../../electron/contract/contract'
import { AudioLeg, OfferUnusable } from './AudioLeg'
import { levelsStore } from './levels'
import { checkMicrophone, MicrophoneRefused, openMicrophone } from './microphone'

const levelsEveryMs = 1_000

/** Carries out what the main process asks of the sound, for as long as this page owns it. Returns its own undoing. */
export function startAudio(bridge: DeskBridge): () => void {
  const legs = new Map<string, AudioLeg>()
  const tell = (news: AudioNews) => void bridge.tellAudio(news)

  let measuring: ReturnType<typeof setInterval> | undefined
  const measure = () => {
    for (const leg of legs.values()) void leg.levels().then(levels => levelsStore.tell(leg.legId, levels))
    // Where there is no call, nobody is woken every second.
    if (legs.size > 0) return
    clearInterval(measuring)
    measuring = undefined
  }

  const legFor = (legId: string, make?: () => AudioLeg): AudioLeg => {
    const leg = legs.get(legId) ?? make?.()
    if (!leg) throw new Error('That call has no sound here.')
    legs.set(legId, leg)
    measuring ??= setInterval(measure, levelsEveryMs)
    return leg
  }

  async function speak(legId: string): Promise<void> {
    const leg = legFor(legId)
    const track = await openMicrophone()
    // The call may have ended while a person was asked for the microphone: then nobody may listen to it.
    if (legs.get(legId) !== leg || leg.isHeld) return track.stop()
    // One mouth, one ear: whoever had the microphone hears silence before this caller hears us.
    for (const other of legs.values()) if (other !== leg) await other.closeMicrophone()
    if (legs.get(legId) !== leg) return track.stop()
    await leg.speakInto(track)
  }

  async function carryOut(order: Extract<AudioOrder, { ask: number }>): Promise<string | null> {
    const make = (ice: { readonly stun: readonly string[]; readonly graceMs: number }) => () =>
      new AudioLeg(order.legId, ice, tell)
    switch (order.type) {
      case 'prepareAnswer':
        return legFor(order.legId, make(order.ice)).prepareAnswer(order.offer)
      case 'prepareOffer':
        return legFor(order.legId, make(order.ice)).prepareOffer()
      case 'acceptAnswer':
        await legFor(order.legId).acceptAnswer(order.answer)
        return null
      case 'reoffer':
        return legFor(order.legId).reoffer(order.held, order.restartIce)
      case 'answerReoffer':
        return legFor(order.legId).answerReoffer(order.offer)
      case 'rollback':
        await legFor(order.legId).rollback()
        return null
      case 'openMicrophone':
        await speak(order.legId)
        return null
      case 'mute':
        legFor(order.legId).mute(order.muted)
        return null
      case 'sendDigits':
        await legFor(order.legId).sendDigits(order.digits)
        return null
    }
  }

  async function obey(order: AudioOrder): Promise<void> {
    if (order.type === 'checkMicrophone') return tellMicrophone()
    if (order.type === 'close') {
      legs.get(order.legId)?.close()
      legs.delete(order.legId)
      levelsStore.forget(order.legId)
      return
    }
    try {
      tell({ type: 'done', ask: order.ask, sdp: await carryOut(order) })
    } catch (error) {
      const why = error instanceof MicrophoneRefused ? error.why : error instanceof OfferUnusable ? 'unusable' : 'other'
      const problem = (error instanceof Error ? error.message : String(error)).slice(0, 2_000)
      tell({ type: 'failed', ask: order.ask, why, problem })
    }
  }

  const tellMicrophone = async () => tell({ type: 'microphone', microphone: await checkMicrophone() })
  const onDevices = () => void tellMicrophone()
  navigator.mediaDevices.addEventListener('devicechange', onDevices)
  let permission: PermissionStatus | undefined
  void navigator.permissions.query({ name: 'microphone' }).then(status => {
    permission = status
    status.addEventListener('change', onDevices)
  })

  const unheard = bridge.onAudioOrder(order => void obey(order))
  const disowned = bridge.onAudioOwner(owner => {
    if (owner) return
    // Another page has the sound now; what was open here would only be an echo.
    for (const leg of legs.values()) leg.close()
    legs.clear()
  })
  return () => {
    unheard()
    disowned()
    clearInterval(measuring)
    permission?.removeEventListener('change', onDevices)
    navigator.mediaDevices.removeEventListener('devicechange', onDevices)
    for (const leg of legs.values()) leg.close()
    legs.clear()
  }
}
