import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** One record, as it lies on the disk. */
export interface KeptRecord {
  readonly callId: string
  readonly state: string
  readonly ending: string | null
  readonly requirement: string
  /** The exchange's name for its leg is in it. */
  readonly isNamed: boolean
}

/**
 * Reads the journal of an app that may be dead, from a copy, so that what its death left behind is still there for the app
 * to find. Throws when the database is broken.
 */
export async function readJournal(profile: string): Promise<readonly KeptRecord[]> {
  const copy = await mkdtemp(join(tmpdir(), 'phone-duty-copy-'))
  try {
    await cp(profile, copy, { recursive: true, filter: path => path === profile || /journal\.sqlite/.test(path) })
    const journal = new DatabaseSync(join(copy, 'journal.sqlite'))
    try {
      const [said] = Object.values(journal.prepare('PRAGMA integrity_check').get() ?? {})
      if (said !== 'ok') throw new Error(`the journal is broken: ${String(said)}`)
      const rows = journal
        .prepare("SELECT call_id, state, ending, requirement, line -> '$.dialog' AS dialog FROM records ORDER BY id")
        .all()
      return rows.map(row => ({
        callId: String(row['call_id']),
        state: String(row['state']),
        ending: row['ending'] === null ? null : String(row['ending']),
        requirement: String(row['requirement'] ?? ''),
        isNamed: row['dialog'] !== null,
      }))
    } finally {
      journal.close()
    }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}
