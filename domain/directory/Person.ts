import { type Numbered, numberTest } from '../phone/isNumberOf'

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

/** The colleague who has this number, if any, however it is written. A match says whose number it is, never who is calling. */
export function personAt(people: readonly Person[], party: Numbered): Person | undefined {
  const isTheirs = numberTest(party)
  return people.find(({ extension }) => isTheirs(extension))
}
