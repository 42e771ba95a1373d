import { chmodSync, closeSync, openSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { carryOver } from './carryOver'
import { sqliteCode } from '../profile/diskFailure'
import { makePrivateFolder } from '../profile/makePrivateFolder'
import { inTransaction, isMarked, layoutOf, markOf, migrate, refuseNewer } from './migrations'
import { putAside } from '../profile/putAside'

/** A damaged journal that was put aside, so that the user can be told. */
export interface DamagedJournal {
  /** The name of the kept file, in the same folder. */
  readonly keptAs: string
  /** How many of its records could still be read, and stand in the new journal. */
  readonly carriedOver: number
}

export interface OpenDatabase {
  readonly database: DatabaseSync
  readonly damaged: DamagedJournal | undefined
}

/** Opens the journal's database; one that is damaged is put aside, and a fresh one takes over what can be read. */
export function openDatabase(folder: string): OpenDatabase {
  makePrivateFolder(folder)
  const file = join(folder, 'journal.sqlite')
  try {
    return { database: openChecked(file), damaged: undefined }
  } catch (error) {
    if (!isDamage(error)) throw error
    const keptAs = putAside(file, 'damaged', ['-wal', '-shm'])
    const database = openChecked(file)
    return { database, damaged: { keptAs: basename(keptAs), carriedOver: carryOver(keptAs, database) } }
  }
}

class Damaged extends Error {}

// Anything SQLite says while opening that is not about the disk or about access is about what stands in the file.
const notAboutTheFile = new Set([3, 5, 6, 7, 10, 13, 14])

function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return error instanceof Damaged || (code !== undefined && !notAboutTheFile.has(code))
}

function openChecked(file: string): DatabaseSync {
  // SQLite gives its companion files the mode of the database, so that one is made by us, closed to others.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const database = new DatabaseSync(file, { timeout: 1_000, enableForeignKeyConstraints: true })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF')
    check(database, statSync(file).size)
    migrate(database)
    // A file whose header says "read-only" opens well and fails at the first record; better to know now.
    inTransaction(database, () => database.exec(markOf(layoutOf(database))))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

// Some 250,000 records, which take about a second to look through. A larger journal skips what a search could rebuild.
const quickToReadThrough = 200_000_000

function check(database: DatabaseSync, size: number): void {
  if (!isMarked(database)) throw new Damaged('the layout is not to be believed')
  refuseNewer(database)
  const tables = Number(database.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'records'`).get()?.['n'])
  if (layoutOf(database) > 0 !== tables > 0) throw new Damaged('layout and tables disagree')
  const pragma = size <= quickToReadThrough || tables === 0 ? 'integrity_check(1)' : 'quick_check(records)'
  const said = Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]
  if (said !== 'ok') throw new Damaged(String(said))
}
