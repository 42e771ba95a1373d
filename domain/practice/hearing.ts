import type { Instant } from '../Instant'
import { type Actor, goesWith, leaves, replies } from './Actor'
import type { SaidKey, Topic } from './Topic'

// In both there is half a second of silence, by which the ear knows that we have stopped.
/** Shorter than this it was a cough or a chair. */
const wordsLast = 600
/** A sentence that stands on the screen takes at least this long to read aloud. */
const sentenceLasts = 1_000

/** Somebody hears a sentence: how they answer it. */
export function hears(actor: Actor, key: SaidKey, topic: Topic | undefined, at: Instant): Actor {
  if (actor.phase !== 'talking' || actor.leaving || topic === undefined) return actor
  const story = { ...actor.story, said: [...actor.story.said, { key, at }] }
  // Whoever speaks by a button has nothing more to say with the microphone.
  const listening = { ...actor, story, userSpeaksSince: undefined, quietSince: at, silencesInARow: 0 }
  if (actor.role === 'mailbox') return listening
  return actor.role === 'colleague' ? colleagueHears(listening, topic) : callerHears(listening, topic)
}

function callerHears(actor: Actor, topic: Topic): Actor {
  const greeted = actor.greeted ? actor : replies({ ...actor, greeted: true }, 'greeting')
  if (topic === 'greeting' || actor.farewell) return greeted
  return topic === 'closing' ? hearsGoodbye(greeted) : replies(greeted, topic)
}

function hearsGoodbye(actor: Actor): Actor {
  const untold = actor.needs.some(slot => !actor.story.told.includes(slot))
  if (untold && !actor.warned) return replies({ ...actor, warned: true }, 'notYet')
  const farewell = { ...replies(actor, 'closing'), farewell: true }
  return actor.waitsAtTheEnd ? farewell : goesWith(farewell)
}

function colleagueHears(actor: Actor, topic: Topic): Actor {
  if (topic === 'announcement' && !actor.takes) return leaves(actor)
  if (topic === 'closing') return goesWith({ ...replies(actor, 'closing'), farewell: true })
  return topic === 'greeting' ? actor : replies(actor, topic)
}

/** The learner has stopped speaking into the microphone; what they said is what stood on the screen, as far as we know. */
export function hearsSpeechEnd(actor: Actor, meaning: { key: SaidKey; topic: Topic } | undefined, at: Instant): Actor {
  if (actor.userSpeaksSince === undefined || actor.phase !== 'talking') return { ...actor, userSpeaksSince: undefined }
  const lasted = at - actor.userSpeaksSince
  const listening = { ...actor, userSpeaksSince: undefined, quietSince: at }
  if (lasted < wordsLast) return { ...listening, quietSince: actor.quietSince }
  const heard = { ...listening, silencesInARow: 0, spokenToAt: at }
  const wasTheirTurn = !actor.speaking && actor.next.length === 0
  if (meaning && wasTheirTurn && lasted >= sentenceLasts) return hears(heard, meaning.key, meaning.topic, at)
  // Whatever one says first on the telephone is a greeting.
  if (!heard.greeted && heard.role === 'caller') return replies({ ...heard, greeted: true }, 'greeting')
  return heard
}
