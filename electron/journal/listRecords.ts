import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { RecordsAsked, RecordsPage } from '../contract/contract'
import { recordIn } from './recordRow'
import { type Term, termsOf } from './searchedText'

interface Condition {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

const inOrder = `ORDER BY (state = 'open') DESC, started_at DESC, id DESC`

// Below this many matches it is quicker to sort them; above, to walk from the newest until the page is full.
const fewEnoughToSort = 2_000

/** One page of the journal: what is owed first, then the newest, and how many there are in all. */
export function listRecords(database: DatabaseSync, { search, offset, limit }: RecordsAsked): RecordsPage {
  const terms = termsOf(search)
  const indexed = terms.filter(term => term.every(isLongEnough))
  const others = terms.filter(term => !indexed.includes(term))
  const throughText = where(terms.map(contains))
  const throughIndex = where([matches(indexed), ...others.map(contains)])

  const total =
    indexed.length === 0
      ? count(database, 'records', throughText)
      : others.length === 0
        ? // The index alone counts ten times as fast as the records that it points to.
          count(database, 'records_search', { sql: 'WHERE records_search MATCH ?', values: matches(indexed).values })
        : count(database, 'records', throughIndex)
  const { sql, values } = indexed.length > 0 && total <= fewEnoughToSort ? throughIndex : throughText
  const rows = database
    .prepare(`SELECT * FROM records ${sql} ${inOrder} LIMIT ? OFFSET ?`)
    .all(...values, limit, offset)
  return { records: rows.map(recordIn), total }
}

// The index knows pieces of three letters and nothing shorter.
const isLongEnough = (spelling: string): boolean => /^.{3}/u.test(spelling)

/** Records that contain the term: every spelling is looked for, letter by letter. */
function contains(term: Term): Condition {
  return { sql: `(${term.map(() => 'instr(searched, ?) > 0').join(' OR ')})`, values: term }
}

/** The same, through the index of the words. */
function matches(terms: readonly Term[]): Condition {
  const quoted = (spelling: string) => `"${spelling.replaceAll('"', '""')}"`
  const asked = terms.map(term => `(${term.map(quoted).join(' OR ')})`).join(' AND ')
  return { sql: 'id IN (SELECT rowid FROM records_search WHERE records_search MATCH ?)', values: [asked] }
}

function count(database: DatabaseSync, table: string, { sql, values }: Condition): number {
  return Number(database.prepare(`SELECT count(*) AS n FROM ${table} ${sql}`).get(...values)?.['n'])
}

function where(conditions: readonly Condition[]): Condition {
  const sql = conditions.length === 0 ? '' : `WHERE ${conditions.map(condition => condition.sql).join(' AND ')}`
  return { sql, values: conditions.flatMap(condition => condition.values) }
}
