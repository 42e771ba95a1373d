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

/** What a signal must be sent to: a process, or, with a minus, a whole group of them. */
const running = new Set<number>()

process.on('exit', () => {
  for (const target of running) kill(target, 'SIGKILL')
})

function kill(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal)
  } catch {
    // It ended between our look and our signal, which is what was wanted.
  }
}

interface Place {
  readonly folder: string
  /** The file that its output goes to. */
  readonly output: string
  /** It starts processes of its own, which end with it and with us. */
  readonly hasChildren?: boolean
}

// The kernel tells one process of our death, and not those that it has started: a group is told by the end of a pipe.
const withChildren = 'exec 3<&0; (cat <&3 >/dev/null; kill -KILL 0) & "$@" </dev/null 3<&-; kill -KILL 0'

/**
 * Starts a program in a folder, its output going to a file. The kernel ends it when we die without a goodbye
 * (`setpriv --pdeathsig`), as a test runner's worker does when it is killed. Throws when the program cannot be started.
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  { folder, output, hasChildren = false }: Place,
): Promise<OwnProcess> {
  const file = openSync(output, 'a')
  const start = hasChildren ? ['sh', '-c', withChildren, 'sh'] : ['setpriv', '--pdeathsig', 'KILL', '--']
  const [starter = '', ...words] = [...start, command, ...args]
  const child = spawn(starter, words, {
    cwd: folder,
    stdio: [hasChildren ? 'pipe' : 'ignore', file, file],
    // A group of its own.
    detached: hasChildren,
  })
  closeSync(file)
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', error => reject(new Error(`${command} could not be started`, { cause: error })))
  })
  const pid = child.pid
  if (pid === undefined) throw new Error(`${command} has no process id`)
  const target = hasChildren ? -pid : pid
  running.add(target)
  void gone.then(() => running.delete(target))

  const signal = (name: NodeJS.Signals): void => {
    if (running.has(target)) kill(target, name)
  }
  return {
    pid,
    gone,
    running: () => running.has(target),
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
