import { assertNever } from '../assertNever'
import { wrapUpOf } from '../record/recordOf'
import { callInvited, callPlaced } from './beginning'
import { type Desk, findCall, quietly, type Step, withFailure } from './Desk'
import { callEnded, recordSaved, saveFailed } from './ending'
import type { Fact, FactOf } from './Fact'
import {
  callerEnded,
  consultationPlaced,
  handingOverWith,
  handOverFailed,
  handOverNotBegun,
  joinAccepted,
  legMoved,
  referAccepted,
  referReported,
  woken,
} from './handingOver'
import { callMoved, partyChanged } from './moving'

/** What becomes of the desk when the world has spoken. A fact about a call already put away is late, not wrong. */
export function applyFact(desk: Desk, fact: Fact): Step {
  switch (fact.type) {
    case 'registrationChanged':
      return quietly({ ...desk, registrations: { ...desk.registrations, [fact.accountId]: fact.registration } })
    case 'microphoneChecked':
      return quietly({ ...desk, microphone: fact.microphone })
    case 'audioRoomChanged':
      return quietly({ ...desk, audioRoom: fact.open })
    case 'messageUnreadable':
      return quietly({ ...desk, unreadable: { count: (desk.unreadable?.count ?? 0) + 1, lastAt: fact.at } })
    case 'directoryRead':
      return quietly({ ...desk, people: fact.people })
    case 'foundAtStart':
      return quietly({ ...desk, findings: fact.findings })
    case 'settingsChanged':
      return quietly({ ...desk, settings: fact.settings })
    case 'openRecordsCounted':
      return quietly({ ...desk, openRecords: fact.openRecords })
    case 'callInvited':
      return callInvited(desk, fact)
    case 'callPlaced':
      return callPlaced(desk, fact)
    case 'callEnded':
    case 'callAnswered':
    case 'farEndRinging':
      return lineMoved(desk, fact)
    case 'callHeld':
    case 'callResumed':
    case 'callMuted':
    case 'callSilenced':
    case 'microphoneOpened':
    case 'callHeard':
    case 'callAsked':
      return callMoved(desk, fact)
    case 'partyChanged':
      return partyChanged(desk, fact)
    case 'consultationPlaced':
      return consultationPlaced(desk, fact)
    case 'joinAccepted':
      return joinAccepted(desk, fact)
    case 'referAccepted':
      return referAccepted(desk, fact)
    case 'referReported':
      return referReported(desk, fact)
    case 'woken':
      return woken(desk, fact)
    case 'recordSaved':
      return recordSaved(desk, fact)
    case 'recordFetched':
      return recordFetched(desk, fact)
    case 'commandFailed':
      return commandFailed(desk, fact)
    default:
      return assertNever(fact)
  }
}

/** A line of ours moved: a caller's, or the leg on which we ring a colleague for one. */
function lineMoved(desk: Desk, fact: FactOf<'callEnded' | 'callAnswered' | 'farEndRinging'>): Step {
  const handedOver = handingOverWith(desk, fact.callId)
  if (handedOver) return legMoved(desk, handedOver, fact)
  if (fact.type !== 'callEnded') return callMoved(desk, fact)
  const call = findCall(desk, fact.callId)
  return call?.phase === 'handingOver' ? callerEnded(desk, call, fact) : callEnded(desk, fact)
}

function recordFetched(desk: Desk, { record }: FactOf<'recordFetched'>): Step {
  const isHere = desk.calls.some(call => call.recordId === record.callId)
  return quietly(isHere ? desk : { ...desk, calls: [...desk.calls, wrapUpOf(record)] })
}

function commandFailed(desk: Desk, { command, problem }: FactOf<'commandFailed'>): Step {
  switch (command.type) {
    case 'saveRecord':
      return saveFailed(desk, command, problem)
    case 'consult':
    case 'join':
    case 'refer':
      return handOverFailed(handOverNotBegun(desk, command.callId), command, problem)
    case 'hold':
      return quietly(withFailure(handOverNotBegun(desk, command.callId), command, problem))
    default:
      return quietly(withFailure(desk, command, problem))
  }
}
