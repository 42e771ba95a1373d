import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { desiredResponses, releases } from '../../../domain/capture/Capture'
import { Failure } from '../../../domain/Failure'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { orDiskFailure } from '../../../electron/profile/diskFailure'
import { because, direction, ending, lineKind, state } from '../../../electron/journal/recordWords'
import { aFolder } from './aFolder'
import { aJournal } from './aJournal'
import { aRecord } from './aRecord'

const text = fc.string({ unit: 'binary', maxLength: 40 })
const instant = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const anyRecord: fc.Arbitrary<CallRecord> = fc.record({
  callId: text,
  state: fc.constantFrom(...state.options),
  accountId: text,
  direction: fc.constantFrom(...direction.options),
  number: text,
  shownName: text,
  withheld: fc.boolean(),
  directoryName: text,
  line: fc.record({
    kind: fc.constantFrom(...lineKind.options),
    because: fc.constantFrom(...because.options),
    evidence: fc.array(text),
  }),
  corrected: maybe(fc.constantFrom(...lineKind.options)),
  handedTo: text,
  handedBy: text,
  dialled: text,
  answerAs: text,
  emergency: fc.boolean(),
  startedAt: instant,
  answeredAt: maybe(instant),
  endedAt: maybe(instant),
  ending: maybe(fc.constantFrom(...ending.options)),
  capture: fc.record({
    requirement: text,
    callerName: text,
    company: text,
    contact: text,
    forWhom: text,
    response: maybe(fc.constantFrom(...desiredResponses)),
    urgent: maybe(fc.boolean()),
    wontSay: fc.subarray(['callerName', 'contact'] as const),
    release: maybe(fc.constantFrom(...releases)),
  }),
})

describe('a record', () => {
  it('comes back from the disk exactly as it was kept, whatever was written in it', () => {
    const journal = aJournal()
    fc.assert(
      fc.property(anyRecord, record => {
        const kept = { ...record, callId: `${record.callId}-${record.state}` }
        journal.keep(kept)
        // A late draft of a call that is over is the one thing that is not taken.
        if (journal.find(kept.callId)?.state === kept.state) expect(journal.find(kept.callId)).toEqual(kept)
      }),
      { numRuns: 300 },
    )
  })

  it('is one record, however often it is kept', () => {
    const journal = aJournal()
    journal.keep(aRecord({ state: 'live', capture: { requirement: 'The Oct' } }))
    journal.keep(aRecord({ state: 'live', capture: { requirement: 'The October invoice' } }))
    journal.keep(aRecord({ capture: { requirement: 'The October invoice' } }))
    journal.keep(aRecord({ capture: { requirement: 'The October invoice' } }))

    expect(journal.list({ search: '', offset: 0, limit: 10 })).toEqual({
      records: [aRecord({ capture: { requirement: 'The October invoice' } })],
      total: 1,
    })
  })

  it('is still there after the journal was closed and opened again', () => {
    const folder = aFolder()
    const before = aJournal(folder)
    before.keep(aRecord())
    before.close()
    before.close()

    expect(aJournal(folder).find('okafor-1')).toEqual(aRecord())
  })

  it('does not come up again by a late draft when its line is down', () => {
    const journal = aJournal()
    for (const state of ['open', 'closed'] as const) {
      journal.keep(aRecord({ callId: state, state }))
      journal.keep(aRecord({ callId: state, state: 'live', capture: { requirement: 'The Oct' } }))
      expect(journal.find(state)).toEqual(aRecord({ callId: state, state }))
    }
  })

  it('is owed again when a required slot is emptied after the call', () => {
    const journal = aJournal()
    journal.keep(aRecord())
    journal.keep(aRecord({ state: 'open', capture: { requirement: '' } }))

    expect(journal.find('okafor-1')).toMatchObject({ state: 'open', capture: { requirement: '' } })
    expect(journal.countOpen()).toBe(1)
  })

  it('that was never kept is not found', () => {
    expect(aJournal().find('nobody')).toBeUndefined()
  })
})

it('counts the records that are owed', () => {
  const journal = aJournal()
  expect(journal.countOpen()).toBe(0)
  journal.keep(aRecord({ callId: 'a', state: 'open' }))
  journal.keep(aRecord({ callId: 'b', state: 'open' }))
  journal.keep(aRecord({ callId: 'c', state: 'live' }))
  journal.keep(aRecord({ callId: 'b', state: 'closed' }))
  expect(journal.countOpen()).toBe(1)
})

it('gives back the calls that were up when the app died, the oldest first', () => {
  const folder = aFolder()
  const before = aJournal(folder)
  before.keep(aRecord({ callId: 'later', state: 'live', startedAt: 2_000 }))
  before.keep(aRecord({ callId: 'earlier', state: 'live', startedAt: 1_000 }))
  before.keep(aRecord({ callId: 'over', state: 'open' }))
  before.close()

  expect(
    aJournal(folder)
      .interrupted()
      .map(({ record }) => record.callId),
  ).toEqual(['earlier', 'later'])
})

describe('the files', () => {
  it.skipIf(process.platform === 'win32')('are their owner’s alone, also when the folder was open to others', () => {
    const folder = join(aFolder(), 'profile')
    mkdirSync(folder, { mode: 0o755 })
    aJournal(folder).keep(aRecord())

    const modes = ['', 'journal.sqlite', 'journal.sqlite-wal', 'journal.sqlite-shm'].map(
      name => statSync(join(folder, name)).mode & 0o777,
    )
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600])
  })
})

describe('when the disk refuses', () => {
  it('says that another program holds the journal, and keeps what is there', () => {
    const folder = aFolder()
    const journal = aJournal(folder)
    journal.keep(aRecord({ state: 'open' }))
    const other = new DatabaseSync(join(folder, 'journal.sqlite'))
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')

    expect(() => journal.keep(aRecord())).toThrow(
      new Failure('The journal is in use by another program. Nothing was written; try again.'),
    )
    expect(journal.find('okafor-1')?.state).toBe('open')
  })

  it('says that the disk is full', () => {
    const database = new DatabaseSync(':memory:')
    onTestFinished(() => database.close())
    database.exec('CREATE TABLE notes (text); PRAGMA max_page_count = 2')

    expect(() => orDiskFailure(() => database.exec(`INSERT INTO notes VALUES (zeroblob(100000))`))).toThrow(
      new Failure('The disk is full, so the journal cannot be written. Make some room and try again.'),
    )
  })

  it('says so when the folder is no folder', () => {
    const file = join(aFolder(), 'profile')
    writeFileSync(file, '')
    expect(() => aJournal(file)).toThrow(Failure)
  })

  it('leaves a bug a bug', () => {
    expect(() => orDiskFailure(() => JSON.parse('{'))).toThrow(SyntaxError)
  })
})

describe('a record whose caller is back', () => {
  it.each(['open', 'closed', 'live'] as const)('lives again, and what follows is kept: it was %s', state => {
    const journal = aJournal()
    journal.keep(aRecord({ state }))
    const live = aRecord({ state: 'live', ending: undefined, endedAt: undefined, handedTo: '' })
    journal.revive(live)
    expect(journal.find('okafor-1')).toEqual(live)
    expect(journal.countOpen()).toBe(0)
    expect(journal.interrupted(), 'should the app die now').toMatchObject([{ record: live, line: undefined }])

    const typed = { ...live, capture: { ...live.capture, company: 'Okafor & Sons' } }
    journal.keep(typed)
    expect(journal.find('okafor-1')).toEqual(typed)
    const over = { ...typed, state: 'closed', ending: 'endedByUs', endedAt: 1_200_000 } as const
    journal.keep(over)
    expect(journal.list({ search: '& sons', offset: 0, limit: 10 })).toEqual({ records: [over], total: 1 })
  })

  it('is written down even when the journal had never heard of it', () => {
    const journal = aJournal()
    journal.revive(aRecord({ state: 'live' }))
    expect(journal.find('okafor-1')?.state).toBe('live')
  })

  it('is the only way back: a late draft does not wake a record', () => {
    const journal = aJournal()
    journal.keep(aRecord())
    journal.revive(aRecord({ state: 'live' }))
    journal.keep(aRecord())
    journal.keep(aRecord({ state: 'live' }))
    expect(journal.find('okafor-1')?.state).toBe('closed')
  })
})
