import type { Instant } from '../Instant'
import type { Actor } from './Actor'
import { actOn } from './actOn'
import { type ActorStep, goesOn } from './ActorStep'
import { callerOf, colleagueOf } from './castOf'
import { deadlineOf } from './deadlines'
import { losesPatience } from './patience'
import type { PracticeAct, PracticeEvent } from './PracticeEvent'
import type { Scene } from './Scene'
import type { Story } from './Story'

/** A scene that is being played: the people in it, by caller id or extension. */
export interface Playing {
  readonly scene: Scene
  readonly actors: Readonly<Record<string, Actor>>
  readonly firstAnsweredAt: Instant | undefined
}

export interface Step {
  readonly playing: Playing
  readonly acts: readonly PracticeAct[]
}

/** Opens a scene: its first caller rings. */
export function openScene(scene: Scene, at: Instant): Step {
  const actors = Object.fromEntries(scene.callers.map(caller => [caller.id, callerOf(caller, at)]))
  const [first] = scene.callers
  const opened = { scene, actors, firstAnsweredAt: undefined }
  return first ? rings(opened, first.id, at) : { playing: opened, acts: [] }
}

/**
 * Plays a scene on: what happened goes in, what the people in it do comes out. It has no clock: whoever hosts it tells
 * `timePassed` at the instant of `wakeAt`, and the callers lose their patience by it.
 */
export function playOn(playing: Playing, event: PracticeEvent): Step {
  const waited = letTimePass(playing, event.at)
  if (event.type === 'timePassed') return waited
  const met = withColleague(waited.playing, event)
  const actor = met.actors[event.who]
  if (!actor) return { playing: met, acts: waited.acts }
  const moved = goesOn(actOn(met.scene, actor, event), event.at)
  const isFirst = event.type === 'answered' && actor.role === 'caller'
  const firstAnsweredAt = isFirst ? (met.firstAnsweredAt ?? event.at) : met.firstAnsweredAt
  const put = withActor({ ...met, firstAnsweredAt }, moved)
  if (event.type !== 'joined') return { playing: put, acts: [...waited.acts, ...moved.acts] }
  const gone = hasTheCaller(put, event.with, event.at)
  return { playing: gone.playing, acts: [...waited.acts, ...moved.acts, ...gone.acts] }
}

/** When the next thing happens by itself; nothing when everybody waits for the learner. */
export function wakeAt(playing: Playing): Instant | undefined {
  const times = Object.values(playing.actors).flatMap(actor => deadlineOf(actor)?.at ?? nextRing(playing, actor) ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Whether every call of the scene has come and gone from us. Two who were joined hang up a moment later. */
export function isOver({ scene, actors }: Playing): boolean {
  return scene.callers.every(({ id }) => actors[id]?.phase === 'over' || actors[id]?.phase === 'joined')
}

/** What happened to one caller so far. */
export function storyOf({ actors }: Playing, who: string): Story | undefined {
  return actors[who]?.story
}

function letTimePass(playing: Playing, now: Instant): Step {
  const start: Step = { playing, acts: [] }
  return Object.keys(playing.actors).reduce((step, who) => {
    const actor = step.playing.actors[who]
    const deadline = actor && deadlineOf(actor)
    if (actor && deadline && deadline.at <= now) {
      const moved = goesOn(losesPatience(actor, deadline, now), now)
      return { playing: withActor(step.playing, moved), acts: [...step.acts, ...moved.acts] }
    }
    if (!actor || (nextRing(step.playing, actor) ?? Infinity) > now) return step
    const rung = rings(step.playing, who, now)
    return { playing: rung.playing, acts: [...step.acts, ...rung.acts] }
  }, start)
}

/** When a further caller rings: some time after the first one was answered, or as soon as that one is gone. */
function nextRing({ scene, actors, firstAnsweredAt }: Playing, actor: Actor): Instant | undefined {
  if (actor.phase !== 'waiting' || actor.role !== 'caller') return undefined
  const caller = scene.callers.find(({ id }) => id === actor.id)
  const [first] = scene.callers
  const firstIs = first && actors[first.id]
  if (!caller || !firstIs) return undefined
  if (firstAnsweredAt !== undefined) return firstAnsweredAt + caller.ringsAfter
  return firstIs.phase === 'over' ? firstIs.since : undefined
}

function rings(playing: Playing, who: string, at: Instant): Step {
  const caller = playing.scene.callers.find(({ id }) => id === who)
  if (!caller) return { playing, acts: [] }
  const actor: Actor = { ...callerOf(caller, at), phase: 'ringing' }
  return { playing: withActor(playing, { actor, acts: [] }), acts: [{ type: 'ring', who }] }
}

/** A colleague comes into the play when they answer, and may do so again. */
function withColleague(playing: Playing, event: PracticeEvent): Playing {
  if (event.type !== 'answered' || playing.scene.callers.some(({ id }) => id === event.who)) return playing
  const actor = colleagueOf(playing.scene, event.who, event.at)
  return actor ? withActor(playing, { actor, acts: [] }) : playing
}

/** A colleague who has the caller now says nothing more to us. */
function hasTheCaller(playing: Playing, extension: string, at: Instant): Step {
  const colleague = playing.actors[extension]
  if (colleague?.phase !== 'talking') return { playing, acts: [] }
  const actor: Actor = { ...colleague, phase: 'over', since: at, speaking: undefined, next: [] }
  return { playing: withActor(playing, { actor, acts: [] }), acts: [{ type: 'hush', who: extension }] }
}

function withActor(playing: Playing, { actor }: ActorStep): Playing {
  return { ...playing, actors: { ...playing.actors, [actor.id]: actor } }
}
