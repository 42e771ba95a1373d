import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { PractisedCall } from '../../domain/practice/Progress'

/** What is kept of the practice: a line for each call, and nobody's words. */
export interface Progress {
  /** Adds a call. Throws when the disk refuses; practising goes on all the same. */
  add(call: PractisedCall): void
  /** The calls of the last while, the oldest first. */
  calls(): readonly PractisedCall[]
}

/** More than anybody wants to see in one picture. */
const most = 500

const count = z.number().min(0)
const kept = z.object({
  at: z.number(),
  scene: z.string().max(200),
  caller: z.string().max(200),
  answered: z.boolean(),
  rings: count,
  longestHoldSeconds: count,
  slotsRight: count,
  slotsCompared: count,
  silences: count,
  talkedOver: count,
  endedRight: z.boolean(),
  toImprove: count,
}) satisfies z.ZodType<PractisedCall>

/** Opens the profile's `practice.jsonl`. A line that cannot be read, such as one cut short by a crash, is passed over. */
export function openProgress(profile: string): Progress {
  const path = join(profile, 'practice.jsonl')
  // Read once: the rooms are shown it with every letter that somebody types.
  let calls: readonly PractisedCall[] = linesIn(path).flatMap(callIn).slice(-most)
  return {
    add(call) {
      // The new line comes first too, so that a line cut short spoils no other.
      appendFileSync(path, `\n${JSON.stringify(call)}\n`, { mode: 0o600 })
      calls = [...calls, call].slice(-most)
    },
    calls: () => calls,
  }
}

function linesIn(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean)
  } catch {
    // Nobody has practised yet, or the file belongs to somebody else: an empty picture either way.
    return []
  }
}

function callIn(line: string): readonly PractisedCall[] {
  try {
    const read = kept.safeParse(JSON.parse(line))
    return read.success ? [read.data] : []
  } catch {
    return []
  }
}
