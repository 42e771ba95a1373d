import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** A program that we started, and that ends no later than we do. */
export interface OwnProcess {
  readonly pid: number
  /** Resolves when it is gone, however that came about. Never rejects. */
  readonly gone: Promise<void>
  readonly running: () => boolean
  /** Sends a signal; does nothing once the process is gone. */
  readonly signal: (signal: NodeJS.Signals) => void
  /** Asks it to end, insists after two seconds, and resolves when it is gone. Safe to repeat. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>
}

const running = new Set<number>()

process.on('exit', () => {
  for (const pid of running) kill(pid, 'SIGKILL')
})

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended between our look and our signal, which is what was wanted.
  }
}

/**
 * Starts a program in a folder, its output going to a file. The kernel ends it when we die without a goodbye
 * (`setpriv --pdeathsig`), as a test runner's worker does when it is killed. Throws when the program cannot be started.
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  { folder, output }: { readonly folder: string; readonly output: string },
): Promise<OwnProcess> {
  const file = openSync(output, 'a')
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
    cwd: folder,
    stdio: ['ignore', file, file],
  })
  closeSync(file)
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', error => reject(new Error(`${command} could not be started`, { cause: error })))
  })
  const pid = child.pid
  if (pid === undefined) throw new Error(`${command} has no process id`)
  running.add(pid)
  void gone.then(() => running.delete(pid))

  const signal = (name: NodeJS.Signals): void => {
    if (running.has(pid)) kill(pid, name)
  }
  return {
    pid,
    gone,
    running: () => running.has(pid),
    signal,
    end: async (name = 'SIGTERM') => {
      signal(name)
      // A stopped process hears nothing until it may go on.
      signal('SIGCONT')
      const insist = setTimeout(() => signal('SIGKILL'), 2_000)
      await gone
      clearTimeout(insist)
    },
  }
}
