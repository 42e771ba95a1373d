import { blankCapture, type Capture } from '../../domain/capture/Capture'
import { missingFrom } from '../../domain/capture/capturePolicy'
import type { Debrief } from '../../domain/practice/Debrief'
import { debriefOf } from '../../domain/practice/debriefOf'
import type { PracticePerson } from '../../domain/practice/PracticeCompany'
import type { Scene, SceneCaller, Told } from '../../domain/practice/Scene'
import type { SaidKey } from '../../domain/practice/Topic'
import { aPractice } from './aPractice'
import { aRecord } from './aRecord'

const questions: Readonly<Partial<Record<Told, SaidKey>>> = {
  requirement: 'ask.requirement',
  callerName: 'ask.callerName',
  contact: 'ask.contact',
  response: 'ask.response',
  urgency: 'ask.urgency',
}

/** Rosa, who practises a scene, and writes down exactly what she was told. */
export function aLearner(scene: Scene, people: readonly PracticePerson[]) {
  const practice = aPractice(scene)
  const first = scene.callers[0]?.id ?? ''
  const changes = new Map<string, Partial<Capture>>()

  function callerOf(who: string): SceneCaller {
    const caller = scene.callers.find(({ id }) => id === who)
    if (!caller) throw new Error(`${who} does not call in this scene.`)
    return caller
  }

  function asks(who: string, ...slots: readonly Told[]): void {
    for (const slot of slots) {
      const question = questions[slot]
      if (!question) continue
      for (let times = 0; times < 3 && !practice.story(who).told.includes(slot); times += 1) {
        practice.says(question, who)
      }
    }
  }

  return {
    ...practice,
    asks: (...slots: readonly Told[]) => asks(first, ...slots),
    asksOf: asks,
    /** Answers at the second ring, greets as the line asks for, and listens. */
    takes(who = first) {
      practice.waits(3_500)
      practice.answers(who)
      practice.says(callerOf(who).line === 'internal' ? 'greeting.internal.name' : 'greeting.external.plain', who)
    },
    /** Asks before it, and puts the caller on hold for some seconds. */
    holdsFor(seconds: number, who = first) {
      practice.says('hold.start', who)
      practice.holds(who)
      practice.waits(seconds * 1_000)
    },
    /** Goes to a colleague, who has answered: says who calls, and joins the two. */
    announcesTo(extension: string) {
      practice.tell({ type: 'answered', who: extension })
      practice.listens()
      practice.says('handOver.announce.us.nameAbout', extension)
    },
    writes: (capture: Partial<Capture>, who = first) => changes.set(who, { ...changes.get(who), ...capture }),
    debrief(who = first): Debrief {
      const caller = callerOf(who)
      const story = practice.story(who)
      const capture = { ...whatWasTold(caller, story.told, people), ...changes.get(who) }
      const missing = missingFrom(capture, caller.line, { mode: 'line', also: [] })
      const open = missing.length > 0 && story.ending !== 'handedOver'
      const record = aRecord({ capture, state: open ? 'open' : 'closed', answeredAt: story.answeredAt })
      return debriefOf({ scene, caller, story, record, people })
    },
  }
}

export type Learner = ReturnType<typeof aLearner>

/** What somebody writes who misses nothing, and knows nothing that was not said. */
function whatWasTold({ truth }: SceneCaller, told: readonly Told[], people: readonly PracticePerson[]): Capture {
  const heard = (slot: Told, text: string | undefined) => (told.includes(slot) ? (text ?? '') : '')
  const [responsible] = truth.endings.flatMap(ending => (ending.kind === 'message' ? ending.for : []))
  const forWhom = people.find(({ extension }) => extension === responsible)?.name ?? ''
  return {
    ...blankCapture,
    requirement: heard('requirement', truth.requirement.map(([word = '']) => word).join(' ') || 'asked for somebody'),
    callerName: heard('callerName', truth.callerName[0]),
    company: heard('company', truth.company[0]),
    contact: heard('contact', truth.contact[0]),
    forWhom,
    response: told.includes('response') ? truth.response[0] : undefined,
    urgent: told.includes('urgency') ? truth.urgent : undefined,
  }
}
