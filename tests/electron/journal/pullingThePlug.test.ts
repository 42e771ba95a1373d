import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { layoutOf, migrate } from '../../../electron/journal/migrations'
import { aFolder } from './aFolder'
import { aJournal } from './aJournal'
import { killed } from './killed'
import { longSteps } from './longSteps'

it('loses no letter that was on disk when the app was killed while typing, and the journal is never damaged', async () => {
  const folder = aFolder()
  for (let round = 1; round <= 6; round += 1) {
    const said = await killed('typeDrafts.ts', [folder, `call-${round}`], 20 + round * 25)
    const promised = Number(said.trim().split('\n').at(-1))
    expect(promised, 'letters that the journal said were safe').toBeGreaterThan(0)

    const journal = aJournal(folder)
    expect(journal.damaged()).toEqual([])
    expect(journal.find(`call-${round}`)?.capture.requirement.length).toBeGreaterThanOrEqual(promised)
    expect(journal.interrupted()).toHaveLength(round)
    const last = journal.interrupted().find(({ record }) => record.callId === `call-${round}`)
    expect(Number(last?.line?.recalledFrom), 'the line was written in the same commit').toBe(
      last?.record.capture.requirement.length,
    )
    journal.close()
  }
}, 60_000)

it('takes each step of a migration wholly or not at all when the app is killed in it', async () => {
  const file = join(aFolder(), 'steps.sqlite')
  const layouts: number[] = []
  for (let round = 0; round < 6; round += 1) {
    await killed('takeSteps.ts', [file], round * 3)
    const database = new DatabaseSync(file)
    const layout = layoutOf(database)
    for (const step of [1, 2, 3, 4, 5]) {
      const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema WHERE name = ?').get(`step${step}`)
      expect(tables?.['n'], `table of step ${step} at layout ${layout}`).toBe(step <= layout ? 1 : 0)
      if (step <= layout) expect(database.prepare(`SELECT count(*) AS n FROM step${step}`).get()?.['n']).toBe(20_000)
    }
    layouts.push(layout)
    database.close()
  }
  expect(
    [...layouts].sort((one, other) => one - other),
    'never goes back',
  ).toEqual(layouts)
  const database = new DatabaseSync(file)
  migrate(database, longSteps)
  expect(layoutOf(database)).toBe(5)
  database.close()
}, 60_000)
