/**
 * Reads one direction of a WebSocket (RFC 6455) as it goes by: give it the bytes in any pieces, and it tells each text
 * once it is complete. What stands before the first frame, the HTTP handshake, is passed over. It believes what it
 * reads: both ends are ours.
 */
export function readFrames(tell: (text: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let shaken = false
  let text: Buffer[] = []
  return chunk => {
    rest = Buffer.concat([rest, chunk])
    if (!shaken) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return
      rest = rest.subarray(end + 4)
      shaken = true
    }
    for (let frame = firstFrame(rest); frame; frame = firstFrame(rest)) {
      rest = rest.subarray(frame.length)
      // Close, ping and pong may stand between the pieces of a text.
      if (frame.opcode >= 8) continue
      text = [...text, frame.payload]
      if (!frame.final) continue
      tell(Buffer.concat(text).toString('utf8'))
      text = []
    }
  }
}

interface Frame {
  readonly opcode: number
  readonly final: boolean
  readonly payload: Buffer
  /** Of the whole frame, in bytes. */
  readonly length: number
}

function firstFrame(bytes: Buffer): Frame | undefined {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return undefined
  const short = second & 0x7f
  const sizeBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const mask = 2 + sizeBytes
  const start = mask + (second & 0x80 ? 4 : 0)
  if (bytes.length < start) return undefined
  const size = sizeBytes === 2 ? bytes.readUInt16BE(2) : sizeBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < start + size) return undefined
  const key = bytes.subarray(mask, start)
  const payload = Buffer.from(bytes.subarray(start, start + size))
  // Only a client masks what it says.
  if (key.length > 0) payload.forEach((byte, at) => (payload[at] = byte ^ (key[at % 4] ?? 0)))
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, length: start + size }
}
