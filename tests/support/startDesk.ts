import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { deskNodeArgs } from '../../scripts/deskNodeArgs.mjs'
import type { Holdings } from '../../electron/headless/whatItHolds'

/** A running desk without Electron. */
export interface RunningDesk {
  readonly url: string
  readonly profile: string
  readonly pid: number
  /** Everything it has logged so far. */
  readonly log: () => string
  /** What its process keeps right now. */
  readonly holds: () => Promise<Holdings>
  /** Ends it as a power cut would. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Ends it as a person would; resolves with its exit code. */
  readonly stop: () => Promise<number | null>
}

export interface DeskWanted {
  /** What stands in the settings file. Without it, none is given. */
  readonly settings?: object
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** For Node itself, such as `--expose-gc`. */
  readonly nodeArgs?: readonly string[]
  /** An existing profile, to start again after a crash. Without it, a new one that is cleared away by `stop`. */
  readonly profile?: string
}

/** Starts the built app without Electron, and resolves when it says that it is ready. */
export async function startDesk({
  settings,
  env,
  args = [],
  nodeArgs = [],
  profile,
}: DeskWanted): Promise<RunningDesk> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'phone-duty-')))
  const file = join(folder, 'given.json')
  if (settings) await writeFile(file, JSON.stringify(settings, null, 2))
  const given = settings ? ['--settings', file] : []
  const start = [...deskNodeArgs, ...nodeArgs, 'out/main/headless.js', '--profile', folder, ...given, ...args]
  const desk = spawn(process.execPath, start, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Node's types know no channel beside three pipes.
  }) as ChildProcessByStdio<null, Readable, Readable>
  let log = ''
  desk.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
  const gone = new Promise<number | null>(resolve => desk.once('exit', code => resolve(code)))
  const end = () => desk.kill('SIGKILL')
  process.once('exit', end)
  void gone.then(() => process.removeListener('exit', end))

  const line = await Promise.race([
    new Promise<string>(resolve => createInterface(desk.stdout).once('line', resolve)),
    gone.then(code => {
      throw new Error(`the desk ended with ${code} before it was ready:\n${log}`)
    }),
  ])
  const { url, pid } = JSON.parse(line) as { url: string; pid: number }
  return {
    url,
    pid,
    profile: folder,
    log: () => log,
    async holds() {
      desk.send('holds')
      const [{ holds }] = (await once(desk, 'message')) as [{ holds: Holdings }]
      return holds
    },
    async kill() {
      desk.kill('SIGKILL')
      await gone
    },
    async stop() {
      desk.kill('SIGTERM')
      const code = await gone
      if (profile === undefined) await rm(folder, { recursive: true, force: true })
      return code
    },
  }
}
