import { assertNever } from '../assertNever'
import type { Call, Calling, Ending, Held, Known, Ringing, Talking } from '../call/Call'
import { blankCapture, textSlots } from '../capture/Capture'
import { personAt } from '../directory/Person'
import { classifyLine, type LineKind } from '../phone/classifyLine'
import type { Party } from '../phone/Invitation'
import { isEmergencyNumber } from '../phone/emergency'
import { recordOf, wrapUpOf } from '../record/recordOf'
import type { Command } from './Command'
import { type Desk, findCall, quietly, type Step, withCall, withFailure, withoutCall } from './Desk'
import type { Fact, FactOf } from './Fact'

/** More cards than this help nobody: whoever rings then hears busy. */
const mostRinging = 10

/** What becomes of the desk when the world has spoken. A fact about a call already put away is late, not wrong. */
export function applyFact(desk: Desk, fact: Fact): Step {
  switch (fact.type) {
    case 'registrationChanged':
      return quietly({ ...desk, registrations: { ...desk.registrations, [fact.accountId]: fact.registration } })
    case 'microphoneChecked':
      return quietly({ ...desk, microphone: fact.microphone })
    case 'audioRoomChanged':
      return quietly({ ...desk, audioRoom: fact.open })
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
      return callEnded(desk, fact)
    case 'farEndRinging':
    case 'callAnswered':
    case 'callHeld':
    case 'callResumed':
    case 'callMuted':
    case 'callSilenced':
    case 'microphoneOpened':
    case 'callHeard':
      return callMoved(desk, fact)
    case 'recordSaved':
      return recordSaved(desk, fact)
    case 'recordFetched':
      return findCall(desk, fact.record.callId)
        ? quietly(desk)
        : quietly({ ...desk, calls: [...desk.calls, wrapUpOf(fact.record)] })
    case 'commandFailed':
      return commandFailed(desk, fact)
    default:
      return assertNever(fact)
  }
}

function callInvited(desk: Desk, { callId, invitation, at }: FactOf<'callInvited'>): Step {
  if (findCall(desk, callId)) return quietly(desk)
  const account = desk.settings.accounts.find(({ accountId }) => accountId === invitation.accountId)
  const ringing: Ringing = {
    phase: 'ringing',
    callId,
    accountId: invitation.accountId,
    direction: 'incoming',
    party: invitation.caller,
    line: classifyLine(invitation, { line: account?.line, signal: account?.signal }),
    corrected: undefined,
    directoryName: nameFor(desk, invitation.caller.withheld ? '' : invitation.caller.number),
    dialled: invitation.dialled,
    answerAs: answerAs(desk, invitation.dialled),
    startedAt: at,
    capture: blankCapture,
    emergency: false,
    invitation,
  }
  const noRoom = desk.calls.filter(call => call.phase === 'ringing').length >= mostRinging
  if (desk.presence === 'dnd' || noRoom) {
    const missed = { ...ringing, phase: 'saving', answeredAt: undefined, endedAt: at, ending: 'missed' } as const
    return {
      desk,
      commands: [
        { type: 'decline', callId },
        { type: 'saveRecord', record: recordOf(missed, desk.settings.gate) },
      ],
    }
  }
  return kept({ ...desk, calls: [...desk.calls, ringing] }, ringing)
}

function callPlaced(desk: Desk, { callId, accountId, to, at }: FactOf<'callPlaced'>): Step {
  if (findCall(desk, callId)) return quietly(desk)
  const account = desk.settings.accounts.find(each => each.accountId === accountId)
  const emergency = account ? isEmergencyNumber(to.number, account.country, account.outsidePrefix) : false
  const calling: Calling = {
    phase: 'calling',
    callId,
    accountId,
    direction: 'outgoing',
    party: to,
    line: { kind: emergency ? 'external' : sideOf(desk, to), because: 'we-dialled', evidence: [] },
    corrected: undefined,
    directoryName: nameFor(desk, to.number),
    dialled: '',
    answerAs: '',
    startedAt: at,
    capture: blankCapture,
    emergency,
    farEndRinging: false,
  }
  return kept({ ...desk, calls: [...desk.calls, calling] }, calling)
}

/** A colleague's number leads to a colleague; any other short one may lead anywhere. */
function sideOf(desk: Desk, { number, shape }: Party): LineKind {
  if (shape !== 'short') return 'external'
  return nameFor(desk, number) === '' ? 'unverified' : 'internal'
}

type Movement = FactOf<
  | 'farEndRinging'
  | 'callAnswered'
  | 'callHeld'
  | 'callResumed'
  | 'callMuted'
  | 'callSilenced'
  | 'microphoneOpened'
  | 'callHeard'
>

function callMoved(desk: Desk, fact: Movement): Step {
  const call = findCall(desk, fact.callId)
  if (!call) return quietly(desk)
  const moved = move(call, fact)
  if (moved === call) return quietly(desk)
  if (moved.phase === call.phase) return quietly(withCall(desk, moved))
  const step = kept(withCall(desk, moved), moved)
  if (moved.phase !== 'talking') return step
  const others = desk.calls.filter(each => each.phase === 'talking' && each.callId !== call.callId)
  return { ...step, commands: [...others.map(({ callId }) => ({ type: 'hold', callId }) as const), ...step.commands] }
}

function move(call: Call, fact: Movement): Call {
  const up = call.phase === 'talking' || call.phase === 'held' ? call : undefined
  switch (fact.type) {
    case 'farEndRinging':
      return call.phase === 'calling' ? { ...call, farEndRinging: true } : call
    case 'callAnswered':
      return call.phase === 'ringing' || call.phase === 'calling' ? talking(call, fact.at) : call
    case 'callHeld':
      return call.phase === 'talking' ? ({ ...call, phase: 'held', heldAt: fact.at } satisfies Held) : call
    case 'callResumed': {
      if (call.phase !== 'held') return call
      const { heldAt: _, ...rest } = call
      return { ...rest, phase: 'talking' } satisfies Talking
    }
    case 'callMuted':
      return up ? { ...up, muted: fact.muted } : call
    case 'callSilenced':
      return up ? { ...up, silenced: fact.why } : call
    case 'microphoneOpened':
      return up ? { ...up, silenced: undefined } : call
    case 'callHeard':
      return up ? { ...up, heard: true } : call
    default:
      return assertNever(fact)
  }
}

function talking(call: Ringing | Calling, at: number): Talking {
  return { ...knownOf(call), phase: 'talking', answeredAt: at, muted: false, silenced: undefined, heard: false }
}

/** What stays true of a call when its phase is over. */
export function knownOf(call: Call): Known {
  const { callId, accountId, direction, party, line, corrected, directoryName } = call
  const { dialled, answerAs, startedAt, capture, emergency } = call
  return {
    callId,
    accountId,
    direction,
    party,
    line,
    corrected,
    directoryName,
    dialled,
    answerAs,
    startedAt,
    capture,
    emergency,
  }
}

function callEnded(desk: Desk, fact: FactOf<'callEnded'>): Step {
  const call = findCall(desk, fact.callId)
  if (!call || call.phase === 'wrapUp' || call.phase === 'saving') return quietly(desk)
  const over = {
    ...knownOf(call),
    answeredAt: 'answeredAt' in call ? call.answeredAt : undefined,
    endedAt: fact.at,
    ending: endingOf(call, fact),
  }
  const wrapUp = { ...over, phase: 'wrapUp' } as const
  const record = recordOf(wrapUp, desk.settings.gate)
  if (record.state === 'open' || mayStillBeWriting(call, fact)) return kept(withCall(desk, wrapUp), wrapUp)
  return { desk: withCall(desk, { ...over, phase: 'saving' }), commands: [{ type: 'saveRecord', record }] }
}

/**
 * Somebody else ended the call, perhaps in the middle of our word: the form stays where it is until the user puts it
 * away. When we ended it ourselves, or nobody ever spoke, there is nothing to interrupt, except news to be read: why
 * a call of ours did not come about.
 */
function mayStillBeWriting(call: Call, { by }: FactOf<'callEnded'>): boolean {
  if (call.capture.release) return false
  if (call.phase === 'calling') return by !== 'us'
  if (call.phase === 'ringing' || by === 'us') return false
  if (call.direction === 'incoming' || by === 'network') return true
  return textSlots.some(slot => call.capture[slot] !== '')
}

function endingOf(call: Call, { by, code, elsewhere }: FactOf<'callEnded'>): Ending {
  if (call.phase === 'ringing') {
    if (elsewhere) return 'answeredElsewhere'
    return by === 'us' ? 'declined' : 'missed'
  }
  if (call.phase === 'calling') return by === 'us' ? 'notAnswered' : endingForCode(code)
  if (by === 'network') return 'lineLost'
  return by === 'us' ? 'endedByUs' : 'endedByThem'
}

/** RFC 3261 section 21: what a final refusal means to whoever called. */
function endingForCode(code: number | undefined): Ending {
  if (code === 486 || code === 600) return 'busy'
  if (code === 404 || code === 410 || code === 484 || code === 604) return 'notFound'
  if (code === 408 || code === 480 || code === 487) return 'notAnswered'
  if (code === 403 || code === 603 || code === 607 || code === 608) return 'refused'
  return 'failed'
}

function recordSaved(desk: Desk, { record, openRecords }: FactOf<'recordSaved'>): Step {
  const counted = { ...desk, openRecords }
  return quietly(findCall(desk, record.callId)?.phase === 'saving' ? withoutCall(counted, record.callId) : counted)
}

function commandFailed(desk: Desk, { command, problem }: FactOf<'commandFailed'>): Step {
  const told = withFailure(desk, command, problem)
  if (command.type !== 'saveRecord') return quietly(told)
  const call = findCall(told, command.record.callId)
  return quietly(call?.phase === 'saving' ? withCall(told, { ...call, phase: 'wrapUp' }) : told)
}

/** The call as it now is, and a draft of its record on the way to the disk. */
export function kept(desk: Desk, call: Call): Step {
  const command: Command = { type: 'keepDraft', record: recordOf(call, desk.settings.gate) }
  return { desk, commands: [command] }
}

function nameFor(desk: Desk, number: string): string {
  return personAt(desk.people, number)?.name ?? ''
}

function answerAs(desk: Desk, dialled: string): string {
  const digits = (number: string) => number.normalize('NFKC').replaceAll(/[^\d+]/g, '')
  if (digits(dialled) === '') return ''
  return desk.settings.calledNumbers.find(({ number }) => digits(number) === digits(dialled))?.answerAs ?? ''
}
