import type { Instant } from '../Instant'
import { type Actor, leaves, replies, slighted } from './Actor'
import type { Deadline } from './deadlines'
import { type ActorStep, after, isOverFor, quietly } from './ActorStep'

/** As many questions into the silence as somebody asks. */
const silencesBorne = 3

/** What somebody does by themselves when their time is up. */
export function losesPatience(actor: Actor, { of }: Deadline, at: Instant): ActorStep {
  switch (of) {
    case 'ringing':
      return after(isOverFor(actor, 'gaveUpRinging', at), { type: 'giveUp', who: actor.id })
    case 'hold':
      return after(isOverFor(actor, 'gaveUpOnHold', at), { type: 'hangUp', who: actor.id })
    case 'joined':
      return after({ ...actor, phase: 'over', since: at }, { type: 'hangUp', who: actor.id })
    case 'talkedOver':
      return after(talkedOver(actor), { type: 'hush', who: actor.id })
    case 'monologue':
      return quietly({ ...actor, userSpeaksSince: undefined, quietSince: at })
    case 'silence':
      return quietly(leftInSilence(actor))
  }
}

function talkedOver(actor: Actor): Actor {
  const story = { ...actor.story, talkedOver: actor.story.talkedOver + 1 }
  const again = actor.speaking ? [{ say: actor.speaking.line }] : []
  const sorry = replies({ ...actor, story, speaking: undefined, next: [] }, 'talkedOver')
  return slighted({ ...sorry, next: [...sorry.next, ...again, ...actor.next] })
}

function leftInSilence(actor: Actor): Actor {
  if (actor.farewell) return { ...actor, next: ['hangUp'] }
  const inARow = actor.silencesInARow + 1
  const story = { ...actor.story, silences: actor.story.silences + 1 }
  const noticed = { ...actor, story, silencesInARow: inARow }
  if (inARow >= silencesBorne) return leaves(noticed)
  const asking = slighted(noticed)
  return asking.leaving ? asking : replies(asking, 'silence')
}
