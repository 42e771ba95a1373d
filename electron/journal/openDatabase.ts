import { chmodSync, closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Failure } from '../../domain/Failure'
import { sqliteCode } from '../profile/diskFailure'
import { makePrivateFolder } from '../profile/makePrivateFolder'
import { inTransaction, isMarked, layoutOf, markOf, migrate, refuseNewer } from './migrations'
import { finishPuttingAside, putAside } from '../profile/putAside'

const companions = ['-wal', '-shm']

/** Opens the journal's database; one that is damaged is put aside, for its records to be carried over (`CarryOver`). */
export function openDatabase(folder: string, limits: JournalLimits): DatabaseSync {
  makePrivateFolder(folder)
  const file = join(folder, 'journal.sqlite')
  const found = statSync(file, { throwIfNoEntry: false })
  // Opening anything else may wait for ever, or write into a device.
  if (found && !found.isFile()) throw new Failure(`This is not the journal’s file: ${file}. Put it elsewhere.`)
  finishPuttingAside(file, 'damaged', companions)
  const database = openSound(file, limits)
  rmSync(suspicion(folder), { force: true })
  return database
}

function openSound(file: string, limits: JournalLimits): DatabaseSync {
  try {
    return openChecked(file, limits)
  } catch (error) {
    if (!isAboutTheFile(error)) throw error
    putAside(file, 'damaged', companions)
    return openChecked(file, limits)
  }
}

/** What stands beside a journal in which damage was met while it was open: the next start looks through all of it. */
const suspicion = (folder: string): string => join(folder, 'journal.suspect')

/** Has the next start look through all of the journal, however large it is. */
export function suspectDamage(folder: string): void {
  try {
    closeSync(openSync(suspicion(folder), 'w', 0o600))
  } catch {
    // A disk that takes no empty file has more to tell than we.
  }
}

class Damaged extends Error {}

// Anything SQLite says while opening that is not about the disk or about access is about what stands in the file.
const notAboutTheFile = new Set([3, 5, 6, 7, 10, 13, 14])

function isAboutTheFile(error: unknown): boolean {
  const code = sqliteCode(error)
  return error instanceof Damaged || (code !== undefined && !notAboutTheFile.has(code))
}

function openChecked(file: string, { quickToReadThrough = usuallyQuick, mostPages }: JournalLimits): DatabaseSync {
  // SQLite gives its companion files the mode of the database, so that one is made by us, closed to others.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const database = new DatabaseSync(file, { timeout: 1_000, enableForeignKeyConstraints: true })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF')
    const isQuick = statSync(file).size <= quickToReadThrough
    check(database, isQuick || existsSync(suspicion(dirname(file))))
    if (mostPages !== undefined) database.exec(`PRAGMA max_page_count = ${mostPages}`)
    migrate(database)
    // A file whose header says "read-only" opens well and fails at the first record; better to know now.
    inTransaction(database, () => database.exec(markOf(layoutOf(database))))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

// Some 20,000 records, which take about a tenth of a second to look through. A larger journal is looked through while
// the phone rings already.
export const usuallyQuick = 20_000_000

export interface JournalLimits {
  /** Up to how many bytes a journal is looked through before it is used. */
  readonly quickToReadThrough?: number
  /** How many pages it may grow to, for tests: beyond them SQLite says what it says of a full disk. */
  readonly mostPages?: number
}

function check(database: DatabaseSync, throughout: boolean): void {
  if (!isMarked(database)) throw new Damaged('the layout is not to be believed')
  refuseNewer(database)
  const tables = Number(database.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'records'`).get()?.['n'])
  if (layoutOf(database) > 0 !== tables > 0) throw new Damaged('layout and tables disagree')
  if (!throughout) return
  const said = Object.values(database.prepare('PRAGMA integrity_check(1)').get() ?? {})[0]
  if (said !== 'ok') throw new Damaged(String(said))
}
