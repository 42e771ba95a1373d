import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { address, exchangeAt, password, trunkAddress, type AnyExchange } from './AnyExchange'
import { askConsole } from './askConsole'
import { claimExchangePorts } from './exchangePorts'
import { startProcess, type OwnProcess } from './OwnProcess'
import { readChannels, type Channel } from './readExchange'
import { layRunFolder, type RunFolder } from './RunFolder'
import { until } from './until'
import type { Unpacked } from './unpacked'

/** A running Asterisk of our own, of whatever age. */
export interface Asterisk extends AnyExchange {
  /** "Asterisk 22.10.1…" */
  readonly version: string
  readonly pid: () => number
  /** Says a command on Asterisk's console; resolves with what it prints. Rejects when it is down or frozen. */
  readonly cli: (command: string) => Promise<string>
  readonly channels: () => Promise<readonly Channel[]>
  /** Ends every call there is; resolves when none is left. For the end of a test that left phones off the hook. */
  readonly hangUpAll: () => Promise<void>
  /** Everything Asterisk has logged since it was first started, restarts included. */
  readonly log: () => Promise<string>
  /** Kills it without a goodbye, as a power cut would. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Stops it where it stands: its sockets stay open, and nobody answers. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** Starts it again on the same ports, with the same database; ends it first if it still runs. */
  readonly restart: () => Promise<void>
}

/**
 * Starts an unpacked Asterisk with the templates of these folders, and resolves when it takes calls. Throws with the end
 * of its log when it does not come up.
 */
export async function startAsterisk(
  program: Unpacked,
  templates: readonly string[],
  values: Readonly<Record<string, string | number>> = {},
): Promise<Asterisk> {
  const ports = await claimExchangePorts()
  try {
    const { sipPort, wsPort, wssPort, trunkPort, rtpFirst, rtpLast } = ports
    const folder = await layRunFolder(templates, {
      ...{ sipPort, wsPort, wssPort, trunkPort, rtpFirst, rtpLast, trunkAddress, password, domain: address },
      package: program.folder,
      modules: program.modules,
      ...values,
    })
    let asterisk = await boot(program, folder)
    const cli = (command: string): Promise<string> => askConsole(consoleOf(folder), command)
    const channels = async (): Promise<readonly Channel[]> => readChannels(await cli('core show channels concise'))
    return {
      // Nothing it would tidy up outlives this folder.
      ...exchangeAt(ports, folder, () => asterisk.end('SIGKILL')),
      version: program.version,
      pid: () => asterisk.pid,
      cli,
      channels,
      hangUpAll: async () => {
        await cli('channel request hangup all')
        await until('the exchange has no call left', async () => (await channels()).length === 0)
      },
      log: () => readFile(join(folder.path, 'log', 'full'), 'utf8'),
      kill: () => asterisk.end('SIGKILL'),
      freeze: () => asterisk.signal('SIGSTOP'),
      thaw: () => asterisk.signal('SIGCONT'),
      restart: async () => {
        await asterisk.end()
        asterisk = await boot(program, folder)
      },
    }
  } catch (error) {
    await ports.release()
    throw error
  }
}

const consoleOf = (folder: RunFolder): string => join(folder.path, 'asterisk.ctl')

async function boot(program: Unpacked, folder: RunFolder): Promise<OwnProcess> {
  const output = join(folder.path, 'log', 'output')
  const asterisk = await startProcess(program.run, ['-C', join(folder.path, 'etc', 'asterisk.conf'), '-f', '-n'], {
    folder: folder.path,
    output,
  })
  try {
    await until(
      'the exchange has fully booted',
      async () => {
        if (!asterisk.running()) return 'it ended'
        const said = await askConsole(consoleOf(folder), 'core waitfullybooted', 2_000)
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
