import { assertNever } from '../assertNever'
import { wrapUpOf } from '../record/recordOf'
import { callInvited, callPlaced } from './beginning'
import { type Desk, findCall, quietly, refused, type Step, withFailure } from './Desk'
import { doNotDisturbBegun, doNotDisturbOver } from './doNotDisturb'
import { emergencyTyped } from './emergencies'
import { callEnded, recordSaved, saveFailed } from './ending'
import type { Fact, FactOf } from './Fact'
import { isSameDialog } from '../phone/DialogId'
import {
  callGone,
  callsInterrupted,
  callStillUp,
  callTakenBack,
  lookAfterThem,
  notLetGo,
  notAnswered,
  notLetIn,
  rewritten,
  waitedLong,
} from './goingOn'
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
import { kept } from './keeping'
import { callMoved, partyChanged } from './moving'
import { reachAfter } from './Outage'

/** What becomes of the desk when the world has spoken. A fact about a call already put away is late, not wrong. */
export function applyFact(desk: Desk, fact: Fact): Step {
  switch (fact.type) {
    case 'registrationChanged':
      return registrationChanged(desk, fact)
    case 'microphoneChecked':
      return microphoneChecked(desk, fact)
    case 'audioRoomChanged':
      return lookAfterThem({ ...desk, audioRoom: fact.open })
    case 'messageUnreadable':
      return quietly({ ...desk, unreadable: { count: (desk.unreadable?.count ?? 0) + 1, lastAt: fact.at } })
    case 'directoryRead':
      return quietly({ ...desk, people: fact.people })
    case 'foundAtStart':
      return quietly({ ...desk, findings: fact.findings })
    case 'damageMended':
      return quietly({
        ...desk,
        findings: [...fact.findings, ...desk.findings.filter(({ kind }) => kind !== 'journal-damaged')],
        openRecords: fact.openRecords,
      })
    case 'doNotDisturbBegun':
      return doNotDisturbBegun(desk, fact)
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
    case 'soundBroken':
    case 'soundMended':
      return callMoved(desk, fact)
    case 'legIdentified':
      return legIdentified(desk, fact)
    case 'callsInterrupted':
      return callsInterrupted(desk, fact)
    case 'callTakenBack':
      return callTakenBack(desk, fact)
    case 'callStillUp':
      return callStillUp(desk, fact)
    case 'callGone':
      return callGone(desk, fact)
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
      return wokenFor(desk, fact)
    case 'recordSaved':
      return recordSaved(rewritten(desk, fact.record), fact)
    case 'recordFetched':
      return recordFetched(desk, fact)
    case 'commandFailed':
      return commandFailed(desk, fact)
    default:
      return assertNever(fact)
  }
}

/** Whoever could not hear us for want of a microphone hears us as soon as there is one, and nobody has to press anything. */
function microphoneChecked(desk: Desk, { microphone }: FactOf<'microphoneChecked'>): Step {
  const checked = { ...desk, microphone }
  if (microphone !== 'ready' || desk.microphone === 'ready') return quietly(checked)
  const deaf = desk.calls.filter(call => call.phase === 'talking' && call.silenced !== undefined)
  return { desk: checked, commands: deaf.map(({ callId }) => ({ type: 'openMicrophone', callId }) as const) }
}

function registrationChanged(desk: Desk, { accountId, registration }: FactOf<'registrationChanged'>): Step {
  return lookAfterThem({
    ...desk,
    registrations: { ...desk.registrations, [accountId]: registration },
    ...reachAfter(desk, accountId, registration),
  })
}

/** The exchange's name for a leg goes to the disk with the draft: with it the call outlives the app. */
function legIdentified(desk: Desk, { callId, dialog }: FactOf<'legIdentified'>): Step {
  const call = findCall(desk, callId) ?? handingOverWith(desk, callId)
  if (call?.phase === 'wrapUp' || call?.phase === 'saving' || isSameDialog(desk.dialogs[callId], dialog)) {
    return quietly(desk)
  }
  const known = { ...desk, dialogs: { ...desk.dialogs, [callId]: dialog } }
  return call ? kept(known, call) : quietly(known)
}

/** A line of ours moved: a caller's, or the leg on which we ring a colleague for one. */
function lineMoved(before: Desk, fact: FactOf<'callEnded' | 'callAnswered' | 'farEndRinging'>): Step {
  const desk = fact.type === 'callEnded' ? withoutDialog(before, fact.callId) : before
  const handedOver = handingOverWith(desk, fact.callId)
  if (handedOver) return legMoved(desk, handedOver, fact)
  if (fact.type !== 'callEnded') return callMoved(desk, fact)
  const call = findCall(desk, fact.callId)
  return call?.phase === 'handingOver' ? callerEnded(desk, call, fact) : callEnded(desk, fact)
}

function withoutDialog(desk: Desk, callId: string): Desk {
  if (!(callId in desk.dialogs)) return desk
  const { [callId]: _, ...dialogs } = desk.dialogs
  return { ...desk, dialogs }
}

function wokenFor(desk: Desk, { wake, at }: FactOf<'woken'>): Step {
  if (wake.what === 'doNotDisturbOver') return doNotDisturbOver(desk, wake, at)
  return wake.what === 'waitedLong' ? waitedLong(desk, wake.callId) : woken(desk, wake, at)
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
    case 'takeBack':
      return quietly(withFailure(notAnswered(desk, command.callId, 'returning'), command, problem))
    case 'askAfter':
      return quietly(withFailure(notAnswered(desk, command.callId, 'asked'), command, problem))
    case 'letGo':
      return quietly(notLetGo(desk, command, problem))
    case 'forgetLine':
    case 'keepDoNotDisturb':
      return quietly(desk)
    case 'dial': {
      // To check the number is no advice to whoever needs help. Where the call is on the desk, it says so itself.
      const isHelp = emergencyTyped(desk, command.number) !== undefined && !findCall(desk, command.callId)
      if (isHelp) return refused(desk, { reason: 'not-registered', emergency: true })
      return quietly(withFailure(desk, command, problem))
    }
    case 'hold':
      return quietly(withFailure(notLetIn(handOverNotBegun(desk, command.callId)), command, problem))
    default:
      return quietly(withFailure(desk, command, problem))
  }
}
