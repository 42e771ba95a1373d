import type { Instant } from '../Instant'
import type { Actor } from './Actor'
import type { PracticeAct } from './PracticeEvent'
import type { StoryEnding } from './Story'

/** What became of one person, and what they do. */
export interface ActorStep {
  readonly actor: Actor
  readonly acts: readonly PracticeAct[]
}

export const quietly = (actor: Actor): ActorStep => ({ actor, acts: [] })

export const after = (actor: Actor, ...acts: readonly PracticeAct[]): ActorStep => ({ actor, acts })

/** The call is over for somebody. */
export function isOverFor(actor: Actor, ending: StoryEnding, at: Instant): Actor {
  const story = { ...actor.story, endedAt: at, ending }
  return { ...actor, phase: 'over', since: at, speaking: undefined, next: [], story }
}

/** Lets somebody say or do what comes next, when nobody speaks. */
export function goesOn(step: ActorStep, at: Instant): ActorStep {
  const { actor, acts } = step
  if (actor.phase !== 'talking' || actor.speaking || actor.userSpeaksSince !== undefined) return step
  const [next, ...rest] = actor.next
  if (next === undefined) return step
  if (next === 'hangUp') {
    const ending = actor.leaving ? 'gaveUpTalking' : 'goodbye'
    return { actor: isOverFor(actor, ending, at), acts: [...acts, { type: 'hangUp', who: actor.id }] }
  }
  const line = actor.part.lines[next.say]
  // A line without words cannot come about: whoever reads a scene refuses it.
  if (!line) return goesOn({ actor: { ...actor, next: rest }, acts }, at)
  return {
    actor: { ...actor, next: rest, speaking: { line: next.say, since: at } },
    acts: [...acts, { type: 'say', who: actor.id, line: next.say, text: line.text, clip: line.clip }],
  }
}
