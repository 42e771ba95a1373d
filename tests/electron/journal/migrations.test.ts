import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { Failure } from '../../../domain/Failure'
import { layoutOf, markOf, migrate, migrations } from '../../../electron/journal/migrations'
import { aKeptLine } from '../../support/anInterrupted'
import { aFolder } from './aFolder'
import { aJournal, carryAllOver } from './aJournal'
import { aRecord } from './aRecord'

it('takes only the steps that are new, in order', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database, ['CREATE TABLE notes (text)'])
  migrate(database, ['CREATE TABLE notes (text)', `INSERT INTO notes VALUES ('second')`])
  migrate(database, ['CREATE TABLE notes (text)', `INSERT INTO notes VALUES ('second')`])

  expect(layoutOf(database)).toBe(2)
  expect(database.prepare('SELECT text FROM notes').all()).toMatchObject([{ text: 'second' }])
  database.close()
})

it('leaves nothing of a step that fails', () => {
  const database = new DatabaseSync(':memory:')
  expect(() => migrate(database, ['CREATE TABLE notes (text); INSERT INTO nowhere VALUES (1)'])).toThrow()

  expect(layoutOf(database)).toBe(0)
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([])
  database.close()
})

/** What the fourth layout brought. */
function withoutCarryOvers(database: DatabaseSync): void {
  database.exec('DROP INDEX records_left; DROP TABLE carry_overs')
}

it('takes a journal of the first layout over, with everything in it', () => {
  const folder = aFolder()
  const file = join(folder, 'journal.sqlite')
  const first = aJournal(folder)
  const records = [
    aRecord(),
    aRecord({ callId: 'open', state: 'open', ending: 'endedByThem', capture: { requirement: '' } }),
    aRecord({ callId: 'live', state: 'live', ending: undefined, endedAt: undefined }),
  ]
  for (const record of records) first.keep(record)
  first.close()
  const database = new DatabaseSync(file)
  withoutCarryOvers(database)
  for (const column of ['handed_to', 'handed_by', 'line', 'alive_at'])
    database.exec(`ALTER TABLE records DROP COLUMN ${column}`)
  database.exec(markOf(1))
  database.close()

  const journal = aJournal(folder)
  expect(journal.damaged()).toEqual([])
  expect(records.map(({ callId }) => journal.find(callId))).toEqual(records)
  expect(journal.countOpen()).toBe(1)
  expect(journal.interrupted()).toEqual([{ record: records[2], line: undefined, aliveAt: undefined }])
  expect(journal.list({ search: 'october', offset: 0, limit: 10 }).total).toBe(2)
  const handedOver = aRecord({ callId: 'new', ending: 'handedOver', handedTo: 'Ben Hart', handedBy: '102' })
  journal.keep(handedOver)
  expect(journal.find('new')).toEqual(handedOver)
})

it('takes a journal of the second layout over, and keeps lines from then on', () => {
  const folder = aFolder()
  const live = aRecord({ state: 'live', ending: undefined, endedAt: undefined, handedBy: '102' })
  const second = aJournal(folder)
  second.keep(live)
  second.close()
  const database = new DatabaseSync(join(folder, 'journal.sqlite'))
  withoutCarryOvers(database)
  for (const column of ['line', 'alive_at']) database.exec(`ALTER TABLE records DROP COLUMN ${column}`)
  database.exec(markOf(2))
  database.close()

  const journal = aJournal(folder)
  expect(journal.damaged()).toEqual([])
  expect(journal.interrupted()).toEqual([{ record: live, line: undefined, aliveAt: undefined }])
  journal.keep(live, aKeptLine())
  journal.noteLife(1_010_000)
  expect(journal.interrupted()).toEqual([{ record: live, line: aKeptLine(), aliveAt: 1_010_000 }])
})

it('carries the records of a damaged journal of the first layout over', () => {
  const folder = aFolder()
  const first = aJournal(folder)
  first.keep(aRecord())
  first.close()
  const database = new DatabaseSync(join(folder, 'journal.sqlite'))
  withoutCarryOvers(database)
  for (const column of ['handed_to', 'handed_by', 'line', 'alive_at'])
    database.exec(`ALTER TABLE records DROP COLUMN ${column}`)
  database.exec('PRAGMA user_version = 1; PRAGMA application_id = 7')
  database.close()

  const journal = aJournal(folder)
  expect(carryAllOver(journal).damaged()[0]?.carriedOver).toBe(1)
  expect(journal.find('okafor-1')).toEqual(aRecord())
})

it('refuses a journal from a newer version in words, and does not touch it', () => {
  const folder = aFolder()
  const before = aJournal(folder)
  before.keep(aRecord())
  before.close()
  setLayout(folder, migrations.length + 1)

  expect(() => aJournal(folder)).toThrow(Failure)
  expect(() => aJournal(folder)).toThrow(/newer Phone Duty .* start the newer version/)

  setLayout(folder, migrations.length)
  expect(aJournal(folder).find('okafor-1')).toEqual(aRecord())
})

function setLayout(folder: string, layout: number): void {
  const database = new DatabaseSync(join(folder, 'journal.sqlite'))
  database.exec(markOf(layout))
  database.close()
}
