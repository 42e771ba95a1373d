import { isBlank } from '../capture/capturePolicy'
import { isOurs } from '../desk/emergencies'
import { blankCapture, textSlots } from '../capture/Capture'
import type { CallView } from '../desk/DeskView'
import { assertNever } from '../assertNever'
import type { Instant } from '../Instant'
import { greetingFor } from './greetingFor'
import { handOverNext, handOverNow } from './handOverPhrases'
import { holdStage } from './holdStage'
import { type Phrase, phrase } from './Phrase'
import { questionFor } from './questionFor'
import { ringsSince } from './ringsSince'

/** The greeting stays until somebody types, or until it must have been said. */
const greetingLasts = 8_000

/** The one sentence that suits this moment of a call. */
export function sayNow(call: CallView, now: Instant): Phrase {
  switch (call.phase) {
    case 'calling':
      return phrase(call.farEndRinging ? 'know.farEndRinging' : 'know.farEndSilent')
    case 'ringing':
      return greetingFor(call, ringsSince(call.startedAt, now))
    case 'held':
      return phrase(`hold.${holdStage(call.heldAt, now)}`)
    case 'handingOver':
      return handOverNow(call)
    case 'talking':
      if (call.silenced) return phrase('know.silenced')
      if (call.muted) return phrase('know.muted')
      return isGreeting(call, now) ? opening(call) : inTalk(call)
    case 'wrapUp':
      return phrase(call.missing.length > 0 ? 'know.recordOwed' : 'know.recordDone')
    case 'saving':
      return phrase('know.saving')
    default:
      return assertNever(call)
  }
}

/** What will be said after that, when it can be known. */
export function sayNext(call: CallView, now: Instant): Phrase | undefined {
  if (call.phase === 'calling') return introduction(call)
  if (call.phase === 'held') return phrase('hold.back')
  if (call.phase === 'handingOver') return handOverNext(call)
  if (call.phase !== 'talking' || call.silenced || call.muted) return undefined
  if (isGreeting(call, now)) return inTalk(call)
  const [asked, next] = call.missing
  if (!asked) return undefined
  return next ? questionFor(next, call) : closing(call)
}

type Talking = Extract<CallView, { phase: 'talking' }>

function isGreeting(call: Talking, now: Instant): boolean {
  // Whoever comes back to us brings along what was written down before.
  if (call.recalledFrom) return now - call.answeredAt < greetingLasts
  const untouched = textSlots.every(slot => call.capture[slot] === blankCapture[slot])
  return untouched && now - call.answeredAt < greetingLasts
}

function opening(call: Talking): Phrase {
  if (call.direction === 'outgoing') return introduction(call)
  return greetingFor(call, ringsSince(call.startedAt, call.answeredAt))
}

function introduction({ emergency, ourName: name }: CallView): Phrase {
  if (emergency) return phrase('outgoing.emergency')
  return name ? phrase('outgoing.introduce', { name }) : phrase('outgoing.plain')
}

function inTalk(call: Talking): Phrase {
  if (isOurs(call)) return phrase('outgoing.emergency')
  // Whoever may be the emergency services owes nothing, and is asked what they want all the same.
  const asked = call.emergency && isBlank(call.capture.requirement) ? 'requirement' : call.missing[0]
  return asked ? questionFor(asked, call) : closing(call)
}

function closing({ inForce, capture }: CallView): Phrase {
  if (inForce === 'internal') return phrase('close.internal')
  return phrase(`close.${capture.response ?? 'plain'}`)
}
