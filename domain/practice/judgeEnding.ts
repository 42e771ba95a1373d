import { findPeople } from '../directory/findPeople'
import type { Person } from '../directory/Person'
import type { CallRecord } from '../record/CallRecord'
import type { RemarkKey } from './Debrief'
import { sameName } from './sameAs'
import type { RightEnding, Scene, Truth } from './Scene'
import type { Story } from './Story'

/** How a call ended, against how it should have. */
export interface EndingJudged {
  readonly kind: 'message' | 'handedOver' | 'released' | 'lost'
  readonly right: boolean
  readonly remark: RemarkKey
  /** Whom it reached, and whom it should have reached. */
  readonly values: Readonly<Record<string, string>>
}

interface Ended {
  readonly scene: Scene
  readonly truth: Truth
  readonly story: Story
  readonly record: CallRecord
  readonly people: readonly Person[]
}

/** Whether the caller, or their message, came to the right person. */
export function judgeEnding(ended: Ended): EndingJudged {
  const { story, record, truth } = ended
  const { release } = record.capture
  if (story.answeredAt === undefined) {
    return { kind: 'lost', right: false, remark: story.ending === 'declined' ? 'declined' : 'notAnswered', values: {} }
  }
  if (story.ending === 'handedOver') return handedOver(ended)
  if (release) {
    const right = truth.endings.some(ending => ending.kind === 'released' && ending.as === release)
    return { kind: 'released', right, remark: right ? 'rightRelease' : 'releasedACaller', values: {} }
  }
  if (story.ending === 'gaveUpOnHold') return { kind: 'lost', right: false, remark: 'lostOnHold', values: {} }
  if (story.ending === 'gaveUpTalking') return { kind: 'lost', right: false, remark: 'gaveUpTalking', values: {} }
  return message(ended)
}

function handedOver({ scene, truth, story, people }: Ended): EndingJudged {
  const to = story.handOvers.at(-1)?.to ?? ''
  const values = { name: nameOf(people, [to]), right: nameOf(people, rightPeople(truth.endings)) }
  const judged = { kind: 'handedOver', values } as const
  if (scene.colleagues[to]?.behaviour.does === 'mailbox') {
    return { ...judged, right: false, remark: 'leftWithMailbox' }
  }
  const right = truth.endings.some(ending => ending.kind === 'handedOver' && ending.to.includes(to))
  return { ...judged, right, remark: right ? 'rightPerson' : 'wrongPerson' }
}

function message({ truth, record, people }: Ended): EndingJudged {
  const judged = { kind: 'message' } as const
  const noted = record.capture.forWhom.trim()
  const wanted = truth.endings.flatMap(ending => (ending.kind === 'message' ? ending.for : []))
  const values = { name: noted, right: nameOf(people, wanted) }
  const settled = record.capture.response === 'dealtWith' || record.capture.response === 'iWillSeeToIt'
  if (wanted.length === 0) {
    const release = truth.endings.some(({ kind }) => kind === 'released')
    return { ...judged, right: true, remark: release ? 'couldRelease' : 'rightEnding', values }
  }
  if (noted === '') {
    const right = settled && truth.endings.some(({ kind }) => kind === 'dealtWith')
    return { ...judged, right, remark: right ? 'rightEnding' : 'noAddressee', values }
  }
  const right = people.some(person => wanted.includes(person.extension) && means(noted, person, people))
  return {
    ...judged,
    right,
    remark: right ? 'rightPerson' : 'wrongPerson',
    values: right ? { ...values, name: values.right } : values,
  }
}

const rightPeople = (endings: readonly RightEnding[]): readonly string[] =>
  endings.flatMap(ending => (ending.kind === 'handedOver' ? ending.to : ending.kind === 'message' ? ending.for : []))

/** Whether a note names somebody: in full or in part, by department or extension, with or without more words. */
function means(noted: string, person: Person, people: readonly Person[]): boolean {
  const { name, kana, romaji, department, extension } = person
  const called = [name, ...name.split(/\s/), kana, romaji, department, extension]
  return sameName(noted, called) !== 'other' || findPeople(people, noted).includes(person)
}

function nameOf(people: readonly Person[], extensions: readonly string[]): string {
  return people.find(({ extension }) => extension === extensions[0])?.name ?? extensions[0] ?? ''
}
