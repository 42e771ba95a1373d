import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { Failure } from '../../../domain/Failure'
import { layoutOf, markOf, migrate, migrations } from '../../../electron/journal/migrations'
import { aFolder } from './aFolder'
import { aJournal } from './aJournal'
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
