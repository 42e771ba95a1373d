import {
  RTCPeerConnection,
  RTCRtpCodecParameters,
  type RTCRtpTransceiver,
  RtpHeader,
  RtpPacket,
  SessionDescription,
} from 'werift'
import { beatSamples } from './Metronome'
import { fromMulaw, toMulaw } from './mulaw'

/** Who hears what comes in. */
export interface Ears {
  /** A packet of the user's voice, 8000 samples a second. */
  heard(samples: Int16Array): void
  /** A key of the keypad was pressed (RFC 4733). */
  pressed(key: string): void
}

const loopback = '127.0.0.1'
const pcmu = new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8_000, channels: 1, payloadType: 0 })
const keysOnly = new RTCRtpCodecParameters({
  mimeType: 'audio/telephone-event',
  clockRate: 8_000,
  channels: 1,
  payloadType: 101,
  parameters: '0-16',
})
// RFC 4733 section 3.2, by event code.
const keys = '0123456789*#ABCD'

/** The exchange's end of the sound of one leg of the user's: it sends and hears PCMU, on the loopback address only. */
export class SoundEnd {
  readonly #ears: Ears
  readonly #peer = new RTCPeerConnection({
    iceServers: [],
    // Whoever is at a known address needs nobody outside to tell it (RFC 8445 section 2.5). With no STUN server named,
    // werift would ask one of its own choice on the internet.
    iceLite: true,
    // No address of the machine's own but the one below, and no socket on any other.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceUseTcp: false,
    iceAdditionalHostAddresses: [loopback],
    iceInterfaceAddresses: { udp4: loopback },
    codecs: { audio: [pcmu, keysOnly] },
  })
  #transceiver: RTCRtpTransceiver | undefined
  #sequence: number
  #timestamp: number
  #lastKey = -1
  #isClosed = false
  /** Descriptions are made one after the other. */
  #turn: Promise<void> = Promise.resolve()

  /** `random` answers numbers from 0 up to 1. */
  constructor(ears: Ears, random: () => number) {
    this.#ears = ears
    // RFC 3550 section 5.1: both begin anywhere.
    this.#sequence = Math.floor(random() * 0x8000)
    this.#timestamp = Math.floor(random() * 0x7fff_ffff)
    this.#peer.onTrack.subscribe(track => {
      track.onReceiveRtp.subscribe(packet => this.#take(packet))
    })
  }

  /** Our offer, with every address there is. */
  offer(): Promise<string> {
    return this.#inTurn(() => this.#offer())
  }

  /** Takes the answer to our offer. */
  accept(answer: string): Promise<void> {
    return this.#inTurn(() => this.#peer.setRemoteDescription({ type: 'answer', sdp: answer }))
  }

  /** Our answer to an offer of theirs: the first one, or a new one within the call. */
  answer(offer: string): Promise<string> {
    return this.#inTurn(() => this.#answer(offer))
  }

  async #offer(): Promise<string> {
    this.#transceiver = this.#peer.addTransceiver('audio', { direction: 'sendrecv' })
    await this.#peer.setLocalDescription(await this.#peer.createOffer())
    return this.#described()
  }

  async #answer(offer: string): Promise<string> {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: offer })
    const transceiver = (this.#transceiver ??= this.#peer.getTransceivers()[0])
    if (!transceiver) throw new Error('Their offer has no sound in it.')
    transceiver.setDirection('sendrecv')
    await this.#peer.setLocalDescription(await this.#peer.createAnswer())
    return this.#described()
  }

  /** Sends 20 ms of sound; undefined is silence. Before there is a way it is lost, as on any line. */
  send(samples: Int16Array | undefined): void {
    const sender = this.#transceiver?.sender
    this.#sequence = (this.#sequence + 1) & 0xffff
    this.#timestamp = (this.#timestamp + beatSamples) >>> 0
    if (!sender || this.#isClosed) return
    const header = new RtpHeader({
      payloadType: pcmu.payloadType,
      sequenceNumber: this.#sequence,
      timestamp: this.#timestamp,
      ssrc: sender.ssrc,
    })
    const payload = toMulaw(samples ?? new Int16Array(beatSamples))
    // The way may close while a packet is on it.
    sender.sendRtp(new RtpPacket(header, payload)).catch(() => undefined)
  }

  /** Gives back its sockets and timers. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    // Who is closed in the midst of opening a socket would leave it open.
    await this.#turn
    await this.#peer.close()
  }

  async #inTurn<Result>(describe: () => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new Error('This sound has been closed.')
    const done = this.#turn.then(describe)
    this.#turn = done.then(
      () => undefined,
      () => undefined,
    )
    return await done
  }

  #described(): string {
    const sdp = this.#peer.localDescription?.sdp
    if (!sdp) throw new Error('There is no description.')
    return sdp
  }

  #take({ header, payload }: RtpPacket): void {
    if (header.payloadType === pcmu.payloadType) return this.#ears.heard(fromMulaw(payload))
    const [event = -1] = payload
    // A key is told in many packets with one timestamp, so that none of them has to arrive.
    if (header.timestamp === this.#lastKey) return
    this.#lastKey = header.timestamp
    const key = keys[event]
    if (key !== undefined) this.#ears.pressed(key)
  }
}

/** Whether whoever made a description wants to hear us, or has put us on hold (RFC 3264 section 8.4). */
export function wantsToHear(sdp: string): boolean {
  const direction = SessionDescription.parse(sdp).media.find(({ kind }) => kind === 'audio')?.direction
  return direction !== 'sendonly' && direction !== 'inactive'
}
