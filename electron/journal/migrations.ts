import type { DatabaseSync } from 'node:sqlite'
import { Failure } from '../../domain/Failure'

/** How the journal's layout came to be, step by step. Steps are added at the end; none is ever changed. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    call_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('live', 'open', 'closed')),
    account_id TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
    number TEXT NOT NULL,
    shown_name TEXT NOT NULL,
    withheld INTEGER NOT NULL CHECK (withheld IN (0, 1)),
    directory_name TEXT NOT NULL,
    line_kind TEXT NOT NULL CHECK (line_kind IN ('internal', 'external', 'unverified')),
    line_because TEXT NOT NULL,
    line_evidence TEXT NOT NULL CHECK (json_valid(line_evidence)),
    corrected TEXT CHECK (corrected IN ('internal', 'external', 'unverified')),
    dialled TEXT NOT NULL,
    answer_as TEXT NOT NULL,
    emergency INTEGER NOT NULL CHECK (emergency IN (0, 1)),
    started_at REAL NOT NULL,
    answered_at REAL,
    ended_at REAL,
    ending TEXT,
    requirement TEXT NOT NULL,
    caller_name TEXT NOT NULL,
    company TEXT NOT NULL,
    contact TEXT NOT NULL,
    for_whom TEXT NOT NULL,
    response TEXT,
    urgent INTEGER CHECK (urgent IN (0, 1)),
    wont_say TEXT NOT NULL CHECK (json_valid(wont_say)),
    release TEXT,
    searched TEXT NOT NULL
  ) STRICT;

  CREATE INDEX records_in_order ON records ((state = 'open'), started_at, id);
  CREATE INDEX records_live ON records (started_at) WHERE state = 'live';

  CREATE VIRTUAL TABLE records_search USING fts5 (searched, content = 'records', content_rowid = 'id', tokenize = 'trigram');
  CREATE TRIGGER records_added AFTER INSERT ON records BEGIN
    INSERT INTO records_search (rowid, searched) VALUES (new.id, new.searched);
  END;
  CREATE TRIGGER records_removed AFTER DELETE ON records BEGIN
    INSERT INTO records_search (records_search, rowid, searched) VALUES ('delete', old.id, old.searched);
  END;
  CREATE TRIGGER records_changed AFTER UPDATE OF searched ON records WHEN old.searched <> new.searched BEGIN
    INSERT INTO records_search (records_search, rowid, searched) VALUES ('delete', old.id, old.searched);
    INSERT INTO records_search (rowid, searched) VALUES (new.id, new.searched);
  END;
  `,
  `
  ALTER TABLE records ADD COLUMN handed_to TEXT NOT NULL DEFAULT '';
  ALTER TABLE records ADD COLUMN handed_by TEXT NOT NULL DEFAULT '';
  `,
  `
  ALTER TABLE records ADD COLUMN line TEXT CHECK (line IS NULL OR json_valid(line));
  ALTER TABLE records ADD COLUMN alive_at REAL;
  `,
  `
  CREATE TABLE carry_overs (
    file TEXT PRIMARY KEY,
    phase TEXT NOT NULL CHECK (phase IN ('fromTheEnd', 'fromTheStart', 'between', 'done')),
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    carried INTEGER NOT NULL,
    unreadable INTEGER NOT NULL,
    told INTEGER NOT NULL CHECK (told IN (0, 1))
  ) STRICT;
  CREATE INDEX records_left ON records (started_at) WHERE line IS NOT NULL;
  `,
]

/** Which layout a database has: how many steps it has taken. */
export function layoutOf(database: DatabaseSync): number {
  return numberIn(database, 'user_version')
}

/** Whether the layout's number is to be believed: it stands in the file twice, since a damaged disk may bend one. */
export function isMarked(database: DatabaseSync): boolean {
  const layout = layoutOf(database)
  return numberIn(database, 'application_id') === (layout === 0 ? 0 : ours + layout)
}

// "PD", and room for the layout's number.
const ours = 0x50440000

/** What writes down that a database has this layout. */
export const markOf = (layout: number): string =>
  `PRAGMA user_version = ${layout}; PRAGMA application_id = ${ours + layout}`

const numberIn = (database: DatabaseSync, pragma: string): number =>
  Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])

/** A database from the future is not ours to judge. */
export function refuseNewer(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const layout = layoutOf(database)
  if (layout <= steps.length) return
  throw new Failure(
    `The journal was written by a newer Phone Duty (layout ${layout}, this one knows ${steps.length}). ` +
      'Nothing was touched: start the newer version.',
  )
}

/**
 * Brings a database to the newest layout. Each step is one transaction with its number in it, so that a computer that
 * dies in between finds either the old layout or the new one.
 */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  refuseNewer(database, steps)
  for (const [at, step] of [...steps.entries()].slice(layoutOf(database))) {
    inTransaction(database, () => database.exec(`${step}; ${markOf(at + 1)}`))
  }
}

/** All of the work, or none of it. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    // A full disk may have rolled back already; the first error is the one to hear about.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
