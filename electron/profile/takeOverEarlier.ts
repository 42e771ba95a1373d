import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../domain/Failure'
import { orDiskFailure } from './diskFailure'

const journal = ['journal.sqlite-wal', 'journal.sqlite-shm', 'journal.sqlite']
const locks = ['desk.lock', 'profile.lock', 'profile.pid']

/**
 * On Linux the app without Electron once kept its profile in `phone-duty`, beside the `Phone Duty` of the desktop. What
 * stands there is taken over whole, once, by whoever has claimed the profile and before it opens anything. Each piece is
 * renamed, and the journal's own file is the last of its three, so that whoever is killed on the way can begin again
 * where they were. Nothing is overwritten: what has a namesake goes into `earlier/`. A journal beside which another one
 * stands already is not taken over here; its path is returned, for its records to be carried over.
 */
export function takeOverEarlier(profile: string, platform: NodeJS.Platform = process.platform): string | undefined {
  if (platform !== 'linux' || basename(profile) !== 'Phone Duty') return undefined
  const earlier = join(dirname(profile), 'phone-duty')
  if (!lstatSync(earlier, { throwIfNoEntry: false })?.isDirectory()) return undefined
  return orDiskFailure(() => {
    refuseWhileInUse(earlier)
    for (const name of locks) rmSync(join(earlier, name), { force: true })
    const found = readdirSync(earlier)
    const hasNamesake = existsSync(join(profile, 'journal.sqlite'))
    for (const name of found.filter(each => !journal.includes(each))) move(earlier, profile, name)
    if (hasNamesake) return found.includes('journal.sqlite') ? join(earlier, 'journal.sqlite') : undefined
    for (const name of journal) if (found.includes(name)) renameSync(join(earlier, name), join(profile, name))
    rmdirSync(earlier)
    return undefined
  })
}

function move(from: string, to: string, name: string): void {
  if (!lstatSync(join(to, name), { throwIfNoEntry: false })) return renameSync(join(from, name), join(to, name))
  const aside = join(to, 'earlier')
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  let turn = 1
  while (lstatSync(join(aside, `${name}.${turn}`), { throwIfNoEntry: false })) turn += 1
  renameSync(join(from, name), join(aside, `${name}.${turn}`))
}

/** An earlier version that is still running there would lose what it writes. Its lock holds a process id, and no proof. */
function refuseWhileInUse(earlier: string): void {
  let pid: string
  let program: string
  try {
    pid = String(Number(readFileSync(join(earlier, 'desk.lock'), 'utf8')))
    program = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return // nobody, or nobody any more
  }
  if (!program.includes('headless.js')) return
  throw new Failure(`An earlier Phone Duty is still running (process ${pid}). End it, and start this one again.`)
}
