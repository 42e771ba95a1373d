import type { Person } from '../../domain/directory/Person'
import { cleanCell } from './cleanCell'

const known = ['name', 'kana', 'romaji', 'extension', 'department', 'mail', 'topics', 'deputies'] as const

type Column = (typeof known)[number]

/** Which cell of a row holds what. */
export interface Columns {
  readonly places: ReadonlyMap<Column, number>
  readonly count: number
  readonly problems: readonly string[]
}

/** Reads the header line. Columns that we do not know are left out, and named. */
export function columnsIn(header: readonly string[]): Columns {
  const places = new Map<Column, number>()
  const problems: string[] = []
  header.forEach((cell, place) => {
    const title = cleanCell(cell).toLowerCase()
    const column = known.find(one => one === title)
    if (column === undefined) problems.push(`The column "${title}" is not one we know, and is left out.`)
    else if (places.has(column)) problems.push(`The column "${column}" is there twice; the first one counts.`)
    else places.set(column, place)
  })
  if (!places.has('name')) problems.push('The header line has no column "name", so nobody can be read.')
  return { places, count: header.length, problems }
}

/** A colleague, or why this row holds none; smaller mistakes cost a cell and not the colleague. */
export interface PersonRead {
  readonly person: Person | undefined
  readonly problems: readonly string[]
}

const longestCell = 1_000

/** Reads one row. Everything that could rearrange or hide the text around it is taken out. */
export function personIn(cells: readonly string[], { places, count }: Columns): PersonRead {
  const cell = (column: Column) => cells[places.get(column) ?? -1] ?? ''
  if (cells.length > count) {
    return nobody(
      `The row has ${cells.length} cells and the header ${count}; a cell with a comma needs quotation marks.`,
    )
  }
  const long = known.find(column => cell(column).length > longestCell)
  if (long) return nobody(`The cell "${long}" is longer than ${longestCell} characters.`)
  const name = cleanCell(cell('name'))
  if (name === '') return nobody('The name is missing.')

  const extension = cleanCell(cell('extension').normalize('NFKC'))
  const extensionFits = /^[\w.*+#-]*$/.test(extension)
  const mail = cleanCell(cell('mail').normalize('NFKC'))
  const mailFits = mail === '' || /^[^\s@]+@[^\s@]+$/.test(mail)
  const person: Person = {
    name,
    kana: cleanCell(cell('kana')),
    romaji: cleanCell(cell('romaji')),
    extension: extensionFits ? extension : '',
    department: cleanCell(cell('department')),
    mail: mailFits ? mail : '',
    topics: listIn(cell('topics')),
    deputies: listIn(cell('deputies')),
  }
  const problems = [
    ...(extensionFits ? [] : ['The extension cannot be dialled, and is left out.']),
    ...(mailFits ? [] : ['The mail address is not one, and is left out.']),
  ]
  return { person, problems }
}

const nobody = (problem: string): PersonRead => ({ person: undefined, problems: [problem] })

function listIn(cell: string): string[] {
  const items = cell.split(/[;,、；，]/).map(cleanCell)
  return [...new Set(items)].filter(item => item !== '')
}
