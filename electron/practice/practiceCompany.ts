import written from '../../assets/practice/people.json'
import type { Locale } from '../../domain/desk/Settings'
import type { PracticeAbsence, PracticeCompany, PracticePerson } from '../../domain/practice/PracticeCompany'

/** The practice company's numbers and people, for the desk's directory and for the practice exchange. */
export function practiceCompany(language: Locale): PracticeCompany {
  return {
    name: written.company[language],
    country: written.country[language],
    calledNumbers: written.calledNumbers.map(number => ({ id: number.id, ...number[language] })),
    people: written.people.map(person => personIn(person, language)),
  }
}

type Written = (typeof written.people)[number]

function personIn(person: Written, language: Locale): PracticePerson {
  const { name, department, mail, topics } = person[language]
  const { kana, romaji } = language === 'ja' ? person.ja : { kana: '', romaji: '' }
  const deputies = person.deputies.flatMap(
    deputy => written.people.find(({ extension }) => extension === deputy)?.[language].name ?? [],
  )
  const absence = person.absence && {
    kind: person.absence.kind as PracticeAbsence['kind'],
    until: person.absence.until,
    reason: person.absence[language],
  }
  return { name, kana, romaji, extension: person.extension, department, mail, topics, deputies, absence }
}
