import type { AudioNews, IceSettings } from '../../electron/contract/audioContract'
import { gathered } from './gathered'
import { PathWatch } from './PathWatch'
import { silentTrack } from './silentTrack'
import { enterStage } from './soundStage'
import { hasVoice, narrow, type Surrounding, widen } from './voiceLine'

/** What we read of the browser's many statistics (W3C webrtc-stats). */
interface Report {
  readonly type: string
  readonly kind?: string
  readonly audioLevel?: number
  readonly packetsReceived?: number
  readonly responsesReceived?: number
  readonly requestsReceived?: number
}

/** What a leg tells on its own accord. */
export type LegNews = Extract<AudioNews, { type: 'microphoneLost' | 'heard' | 'path' }>

const firstSoundEveryMs = 10
const firstSoundPatienceMs = 120_000
const pathPatienceMs = 5_000
// An exchange that learns where our sound comes from listens to the first packets without taking them.
const settlesMs = 500

/** Their offer is nothing that this browser can answer, now or later. */
export class OfferUnusable extends Error {
  override readonly name = 'OfferUnusable'
}

/** The sound of one call: one peer connection, their voice in a loudspeaker, our microphone or silence on the way out. */
export class AudioLeg {
  readonly legId: string
  readonly #tell: (news: LegNews) => void
  readonly #peer: RTCPeerConnection
  readonly #ice: IceSettings
  readonly #loudspeaker = new Audio()
  readonly #leaveStage = enterStage()
  #sender: RTCRtpSender | undefined
  /** What stands around our line in what was agreed. */
  #around: Surrounding | undefined
  #microphone: MediaStreamTrack | undefined
  #muted = false
  #held = false
  #wasHeld = false
  #connectedAt = 0
  #watch = new PathWatch()
  #isSilent = false
  #path: RTCPeerConnectionState = 'new'
  /** Offers and answers take turns (RFC 3264 section 4): theirs may come while ours is being made. */
  #turn: Promise<unknown> = Promise.resolve()
  /** Keys are heard in the order in which they are pressed. */
  #keys: Promise<void> = Promise.resolve()
  #listening: ReturnType<typeof setInterval> | undefined

  constructor(legId: string, ice: IceSettings, tell: (news: LegNews) => void) {
    this.legId = legId
    this.#ice = ice
    this.#tell = tell
    this.#peer = new RTCPeerConnection({
      iceServers: ice.stun.length > 0 ? [{ urls: [...ice.stun] }] : [],
      bundlePolicy: 'max-bundle',
    })
    this.#loudspeaker.autoplay = true
    this.#peer.addEventListener('track', ({ track }) => this.#play(track))
    this.#peer.addEventListener('connectionstatechange', () => this.#tellPath())
  }

  /** Our answer to their offer, with silence on the line, ready to be sent. */
  async prepareAnswer(offer: string): Promise<string> {
    await this.#takeOffer(offer)
    const [transceiver] = this.#peer.getTransceivers()
    if (!transceiver) throw new OfferUnusable('Their offer has no sound in it.')
    transceiver.direction = 'sendrecv'
    this.#sender = transceiver.sender
    await this.#sender.replaceTrack(silentTrack())
    await this.#setAnswer()
    return this.#describe()
  }

  async prepareOffer(): Promise<string> {
    this.#sender = this.#peer.addTransceiver(silentTrack(), { direction: 'sendrecv' }).sender
    await this.#peer.setLocalDescription(await this.#peer.createOffer())
    return this.#describe()
  }

  async acceptAnswer(answer: string): Promise<void> {
    await this.#inTurn(async () => {
      const [sdp, around] = narrow(answer, this.#around)
      await this.#peer.setRemoteDescription({ type: 'answer', sdp })
      this.#around = around
    })
    this.#awaitFirstSound()
  }

  /** A new offer on a leg that is up. On hold our microphone is closed before anything else happens. */
  reoffer(held: boolean, restartIce: boolean): Promise<string> {
    return this.#inTurn(() => this.#reoffer(held, restartIce))
  }

  /** Our answer to a new offer of theirs. One of ours that has not been agreed on gives way to it. */
  answerReoffer(offer: string): Promise<string> {
    return this.#inTurn(async () => {
      await this.#rollback()
      const before = this.#around
      try {
        await this.#takeOffer(offer)
        await this.#setAnswer()
      } catch (error) {
        this.#around = before
        throw error
      }
      return this.#describe()
    })
  }

  rollback(): Promise<void> {
    return this.#inTurn(() => this.#rollback())
  }

  #inTurn<Result>(negotiate: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(negotiate)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #reoffer(held: boolean, restartIce: boolean): Promise<string> {
    this.#wasHeld = this.#held
    this.#held = held
    if (held) await this.closeMicrophone()
    const transceiver = this.#peer.getTransceivers().find(each => each.sender === this.#sender)
    if (transceiver) transceiver.direction = held ? 'sendonly' : 'sendrecv'
    try {
      await this.#peer.setLocalDescription(await this.#peer.createOffer({ iceRestart: restartIce }))
      return await this.#describe()
    } catch (error) {
      // Nothing has left yet: they are where they were.
      this.#held = this.#wasHeld
      throw error
    }
  }

  async #rollback(): Promise<void> {
    if (this.#peer.signalingState === 'have-remote-offer') await this.#peer.setRemoteDescription({ type: 'rollback' })
    if (this.#peer.signalingState !== 'have-local-offer') return
    await this.#peer.setLocalDescription({ type: 'rollback' })
    this.#held = this.#wasHeld
    const transceiver = this.#peer.getTransceivers().find(each => each.sender === this.#sender)
    // The exchange kept what was agreed; our wish must not ride along with the next offer.
    if (transceiver?.currentDirection && transceiver.currentDirection !== 'stopped') {
      transceiver.direction = transceiver.currentDirection
    }
  }

  /** Nobody may speak into a held line. */
  get isHeld(): boolean {
    return this.#held
  }

  /** The microphone replaces the silence. */
  async speakInto(microphone: MediaStreamTrack): Promise<void> {
    if (!this.#sender) throw new Error('This call has no way out for a voice yet.')
    // They were put on hold while the microphone was being opened: nobody may speak into a held line.
    if (this.#held) return microphone.stop()
    this.#microphone?.stop()
    this.#microphone = microphone
    microphone.enabled = !this.#muted
    microphone.addEventListener('ended', () => {
      if (this.#microphone !== microphone) return
      this.#microphone = undefined
      void this.#sender?.replaceTrack(silentTrack())
      this.#tell({ type: 'microphoneLost', legId: this.legId })
    })
    await this.#sender.replaceTrack(microphone)
    this.#awaitFirstSound()
  }

  async closeMicrophone(): Promise<void> {
    const microphone = this.#microphone
    this.#microphone = undefined
    microphone?.stop()
    await this.#sender?.replaceTrack(silentTrack())
  }

  mute(muted: boolean): void {
    this.#muted = muted
    if (this.#microphone) this.#microphone.enabled = !muted
  }

  /** RFC 4733 tones. A key pressed before there is a way to the far end waits for it, since it would be lost. */
  sendDigits(digits: string): Promise<void> {
    const pressed = this.#keys.then(() => this.#press(digits))
    this.#keys = pressed.catch(() => undefined)
    return pressed
  }

  async #press(digits: string): Promise<void> {
    await this.#connected()
    const settled = this.#connectedAt + settlesMs - performance.now()
    if (settled > 0) await new Promise(resolve => setTimeout(resolve, settled))
    if (!this.#sender?.dtmf?.canInsertDTMF) throw new Error('The exchange takes no tones on this call.')
    this.#sender.dtmf.insertDTMF(this.#sender.dtmf.toneBuffer + digits, 160, 70)
  }

  /** How loud it is right now on both ways, 0 to 1; and whether anything comes in at all. To be asked every second. */
  async levels(): Promise<{ readonly theirs: number; readonly ours: number }> {
    let theirs = 0
    let ours = 0
    let received = 0
    for (const report of (await this.#peer.getStats()).values() as Iterable<Report>) {
      received += (report.packetsReceived ?? 0) + (report.responsesReceived ?? 0) + (report.requestsReceived ?? 0)
      if (report.kind !== 'audio' || report.audioLevel === undefined) continue
      if (report.type === 'inbound-rtp') theirs = report.audioLevel
      if (report.type === 'media-source') ours = report.audioLevel
    }
    // Before there is a path its silence means nothing.
    if (this.#peer.connectionState !== 'connected') this.#watch = new PathWatch()
    this.#isSilent = this.#watch.isSilent(received, performance.now())
    this.#tellPath()
    return { theirs, ours }
  }

  close(): void {
    clearInterval(this.#listening)
    this.#microphone?.stop()
    this.#microphone = undefined
    this.#loudspeaker.srcObject = null
    this.#peer.close()
    this.#leaveStage()
  }

  async #takeOffer(offer: string): Promise<void> {
    try {
      const [sdp, around] = narrow(offer, this.#around)
      await this.#peer.setRemoteDescription({ type: 'offer', sdp })
      this.#around = around
    } catch (error) {
      // Closed meanwhile, because the call is over or another page has the sound: nothing is wrong with the offer.
      if (this.#peer.signalingState === 'closed') throw error
      throw new OfferUnusable(error instanceof Error ? error.message : String(error))
    }
  }

  async #setAnswer(): Promise<void> {
    const answer = await this.#peer.createAnswer()
    // A line of sound that is answered with port 0 is refused (RFC 3264 section 6); one with only keys carries no voice.
    if (!/^m=audio [1-9]/m.test(answer.sdp ?? '') || !hasVoice(answer.sdp ?? '')) {
      throw new OfferUnusable('Their phone has no kind of sound that ours has.')
    }
    await this.#peer.setLocalDescription(answer)
  }

  async #describe(): Promise<string> {
    await gathered(this.#peer, this.#ice.graceMs)
    const sdp = this.#peer.localDescription?.sdp
    if (!sdp) throw new Error('The browser made no description.')
    return widen(sdp, this.#around)
  }

  #play(track: MediaStreamTrack): void {
    this.#loudspeaker.srcObject = new MediaStream([track])
    // A page that may not play yet says so with "Turn the ring on"; the click on Answer allows it at the latest.
    this.#loudspeaker.play().catch(() => undefined)
  }

  #awaitFirstSound(): void {
    if (this.#listening !== undefined) return
    const since = performance.now()
    this.#listening = setInterval(() => {
      const heard = this.#peer.getReceivers().some(receiver => receiver.getSynchronizationSources().length > 0)
      if (heard) {
        performance.mark('audio:first', { detail: { callId: this.legId } })
        this.#tell({ type: 'heard', legId: this.legId })
      }
      if (heard || performance.now() - since > firstSoundPatienceMs) clearInterval(this.#listening)
    }, firstSoundEveryMs)
    if (this.#loudspeaker.paused) this.#loudspeaker.play().catch(() => undefined)
  }

  #connected(): Promise<void> {
    if (this.#peer.connectionState === 'connected') return Promise.resolve()
    return new Promise((resolve, reject) => {
      const onChange = () => {
        if (this.#peer.connectionState === 'connected') finish(resolve)
        if (this.#peer.connectionState === 'closed') finish(() => reject(new Error('The call is over.')))
      }
      const late = setTimeout(
        () => finish(() => reject(new Error('There is no way to the far end yet.'))),
        pathPatienceMs,
      )
      const finish = (settle: () => void) => {
        clearTimeout(late)
        this.#peer.removeEventListener('connectionstatechange', onChange)
        settle()
      }
      this.#peer.addEventListener('connectionstatechange', onChange)
    })
  }

  #tellPath(): void {
    const { connectionState } = this.#peer
    const path = connectionState === 'connected' && this.#isSilent ? 'disconnected' : connectionState
    if (path === this.#path) return
    this.#path = path
    if (path === 'connected') this.#connectedAt = performance.now()
    if (path === 'connected' || path === 'disconnected' || path === 'failed') {
      this.#tell({ type: 'path', legId: this.legId, path })
    }
  }
}
