import { createSocket } from 'node:dgram'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnyExchange } from './AnyExchange'
import { startProcess, type OwnProcess } from './OwnProcess'
import { readSipMessage, type SipMessage } from './SipMessage'

/** A SIPp that plays one scenario on the trunk's address. */
export interface Sipp {
  readonly process: OwnProcess
  readonly messages: () => Promise<readonly SipMessage[]>
  /** Whether its port is open yet. */
  readonly listens: () => Promise<boolean>
  /** Gives the call with this Call-ID its cue (see scenario.ts). */
  readonly cue: (callId: string) => Promise<void>
}

let started = 0

/** Starts SIPp at `port` of the trunk's address. Throws when it cannot be started. */
export async function startSipp(
  exchange: AnyExchange,
  scenario: string,
  port: number,
  args: readonly string[],
): Promise<Sipp> {
  started += 1
  const base = join(exchange.phonesFolder, `sipp-${process.pid}-${started}`)
  const [file, trace, output] = [`${base}.xml`, `${base}.messages`, `${base}.output`]
  await writeFile(file, scenario)
  const target = `${exchange.domain}:${exchange.sipPort}`
  const options = {
    '-sf': file,
    '-i': exchange.trunkAddress,
    '-p': String(port),
    '-cid_str': `%u-%p-${started}@%s`,
    '-message_file': trace,
    '-error_file': `${base}.errors`,
    // Else a machine that was busy or asleep for a while counts as a broken test.
    '-watchdog_interval': '0',
  }
  const switches = ['-bind_local', '-nostdin', '-trace_msg', '-trace_err']
  const sipp = await startProcess('sipp', [target, ...Object.entries(options).flat(), ...switches, ...args], {
    folder: exchange.phonesFolder,
    output,
  })
  return {
    process: sipp,
    messages: async () => readTrace(await readFile(trace, 'utf8').catch(() => '')),
    listens: () => isOpen(port),
    cue: callId => say(cueFor(callId), port, exchange.trunkAddress),
  }
}

/** Asks the kernel, since a knock at an open port would be taken for a call. */
async function isOpen(port: number): Promise<boolean> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return new RegExp(`^ *\\d+: [0-9A-F]{8}:${hex} `, 'm').test(await readFile('/proc/net/udp', 'utf8'))
}

function cueFor(callId: string): string {
  const lines = ['INFO sip:cue SIP/2.0', 'From: <sip:cue>', 'To: <sip:cue>', `Call-ID: ${callId}`, 'CSeq: 1 INFO']
  return [...lines, 'Content-Length: 0', '', ''].join('\r\n')
}

function say(text: string, port: number, address: string): Promise<void> {
  const socket = createSocket('udp4')
  return new Promise((resolve, reject) => {
    socket.send(text, port, address, error => {
      socket.close()
      if (error) reject(error)
      else resolve()
    })
  })
}

/** Reads SIPp's message trace: a line of dashes and a date, a line that says which way, and the message. */
function readTrace(trace: string): readonly SipMessage[] {
  return trace.split(/^-{20,}.*\n/m).flatMap(part => {
    const [, way, text] = /^UDP message (sent|received)[^\n]*\n\n([\s\S]*)$/.exec(part) ?? []
    if (text === undefined || text.startsWith('INFO sip:cue')) return []
    return [readSipMessage(text, way === 'sent' ? 'sent' : 'received')]
  })
}
