import { type Actor, replies, slighted } from './Actor'
import { type ActorStep, after, isOverFor, quietly } from './ActorStep'
import { hears, hearsSpeechEnd } from './hearing'
import type { PracticeEvent } from './PracticeEvent'
import { choiceOf, type Scene } from './Scene'
import { type SaidKey, topicOf } from './Topic'

/** A hold that was announced shortly before it began was asked for. */
const askedWithin = 30_000
const justNow = 10_000
const longHold = 60_000
const holdTopics: readonly (string | undefined)[] = ['hold', 'stillHolding', 'callBack', 'handOver', 'takeMessage']

/** What an event does to the one person whom it concerns. */
export function actOn(scene: Scene, actor: Actor, event: PracticeEvent): ActorStep {
  const { at } = event
  if (event.type === 'timePassed' || actor.phase === 'over') return quietly(actor)
  switch (event.type) {
    case 'answered':
      return quietly(answered(actor, at))
    case 'declined':
      return quietly(isOverFor(actor, 'declined', at))
    case 'said':
      return quietly(hears(actor, event.key, meaningOf(scene, event.key), at))
    case 'userSpoke':
      return quietly({ ...actor, userSpeaksSince: actor.userSpeaksSince ?? at })
    case 'userFellSilent':
      return quietly(hearsSpeechEnd(actor, shownAs(scene, event.shown), at))
    case 'lineFinished':
      return quietly(actor.speaking?.line === event.line ? finished(actor, event.line, at) : actor)
    case 'held':
      return held(scene, actor, at)
    case 'takenBack':
      return quietly(actor.phase === 'held' ? takenBack(actor, at) : actor)
    case 'joined':
      if (actor.role !== 'caller') return quietly({ ...actor, phase: 'over', since: at, speaking: undefined, next: [] })
      return after(joined(actor, event.with, at), { type: 'hush', who: actor.id })
    case 'handedBack': {
      const handOvers = [...actor.story.handOvers, { to: event.from, cameBack: event.why }]
      return quietly({ ...actor, story: { ...actor.story, handOvers } })
    }
    case 'ended':
      return quietly(isOverFor(actor, endingOf(actor, event.by, at), at))
  }
}

function meaningOf(scene: Scene, key: SaidKey) {
  return key.startsWith('choice.') ? choiceOf(scene, key)?.topic : topicOf(key)
}

function shownAs(scene: Scene, key: SaidKey | undefined) {
  const topic = key && meaningOf(scene, key)
  return topic ? { key, topic } : undefined
}

function answered(actor: Actor, at: number): Actor {
  // The exchange rang a caller back who was on their way to a colleague: they are the learner's again.
  if (actor.phase === 'held') return takenBack(actor, at)
  if (actor.phase !== 'ringing' && actor.phase !== 'waiting') return actor
  const talking: Actor = { ...actor, phase: 'talking', since: at, quietSince: at }
  // Who calls waits to be greeted; who is called speaks first.
  if (actor.role !== 'caller') return replies(talking, 'pickUp')
  return { ...talking, story: { ...actor.story, answeredAt: at } }
}

function finished(actor: Actor, line: string, at: number): Actor {
  const told = [...new Set([...actor.story.told, ...(actor.part.lines[line]?.gives ?? [])])]
  return { ...actor, speaking: undefined, quietSince: at, story: { ...actor.story, told } }
}

function held(scene: Scene, actor: Actor, at: number): ActorStep {
  if (actor.phase !== 'talking') return quietly(actor)
  const cut = actor.speaking ? [{ say: actor.speaking.line }, ...actor.next] : actor.next
  // What tells something is said again afterwards; a "yes, of course" is not.
  const next = cut.filter(next => next === 'hangUp' || (actor.part.lines[next.say]?.gives.length ?? 0) > 0)
  const onHold: Actor = { ...actor, phase: 'held', since: at, speaking: undefined, userSpeaksSince: undefined, next }
  const asked = wasAsked(scene, actor, at)
  const story = { ...actor.story, holds: [...actor.story.holds, { from: at, to: at, asked }] }
  return after({ ...onHold, story }, ...(actor.speaking ? [{ type: 'hush', who: actor.id } as const] : []))
}

function wasAsked(scene: Scene, { story, spokenToAt, userSpeaksSince }: Actor, at: number): boolean {
  // Whoever has just said something into the microphone is believed to have asked.
  if (userSpeaksSince !== undefined || saidJustNow(spokenToAt, at)) return true
  return story.said.some(
    ({ key, at: saidAt }) => holdTopics.includes(meaningOf(scene, key)) && at - saidAt < askedWithin,
  )
}

function takenBack(actor: Actor, at: number): Actor {
  const talking = holdEnds({ ...actor, phase: 'talking', since: at, quietSince: at }, at)
  const hold = talking.story.holds.at(-1)
  const long = hold !== undefined && hold.to - hold.from >= longHold
  const heard = long ? slighted(replies({ ...talking, next: [] }, 'heldLong')) : talking
  const again = heard.leaving || !long ? heard : { ...heard, next: [...heard.next, ...talking.next] }
  return hold && !hold.asked ? slighted(again) : again
}

/** A hold lasts until somebody hears about it again. */
function holdEnds(actor: Actor, at: number): Actor {
  const holds = actor.story.holds.map((hold, index, all) => (index === all.length - 1 ? { ...hold, to: at } : hold))
  return { ...actor, story: { ...actor.story, holds } }
}

function joined(actor: Actor, to: string, at: number): Actor {
  const closed = actor.phase === 'held' ? holdEnds(actor, at) : actor
  const handOvers = [...actor.story.handOvers, { to, cameBack: undefined }]
  const story = { ...closed.story, handOvers, endedAt: at, ending: 'handedOver' as const }
  return { ...closed, phase: 'joined', since: at, speaking: undefined, next: [], userSpeaksSince: undefined, story }
}

const saidJustNow = (spokenToAt: number | undefined, at: number) =>
  spokenToAt !== undefined && at - spokenToAt < justNow

function endingOf({ phase, farewell, leaving, speaking, spokenToAt, story }: Actor, by: 'user' | 'caller', at: number) {
  if (phase === 'joined') return story.ending ?? 'handedOver'
  if (farewell) return 'goodbye'
  if (phase === 'ringing' || phase === 'waiting') return by === 'user' ? 'declined' : 'gaveUpRinging'
  // The last words into the microphone were a goodbye, unless they were still speaking themselves.
  if (by === 'user' && !leaving) return !speaking && saidJustNow(spokenToAt, at) ? 'goodbye' : 'cutOff'
  return phase === 'held' ? 'gaveUpOnHold' : 'gaveUpTalking'
}
