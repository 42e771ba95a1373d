import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { address, exchangeAt, password, trunkAddress, type AnyExchange } from './AnyExchange'
import { claimExchangePorts } from './exchangePorts'
import { startProcess, type OwnProcess } from './OwnProcess'
import { startRtpengine } from './Rtpengine'
import { layRunFolder, type RunFolder } from './RunFolder'
import { until } from './until'
import { unpacked, type Unpacked } from './unpacked'

/**
 * Starts a Kamailio with an rtpengine, on loopback, that challenges with this digest (MD5 unless told otherwise), and
 * resolves when it takes calls, in about a second. Its extensions and numbers are those of `conf-kamailio/`. Throws when
 * setup.sh has not been run, or with the end of its log when it does not come up.
 */
export async function startKamailio({
  digest = 'MD5',
}: { readonly digest?: 'MD5' | 'SHA-256' } = {}): Promise<AnyExchange> {
  const program = await unpacked('kamailio')
  const ports = await claimExchangePorts()
  try {
    const { sipPort, wsPort, wssPort, trunkPort } = ports
    const rtpenginePort = ports.nextPort()
    const folder = await layRunFolder(['conf-kamailio'], {
      ...{ sipPort, wsPort, wssPort, trunkPort, trunkAddress, rtpenginePort, digest, password, domain: address },
      modules: program.modules,
    })
    // Kamailio asks for it once, as it starts, and does without it for a minute when there is no answer.
    const rtpengine = await startRtpengine(ports, rtpenginePort, folder.path)
    const kamailio = await boot(program, folder, wsPort).catch(async (error: unknown) => {
      await rtpengine.end('SIGKILL')
      throw error
    })
    return exchangeAt(ports, folder, async () => {
      await kamailio.end('SIGKILL')
      await rtpengine.end('SIGKILL')
    })
  } catch (error) {
    await ports.release()
    throw error
  }
}

async function boot({ run }: Unpacked, { path }: RunFolder, wsPort: number): Promise<OwnProcess> {
  const output = join(path, 'log', 'kamailio')
  const args = ['-f', join(path, 'etc', 'kamailio.cfg'), '-Y', path, '-w', path, '-DD', '-E']
  const kamailio = await startProcess(run, args, { folder: path, output, hasChildren: true })
  try {
    await until('Kamailio takes calls', async () => !kamailio.running() || (await opens(wsPort)), { within: 30_000 })
    if (!kamailio.running()) throw new Error('Kamailio ended while it started')
    return kamailio
  } catch (cause) {
    await kamailio.end('SIGKILL')
    const said = await readFile(output, 'utf8')
    throw new Error(`Kamailio did not come up; it said:\n${said.slice(-2_000)}`, { cause })
  }
}

/** Its processes for sockets are the last that it starts. */
async function opens(port: number): Promise<boolean> {
  const socket = new WebSocket(`ws://${address}:${port}/ws`, 'sip')
  try {
    await once(socket, 'open')
    return true
  } finally {
    socket.terminate()
  }
}
