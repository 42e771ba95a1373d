import type { Person } from './Person'

const most = 20

/**
 * Colleagues whom a few letters could mean: by name, reading, extension, department or topic, whoever matches from the
 * start of a name first. Width, case and the two kinds of kana make no difference.
 */
export function findPeople(people: readonly Person[], text: string): readonly Person[] {
  const wanted = folded(text)
  if (wanted === '') return people.slice(0, most)
  const begins: Person[] = []
  const contains: Person[] = []
  for (const person of people) {
    const names = [person.name, person.kana, person.romaji, person.extension].map(folded)
    const others = [person.department, ...person.topics].map(folded)
    if (names.some(name => name.startsWith(wanted))) begins.push(person)
    else if ([...names, ...others].some(each => each.includes(wanted))) contains.push(person)
    if (begins.length === most) break
  }
  return [...begins, ...contains].slice(0, most)
}

function folded(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  return plain.replaceAll(/[\u30A1-\u30F6]/g, kana => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))
}
