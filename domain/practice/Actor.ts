import type { Instant } from '../Instant'
import type { Part, Patience, Told } from './Scene'
import type { Story } from './Story'
import type { Topic } from './Topic'

/** What somebody will do next, as soon as nobody speaks. */
export type Next = { readonly say: string } | 'hangUp'

/**
 * One person of a scene, while it is played.
 *
 *     waiting ──▶ ringing ──▶ talking ◀──▶ held
 *                    │           │  │       │
 *                    │           │  └▶ joined (with a colleague)
 *                    ▼           ▼          ▼
 *                  over  ◀───────┴──────────┘
 *
 * A colleague begins in `waiting` and talks when they answer.
 */
export interface Actor {
  readonly id: string
  readonly role: 'caller' | 'colleague' | 'mailbox'
  readonly part: Part
  readonly patience: Patience
  /** What they want to have told before they say goodbye. */
  readonly needs: readonly Told[]
  readonly waitsAtTheEnd: boolean
  /** Whether a colleague takes the caller who is announced. */
  readonly takes: boolean
  readonly phase: 'waiting' | 'ringing' | 'talking' | 'held' | 'joined' | 'over'
  /** Since when this phase lasts. */
  readonly since: Instant
  readonly greeted: boolean
  /** The line on their lips. */
  readonly speaking: { readonly line: string; readonly since: Instant } | undefined
  readonly next: readonly Next[]
  readonly userSpeaksSince: Instant | undefined
  /** When the learner last said something into the microphone; what it was, nobody can know. */
  readonly spokenToAt: Instant | undefined
  /** The last moment at which anybody said anything. */
  readonly quietSince: Instant
  readonly silencesInARow: number
  readonly timesUp: Readonly<Partial<Record<Topic, number>>>
  readonly slightsLeft: number
  /** Goodbye has been said to them. */
  readonly farewell: boolean
  /** They have had enough. */
  readonly leaving: boolean
  readonly warned: boolean
  readonly story: Story
}

/** Whoever is spoken with now and says nothing, has nothing to say, and hears nothing. */
export function isIdle(actor: Actor): boolean {
  return actor.phase === 'talking' && !actor.speaking && actor.next.length === 0 && actor.userSpeaksSince === undefined
}

/** The turn for a topic as often as it came up, and the actor who remembers that it did. */
export function replies(actor: Actor, topic: Topic): Actor {
  const turns = actor.part.replies[topic] ?? actor.part.replies.unsure ?? []
  const times = actor.timesUp[topic] ?? 0
  const turn = turns[Math.min(times, turns.length - 1)] ?? []
  return {
    ...actor,
    timesUp: { ...actor.timesUp, [topic]: times + 1 },
    next: [...actor.next, ...turn.map(line => ({ say: line }))],
  }
}

/** Says goodbye for good: what was still to be said is forgotten. */
export function leaves(actor: Actor): Actor {
  return { ...goesWith(replies({ ...actor, next: [] }, 'giveUp')), leaving: true }
}

export function goesWith(actor: Actor): Actor {
  return { ...actor, next: [...actor.next, 'hangUp'] }
}

/** One slight more; whoever has had enough leaves. */
export function slighted(actor: Actor): Actor {
  const left = { ...actor, slightsLeft: actor.slightsLeft - 1 }
  return left.slightsLeft > 0 || left.leaving || left.farewell ? left : leaves(left)
}
