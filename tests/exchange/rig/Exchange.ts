import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askConsole } from './askConsole'
import { claimPorts } from './claimPorts'
import { startProcess, type OwnProcess } from './OwnProcess'
import { readChannels, readContacts, readMessages, type Channel, type Contact } from './readExchange'
import { asteriskPackage, layRunFolder, type RunFolder } from './RunFolder'
import type { SipMessage } from './SipMessage'
import { until } from './until'

export interface ExchangeOptions {
  /** How long an extension rings before it counts as not answering, in seconds. 25 unless told otherwise. */
  readonly ringSeconds?: number
}

/** A running Asterisk of our own, on loopback. Its extensions and numbers are those of `conf/`. */
export interface Exchange {
  readonly wsUrl: string
  readonly wssUrl: string
  /** Path of the self-signed certificate (PEM) that `wssUrl` presents. */
  readonly caCertificate: string
  /** What stands behind the @ of every extension. */
  readonly domain: string
  /** SIP over UDP on 127.0.0.1. */
  readonly sipPort: number
  /** Calls to the public network go to this UDP port of `trunkAddress`; whatever comes from there is an outside call. */
  readonly trunkPort: number
  readonly trunkAddress: string
  /** Every extension's. */
  readonly password: string
  /** "Asterisk 22.10.1…" */
  readonly version: string
  readonly pid: () => number
  /** Says a command on Asterisk's console; resolves with what it prints. Rejects when it is down or frozen. */
  readonly cli: (command: string) => Promise<string>
  readonly channels: () => Promise<readonly Channel[]>
  readonly contacts: (extension: string) => Promise<readonly Contact[]>
  /** Ends every call there is; resolves when none is left. For the end of a test that left phones off the hook. */
  readonly hangUpAll: () => Promise<void>
  /** The keys that an extension pressed in a call to 603; undefined until the last one is in. */
  readonly keysPressedBy: (extension: string) => Promise<string | undefined>
  /** Everything Asterisk has logged since it was first started, restarts included. */
  readonly log: () => Promise<string>
  /** Every SIP message it has sent and received, in order. */
  readonly messages: () => Promise<readonly SipMessage[]>
  /** Kills it without a goodbye, as a power cut would. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Stops it where it stands: its sockets stay open, and nobody answers. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** Starts it again on the same ports, with the same database; ends it first if it still runs. */
  readonly restart: () => Promise<void>
  /** Ends it and removes its folder (kept when EXCHANGE_KEEP is set). Safe to repeat. */
  readonly stop: () => Promise<void>
  /** A folder for this exchange's phones and callers, and free ports for them: for the rest of the rig. */
  readonly phonesFolder: string
  readonly nextPort: () => number
  /** The first and the last port that all phones' voices may share. */
  readonly phoneRtpPorts: readonly [number, number]
}

const address = '127.0.0.1'
const trunkAddress = '127.0.0.2'
const password = 'only-for-tests'
// A block of ports: the four above, those of Asterisk's calls, those of the phones' calls, and those that phones and
// callers take one at a time.
const fixedPorts = 4
const rtpPorts = 240
const phoneRtpPorts = 140
const portCount = 500

/**
 * Starts an exchange and resolves when it takes calls, in about a second. Any number may run side by side, in this
 * process and others. Throws when setup.sh has not been run, or with the end of its log when it does not come up.
 */
export async function startExchange({ ringSeconds = 25 }: ExchangeOptions = {}): Promise<Exchange> {
  const ports = await claimPorts(portCount, fixedPorts + rtpPorts)
  try {
    const [sipPort, wsPort, wssPort, trunkPort] = [ports.next(), ports.next(), ports.next(), ports.next()]
    // RTP wants an even port, and the odd one after it for RTCP.
    const rtpFirst = ports.first + fixedPorts + 2
    const rtpLast = rtpFirst + rtpPorts - 1
    const phoneRtp: readonly [number, number] = [rtpLast + 1, rtpLast + phoneRtpPorts]
    const named = { sipPort, wsPort, wssPort, trunkPort, trunkAddress, rtpFirst, rtpLast }
    const folder = await layRunFolder({ ...named, domain: address, password, ringSeconds })
    const asterisk = await boot(folder)
    const version = (await readFile(join(asteriskPackage, 'version'), 'utf8')).trim()
    const nextPort = (): number => {
      const port = ports.next()
      return port > phoneRtp[1] ? port : nextPort()
    }
    return exchangeOf({ ...named, version, phoneRtp, nextPort, release: ports.release }, folder, asterisk)
  } catch (error) {
    await ports.release()
    throw error
  }
}

interface Places {
  readonly sipPort: number
  readonly wsPort: number
  readonly wssPort: number
  readonly trunkPort: number
  readonly version: string
  readonly phoneRtp: readonly [number, number]
  readonly nextPort: () => number
  readonly release: () => Promise<void>
}

function exchangeOf(places: Places, folder: RunFolder, first: OwnProcess): Exchange {
  let asterisk = first
  const channels = async (): Promise<readonly Channel[]> => readChannels(await cli('core show channels concise'))
  const cli = (command: string): Promise<string> => askConsole(join(folder.path, 'asterisk.ctl'), command)
  const log = (): Promise<string> => readFile(join(folder.path, 'log', 'full'), 'utf8')
  return {
    wsUrl: `ws://${address}:${places.wsPort}/ws`,
    wssUrl: `wss://${address}:${places.wssPort}/ws`,
    caCertificate: folder.certificate,
    domain: address,
    sipPort: places.sipPort,
    trunkPort: places.trunkPort,
    trunkAddress,
    password,
    version: places.version,
    pid: () => asterisk.pid,
    cli,
    channels,
    hangUpAll: async () => {
      await cli('channel request hangup all')
      await until('the exchange has no call left', async () => (await channels()).length === 0)
    },
    contacts: async extension => readContacts(await cli(`database show registrar/contact`), extension),
    keysPressedBy: async extension => /^Value: (.+)$/m.exec(await cli(`database get keys ${extension}`))?.[1]?.trim(),
    log,
    messages: async () => readMessages(await log()),
    kill: () => asterisk.end('SIGKILL'),
    freeze: () => asterisk.signal('SIGSTOP'),
    thaw: () => asterisk.signal('SIGCONT'),
    restart: async () => {
      await asterisk.end()
      asterisk = await boot(folder)
    },
    stop: async () => {
      // Nothing it would tidy up outlives this folder.
      await asterisk.end('SIGKILL')
      await places.release()
      if (!process.env.EXCHANGE_KEEP) await folder.remove()
    },
    phonesFolder: join(folder.path, 'phones'),
    nextPort: places.nextPort,
    phoneRtpPorts: places.phoneRtp,
  }
}

async function boot(folder: RunFolder): Promise<OwnProcess> {
  const output = join(folder.path, 'log', 'output')
  const asterisk = await startProcess(
    join(asteriskPackage, 'run'),
    ['-C', join(folder.path, 'etc', 'asterisk.conf'), '-f', '-n'],
    { folder: folder.path, output },
  )
  try {
    await until(
      'the exchange has fully booted',
      async () => {
        if (!asterisk.running()) return 'it ended'
        const said = await askConsole(join(folder.path, 'asterisk.ctl'), 'core waitfullybooted', 2_000)
        return said.includes('fully booted') && 'booted'
      },
      { within: 30_000 },
    )
    if (!asterisk.running()) throw new Error('the exchange ended while it booted')
    return asterisk
  } catch (cause) {
    await asterisk.end('SIGKILL')
    const said = await readFile(output, 'utf8')
    throw new Error(`the exchange did not come up; it said:\n${said.slice(-2_000)}`, { cause })
  }
}
