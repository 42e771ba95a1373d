import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Journal } from '../../../electron/journal/openJournal'
import { aJournal } from './aJournal'
import { aRecord } from './aRecord'

const found = (journal: Journal, search: string) =>
  journal.list({ search, offset: 0, limit: 200 }).records.map(({ callId }) => callId)

describe('the list', () => {
  it('shows what is owed first, then the newest, a page at a time, and how many there are', () => {
    const journal = aJournal()
    for (const [at, state] of (['closed', 'open', 'closed', 'open', 'live'] as const).entries()) {
      journal.keep(aRecord({ callId: `call-${at}`, state, startedAt: at }))
    }

    expect(found(journal, '')).toEqual(['call-3', 'call-1', 'call-4', 'call-2', 'call-0'])
    const page = journal.list({ search: '', offset: 1, limit: 2 })
    expect(page.records.map(({ callId }) => callId)).toEqual(['call-1', 'call-4'])
    expect(page.total).toBe(5)
  })

  it('keeps that order in what a search finds, and counts all that it found', () => {
    const journal = aJournal()
    for (let at = 0; at < 60; at += 1) {
      journal.keep(aRecord({ callId: `call-${at}`, startedAt: at, state: at === 3 ? 'open' : 'closed' }))
    }

    const page = journal.list({ search: 'invoice', offset: 0, limit: 2 })
    expect(page.records.map(({ callId }) => callId)).toEqual(['call-3', 'call-59'])
    expect(page.total).toBe(60)
  })

  it('gives the same page of a common word as of a rare one', () => {
    const journal = aJournal()
    for (let at = 0; at < 2_050; at += 1) journal.keep(aRecord({ callId: `call-${at}`, startedAt: at }))

    const page = journal.list({ search: 'invoice', offset: 2_048, limit: 5 })
    expect(page.records.map(({ callId }) => callId)).toEqual(['call-1', 'call-0'])
    expect(page.total).toBe(2_050)
  }, 20_000)
})

describe('a search', () => {
  const inside = { kind: 'internal', because: 'exchange-signal', evidence: [] } as const

  it('for a colleague finds no stranger who wore their number', () => {
    const journal = aJournal()
    journal.keep(aRecord({ callId: 'stranger', number: '201', directoryName: 'Tomas Lind' }))
    journal.keep(aRecord({ callId: 'tomas', number: '201', directoryName: 'Tomas Lind', line: inside }))

    const { records } = journal.list({ search: 'tomas lind', offset: 0, limit: 5 })
    expect(records.map(({ callId }) => callId)).toEqual(['tomas'])
  })

  const journal = () => {
    const journal = aJournal()
    journal.keep(aRecord({ callId: 'okafor' }))
    const japanese = {
      requirement: '見積もりの件',
      callerName: '佐藤花子',
      company: 'サクラ商事',
      contact: '０９０−１２３４−５６７８',
      forWhom: 'ﾀﾅｶ',
    }
    journal.keep(aRecord({ callId: 'sato', number: '0312345678', shownName: '', capture: japanese }))
    const german = {
      requirement: 'router 100% broken_again',
      callerName: 'Jürgen',
      company: '',
      contact: '',
      forWhom: '',
    }
    journal.keep(
      aRecord({
        callId: 'juergen',
        number: '201',
        shownName: 'x',
        directoryName: 'Mia Weiß',
        line: inside,
        capture: german,
      }),
    )
    return journal
  }

  it.each([
    ['a part of a name', 'afor', ['okafor']],
    ['a part of the requirement', 'wrong am', ['okafor']],
    ['the company', 'okafor ltd', ['okafor']],
    ['whom it was for', 'ben hart', ['okafor']],
    ['what the wire showed', 'OKAFOR LTD', ['okafor']],
    ['the name in the directory', 'weiß', ['juergen']],
    ['two words in different places', 'hart invoice', ['okafor']],
    ['two words of which one is missing', 'hart estimate', []],
    ['a number with hyphens', '03-1234-5678', ['sato']],
    ['a number with blanks', '03 1234 5678', ['sato']],
    ['a part of a number', '12-34', ['sato']],
    ['a contact written with blanks, asked for without', '02079460018', ['okafor']],
    ['a contact written in wide digits', '090 1234', ['sato']],
    ['two Japanese characters', '佐藤', ['sato']],
    ['one Japanese character', '藤', ['sato']],
    ['three Japanese characters', '藤花子', ['sato']],
    ['hiragana for katakana', 'さくら', ['sato']],
    ['wide kana for narrow', 'タナカ', ['sato']],
    ['words parted by a wide blank', '佐藤　見積もり', ['sato']],
    ['one letter', 'ü', ['juergen', 'okafor']],
    ['a name without its accent', 'jurgen', ['juergen']],
    ['a name with its accent', 'JÜRGEN', ['juergen']],
    ['a percent sign, which is only a percent sign', '0%', ['juergen']],
    ['an underscore, which is only an underscore', 'n_a', ['juergen']],
    ['quotation marks, which are only quotation marks', '"invoice"', []],
    ['the search language, which is only text', 'invoice OR router', []],
    ['a star, which is only a star', 'inv*', []],
    ['blanks, which ask for nothing', '  ', ['juergen', 'sato', 'okafor']],
    ['the end of one thing and the start of the next', 'LtdAdaeze', []],
  ])('finds by %s', (_, search, expected) => {
    expect(found(journal(), search).sort()).toEqual([...expected].sort())
  })

  it('finds what was typed last, and no longer what stood there before', () => {
    const journal = aJournal()
    journal.keep(aRecord({ state: 'live', capture: { requirement: 'router' } }))
    journal.keep(aRecord({ state: 'live', capture: { requirement: 'printer' } }))

    expect(found(journal, 'printer')).toEqual(['okafor-1'])
    expect(found(journal, 'router')).toEqual([])
  })

  it('finds any part of any word, of any length, through the index as without it', () => {
    const journal = aJournal()
    const words = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'é', '"', '*', '-', '1', '佐', '藤', 'サ'),
      minLength: 1,
      maxLength: 12,
    })
    let kept = 0
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (requirement, from, length) => {
        const callId = `call-${(kept += 1)}`
        journal.keep(aRecord({ callId, startedAt: kept, capture: { requirement } }))
        const start = from % requirement.length
        const part = requirement.slice(start, start + 1 + (length % 5))
        expect(found(journal, part)).toContain(callId)
      }),
      { numRuns: 150 },
    )
  })
})
