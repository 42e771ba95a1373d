import type { Behaviour, Line, Part, Scene, SceneCaller, Told, Truth } from '../../domain/practice/Scene'
import type { Topic } from '../../domain/practice/Topic'

const line = (id: string, gives: readonly Told[] = []): Line => ({ text: id, clip: `en/${id}.opus`, gives })

/** Somebody who answers each topic with a line of its own name. */
export function aPart(gives: Readonly<Record<string, readonly Told[]>> = {}, more: Part['replies'] = {}): Part {
  const plain: readonly Topic[] = [
    ...(['greeting', 'requirement', 'callerName', 'contact', 'hold', 'back', 'handOver', 'takeMessage'] as const),
    ...(['closing', 'silence', 'talkedOver', 'heldLong', 'notYet', 'giveUp', 'unsure'] as const),
    ...(['pickUp', 'announcement'] as const),
  ]
  const replies: Part['replies'] = { ...Object.fromEntries(plain.map(topic => [topic, [[topic]]])), ...more }
  const ids = Object.values(replies).flatMap(turns => turns.flat())
  return { replies, lines: Object.fromEntries(ids.map(id => [id, line(id, gives[id])])) }
}

export const nothingAsked: Truth = {
  line: 'external',
  callerName: [],
  company: [],
  contact: [],
  forWhom: [],
  requirement: [],
  response: [],
  urgent: undefined,
  endings: [{ kind: 'dealtWith' }],
}

/** Ms Okafor, who says what she wants in one sentence and her name when asked. */
export function aCaller(changes: Partial<SceneCaller> = {}): SceneCaller {
  return {
    ...aPart({ greeting: ['requirement'], callerName: ['callerName'] }),
    id: 'okafor',
    number: '+442079460018',
    name: 'Ms Okafor',
    withheld: false,
    line: 'external',
    called: '02079460100',
    ringsAfter: 0,
    patience: { ringing: 30_000, hold: 90_000, slights: 4 },
    needs: [],
    atTheEnd: 'hangsUp',
    truth: nothingAsked,
    ...changes,
  }
}

export function aColleague(behaviour: Behaviour = { does: 'answers', afterMs: 3_000, takes: true }) {
  return { ...aPart(), behaviour }
}

export function aScene(changes: Partial<Scene> = {}): Scene {
  return {
    id: 'aScene',
    title: 'A scene',
    about: 'Something to practise',
    callers: [aCaller()],
    choices: [],
    forbiddenWords: [],
    colleagues: { '201': aColleague() },
    ...changes,
  }
}
