import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../domain/Failure'
import { openJournal } from '../../../electron/journal/openJournal'
import { aFolder } from './aFolder'
import { aJournal, carryAllOver } from './aJournal'
import { aRecord } from './aRecord'
import { killed } from './killed'

/** A profile whose journal holds so many records and was closed properly. */
function aProfile(many: number): string {
  const folder = aFolder()
  const journal = openJournal(folder)
  for (let at = 0; at < many; at += 1) journal.keep(aRecord({ callId: `call-${at}`, startedAt: at }))
  journal.close()
  return folder
}

/** Nothing is wrong with its records, and nobody can know that before having looked. */
function suspicious(many: number): string {
  const folder = aProfile(many)
  const database = new DatabaseSync(join(folder, 'journal.sqlite'))
  database.exec('PRAGMA application_id = 7')
  database.close()
  return folder
}

function fill(file: string, from: number, to: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0xff, from, to)
  writeFileSync(file, bytes)
}

const countIn = (folder: string) => {
  const journal = openJournal(folder)
  const { total } = journal.list({ search: '', offset: 0, limit: 1 })
  journal.close()
  return total
}

describe('records that are carried over', () => {
  it('come a few at a time, and new ones are written meanwhile', () => {
    const journal = aJournal(suspicious(300))
    expect(journal.carryOver(20)).toEqual({ hasMore: true, live: [] })
    expect(journal.find('call-299'), 'the newest come first').toBeDefined()
    expect(journal.find('call-0')).toBeUndefined()
    journal.keep(aRecord({ callId: 'meanwhile' }))
    expect(journal.damaged()).toMatchObject([{ carriedOver: 20 }])
    carryAllOver(journal)

    expect(journal.list({ search: '', offset: 0, limit: 1 }).total).toBe(301)
    expect(journal.damaged()).toMatchObject([{ carriedOver: 300, unreadable: 0, left: 0 }])
  })

  it('never take the place of a newer word', () => {
    const journal = aJournal(suspicious(30))
    journal.keep(aRecord({ callId: 'call-7', capture: { requirement: 'said since' } }))
    carryAllOver(journal)

    expect(journal.find('call-7')?.capture.requirement).toBe('said since')
    expect(journal.damaged()).toMatchObject([{ carriedOver: 29 }])
  })

  it('are all there, each once, however often the app was killed on the way', async () => {
    const folder = suspicious(1_500)
    let kills = 0
    for (let turn = 0; ; turn += 1) {
      const said = await killed('carryOverSlowly.ts', [folder, '20'], 15 + ((turn * 37) % 60))
      if (said.endsWith('done')) break
      kills += 1
    }
    expect(kills).toBeGreaterThan(2)
    expect(countIn(folder)).toBe(1_500)
    expect(
      readdirSync(folder).filter(name => /damaged-\d+$/.test(name)),
      'one kept copy',
    ).toHaveLength(1)
  }, 60_000)

  it('wait for room when the disk is full, and come when there is some', () => {
    const folder = suspicious(800)
    const file = join(folder, 'journal.sqlite')
    openJournal(folder).close()
    // As full as a disk can be made without one: SQLite says the same.
    const full = new DatabaseSync(file)
    full.exec('PRAGMA journal_mode = WAL')
    full.close()
    const journal = openJournal(folder, { mostPages: statSync(file).size / 4_096 + 20 })
    expect(() => carryAllOver(journal)).toThrow(
      new Failure('The disk is full, so the journal cannot be written. Make some room and try again.'),
    )
    const before = journal.damaged()[0]
    expect(before?.left).toBeGreaterThan(0)
    expect(() => journal.carryOver(20)).toThrow(Failure)
    expect(journal.damaged()[0], 'nothing is half done').toEqual(before)
    journal.close()

    carryAllOver(aJournal(folder))
    expect(countIn(folder)).toBe(800)
  })

  it('are also those between two damages, one by one', () => {
    const folder = aProfile(900)
    const file = join(folder, 'journal.sqlite')
    const { length } = readFileSync(file)
    fill(file, Math.floor(length * 0.3), Math.floor(length * 0.3) + 60)
    fill(file, Math.floor(length * 0.7), Math.floor(length * 0.7) + 60)
    const journal = carryAllOver(aJournal(folder))

    const [found] = journal.damaged()
    expect(found?.carriedOver).toBeGreaterThan(850)
    expect(journal.list({ search: '', offset: 0, limit: 1 }).total).toBe(found?.carriedOver)
    expect((found?.carriedOver ?? 0) + (found?.unreadable ?? 0)).toBeGreaterThanOrEqual(900)
  })

  it('are told until somebody has read of them, also after a restart', () => {
    const folder = suspicious(40)
    const first = openJournal(folder)
    first.carryOver(10)
    first.noteDamageTold()
    expect(first.damaged(), 'what is unfinished is told to the end').toMatchObject([{ carriedOver: 10 }])
    first.close()
    const second = carryAllOver(openJournal(folder))
    second.close()
    const third = openJournal(folder)
    expect(third.damaged()).toMatchObject([{ carriedOver: 40, left: 0 }])
    third.noteDamageTold()
    third.close()

    expect(aJournal(folder).damaged()).toEqual([])
  })

  it('come from every damaged file that an earlier version left unfinished', () => {
    const folder = suspicious(50)
    renameSync(join(folder, 'journal.sqlite'), join(folder, 'journal.sqlite.damaged-1'))
    const journal = carryAllOver(aJournal(folder))

    expect(journal.list({ search: '', offset: 0, limit: 1 }).total).toBe(50)
  })

  it('say which calls the app had died in', () => {
    const folder = aFolder()
    const before = openJournal(folder)
    before.keep(aRecord({ callId: 'up', state: 'live', ending: undefined, endedAt: undefined }))
    before.close()
    const database = new DatabaseSync(join(folder, 'journal.sqlite'))
    database.exec('PRAGMA application_id = 7')
    database.close()

    expect(aJournal(folder).carryOver(10)).toEqual({ hasMore: false, live: ['up'] })
  })
})

describe('a journal that is put aside', () => {
  it('keeps its newest pages with it, when the computer died in between', () => {
    const folder = aFolder()
    const journal = openJournal(folder)
    journal.keep(aRecord())
    // As after a crash: the record stands in the companion only.
    renameSync(join(folder, 'journal.sqlite'), join(folder, 'journal.sqlite.damaged-1'))
    expect(existsSync(join(folder, 'journal.sqlite-wal'))).toBe(true)
    const next = carryAllOver(aJournal(folder))

    expect(next.find('okafor-1')).toEqual(aRecord())
    journal.close()
  })
})

describe('what stands in the place of the journal', () => {
  it.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a device', (path: string) => symlinkSync('/dev/zero', path)],
  ])('is left alone and told in a sentence: %s', (_, make) => {
    const folder = aFolder()
    make(join(folder, 'journal.sqlite'))

    expect(() => openJournal(folder)).toThrow(Failure)
    expect(() => openJournal(folder)).toThrow(/^This is not the journal’s file: .*journal\.sqlite/)
  })
})

describe('what is on the disk', () => {
  it('is safe from a power cut, and its owner’s alone, however it was before', () => {
    const folder = aProfile(1)
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644)
    chmodSync(folder, 0o755)
    const journal = aJournal(folder)
    journal.keep(aRecord())

    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    // Each commit waits for the disk (FULL is 2), in a log of its own.
    expect(journal.durability()).toEqual({ synchronous: 2, journalMode: 'wal' })
  })

  it('is looked through at the next start when damage was met, however large it is', () => {
    const folder = aProfile(400)
    const file = join(folder, 'journal.sqlite')
    const journal = openJournal(folder, { quickToReadThrough: 0 })
    fill(file, readFileSync(file).length / 2, readFileSync(file).length / 2 + 3_000)
    journal.close()
    const large = openJournal(folder, { quickToReadThrough: 0 })
    expect(large.damaged()).toEqual([])
    expect(() => {
      for (let at = 0; at < 400; at += 1) large.find(`call-${at}`)
    }).toThrow(/^The journal file is damaged/)
    large.close()

    const next = openJournal(folder, { quickToReadThrough: 0 })
    expect(next.damaged()).toHaveLength(1)
    next.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
