import type { Instant } from '../Instant'
import { type Actor, isIdle } from './Actor'

/** After this much silence a caller asks whether anybody is there. */
export const silenceAfter = 6_000

/** Less than this is a nod ("yes", "I see"), and nobody minds a nod. Half a second of it is the ear's doubt whether we go on. */
const nodLasts = 1_200

/** Whoever hears somebody speak for longer than this speaks up in between, or it is a noisy room. */
const monologueLasts = 20_000

/** A caller and a colleague who were joined talk on without us for a moment, and are gone. */
const joinedLasts = 4_000

export interface Deadline {
  readonly at: Instant
  readonly of: 'ringing' | 'hold' | 'joined' | 'talkedOver' | 'monologue' | 'silence'
}

/** When somebody will do something by themselves, if nothing else happens. */
export function deadlineOf(actor: Actor): Deadline | undefined {
  const { phase, since, speaking, userSpeaksSince, patience } = actor
  switch (phase) {
    case 'ringing':
      return { at: since + patience.ringing, of: 'ringing' }
    case 'held':
      return actor.role === 'caller' ? { at: since + patience.hold, of: 'hold' } : undefined
    case 'joined':
      return { at: since + joinedLasts, of: 'joined' }
    case 'talking':
      if (actor.role === 'mailbox') return undefined
      if (speaking && userSpeaksSince !== undefined && !actor.leaving && !actor.farewell) {
        return { at: Math.max(speaking.since, userSpeaksSince) + nodLasts, of: 'talkedOver' }
      }
      if (!speaking && userSpeaksSince !== undefined) return { at: userSpeaksSince + monologueLasts, of: 'monologue' }
      return isIdle(actor) ? { at: actor.quietSince + silenceAfter, of: 'silence' } : undefined
    case 'waiting':
    case 'over':
      return undefined
  }
}
