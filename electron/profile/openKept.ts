import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { orDiskFailure } from './diskFailure'
import { makePrivateFolder } from './makePrivateFolder'
import { replaceFile } from './replaceFile'

/** One small thing that a profile remembers, in a file of its own that only its owner can read. */
export interface Kept<Value> {
  readonly kept: Value | undefined
  /** `undefined` forgets it. Throws a `Failure` of the disk. */
  keep(value: Value | undefined): void
}

/** Opens what this profile remembers under that name. What cannot be read was never kept. */
export function openKept<Value>(folder: string, name: string, shape: z.ZodType<Value>): Kept<Value> {
  const path = join(folder, `${name}.json`)
  return {
    kept: read(path, shape),
    keep: value =>
      orDiskFailure(() => {
        if (value === undefined) return rmSync(path, { force: true })
        makePrivateFolder(folder)
        replaceFile(path, JSON.stringify(value))
      }),
  }
}

function read<Value>(path: string, shape: z.ZodType<Value>): Value | undefined {
  if (!existsSync(path)) return undefined
  try {
    return shape.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data
  } catch {
    return undefined
  }
}
