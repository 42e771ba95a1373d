import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { type CsvProblem, csvRows } from './csvRows'
import type { Person } from '../../domain/directory/Person'
import { type Columns, columnsIn, personIn } from './personIn'

/** The company's own list of colleagues, and what could not be taken from it. Good rows are kept. */
export interface PeopleRead {
  readonly people: readonly Person[]
  /** In plain words, without names. Line 0 is the file as a whole. */
  readonly problems: readonly CsvProblem[]
}

const mostBytes = 64 * 1024 * 1024
const mostRows = 200_000
const mostProblems = 1_000

/** Reads colleagues from a CSV file with a header line, in UTF-8. Never throws for what stands in the file. */
export function readPeopleCsv(path: string): PeopleRead {
  const text = textIn(path)
  return typeof text === 'string' ? peopleIn(text) : { people: [], problems: [text] }
}

function peopleIn(text: string): PeopleRead {
  const people: Person[] = []
  const problems: CsvProblem[] = []
  const lineOfExtension = new Map<string, number>()
  let columns: Columns | undefined
  let rows = 0

  for (const row of csvRows(text)) {
    if (problems.length >= mostProblems) {
      problems.push({ line: row.line, message: `Reading stopped here: ${mostProblems} rows before it have problems.` })
      break
    }
    if ('message' in row) {
      problems.push(row)
    } else if (!columns) {
      columns = columnsIn(row.cells)
      problems.push(...columns.problems.map(message => ({ line: row.line, message })))
      if (!columns.places.has('name')) break
    } else if (rows === mostRows) {
      problems.push({ line: row.line, message: `Only the first ${mostRows} people were read.` })
      break
    } else {
      rows += 1
      const { person, problems: found } = personIn(row.cells, columns)
      problems.push(...found.map(message => ({ line: row.line, message })))
      if (!person) continue
      people.push(person)
      const earlier = lineOfExtension.get(person.extension)
      if (earlier !== undefined) {
        problems.push({ line: row.line, message: `Extension ${person.extension} stands in line ${earlier} as well.` })
      } else if (person.extension !== '') {
        lineOfExtension.set(person.extension, row.line)
      }
    }
  }
  if (!columns)
    problems.push({ line: 1, message: 'The file is empty: a header line with a column "name" is expected.' })
  return { people, problems }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it belongs to somebody else',
  EPERM: 'it belongs to somebody else',
}

function textIn(path: string): string | CsvProblem {
  const whole = (message: string): CsvProblem => ({ line: 0, message: `${basename(path)} ${message}.` })
  try {
    if (statSync(path).size > mostBytes) return whole('is larger than 64 MB')
    const bytes = readFileSync(path)
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      return { line: firstLineNotUtf8(bytes), message: notUtf8 }
    }
  } catch (error) {
    // A list that has gone missing must not keep anybody from answering the phone.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return whole(`cannot be read: ${unreadable[code] ?? code}`)
  }
}

const notUtf8 =
  'This line is not written in UTF-8 (perhaps in Shift_JIS or UTF-16). Save the list as "CSV UTF-8" and try again.'

function firstLineNotUtf8(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(10, start)
    const end = newline === -1 ? bytes.length : newline
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    start = end + 1
  }
  return 0
}
