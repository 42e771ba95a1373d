import type { SQLOutputValue } from 'node:sqlite'
import type { Instant } from '../../domain/Instant'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { KeptLine } from '../../domain/record/KeptLine'
import type { RecordsAsked, RecordsPage } from '../contract/contract'
import { isDamage, orDiskFailure } from '../profile/diskFailure'
import { lineIn, textOf } from './lineText'
import { listRecords } from './listRecords'
import { type CarriedOver, CarryOver, type CarryOverStep } from './CarryOver'
import { type JournalLimits, openDatabase, suspectDamage } from './openDatabase'
import { columns, recordIn, rowOf } from './recordRow'

/** A record that was live when the app died, in its last life or in one before. */
export interface InterruptedRecord {
  readonly record: CallRecord
  /** Undefined when the call had no line that could be taken back, or when it cannot be read any more. */
  readonly line: KeptLine | undefined
  /** The app's last sign of life in it; undefined when it gave none. */
  readonly aliveAt: Instant | undefined
}

/** The call records on this disk. What the disk refuses is thrown as a `Failure`. */
export interface Journal {
  /** Damaged journals that were found and put aside, of which the user has not heard to the end. */
  damaged(): readonly CarriedOver[]
  /** Carries about so many records over from them. Writes all of it or nothing, and can be asked again. */
  carryOver(most: number): CarryOverStep
  /** Whether nothing is left to be carried over. */
  isCarriedOver(): boolean
  /** The user has read what became of those that are done. */
  noteDamageTold(): void
  /**
   * Writes the record to disk before it returns, whether it was there or not. The last word wins, with one exception:
   * a line that is down does not come up again, so a late draft of a `live` call never replaces an open or closed
   * record. The line goes with a live record into the same commit; without one, none is remembered. When the record is
   * live no more its line is down, except that of a call in which the app died: only `forgetLine` and `revive` end that.
   */
  keep(record: CallRecord, line?: KeptLine): void
  /** Keeps the record of a call in which the app died; its line, and the last sign of life, stay beside it. */
  owe(record: CallRecord, line?: KeptLine): void
  /** The line of a call in which the app died is down, or given up. */
  forgetLine(callId: string): void
  /** Lets a record go on, whatever state it was in: its caller is back. */
  revive(record: CallRecord, line?: KeptLine): void
  /** A sign of life for every live record. Writes nothing when there is none. */
  noteLife(at: Instant): void
  find(callId: string): CallRecord | undefined
  /** Open records first, then the newest; a search finds any part of a word or number. */
  list(asked: RecordsAsked): RecordsPage
  countOpen(): number
  /** Records that were live when the app died, and those whose line is still to be asked for; the oldest first. */
  interrupted(): readonly InterruptedRecord[]
  /** How surely it writes: SQLite's `synchronous`, and its journal mode. */
  durability(): { readonly synchronous: number; readonly journalMode: string }
  /** Closing twice is closing once. */
  close(): void
}

/** Opens the journal in a folder that is then the owner's alone. */
export function openJournal(folder: string, limits: JournalLimits = {}): Journal {
  const database = orDiskFailure(() => openDatabase(folder, limits))
  /** Damage that is met while the journal is open is what the next start looks for. */
  const onDisk = <Result>(work: () => Result): Result =>
    orDiskFailure(() => {
      try {
        return work()
      } catch (error) {
        if (isDamage(error)) suspectDamage(folder)
        throw error
      }
    })
  const carrying = onDisk(() => new CarryOver(database, folder))
  const keep = database.prepare(keepSql)
  const revive = database.prepare(reviveSql)
  const find = database.prepare('SELECT * FROM records WHERE call_id = ?')
  const noteLife = database.prepare(`UPDATE records SET alive_at = ? WHERE state = 'live'`)
  const countOpen = database.prepare(`SELECT count(*) AS n FROM records WHERE (state = 'open') = 1`)
  const owe = database.prepare(oweSql)
  const forgetLine = database.prepare(
    `UPDATE records SET line = NULL, alive_at = NULL WHERE call_id = ? AND state <> 'live'`,
  )
  const left = database.prepare(
    `SELECT * FROM records WHERE state = 'live'
     UNION SELECT * FROM records WHERE line IS NOT NULL
     ORDER BY started_at, id`,
  )

  return {
    damaged: () => onDisk(() => carrying.untold()),
    carryOver: most => onDisk(() => carrying.step(most)),
    isCarriedOver: () => onDisk(() => carrying.isDone()),
    noteDamageTold: () => onDisk(() => carrying.noteTold()),
    keep: (record, line) => onDisk(() => void keep.run(rowOf(record, line))),
    revive: (record, line) => onDisk(() => void revive.run(rowOf(record, line))),
    owe: (record, line) => onDisk(() => void owe.run({ ...rowOf(record), line: line ? textOf(line) : null })),
    forgetLine: callId => onDisk(() => void forgetLine.run(callId)),
    noteLife: at => onDisk(() => void noteLife.run(at)),
    find(callId) {
      const row = onDisk(() => find.get(callId))
      return row && recordIn(row)
    },
    list: asked => onDisk(() => listRecords(database, asked)),
    countOpen: () => onDisk(() => Number(countOpen.get()?.['n'])),
    interrupted: () => onDisk(() => left.all().flatMap(interruptedIn)),
    durability: () => ({
      synchronous: Number(database.prepare('PRAGMA synchronous').get()?.['synchronous']),
      journalMode: String(database.prepare('PRAGMA journal_mode').get()?.['journal_mode']),
    }),
    close() {
      carrying.close()
      if (database.isOpen) onDisk(() => database.close())
    },
  }
}

function interruptedIn(row: Record<string, SQLOutputValue>): readonly InterruptedRecord[] {
  const line = lineIn(row['line'])
  // A line that was bent is as none.
  if (!line && row['state'] !== 'live') return []
  const aliveAt = typeof row['alive_at'] === 'number' ? row['alive_at'] : undefined
  return [{ record: recordIn(row), line, aliveAt }]
}

/** Writes a whole row; on a record that is there, its line and its sign of life become this. */
const upsert = (line: string, aliveAt: string) => `
  INSERT INTO records (${columns.join(', ')}) VALUES (${columns.map(column => `:${column}`).join(', ')})
  ON CONFLICT (call_id) DO UPDATE SET
    ${columns.map(column => `${column} = ${column === 'line' ? line : `excluded.${column}`}`).join(', ')},
    alive_at = ${aliveAt}
`

const reviveSql = upsert('excluded.line', `CASE WHEN excluded.state = 'live' THEN records.alive_at END`)

const oweSql = upsert('excluded.line', 'CASE WHEN excluded.line IS NOT NULL THEN records.alive_at END')

// Beside a record that is live no more stands only a line that the exchange may still hold since the app died.
const isLeft = `excluded.state <> 'live' AND records.state <> 'live'`

const keepSql = `
  ${upsert(
    `CASE WHEN ${isLeft} THEN records.line ELSE excluded.line END`,
    `CASE WHEN excluded.state = 'live' OR (${isLeft}) THEN records.alive_at END`,
  )}
  WHERE excluded.state <> 'live' OR records.state = 'live'
`
