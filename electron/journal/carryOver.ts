import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { lineIn } from './lineText'
import { inTransaction } from './migrations'

type Row = Record<string, SQLInputValue>

/** Copies into a fresh journal every record that can still be read from a damaged one. Returns how many. */
export function carryOver(damagedFile: string, fresh: DatabaseSync): number {
  const rows = readableRows(damagedFile)
  let carried = 0
  inTransaction(fresh, () => {
    for (const row of rows) if (addRow(fresh, row)) carried += 1
  })
  return carried
}

/** Reads from both ends towards the damage, since SQLite stops at the first page that it cannot make sense of. */
function readableRows(file: string): Row[] {
  const rows = new Map<SQLInputValue, Row>()
  try {
    const damaged = new DatabaseSync(file, { readOnly: true })
    for (const direction of ['ASC', 'DESC']) {
      try {
        const all = damaged.prepare(`SELECT * FROM records NOT INDEXED ORDER BY id ${direction}`).iterate()
        for (const row of all) rows.set(row['id'] ?? null, row)
      } catch {
        // The damage begins here; what lies beyond is tried from the other end.
      }
    }
    damaged.close()
  } catch {
    // Not even its first page can be read. The file itself is kept.
  }
  return [...rows.values()]
}

function addRow(fresh: DatabaseSync, found: Row): boolean {
  const row = withSoundLine(found)
  const known = new Set(
    fresh
      .prepare('PRAGMA table_info(records)')
      .all()
      .map(column => column['name']),
  )
  const names = Object.keys(row).filter(name => name !== 'id' && known.has(name))
  const places = names.map(() => '?').join(', ')
  try {
    fresh
      .prepare(`INSERT INTO records (${names.join(', ')}) VALUES (${places})`)
      .run(...names.map(name => row[name] ?? null))
    return true
  } catch {
    // This one was hit itself: it breaks a rule of the table, so nobody could rely on it.
    return false
  }
}

/** A line that was hit costs the record nothing. What stands beside a record that is live no more was left by a crash. */
function withSoundLine({ line = null, alive_at: aliveAt = null, ...row }: Row): Row {
  const isSound = lineIn(line) !== undefined
  return { ...row, line: isSound ? line : null, alive_at: isSound && typeof aliveAt === 'number' ? aliveAt : null }
}
