import Papa from 'papaparse'

/** One row, and the line in which it begins. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** What could not be taken from a list, in which line, in plain words. */
export interface CsvProblem {
  readonly line: number
  readonly message: string
}

// Each of them makes the rest of the file be read again.
const mostBrokenQuotes = 100

/** The rows of a CSV text (RFC 4180), blank ones left out. A row with a stray quotation mark costs its own line only. */
export function csvRows(text: string): (CsvRow | CsvProblem)[] {
  const plain = text.replaceAll(/\r\n?/g, '\n')
  const found: (CsvRow | CsvProblem)[] = []
  let at = 0
  let line = 1
  for (let broken = 0; at < plain.length; broken += 1) {
    if (broken === mostBrokenQuotes) {
      return [
        ...found,
        { line, message: `Reading stopped here: ${mostBrokenQuotes} lines have a stray quotation mark.` },
      ]
    }
    const rest = readUntilBroken(plain.slice(at), line, found)
    at += rest.read
    line = rest.line
    if (at < plain.length) {
      found.push({ line, message: 'A quotation mark in this line is not closed, or stands in the middle of a cell.' })
      const newline = plain.indexOf('\n', at)
      at = newline === -1 ? plain.length : newline + 1
      line += 1
    }
  }
  return found
}

/** Adds rows until the text ends or a row is broken; says how far it came. */
function readUntilBroken(
  text: string,
  firstLine: number,
  found: (CsvRow | CsvProblem)[],
): { read: number; line: number } {
  let read = 0
  let line = firstLine
  Papa.parse<string[]>(text, {
    delimiter: ',',
    newline: '\n',
    step({ data, errors, meta }, parser) {
      if (errors.length > 0) return parser.abort()
      if (data.some(cell => cell.trim() !== '')) found.push({ line, cells: data })
      for (let from = read; (from = text.indexOf('\n', from)) !== -1 && from < meta.cursor; from += 1) line += 1
      read = meta.cursor
    },
  })
  return { read, line }
}
