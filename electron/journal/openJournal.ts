import type { CallRecord } from '../../domain/record/CallRecord'
import type { RecordsAsked, RecordsPage } from '../contract/contract'
import { orDiskFailure } from '../profile/diskFailure'
import { listRecords } from './listRecords'
import { type DamagedJournal, openDatabase } from './openDatabase'
import { columns, recordIn, rowOf } from './recordRow'

/** The call records on this disk. What the disk refuses is thrown as a `Failure`. */
export interface Journal {
  /** A damaged journal that was found and put aside at this start; the user should hear of it. */
  readonly damaged: DamagedJournal | undefined
  /**
   * Writes the record to disk before it returns, whether it was there or not. The last word wins, with one exception:
   * a line that is down does not come up again, so a late draft of a `live` call never replaces an open or closed
   * record.
   */
  keep(record: CallRecord): void
  /** Lets a record go on, whatever state it was in: its caller is back. */
  revive(record: CallRecord): void
  find(callId: string): CallRecord | undefined
  /** Open records first, then the newest; a search finds any part of a word or number. */
  list(asked: RecordsAsked): RecordsPage
  countOpen(): number
  /** Records that were live when the app died, the oldest first. */
  interrupted(): readonly CallRecord[]
  /** Closing twice is closing once. */
  close(): void
}

/** Opens the journal in a folder that is then the owner's alone. */
export function openJournal(folder: string): Journal {
  const { database, damaged } = orDiskFailure(() => openDatabase(folder))
  const keep = database.prepare(keepSql)
  const revive = database.prepare(upsertSql)
  const find = database.prepare('SELECT * FROM records WHERE call_id = ?')
  const countOpen = database.prepare(`SELECT count(*) AS n FROM records WHERE (state = 'open') = 1`)
  const live = database.prepare(`SELECT * FROM records WHERE state = 'live' ORDER BY started_at, id`)

  return {
    damaged,
    keep: record => orDiskFailure(() => void keep.run(rowOf(record))),
    revive: record => orDiskFailure(() => void revive.run(rowOf(record))),
    find(callId) {
      const row = orDiskFailure(() => find.get(callId))
      return row && recordIn(row)
    },
    list: asked => orDiskFailure(() => listRecords(database, asked)),
    countOpen: () => orDiskFailure(() => Number(countOpen.get()?.['n'])),
    interrupted: () => orDiskFailure(() => live.all().map(recordIn)),
    close() {
      if (database.isOpen) orDiskFailure(() => database.close())
    },
  }
}

const upsertSql = `
  INSERT INTO records (${columns.join(', ')}) VALUES (${columns.map(column => `:${column}`).join(', ')})
  ON CONFLICT (call_id) DO UPDATE SET ${columns.map(column => `${column} = excluded.${column}`).join(', ')}
`

const keepSql = `${upsertSql} WHERE excluded.state <> 'live' OR records.state = 'live'`
