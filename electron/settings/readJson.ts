/** JSON, and where each of its parts stands in the text. */
export interface LocatedJson {
  readonly value: unknown
  /** The line of a key or an item; the line of what holds it when there is no such part. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** What is wrong with a text that is no JSON, and in which line. The text itself is never repeated: it may be secret. */
export class JsonMistake extends Error {
  constructor(
    readonly line: number,
    problem: string,
  ) {
    super(problem)
  }
}

const deepest = 64
const token = /[{}[\],:]|"(?:[^"\\\n\r]|\\.)*"|-?\d[\d.eE+-]*|[A-Za-z]+/y

/** Reads JSON (RFC 8259) and remembers the lines, which JSON.parse does not. A key written twice is a mistake. */
export function readJson(text: string): LocatedJson {
  const lines = new Map<string, number>()
  let at = 0
  let line = 1

  function skipBlanks(): void {
    for (; at < text.length && ' \t\r\n'.includes(text.charAt(at)); at += 1) if (text[at] === '\n') line += 1
  }

  function peek(): string {
    skipBlanks()
    if (text[at] === '/') throw new JsonMistake(line, 'comments are not allowed in JSON')
    return text.charAt(at)
  }

  function take(): string {
    const next = peek()
    token.lastIndex = at
    const found = token.exec(text)?.[0]
    if (found !== undefined) {
      at += found.length
      return found
    }
    if (next === '') throw new JsonMistake(line, 'the text ends too early; a bracket is not closed')
    if (next === '"') throw new JsonMistake(line, 'a quotation mark is not closed')
    if (next === "'") throw new JsonMistake(line, 'text stands in double quotation marks in JSON')
    throw new JsonMistake(line, 'this is not JSON')
  }

  function plain(found: string): unknown {
    try {
      return JSON.parse(found)
    } catch {
      throw new JsonMistake(
        line,
        /^[A-Za-z]/.test(found) ? 'text stands in double quotation marks' : 'this is not JSON',
      )
    }
  }

  function value(path: readonly PropertyKey[]): unknown {
    if (path.length > deepest) throw new JsonMistake(line, 'the brackets are nested too deeply')
    peek()
    if (!lines.has(name(path))) lines.set(name(path), line)
    const opening = take()
    if (opening === '{') return members(path)
    if (opening === '[') return items(path)
    if (/^[}\],:]$/.test(opening)) throw new JsonMistake(line, 'a value is missing, or a comma is one too many')
    return plain(opening)
  }

  function members(path: readonly PropertyKey[]): unknown {
    const found = new Map<string, unknown>()
    if (peek() === '}') return (take(), {})
    do {
      if (peek() === '}') throw new JsonMistake(line, 'the comma before } is one too many')
      if (peek() !== '"') throw new JsonMistake(line, 'a key in double quotation marks is expected')
      const key = String(plain(take()))
      if (found.has(key)) throw new JsonMistake(line, `the key ${key} stands here twice`)
      lines.set(name([...path, key]), line)
      if (peek() !== ':') throw new JsonMistake(line, 'a colon is expected after the key')
      take()
      found.set(key, value([...path, key]))
    } while (goesOn('}'))
    return Object.fromEntries(found)
  }

  function items(path: readonly PropertyKey[]): unknown {
    const found: unknown[] = []
    if (peek() === ']') return (take(), found)
    do {
      if (peek() === ']') throw new JsonMistake(line, 'the comma before ] is one too many')
      found.push(value([...path, found.length]))
    } while (goesOn(']'))
    return found
  }

  function goesOn(closing: '}' | ']'): boolean {
    const ended = line
    const next = peek() === '' ? '' : take()
    if (next === ',' || next === closing) return next === ','
    // The comma is missing at the end of the line before, which is where one looks for it.
    throw new JsonMistake(next === '' ? line : ended, `a comma or ${closing} is expected here`)
  }

  const whole = value([])
  if (peek() !== '') throw new JsonMistake(line, 'something stands after the end')
  return {
    value: whole,
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const found = lines.get(name(path.slice(0, length)))
        if (found !== undefined) return found
      }
      return lines.get(name([])) ?? 1
    },
  }
}

const name = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String))
