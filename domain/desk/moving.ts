import { assertNever } from '../assertNever'
import type { Call, Calling, EarlySound, Held, Ringing, Talking } from '../call/Call'
import { isSameParty } from '../phone/isNumberOf'
import type { PhoneCommand } from '../phone/Phone'
import { knownOf } from '../call/knownOf'
import { nameOfCall } from '../call/nameOfCall'
import { nameFor } from './beginning'
import { holdOthers } from './commanding'
import { type Desk, findCall, quietly, type Step, withCall } from './Desk'
import { isOurs } from './emergencies'
import { announcing } from './handingOver'
import type { FactOf } from './Fact'
import { kept } from './keeping'

type Movement = FactOf<
  | 'farEndRinging'
  | 'callAnswered'
  | 'callHeld'
  | 'callResumed'
  | 'callMuted'
  | 'callSilenced'
  | 'microphoneOpened'
  | 'callHeard'
  | 'callAsked'
  | 'soundBroken'
  | 'soundMended'
>

/** What a call becomes when the wire or the sound has moved it. */
export function callMoved(desk: Desk, fact: Movement): Step {
  const call = findCall(desk, fact.callId)
  if (!call) return quietly(desk)
  // A caller who was taken back a moment before they were handed over must not overhear the colleague.
  if (fact.type === 'callResumed' && call.phase === 'handingOver' && call.handOver.stage !== 'joined') {
    return { desk, commands: [{ type: 'hold', callId: call.callId }] }
  }
  // Whoever practises without a microphone is heard by a button.
  if (fact.type === 'callSilenced' && fact.why !== 'lost' && desk.settings.practice) return quietly(desk)
  const moved = move(call, fact)
  if (moved === call) return quietly(desk)
  // After a crash nobody may be heard who was muted before it.
  if (fact.type === 'callMuted') return kept(withCall(desk, moved), moved)
  if (moved.phase === call.phase) return quietly(withCall(desk, moved))
  // Whoever begins to talk puts everybody else on hold, whatever was pressed in between; but a colleague to whom we
  // are announcing a caller cannot be put on hold, so then it is the other way round. Not with the emergency services:
  // the one microphone there is is theirs, and the colleague hears silence.
  const others: PhoneCommand[] =
    moved.phase !== 'talking'
      ? []
      : announcing(desk.calls) && !isOurs(call)
        ? [{ type: 'hold', callId: call.callId }]
        : holdOthers(desk, call.callId)
  return kept(withCall(desk, moved), moved, ...others)
}

function move(call: Call, fact: Movement): Call {
  const up = isUp(call) ? call : undefined
  switch (fact.type) {
    case 'farEndRinging':
      return call.phase === 'calling' ? { ...call, farEndRinging: true } : call
    case 'callAnswered':
      return call.phase === 'ringing' || call.phase === 'calling' ? answered(call, fact.at) : call
    case 'callHeld':
      return call.phase === 'talking' ? ({ ...call, phase: 'held', heldAt: fact.at } satisfies Held) : call
    case 'callResumed':
      return call.phase === 'held' ? talkingAgain(call) : call
    case 'callMuted':
      return up && up.muted !== fact.muted ? { ...up, muted: fact.muted } : call
    case 'callSilenced':
      return up ? { ...up, silenced: fact.why } : early(call, { silenced: fact.why })
    case 'microphoneOpened':
      return up ? { ...up, silenced: undefined } : early(call, { silenced: undefined })
    case 'callHeard':
      // What is heard before anybody has answered our own call is an announcement, and not its party.
      return up ? { ...up, heard: true } : call.phase === 'ringing' ? early(call, { heard: true }) : call
    case 'callAsked':
      return up ? { ...up, askedToCall: fact.number } : call
    case 'soundBroken':
      return up && up.gapSince === undefined ? { ...up, gapSince: fact.at } : call
    case 'soundMended':
      return up?.gapSince === undefined ? call : { ...up, gapSince: undefined }
    default:
      return assertNever(fact)
  }
}

/** Between the click and its confirmation the sound goes its own way already, and nothing of that may be forgotten. */
function early(call: Call, sound: EarlySound): Call {
  return call.phase === 'ringing' || call.phase === 'calling' ? { ...call, early: { ...call.early, ...sound } } : call
}

export function isUp(call: Call): call is Extract<Call, { phase: 'talking' | 'held' | 'handingOver' }> {
  return call.phase === 'talking' || call.phase === 'held' || call.phase === 'handingOver'
}

function answered(call: Ringing | Calling, at: number): Talking {
  return {
    ...knownOf(call),
    phase: 'talking',
    answeredAt: at,
    muted: false,
    silenced: undefined,
    heard: false,
    gapSince: undefined,
    askedToCall: '',
    handOverAsked: false,
    ...call.early,
  }
}

function talkingAgain({ heldAt: _, ...rest }: Held): Talking {
  return { ...rest, phase: 'talking' }
}

/**
 * Somebody else is on the line: a colleague announced a caller, and the exchange joined us to them. Nobody vouches for
 * the new party, so they are unverified and owe what a customer owes.
 */
export function partyChanged(desk: Desk, { callId, party }: FactOf<'partyChanged'>): Step {
  const call = findCall(desk, callId)
  if (!call || !isUp(call) || isSameParty(party, call.party)) return quietly(desk)
  const before = nameOfCall(call).known || call.party.name || call.party.number
  const changed: Call = {
    ...call,
    party,
    directoryName: nameFor(desk, party),
    handedBy: before,
    corrected: undefined,
    line: {
      kind: 'unverified',
      because: 'handed-over',
      evidence: [
        `handed over by ${before}`,
        `now: ${[party.name, party.number].filter(Boolean).join(' ') || '(nothing)'}`,
      ],
    },
  }
  return kept(withCall(desk, changed), changed)
}
