import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { lineIn } from './lineText'
import { inTransaction } from './migrations'

type Row = Record<string, SQLInputValue>

/** How far the records of one damaged journal, or of an earlier profile's, have been carried over. */
export interface CarriedOver {
  readonly from: 'damage' | 'earlier'
  /** The name under which the file is kept, in the same folder. */
  readonly keptAs: string
  /** How many of its records stand in the journal again. */
  readonly carriedOver: number
  /** How many could not be read, as far as that can be counted. */
  readonly unreadable: number
  /** About how many are still to be looked at; 0 when it is done. */
  readonly left: number
}

/** What one step has done. */
export interface CarryOverStep {
  readonly hasMore: boolean
  /** The ids of calls in which the app had died, and whose records have just come over. */
  readonly live: readonly string[]
}

interface Mark {
  readonly file: string
  readonly phase: 'fromTheEnd' | 'fromTheStart' | 'between' | 'done'
  /** Every record up to this id has been looked at, ... */
  readonly low: number
  /** ... and every one from this id on. */
  readonly high: number
  readonly carried: number
  readonly unreadable: number
  readonly told: number
}

const keptName = /^journal\.sqlite\.(damaged|earlier)-(\d+)$/
const beyond = Number.MAX_SAFE_INTEGER

/**
 * Carries the records of damaged journals, and of earlier profiles', over into this one, a few at a time, so that the phone rings meanwhile. What
 * is still to be done stands in the journal itself, in the same transaction as the records: whoever is killed, or finds
 * the disk full, goes on where they were. A damaged file of which nothing stands there yet is one that nobody has begun
 * with; a record that the journal has already is newer than the one in the file.
 *
 *     fromTheEnd ──damage──▶ fromTheStart ──damage──▶ between ──▶ done
 *         │                      │                      (each record by itself)
 *         └──────── met ─────────┴──────────────────────────▶ done
 *
 * From the end, because the newest records are those that somebody is waiting for. SQLite stops at the first page that
 * it cannot make sense of, hence from both ends, and then one by one.
 */
export class CarryOver {
  readonly #database: DatabaseSync
  readonly #folder: string
  readonly #insert = new Map<string, StatementSync>()
  readonly #known: ReadonlySet<string>
  #source: { readonly file: string; readonly database: DatabaseSync } | undefined

  constructor(database: DatabaseSync, folder: string) {
    this.#database = database
    this.#folder = folder
    this.#known = new Set(
      database
        .prepare('PRAGMA table_info(records)')
        .all()
        .map(({ name }) => String(name)),
    )
    const begun = new Set(this.#marks().map(({ file }) => file))
    for (const file of readdirSync(folder)) {
      if (keptName.test(file) && !begun.has(file)) this.#begin(file)
    }
  }

  /** What has not been told yet, the newest first. */
  untold(): readonly CarriedOver[] {
    return this.#marks()
      .filter(({ told }) => told === 0)
      .map(({ file, phase, low, high, carried, unreadable }) => ({
        from: keptName.exec(file)?.[1] === 'earlier' ? ('earlier' as const) : ('damage' as const),
        keptAs: file,
        carriedOver: carried,
        unreadable,
        left: phase === 'done' ? 0 : Math.max(1, (high === beyond ? low + 1 : high) - low - 1),
      }))
  }

  isDone(): boolean {
    return this.#next() === undefined
  }

  /** Somebody has read of those that are done. */
  noteTold(): void {
    this.#database.exec(`UPDATE carry_overs SET told = 1 WHERE phase = 'done'`)
  }

  /** Looks at about `most` records. Throws what the disk says; nothing is half done then, and it can be asked again. */
  step(most: number): CarryOverStep {
    const mark = this.#next()
    if (!mark) return { hasMore: false, live: [] }
    const { next, rows } = this.#read(mark, most)
    const live: string[] = []
    inTransaction(this.#database, () => {
      let carried = 0
      let bent = 0
      for (const row of rows) {
        const added = this.#add(row)
        if (added === 'added') carried += 1
        if (added === 'bent') bent += 1
        const { state, call_id: callId } = row
        if (added === 'added' && state === 'live' && typeof callId === 'string') live.push(callId)
      }
      this.#keep({ ...next, carried: mark.carried + carried, unreadable: next.unreadable + bent })
    })
    if (next.phase === 'done') this.close()
    return { hasMore: !this.isDone(), live }
  }

  close(): void {
    this.#source?.database.close()
    this.#source = undefined
  }

  #marks(): readonly Mark[] {
    const rows = this.#database.prepare('SELECT * FROM carry_overs').all() as unknown as Mark[]
    return rows.toSorted((one, other) => turnOf(other.file) - turnOf(one.file))
  }

  /** The newest first: of a record that stands in two of them, the later word wins. */
  #next(): Mark | undefined {
    return this.#marks().find(({ phase }) => phase !== 'done')
  }

  #begin(file: string): void {
    this.#keep({ file, phase: 'fromTheEnd', low: 0, high: beyond, carried: 0, unreadable: 0, told: 0 })
  }

  #keep(mark: Mark): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO carry_overs VALUES (:file, :phase, :low, :high, :carried, :unreadable, :told)')
      .run({ ...mark })
  }

  #read(mark: Mark, most: number): { readonly next: Mark; readonly rows: readonly Row[] } {
    const source = this.#open(mark.file)
    // Not even its first page can be read. The file itself is kept.
    if (!source) return { next: { ...mark, phase: 'done' }, rows: [] }
    if (mark.phase === 'between') return readSingly(source, mark, most)
    const falling = mark.phase === 'fromTheEnd'
    const rows: Row[] = []
    let isHit = false
    try {
      const found = source
        .prepare(
          `SELECT * FROM records NOT INDEXED WHERE id > ? AND id < ? ORDER BY id ${falling ? 'DESC' : 'ASC'} LIMIT ?`,
        )
        .iterate(mark.low, mark.high, most)
      for (const row of found) rows.push(row)
    } catch {
      isHit = true // the damage begins here; what lies beyond is tried from the other end
    }
    const last = rows.at(-1)?.['id']
    const reached = typeof last === 'number' ? (falling ? { high: last } : { low: last }) : {}
    const isMet = !isHit && rows.length < most
    const phase = isMet ? 'done' : !isHit ? mark.phase : falling ? 'fromTheStart' : 'between'
    return { next: withEnd({ ...mark, ...reached, phase }), rows }
  }

  #open(file: string): DatabaseSync | undefined {
    if (this.#source?.file === file) return this.#source.database
    this.close()
    const path = join(this.#folder, file)
    if (!existsSync(path)) return undefined
    try {
      const database = new DatabaseSync(path, { readOnly: true })
      this.#source = { file, database }
      database.prepare('SELECT count(*) FROM sqlite_schema').get()
      return database
    } catch {
      this.close()
      return undefined
    }
  }

  /** Adds a record, unless it is there. One that was hit itself breaks a rule of the table: nobody could rely on it. */
  #add(found: Row): 'added' | 'there' | 'bent' {
    const row = withSoundLine(found)
    const names = Object.keys(row).filter(name => name !== 'id' && this.#known.has(name))
    const key = names.join()
    let insert = this.#insert.get(key)
    if (!insert) {
      const places = names.map(() => '?').join(', ')
      insert = this.#database.prepare(
        `INSERT INTO records (${names.join(', ')}) VALUES (${places}) ON CONFLICT (call_id) DO NOTHING`,
      )
      this.#insert.set(key, insert)
    }
    try {
      return insert.run(...names.map(name => row[name] ?? null)).changes === 1 ? 'added' : 'there'
    } catch (error) {
      if (isBent(error)) return 'bent'
      throw error
    }
  }
}

const turnOf = (file: string): number => Number(keptName.exec(file)?.[2] ?? 0)

// https://www.sqlite.org/rescode.html: a rule of the table is broken (19), or a value has a type that it forbids (20).
const isBent = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && [19, 20].includes(Number(error.errcode) & 0xff)

/** Where both ends have met nothing lies between them. */
const withEnd = (mark: Mark): Mark => (mark.low >= mark.high - 1 ? { ...mark, phase: 'done' } : mark)

/** Each by itself, between two damages; a place where no record stands is no loss. */
function readSingly(source: DatabaseSync, mark: Mark, most: number): { readonly next: Mark; readonly rows: Row[] } {
  const rows: Row[] = []
  let { low, high, unreadable } = mark
  // When the last page was hit nobody has seen the end yet; the index of the words knows how many there were.
  if (high === beyond) high = endOf(source)
  if (high === beyond) return { next: { ...mark, unreadable: unreadable + 1, phase: 'done' }, rows }
  const find = source.prepare('SELECT * FROM records NOT INDEXED WHERE id = ?')
  for (let tries = 0; tries < most && low < high - 1; tries += 1) {
    low += 1
    try {
      const row = find.get(low)
      if (row) rows.push(row)
    } catch {
      unreadable += 1
    }
  }
  return { next: withEnd({ ...mark, low, high, unreadable }), rows }
}

function endOf(source: DatabaseSync): number {
  try {
    const last = source.prepare('SELECT max(id) AS last FROM records_search_docsize').get()?.['last']
    return typeof last === 'number' ? last + 1 : beyond
  } catch {
    return beyond
  }
}

/** A line that was hit costs the record nothing. What stands beside a record that is live no more was left by a crash. */
function withSoundLine({ line = null, alive_at: aliveAt = null, ...row }: Row): Row {
  const isSound = lineIn(line) !== undefined
  return { ...row, line: isSound ? line : null, alive_at: isSound && typeof aliveAt === 'number' ? aliveAt : null }
}
