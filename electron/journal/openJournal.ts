import type { SQLOutputValue } from 'node:sqlite'
import type { Instant } from '../../domain/Instant'
import type { CallRecord } from '../../domain/record/CallRecord'
import type { KeptLine } from '../../domain/record/KeptLine'
import type { RecordsAsked, RecordsPage } from '../contract/contract'
import { orDiskFailure } from '../profile/diskFailure'
import { lineIn } from './lineText'
import { listRecords } from './listRecords'
import { type DamagedJournal, openDatabase } from './openDatabase'
import { columns, recordIn, rowOf } from './recordRow'

/** A record that was live when the app died. */
export interface InterruptedRecord {
  readonly record: CallRecord
  /** Undefined when the call had no line that could be taken back, or when it cannot be read any more. */
  readonly line: KeptLine | undefined
  /** The app's last sign of life in it; undefined when it gave none. */
  readonly aliveAt: Instant | undefined
}

/** The call records on this disk. What the disk refuses is thrown as a `Failure`. */
export interface Journal {
  /** A damaged journal that was found and put aside at this start; the user should hear of it. */
  readonly damaged: DamagedJournal | undefined
  /**
   * Writes the record to disk before it returns, whether it was there or not. The last word wins, with one exception:
   * a line that is down does not come up again, so a late draft of a `live` call never replaces an open or closed
   * record. The line goes with a live record into the same commit; without one, none is remembered.
   */
  keep(record: CallRecord, line?: KeptLine): void
  /** Lets a record go on, whatever state it was in: its caller is back. */
  revive(record: CallRecord, line?: KeptLine): void
  /** A sign of life for every live record. Writes nothing when there is none. */
  noteLife(at: Instant): void
  find(callId: string): CallRecord | undefined
  /** Open records first, then the newest; a search finds any part of a word or number. */
  list(asked: RecordsAsked): RecordsPage
  countOpen(): number
  /** Records that were live when the app died, the oldest first. */
  interrupted(): readonly InterruptedRecord[]
  /** Closing twice is closing once. */
  close(): void
}

/** Opens the journal in a folder that is then the owner's alone. */
export function openJournal(folder: string): Journal {
  const { database, damaged } = orDiskFailure(() => openDatabase(folder))
  const keep = database.prepare(keepSql)
  const revive = database.prepare(upsertSql)
  const find = database.prepare('SELECT * FROM records WHERE call_id = ?')
  const noteLife = database.prepare(`UPDATE records SET alive_at = ? WHERE state = 'live'`)
  const countOpen = database.prepare(`SELECT count(*) AS n FROM records WHERE (state = 'open') = 1`)
  const live = database.prepare(`SELECT * FROM records WHERE state = 'live' ORDER BY started_at, id`)

  return {
    damaged,
    keep: (record, line) => orDiskFailure(() => void keep.run(rowOf(record, line))),
    revive: (record, line) => orDiskFailure(() => void revive.run(rowOf(record, line))),
    noteLife: at => orDiskFailure(() => void noteLife.run(at)),
    find(callId) {
      const row = orDiskFailure(() => find.get(callId))
      return row && recordIn(row)
    },
    list: asked => orDiskFailure(() => listRecords(database, asked)),
    countOpen: () => orDiskFailure(() => Number(countOpen.get()?.['n'])),
    interrupted: () => orDiskFailure(() => live.all().map(interruptedIn)),
    close() {
      if (database.isOpen) orDiskFailure(() => database.close())
    },
  }
}

function interruptedIn(row: Record<string, SQLOutputValue>): InterruptedRecord {
  return {
    record: recordIn(row),
    line: lineIn(row['line']),
    aliveAt: typeof row['alive_at'] === 'number' ? row['alive_at'] : undefined,
  }
}

const upsertSql = `
  INSERT INTO records (${columns.join(', ')}) VALUES (${columns.map(column => `:${column}`).join(', ')})
  ON CONFLICT (call_id) DO UPDATE SET ${columns.map(column => `${column} = excluded.${column}`).join(', ')},
    alive_at = CASE WHEN excluded.state = 'live' THEN records.alive_at END
`

const keepSql = `${upsertSql} WHERE excluded.state <> 'live' OR records.state = 'live'`
