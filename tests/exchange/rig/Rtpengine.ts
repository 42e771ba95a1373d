import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { join } from 'node:path'
import { address } from './AnyExchange'
import type { ExchangePorts } from './exchangePorts'
import { startProcess, type OwnProcess } from './OwnProcess'
import { until } from './until'
import { unpacked } from './unpacked'

/** Starts rtpengine on loopback, without its kernel module, and resolves when it can be asked at `port`. */
export async function startRtpengine(
  { rtpFirst, rtpLast }: ExchangePorts,
  port: number,
  folder: string,
): Promise<OwnProcess> {
  const { run } = await unpacked('rtpengine')
  const options = {
    interface: address,
    'listen-ng': `${address}:${port}`,
    'port-min': rtpFirst,
    'port-max': rtpLast,
    'num-threads': 2,
    'log-level': 5,
    'config-file': 'none',
    // No packet is passed on by the kernel.
    table: -1,
  }
  const switches = ['--foreground', '--log-stderr']
  const named = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
  const rtpengine = await startProcess(run, [...named, ...switches], {
    folder,
    output: join(folder, 'log', 'rtpengine'),
  })
  try {
    await until('rtpengine can be asked', () => answersAt(port))
    return rtpengine
  } catch (error) {
    await rtpengine.end('SIGKILL')
    throw error
  }
}

/** Says "ping", in rtpengine's own protocol. */
async function answersAt(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    socket.connect(port, address)
    await once(socket, 'connect')
    socket.send('1 d7:command4:pinge')
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(200) })) as [Buffer]
    return answer.includes('pong')
  } finally {
    socket.close()
  }
}
