import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { fromMulaw, pitchOf, tone, toMulaw, type Pitch } from './pitch'

/** A mouth and an ear for a caller whose signalling is SIPp's: RTP in PCMU, 20 ms a packet. */
export interface Voice {
  /** Where it listens, for the SDP. */
  readonly port: number
  /** Starts to speak to a port, of 127.0.0.1 unless told otherwise, until told to stop. A second call is spoken to as well. */
  readonly speakTo: (port: number, address?: string) => () => void
  /** What came in during the last half second, but not before `since` (`performance.now()`); 0 Hz when nobody speaks. */
  readonly heard: (since?: number) => Pitch
  readonly close: () => void
}

interface Listener {
  readonly port: number
  readonly address: string
}

const rate = 8_000
const frame = 160
const frameMs = 20

/** Opens a voice that speaks a sine of `frequency` hertz once it knows to whom. Throws when `address` cannot be bound. */
export async function openVoice(address: string, frequency: number): Promise<Voice> {
  const socket = createSocket('udp4')
  socket.bind(0, address)
  await once(socket, 'listening')
  socket.unref()
  const listeners = new Map<string, Listener>()
  const timer = speak(socket, listeners, toMulaw(tone(frequency, 1)))
  const ear = listen(socket)
  return {
    port: socket.address().port,
    speakTo: (listenerPort, listenerAddress = '127.0.0.1') => {
      const name = `${listenerAddress}:${listenerPort}`
      listeners.set(name, { port: listenerPort, address: listenerAddress })
      return () => void listeners.delete(name)
    },
    heard: ear,
    close: () => {
      clearInterval(timer)
      socket.close()
    },
  }
}

/** Repeats one second of sound. Whole hertz end where they began, so the seam cannot be heard. */
function speak(socket: Socket, listeners: ReadonlyMap<string, Listener>, second: Uint8Array): NodeJS.Timeout {
  const started = performance.now()
  let packets = 0
  const timer = setInterval(() => {
    // Timers are late on a busy machine; what is due goes out together, so the pitch stays true.
    for (const due = (performance.now() - started) / frameMs; packets < due; packets += 1) {
      const at = (packets * frame) % rate
      const packet = Buffer.alloc(12 + frame)
      packet[0] = 0x80
      packet.writeUInt16BE(packets & 0xffff, 2)
      packet.writeUInt32BE((packets * frame) >>> 0, 4)
      packet.writeUInt32BE(0x70686f6e, 8)
      packet.set(second.subarray(at, at + frame), 12)
      for (const { port, address } of listeners.values()) socket.send(packet, port, address)
    }
  }, frameMs)
  timer.unref()
  return timer
}

function listen(socket: Socket): (since?: number) => Pitch {
  let frames: { readonly at: number; readonly payload: Uint8Array }[] = []
  socket.on('message', packet => {
    if ((packet[1] ?? 0) % 128 !== 0) return
    frames = [...frames.slice(-49), { at: performance.now(), payload: packet.subarray(12) }]
  })
  // A far end that has no listener yet answers with ICMP "port unreachable"; the next packet may be luckier.
  socket.on('error', () => undefined)
  return (since = 0) => {
    const now = performance.now()
    const recent = frames.filter(({ at }) => now - at < 500 && at >= since)
    return pitchOf(fromMulaw(Buffer.concat(recent.map(({ payload }) => payload))), rate)
  }
}
