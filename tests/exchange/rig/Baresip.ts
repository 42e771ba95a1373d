import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { startProcess, type OwnProcess } from './OwnProcess'
import { toneWav } from './pitch'
import { inTime, until } from './until'

/** Something baresip told us, in its own words: "CALL_INCOMING", "CALL_CLOSED", "REGISTER_OK". */
export interface BaresipEvent {
  readonly type: string
  /** The Call-ID. */
  readonly id?: string
  readonly peeruri?: string
  readonly param?: string
  readonly direction?: string
}

/** A baresip without an account yet, driven through its control connection. */
export interface Baresip {
  readonly process: OwnProcess
  readonly folder: string
  /** Everything it has told us so far. */
  readonly events: () => readonly BaresipEvent[]
  /** Says a command of its menu; resolves with its answer. Rejects when it refuses or stays silent. */
  readonly ask: (command: string, params?: string) => Promise<string>
  readonly stop: () => Promise<void>
}

export interface Seat {
  readonly folder: string
  readonly address: string
  readonly sipPort: number
  readonly controlPort: number
  /** The first and the last port that its voice may use. */
  readonly rtpPorts: readonly [number, number]
  /** What it says, in hertz. */
  readonly tone: number
  readonly callsAtOnce: number
}

/** How long its voice lasts, in seconds: baresip reads a file, and falls silent behind its end. */
const breath = 300

/** Starts baresip in a folder of its own, speaking a tone and recording what it hears. Throws when it does not come up. */
export async function startBaresip(seat: Seat): Promise<Baresip> {
  const { folder, controlPort } = seat
  await mkdir(folder, { recursive: true })
  const voice = join(folder, 'voice.wav')
  await Promise.all([
    writeFile(voice, toneWav(seat.tone, breath)),
    writeFile(join(folder, 'accounts'), ''),
    writeFile(join(folder, 'config'), configuration(seat, voice)),
  ])
  const baresip = await startProcess('baresip', ['-4', '-f', folder], { folder, output: join(folder, 'output') })
  try {
    const socket = await until('baresip listens for commands', () => connectTo(controlPort))
    return baresipOf(baresip, folder, socket)
  } catch (error) {
    await baresip.end('SIGKILL')
    throw error
  }
}

// Its jitter buffer is off: when somebody else starts to speak within the first five packets of a stream, it keeps the
// old one's numbering and drops every packet of the new one as too late, for ever. An exchange that joins two calls at
// once does just that. On loopback there is no jitter to buffer.
function configuration(seat: Seat, voice: string): string {
  return `
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
module_app account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${seat.controlPort}
sip_listen ${seat.address}:${seat.sipPort}
net_interface ${seat.address}
audio_source aufile,${voice}
audio_player aubridge,ear
audio_alert aubridge,nowhere
menu_bell no
snd_path ${seat.folder}
rtp_ports ${seat.rtpPorts.join('-')}
rtp_timeout 0
jitter_buffer_delay 0-0
call_max_calls ${seat.callsAtOnce}
`
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

function baresipOf(process: OwnProcess, folder: string, socket: Socket): Baresip {
  const events: BaresipEvent[] = []
  const asked = new Map<string, { resolve: (data: string) => void; reject: (error: Error) => void }>()
  const read = netstrings(text => {
    const said = JSON.parse(text) as BaresipEvent & { response?: boolean; ok?: boolean; data?: string; token?: string }
    if (!said.response) return void events.push(said)
    const question = asked.get(said.token ?? '')
    if (said.ok) question?.resolve(said.data ?? '')
    else question?.reject(new Error(`baresip refused: ${said.data}`))
  })
  socket.on('data', read)
  // Its process is what counts; a lost connection shows as an answer that does not come.
  socket.on('error', () => undefined)
  socket.unref()
  let questions = 0
  const ask = async (command: string, params?: string): Promise<string> => {
    questions += 1
    const token = String(questions)
    const answer = new Promise<string>((resolve, reject) => asked.set(token, { resolve, reject }))
    const text = Buffer.from(JSON.stringify({ command, token, ...(params === undefined ? {} : { params }) }))
    socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text, Buffer.from(',')]))
    try {
      return await inTime(`baresip answers "${command}"`, answer)
    } finally {
      asked.delete(token)
    }
  }
  const stop = async (): Promise<void> => {
    socket.destroy()
    await process.end('SIGKILL')
  }
  return { process, folder, events: () => events, ask, stop }
}

/** Takes a stream of netstrings ("5:hello,") apart. */
function netstrings(tell: (text: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return chunk => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const colon = rest.indexOf(':')
      if (colon < 0) return
      const end = colon + 1 + Number(rest.toString('latin1', 0, colon))
      if (rest.length <= end) return
      tell(rest.toString('utf8', colon + 1, end))
      rest = rest.subarray(end + 1)
    }
  }
}
