import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../../domain/Instant'
import { orDiskFailure } from '../profile/diskFailure'
import { makePrivateFolder } from '../profile/makePrivateFolder'

/** Remembers over a restart until when nothing rings. */
export interface DoNotDisturbStore {
  readonly kept: Instant | undefined
  /** Throws a `Failure` of the disk. */
  keep(until: Instant | undefined): void
}

const shape = z.strictObject({ until: z.number() })
const longestMs = 25 * 60 * 60_000

/** What this profile remembers. An end that nobody could have asked for, or that cannot be read, is no end: it rings. */
export function openDoNotDisturb(folder: string, now: () => Instant): DoNotDisturbStore {
  const path = join(folder, 'do-not-disturb.json')
  return {
    kept: read(path, now()),
    keep: until =>
      orDiskFailure(() => {
        if (until === undefined) return rmSync(path, { force: true })
        makePrivateFolder(folder)
        writeFileSync(path, JSON.stringify({ until }), { mode: 0o600 })
      }),
  }
}

function read(path: string, now: Instant): Instant | undefined {
  if (!existsSync(path)) return undefined
  try {
    const { until } = shape.parse(JSON.parse(readFileSync(path, 'utf8')))
    return until - now <= longestMs ? until : undefined
  } catch {
    return undefined
  }
}
