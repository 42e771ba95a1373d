import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder } from './aFolder'
import { aJournal, carryAllOver } from './aJournal'
import { aRecord } from './aRecord'

const many = 300

/** A profile whose journal holds many records and was closed properly. */
function aProfile(): string {
  const folder = aFolder()
  const journal = aJournal(folder)
  for (let at = 0; at < many; at += 1) journal.keep(aRecord({ callId: `call-${at}`, startedAt: at }))
  journal.close()
  return folder
}

describe('a damaged journal', () => {
  it('is put aside whole, and a fresh one is begun', () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'journal.sqlite'), 'This is not a database, but it may be dear to somebody.'.repeat(100))
    const journal = carryAllOver(aJournal(folder))

    expect(journal.damaged()).toEqual([
      { from: 'damage', keptAs: 'journal.sqlite.damaged-1', carriedOver: 0, unreadable: 0, left: 0 },
    ])
    expect(readFileSync(join(folder, 'journal.sqlite.damaged-1'), 'utf8')).toMatch(/^This is not a database/)
    journal.keep(aRecord())
    expect(journal.find('okafor-1')).toEqual(aRecord())
  })

  it('never takes the name of one that was put aside before', () => {
    const folder = aFolder()
    for (const turn of [1, 2]) {
      writeFileSync(join(folder, 'journal.sqlite'), `damage ${turn} `.repeat(500))
      const journal = aJournal(folder)
      expect(journal.damaged()[0]?.keptAs).toBe(`journal.sqlite.damaged-${turn}`)
      journal.close()
    }
    expect(readFileSync(join(folder, 'journal.sqlite.damaged-1'), 'utf8')).toMatch(/^damage 1/)
  })

  it('hands over the records that can still be read', () => {
    const folder = aProfile()
    const file = join(folder, 'journal.sqlite')
    const bytes = readFileSync(file)
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 100)
    writeFileSync(file, bytes)
    const journal = carryAllOver(aJournal(folder))

    const carried = journal.damaged()[0]?.carriedOver ?? 0
    expect(carried).toBeGreaterThan(many / 2)
    expect(journal.list({ search: 'invoice', offset: 0, limit: 1 }).total).toBe(carried)
    expect(journal.find('call-0')).toEqual(aRecord({ callId: 'call-0', startedAt: 0 }))
  })

  it('hands over what it can when its end is missing', () => {
    const folder = aProfile()
    const file = join(folder, 'journal.sqlite')
    truncateSync(file, Math.floor(readFileSync(file).length / 4096 / 2) * 4096)
    const journal = aJournal(folder)

    expect(journal.damaged()[0]?.keptAs).toBe('journal.sqlite.damaged-1')
    journal.keep(aRecord())
    expect(journal.find('okafor-1')).toEqual(aRecord())
  })
})

it('starts after any damage to the first bytes, with every record or with a kept copy', () => {
  startsAfterDamageAt(Array.from({ length: 100 }, (_, at) => at))
}, 60_000)

it('starts after damage anywhere, with every record or with a kept copy', () => {
  startsAfterDamageAt(Array.from({ length: 60 }, (_, turn) => 100 + turn * 4_999))
}, 60_000)

function startsAfterDamageAt(places: readonly number[]): void {
  const sound = join(aProfile(), 'journal.sqlite')
  const bytes = readFileSync(sound)
  for (const place of places) {
    const folder = join(aFolder(), 'profile')
    mkdirSync(folder)
    copyFileSync(sound, join(folder, 'journal.sqlite'))
    const damaged = Buffer.from(bytes)
    const at = place % damaged.length
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (place % 8))
    writeFileSync(join(folder, 'journal.sqlite'), damaged)

    const journal = carryAllOver(aJournal(folder))
    journal.keep(aRecord())
    expect(journal.find('okafor-1'), `after a flip in byte ${at}`).toEqual(aRecord())
    const { total } = journal.list({ search: '', offset: 0, limit: 200 })
    const keptAside = readdirSync(folder).includes('journal.sqlite.damaged-1')
    expect(journal.damaged().length > 0, `told of the copy, byte ${at}`).toBe(keptAside)
    if (!keptAside) expect(total, `records after a flip in byte ${at}`).toBe(many + 1)
    journal.close()
  }
}
