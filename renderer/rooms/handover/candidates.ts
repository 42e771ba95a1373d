import type { Person } from '../../../domain/directory/Person'
import { isNumberOf } from '../../../domain/phone/isNumberOf'
import { plainNumber } from '../../../domain/phone/plainNumber'
import type { Colleague } from '../../../domain/handover/HandOver'

/** Somebody a caller can go to: a colleague of the company's list, or a number that was typed. */
export interface Candidate extends Colleague {
  readonly department: string
  readonly isTyped: boolean
}

const asCandidate = ({ name, extension, department }: Person): Candidate => ({
  name,
  number: extension,
  department,
  isTyped: false,
})

/**
 * Who is offered for what was typed. A number means exactly that number, whoever else has one that begins like it;
 * where it is a colleague's, it means the colleague.
 */
export function candidatesFor(text: string, people: readonly Person[]): readonly Candidate[] {
  const typed = text.normalize('NFKC').trim()
  const found = people.map(asCandidate)
  if (!/^\+?[\d*#][\d*#\s().-]*$/.test(typed)) return found
  const digits = plainNumber(typed)
  const owner = found.find(({ number }) => isNumberOf({ number: digits }, number))
  const meant = owner ?? { name: digits, number: digits, department: '', isTyped: true }
  return [meant, ...found.filter(each => each !== owner)]
}

/** Whom the notes say the call is for, as one would type it: "Tanaka (invoices)" is Tanaka. */
export function wantedFrom(forWhom: string): string {
  return (forWhom.split(/[(（,、/]/)[0] ?? '').trim()
}
