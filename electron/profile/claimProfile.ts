import { closeSync, lstatSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Failure } from '../../domain/Failure'
import { orDiskFailure, sqliteCode } from './diskFailure'
import { makePrivateFolder } from './makePrivateFolder'

const busy = 5

/** Held here, since a claim that nobody refers to would be collected, and given up with it. */
const held = new Set<DatabaseSync>()

/**
 * Makes a profile ours alone: a second desk on it would take the calls of the first for calls that a crash left behind.
 * The claim is a lock of the operating system's, held through SQLite on a file of its own: it goes with the process that
 * held it, however that ended, and cannot be mistaken for another's. Throws a `Failure` when a desk is running. Returns
 * how to give it up again.
 */
export function claimProfile(folder: string): () => void {
  orDiskFailure(() => makePrivateFolder(folder))
  const file = join(folder, 'profile.lock')
  orDiskFailure(() => makeLockFile(file))
  const claim = new DatabaseSync(file)
  try {
    claim.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    claim.close()
    if (sqliteCode(error) === busy) {
      throw new Failure(`Phone Duty is already running with this profile${whose(folder)}.`, { cause: error })
    }
    return orDiskFailure(() => {
      throw error
    })
  }
  held.add(claim)
  // The lock of earlier versions, which proved nothing.
  rmSync(join(folder, 'desk.lock'), { force: true })
  const said = join(folder, 'profile.pid')
  try {
    // A link that stands there goes, and is not written through.
    rmSync(said, { force: true })
    writeFileSync(said, String(process.pid), { mode: 0o600, flag: 'wx' })
  } catch {
    // It is only there to be read by a person; a disk that is full must not keep the phone from starting.
  }
  return () => {
    rmSync(said, { force: true })
    held.delete(claim)
    claim.close()
  }
}

/** An empty file is an empty database. A link is not followed, and what is no file is not taken for our lock. */
function makeLockFile(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (found?.isFile()) {
    // We never write into it; whatever did has left something that SQLite could not open.
    if (found.size > 0) truncateSync(file)
    return
  }
  if (found) throw new Failure(`This is not a file of Phone Duty’s: ${file}. Put it elsewhere and start again.`)
  // 'a' and not 'wx': a second desk that starts in the same instant makes the same file.
  closeSync(openSync(file, 'a', 0o600))
}

/** Which process it is, as far as it has said so; only for a person to read. */
function whose(folder: string): string {
  try {
    const pid = Number(readFileSync(join(folder, 'profile.pid'), 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? ` (process ${pid})` : ''
  } catch {
    return ''
  }
}
