import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeptLine } from '../../../domain/record/KeptLine'
import { aDialog, aKeptLine, hisLeg } from '../../support/anInterrupted'
import { aFolder } from './aFolder'
import { aJournal, carryAllOver } from './aJournal'
import { aRecord } from './aRecord'

const live = aRecord({ state: 'live', ending: undefined, endedAt: undefined })

const text = fc.string({ unit: 'binary', maxLength: 40 })
const instant = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const dialog = fc.record({ callId: text, localTag: text, remoteTag: text })
const anyLine: fc.Arbitrary<KeptLine> = fc.record({
  dialog,
  answeredAt: instant,
  heldAt: maybe(instant),
  muted: fc.boolean(),
  shape: fc.constantFrom('international', 'national', 'short', 'none'),
  recalledFrom: text,
  answeredBefore: maybe(instant),
  colleague: maybe(dialog),
})

/** What stands in the file itself. */
function rowIn(folder: string, callId = 'okafor-1'): Record<string, unknown> | undefined {
  const database = new DatabaseSync(join(folder, 'journal.sqlite'), { readOnly: true })
  const row = database.prepare('SELECT state, line, alive_at FROM records WHERE call_id = ?').get(callId)
  database.close()
  return row
}

/** Changes the file behind the journal's back, as a damaged disk might. */
function bend(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'journal.sqlite'))
  database.exec('PRAGMA ignore_check_constraints = ON')
  database.exec(sql)
  database.close()
}

describe('the line of a call', () => {
  it('comes back from the disk exactly as it was kept, whatever the exchange called it', () => {
    const journal = aJournal()
    fc.assert(
      fc.property(anyLine, line => {
        journal.keep(live, line)
        expect(journal.interrupted()).toEqual([{ record: live, line, aliveAt: undefined }])
      }),
      { numRuns: 300 },
    )
  })

  it('is still there after a crash, and nothing is where none was', () => {
    const folder = aFolder()
    const before = aJournal(folder)
    before.keep(live, aKeptLine({ colleague: hisLeg }))
    before.keep({ ...live, callId: 'ringing', startedAt: live.startedAt + 1 })

    // As a crash leaves it: nobody has closed the first.
    expect(aJournal(folder).interrupted()).toMatchObject([
      { record: { callId: 'okafor-1' }, line: aKeptLine({ colleague: hisLeg }) },
      { record: { callId: 'ringing' }, line: undefined },
    ])
  })

  it('is the last one that was kept, or none', () => {
    const journal = aJournal()
    journal.keep(live, aKeptLine())
    journal.keep(live, aKeptLine({ heldAt: 1_050_000 }))
    expect(journal.interrupted()[0]?.line?.heldAt).toBe(1_050_000)
    journal.keep(live)
    expect(journal.interrupted()[0]?.line).toBeUndefined()
  })

  it.each(['open', 'closed'] as const)('goes when the line goes down: %s', state => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(live, aKeptLine())
    journal.noteLife(1_080_000)
    journal.keep(aRecord({ state }), aKeptLine())
    expect(rowIn(folder)).toEqual({ state, line: null, alive_at: null })

    journal.keep(live, aKeptLine())
    expect(rowIn(folder), 'a late draft brings nothing back').toEqual({ state, line: null, alive_at: null })
  })

  it.each(['open', 'closed'] as const)('stays beside a record that is owed since the app died: %s', state => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(live, aKeptLine())
    journal.noteLife(1_080_000)
    const owed = aRecord({ state })
    journal.owe(owed, aKeptLine())
    journal.noteLife(1_090_000)
    expect(journal.interrupted()).toEqual([{ record: owed, line: aKeptLine(), aliveAt: 1_080_000 }])
    const typed = { ...owed, capture: { ...owed.capture, company: 'Okafor & Sons' } }
    journal.keep(typed)
    journal.keep(live, aKeptLine({ muted: true }))
    expect(aJournal(folder).interrupted(), 'whatever is kept of it').toEqual([
      { record: typed, line: aKeptLine(), aliveAt: 1_080_000 },
    ])

    journal.forgetLine('okafor-1')
    expect(rowIn(folder)).toEqual({ state, line: null, alive_at: null })
    expect(journal.find('okafor-1')).toEqual(typed)
  })

  it('is not there when the record is owed without one', () => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(live, aKeptLine())
    journal.noteLife(1_080_000)
    journal.owe(aRecord({ state: 'open' }))
    expect(rowIn(folder)).toEqual({ state: 'open', line: null, alive_at: null })
  })

  it('is never forgotten while the call is up', () => {
    const journal = aJournal()
    journal.keep(live, aKeptLine())
    journal.forgetLine('okafor-1')
    expect(journal.interrupted()).toMatchObject([{ line: aKeptLine() }])
  })

  it('goes when a call that was taken back is over', () => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(live, aKeptLine())
    journal.owe(aRecord({ state: 'open' }), aKeptLine())
    journal.revive(live, aKeptLine({ dialog: aDialog('again') }))
    journal.keep(aRecord({ state: 'open' }))
    expect(rowIn(folder)).toEqual({ state: 'open', line: null, alive_at: null })
  })

  it('comes back with a call that is taken back, and a sign of life only with the next', () => {
    const journal = aJournal()
    journal.keep(live, aKeptLine())
    journal.noteLife(1_080_000)
    journal.keep(aRecord({ state: 'open' }))
    const again = aKeptLine({ dialog: aDialog('again') })
    journal.revive(live, again)
    expect(journal.interrupted()).toEqual([{ record: live, line: again, aliveAt: undefined }])
    journal.noteLife(1_095_000)
    expect(journal.interrupted()).toEqual([{ record: live, line: again, aliveAt: 1_095_000 }])
  })

  it('never goes with a record that is revived as anything but live', () => {
    const folder = aFolder()
    aJournal(folder).revive(aRecord({ state: 'open' }), aKeptLine())
    expect(rowIn(folder)).toMatchObject({ state: 'open', line: null })
  })

  it('is null on disk where it is undefined in memory', () => {
    const folder = aFolder()
    aJournal(folder).keep(live, aKeptLine())
    expect(JSON.parse(String(rowIn(folder)?.['line']))).toEqual({
      ...aKeptLine(),
      heldAt: null,
      answeredBefore: null,
      colleague: null,
    })
  })

  it.each([
    ['no JSON', 'x'],
    ['another thing', '[]'],
    ['null', 'null'],
    ['without its dialog', JSON.stringify({ ...aKeptLine(), dialog: null })],
    ['with half a dialog', JSON.stringify({ ...aKeptLine(), dialog: { callId: 'x', localTag: 'y' } })],
    ['of a shape that nobody knows', JSON.stringify({ ...aKeptLine(), shape: 'round' })],
    ['answered at no time', JSON.stringify({ ...aKeptLine(), answeredAt: '9' })],
  ])('is as none when it cannot be read, and the record is there: %s', (_, bent) => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(live, aKeptLine())
    bend(folder, `UPDATE records SET line = '${bent}'`)
    expect(journal.interrupted()).toEqual([{ record: live, line: undefined, aliveAt: undefined }])
    expect(journal.find('okafor-1')).toEqual(live)
    const owed = aRecord({ state: 'open' })
    journal.owe(owed, aKeptLine())
    bend(folder, `UPDATE records SET line = '${bent}'`)
    expect(journal.interrupted(), 'and nobody can be asked for by it').toEqual([])
  })

  it('may leave out what it does not have', () => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(live, aKeptLine())
    const { heldAt: _, answeredBefore: __, colleague: ___, ...short } = aKeptLine()
    bend(folder, `UPDATE records SET line = '${JSON.stringify(short)}'`)
    expect(journal.interrupted()[0]?.line).toEqual(aKeptLine())
  })
})

describe('a sign of life', () => {
  it('is noted for every call that is up, and for no other', () => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(live, aKeptLine())
    journal.keep({ ...live, callId: 'second' }, aKeptLine())
    journal.keep(aRecord({ callId: 'over', state: 'open' }))
    journal.noteLife(1_010_000)
    journal.noteLife(1_012_000)
    expect(journal.interrupted().map(({ aliveAt }) => aliveAt)).toEqual([1_012_000, 1_012_000])
    expect(rowIn(folder, 'over')?.['alive_at']).toBeNull()
  })

  it('outlives every keystroke', () => {
    const journal = aJournal()
    journal.keep(live, aKeptLine())
    journal.noteLife(1_010_000)
    const typed = { ...live, capture: { ...live.capture, company: 'Okafor & Sons' } }
    journal.keep(typed, aKeptLine())
    expect(journal.interrupted()).toEqual([{ record: typed, line: aKeptLine(), aliveAt: 1_010_000 }])
  })

  it('writes nothing when no call is up', () => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(aRecord())
    const written = () => statSync(join(folder, 'journal.sqlite-wal')).size
    const before = written()
    for (let beat = 0; beat < 50; beat += 1) journal.noteLife(1_000_000 + beat)
    expect(written()).toBe(before)
    journal.keep({ ...live, callId: 'up' })
    journal.noteLife(2_000_000)
    expect(written()).toBeGreaterThan(before)
  })
})

describe('a damaged journal', () => {
  /** A journal with a live call, damaged so that it is put aside, and whatever else is done to it. */
  function carriedOver(sql: string) {
    const folder = join(aFolder(), 'profile')
    mkdirSync(folder)
    const before = aJournal(folder)
    before.keep(live, aKeptLine())
    before.noteLife(1_080_000)
    before.close()
    bend(folder, `${sql}; PRAGMA application_id = 7`)
    const journal = aJournal(folder)
    expect(carryAllOver(journal).damaged()[0]?.carriedOver).toBe(1)
    return { journal, row: rowIn(folder) }
  }

  it('hands over the line of a live call, which only the exchange can say is gone', () => {
    expect(carriedOver('SELECT 1').journal.interrupted()).toEqual([
      { record: live, line: aKeptLine(), aliveAt: 1_080_000 },
    ])
  })

  it.each(['open', 'closed'])('hands over the line that was left beside a record when the app died: %s', state => {
    const { journal } = carriedOver(`UPDATE records SET state = '${state}'`)
    expect(journal.interrupted()).toEqual([{ record: { ...live, state }, line: aKeptLine(), aliveAt: 1_080_000 }])
  })

  it.each(['live', 'open', 'closed'])('hands over no line that cannot be read: %s', state => {
    const { row } = carriedOver(`UPDATE records SET state = '${state}', line = '{}'`)
    expect(row).toEqual({ state, line: null, alive_at: null })
  })

  it.each([
    ['no JSON', `UPDATE records SET line = '{"dialog'`],
    ['JSON of something else', `UPDATE records SET line = '{}'`],
  ])('hands over the record though its line was hit: %s', (_, sql) => {
    const { journal, row } = carriedOver(sql)
    expect(row).toEqual({ state: 'live', line: null, alive_at: null })
    expect(journal.interrupted()).toEqual([{ record: live, line: undefined, aliveAt: undefined }])
  })

  it('is one whose only damage is a line, and it costs nothing but that line', () => {
    const folder = aFolder()
    const before = aJournal(folder)
    before.keep(live, aKeptLine())
    before.keep(aRecord({ callId: 'other' }))
    before.close()
    bend(folder, `UPDATE records SET line = '{"dialog' WHERE call_id = 'okafor-1'`)
    const journal = carryAllOver(aJournal(folder))
    expect(journal.interrupted()).toEqual([{ record: live, line: undefined, aliveAt: undefined }])
    expect(journal.list({ search: '', offset: 0, limit: 10 }).total).toBe(2)
  })
})
