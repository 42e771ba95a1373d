import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../domain/Failure'
import { orDiskFailure } from './diskFailure'

/** The journal's own file last. */
const endings = ['-wal', '-shm', '']
const locks = ['desk.lock', 'profile.lock', 'profile.pid']

/**
 * On Linux the app without Electron once kept its profile in `phone-duty`, beside the `Phone Duty` of the desktop. What
 * stands there is taken over whole, once, by whoever has claimed the profile and before it opens anything. Each piece is
 * renamed, and the journal's own file is the last of its three, so that whoever is killed on the way can begin again
 * where they were. Nothing is overwritten: what has a namesake goes into `earlier/`, and a journal beside which another
 * one stands becomes `journal.sqlite.earlier-1`, whose records the journal carries over.
 */
export function takeOverEarlier(profile: string, platform: NodeJS.Platform = process.platform): void {
  if (platform !== 'linux' || basename(profile) !== 'Phone Duty') return
  const earlier = join(dirname(profile), 'phone-duty')
  if (!lstatSync(earlier, { throwIfNoEntry: false })?.isDirectory()) return
  orDiskFailure(() => {
    refuseWhileInUse(earlier)
    for (const name of locks) rmSync(join(earlier, name), { force: true })
    const found = readdirSync(earlier)
    const beside = existsSync(join(profile, 'journal.sqlite')) ? `.earlier-${freeTurn(profile)}` : ''
    for (const name of found.filter(each => !endings.some(ending => each === `journal.sqlite${ending}`)))
      move(earlier, profile, name)
    for (const ending of endings) {
      const name = `journal.sqlite${ending}`
      if (found.includes(name)) renameSync(join(earlier, name), join(profile, `journal.sqlite${beside}${ending}`))
    }
    rmdirSync(earlier)
  })
}

function freeTurn(profile: string): number {
  let turn = 1
  while (existsSync(join(profile, `journal.sqlite.earlier-${turn}`))) turn += 1
  return turn
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
