import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { readPeopleCsv } from '../../../electron/directory/readPeopleCsv'
import { aFolder } from '../journal/aFolder'

const header = 'name,kana,romaji,extension,department,mail,topics,deputies'

function reading(text: string | Uint8Array) {
  const path = join(aFolder(), 'people.csv')
  writeFileSync(path, text)
  return readPeopleCsv(path)
}

const nobodyElse = { kana: '', romaji: '', extension: '', department: '', mail: '', topics: [], deputies: [] }

describe('a list of colleagues', () => {
  it('is read with everything that it says', () => {
    const ben = 'Ben Hart,ベン・ハート,Hart Ben,214,Accounts,ben@mail.example,"invoices; October",Mia Weiss'
    expect(reading(`${header}\n${ben}\n`)).toEqual({
      people: [
        {
          name: 'Ben Hart',
          kana: 'ベン・ハート',
          romaji: 'Hart Ben',
          extension: '214',
          department: 'Accounts',
          mail: 'ben@mail.example',
          topics: ['invoices', 'October'],
          deputies: ['Mia Weiss'],
        },
      ],
      problems: [],
    })
  })

  it('may have its columns in any order, and only the names', () => {
    expect(reading('extension,NAME\n214,Ben Hart\n').people).toEqual([
      { ...nobodyElse, name: 'Ben Hart', extension: '214' },
    ])
    expect(reading('name\nBen Hart').people).toEqual([{ ...nobodyElse, name: 'Ben Hart' }])
  })

  it.each(['a;b', 'a; b;', '"a,b"', 'a、b', '"a、 b;a"'])('lists topics with any of the usual marks: %s', topics => {
    expect(reading(`name,topics\nBen Hart,${topics}`).people[0]?.topics).toEqual(['a', 'b'])
  })

  it('may begin with a byte order mark, end its lines as Windows does, and have blank lines', () => {
    const { people, problems } = reading('\uFEFFname,extension\r\n\r\nBen Hart,214\r\n,\r\nMia Weiss,215\r\n')
    expect(people.map(({ name }) => name)).toEqual(['Ben Hart', 'Mia Weiss'])
    expect(problems).toEqual([])
  })

  it('keeps the noughts at the front of an extension, and reads wide digits', () => {
    expect(reading('name,extension\nBen,０１４\nMia,015').people.map(({ extension }) => extension)).toEqual([
      '014',
      '015',
    ])
  })

  it('loses every character that could rearrange or hide the text around it', () => {
    expect(reading('name,department\nBen\u202E traH,Acc\u0000ounts\u200B').people[0]).toMatchObject({
      name: 'Ben traH',
      department: 'Accounts',
    })
  })

  it('comes back as it was written, whatever quotation marks, commas and new lines are in it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '佐', '"', ',', '\n', ' ', ';'), maxLength: 6 })
    fc.assert(
      fc.property(fc.array(fc.record({ name: cell, department: cell }), { maxLength: 8 }), rows => {
        const written = rows.map(({ name, department }) => ({ name: `x${name}y`, department: `x${department}y` }))
        const text = Papa.unparse([['name', 'department'], ...written.map(row => [row.name, row.department])])
        const { people, problems } = reading(text)
        const plain = (cell: string) => cell.replaceAll(/\n+/g, ' ')
        expect(people.map(({ name, department }) => ({ name, department }))).toEqual(
          written.map(({ name, department }) => ({ name: plain(name), department: plain(department) })),
        )
        expect(problems).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a list with mistakes keeps its good rows and names the lines:', () => {
  it.each([
    ['a row without a name', 'name,extension\n,214\nMia,215', 2, 'The name is missing.'],
    [
      'a comma without quotation marks',
      'name,topics\nBen,a,b\nMia,c',
      2,
      'The row has 3 cells and the header 2; a cell with a comma needs quotation marks.',
    ],
    [
      'an extension that is none',
      'name,extension\nMia,<script>',
      2,
      'The extension cannot be dialled, and is left out.',
    ],
    ['a mail address that is none', 'name,mail\nMia,at home', 2, 'The mail address is not one, and is left out.'],
    [
      'a cell that is too long',
      `name,topics\nBen,${'x'.repeat(1_001)}\nMia,c`,
      2,
      'The cell "topics" is longer than 1000 characters.',
    ],
    ['a column that nobody knows', 'name,salary\nMia,1', 1, 'The column "salary" is not one we know, and is left out.'],
    ['a column that is there twice', 'name,name\nMia,x', 1, 'The column "name" is there twice; the first one counts.'],
    [
      'a stray quotation mark',
      'name,topics\n"Ben" Hart,a\nMia,c',
      2,
      'A quotation mark in this line is not closed, or stands in the middle of a cell.',
    ],
    [
      'a quotation mark left open',
      'name,topics\nMia,c\n"Ben,a',
      3,
      'A quotation mark in this line is not closed, or stands in the middle of a cell.',
    ],
    ['after a cell of several lines', 'name,topics\nMia,"a\nb"\n,x', 4, 'The name is missing.'],
  ])('%s', (_, text, line, message) => {
    const { people, problems } = reading(text)
    expect(people.map(({ name }) => name)).toEqual(['Mia'])
    expect(problems).toEqual([{ line, message }])
  })

  it('an extension that two people have', () => {
    const { people, problems } = reading('name,extension\nBen,214\nMia,214')
    expect(people).toHaveLength(2)
    expect(problems).toEqual([{ line: 3, message: 'Extension 214 stands in line 2 as well.' }])
  })

  it.each([
    ['no header', '', 1, 'The file is empty: a header line with a column "name" is expected.'],
    ['a header without names', 'extension\n214', 1, 'The header line has no column "name", so nobody can be read.'],
    [
      'bytes that are not UTF-8',
      Buffer.from('name\nBen\n\x8d\xb2\x93\xa1\n', 'latin1'),
      3,
      'This line is not written in UTF-8 (perhaps in Shift_JIS or UTF-16). Save the list as "CSV UTF-8" and try again.',
    ],
  ])('%s, and then there is nobody', (_, text, line, message) => {
    expect(reading(text)).toEqual({ people: [], problems: [{ line, message }] })
  })

  it('a file that is not there', () => {
    expect(readPeopleCsv('/nowhere/people.csv')).toEqual({
      people: [],
      problems: [{ line: 0, message: 'people.csv cannot be read: there is no such file.' }],
    })
  })

  it('more people than any company has', () => {
    const { people, problems } = reading(`name\n${'Ben\n'.repeat(200_001)}`)
    expect(people).toHaveLength(200_000)
    expect(problems).toEqual([{ line: 200_002, message: 'Only the first 200000 people were read.' }])
  }, 30_000)

  it('nothing but mistakes, of which a thousand are enough', () => {
    const { problems } = reading(`name,extension\n${',1\n'.repeat(5_000)}`)
    expect(problems).toHaveLength(1_001)
    expect(problems.at(-1)?.message).toBe('Reading stopped here: 1000 rows before it have problems.')
  })

  it('nothing but stray quotation marks', () => {
    const started = performance.now()
    const { problems } = reading(`name\n${'"a" b\n'.repeat(20_000)}`)
    expect(problems.at(-1)?.message).toBe('Reading stopped here: 100 lines have a stray quotation mark.')
    expect(performance.now() - started, 'milliseconds').toBeLessThan(10_000)
  })
})
