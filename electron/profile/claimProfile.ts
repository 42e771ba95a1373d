import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../domain/Failure'
import { orDiskFailure } from './diskFailure'
import { makePrivateFolder } from './makePrivateFolder'

/**
 * Makes a profile ours alone: a second desk on it would take the calls of the first for calls that a crash left behind.
 * Throws a `Failure` when one is running. Returns how to give it up again; a lock left by a crash is taken over.
 */
export function claimProfile(folder: string): () => void {
  orDiskFailure(() => makePrivateFolder(folder))
  const lock = join(folder, 'desk.lock')
  const owner = ownerOf(lock)
  if (owner !== undefined && owner !== process.pid && isRunning(owner)) {
    throw new Failure(`Phone Duty is already running with this profile (process ${owner}).`)
  }
  orDiskFailure(() => writeFileSync(lock, String(process.pid), { mode: 0o600 }))
  return () => rmSync(lock, { force: true })
}

function ownerOf(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined // nobody has claimed it
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is a running one too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
