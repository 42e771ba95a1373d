/** A colleague, as the company's own list knows them. Only the name is always there. */
export interface Person {
  readonly name: string
  readonly kana: string
  readonly romaji: string
  readonly extension: string
  readonly department: string
  readonly mail: string
  readonly topics: readonly string[]
  readonly deputies: readonly string[]
}

/** The colleague who has this extension, if any. A match says whose number it is, never who is calling. */
export function personAt(people: readonly Person[], extension: string): Person | undefined {
  return extension === '' ? undefined : people.find(person => person.extension === extension)
}
