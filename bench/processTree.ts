import { readdirSync, readFileSync } from 'node:fs'

/** What a process and all that it has started have used and hold. */
export interface TreeUse {
  /** Time on a processor so far, in seconds. */
  readonly cpuSeconds: number
  /** Memory, with what several processes share divided among them (PSS), in MiB. */
  readonly mebibytes: number
}

// What Linux counts in /proc, whatever the machine (USER_HZ).
const ticksPerSecond = 100

/** Adds up these processes and all their descendants. Whoever ends meanwhile is left out. */
export function useOf(roots: readonly number[]): TreeUse {
  const uses = treeOf(roots).map(pid => {
    try {
      return { ticks: ticksOf(pid), kibibytes: kibibytesOf(pid) }
    } catch {
      return { ticks: 0, kibibytes: 0 }
    }
  })
  return {
    cpuSeconds: uses.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond,
    mebibytes: uses.reduce((sum, { kibibytes }) => sum + kibibytes, 0) / 1_024,
  }
}

/** These processes and all their descendants. */
export function treeOf(roots: readonly number[]): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter(each => /^\d+$/.test(each))) {
    const parent = parentOf(Number(name))
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [...roots]
  // Grows while it is walked.
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree
}

/** The fields of /proc/PID/stat behind the name, which may hold anything: state, parent, … (proc_pid_stat(5)). */
function statOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function parentOf(pid: number): number {
  try {
    return Number(statOf(pid)[1])
  } catch {
    return 0
  }
}

const ticksOf = (pid: number) => Number(statOf(pid)[11]) + Number(statOf(pid)[12])

const kibibytesOf = (pid: number) =>
  Number(/^Pss: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
