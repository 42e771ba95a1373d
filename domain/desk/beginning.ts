import type { Calling, Known, Ringing } from '../call/Call'
import { blankCapture } from '../capture/Capture'
import { knownOf } from '../call/knownOf'
import { firstAnsweredAt } from '../call/owedBy'
import { personAt } from '../directory/Person'
import { recallWithinMs } from '../handover/HandOver'
import { classifyLine, type LineKind, withoutSigns } from '../phone/classifyLine'
import { isNumberOf, isSameParty, type Numbered } from '../phone/isNumberOf'
import type { Invitation, Party } from '../phone/Invitation'
import { recordOf } from '../record/recordOf'
import { type Desk, findCall, type HandedOver, quietly, type Step } from './Desk'
import { isUndisturbed, withOneMissed } from './doNotDisturb'
import { emergencyTyped, mayBeHelp, withHelpCalled } from './emergencies'
import type { FactOf } from './Fact'
import { kept } from './keeping'

/** More cards than this help nobody: whoever rings then hears busy. */
const mostRinging = 10

export function callInvited(desk: Desk, { callId, invitation, at }: FactOf<'callInvited'>): Step {
  if (findCall(desk, callId)) return quietly(desk)
  const recalled = recalledCaller(desk, invitation, at)
  const account = desk.settings.accounts.find(({ accountId }) => accountId === invitation.accountId)
  const line = classifyLine(invitation, account ?? withoutSigns)
  const help = mayBeHelp(desk, invitation, at)
  const known: Known = recalled
    ? { ...recalled.call, callId, startedAt: at, recalledFrom: recalled.to.name }
    : {
        callId,
        recordId: callId,
        accountId: invitation.accountId,
        direction: 'incoming',
        party: invitation.caller,
        line,
        corrected: undefined,
        directoryName: nameFor(desk, invitation.caller),
        handedBy: '',
        recalledFrom: '',
        dialled: invitation.dialled,
        answerAs: answerAs(desk, { number: invitation.dialled, also: invitation.dialledAlso ?? [] }),
        startedAt: at,
        answeredBefore: undefined,
        capture: blankCapture,
        emergency: help && line.kind !== 'internal',
      }
  const ringing: Ringing = { ...known, phase: 'ringing', invitation }
  // A caller of ours who comes back is let in, however busy we are: nobody else has them.
  // So are the emergency services, who call from anywhere and through anybody.
  const undisturbed = isUndisturbed(desk, at)
  if (!recalled && !help && (undisturbed || isFull(desk))) {
    const missed = {
      ...known,
      phase: 'saving',
      atOnce: true,
      answeredAt: undefined,
      endedAt: at,
      ending: 'missed',
      handedTo: '',
    } as const
    return {
      desk: undisturbed ? withOneMissed(desk) : desk,
      commands: [
        { type: 'decline', callId },
        { type: 'saveRecord', record: recordOf(missed, desk.settings.gate) },
      ],
    }
  }
  const rung = { ...desk, calls: [...desk.calls, ringing] }
  if (!recalled) return kept(rung, ringing)
  const handedOver = desk.handedOver.filter(each => each !== recalled)
  return revived({ ...desk, handedOver }, ringing)
}

/** A call goes on with the record of an earlier one, which gives up its place on the desk, and what is in it. */
function revived(desk: Desk, call: Ringing | Calling): Step {
  const earlier = desk.calls.filter(each => each.recordId === call.recordId)
  const release = undefined
  const goesOn = { ...call, capture: { ...(earlier.at(-1)?.capture ?? call.capture), release } }
  const stillUp = earlier.filter(each => each.phase === 'handingOver')
  return {
    desk: { ...desk, calls: [...desk.calls.filter(each => !earlier.includes(each)), goesOn] },
    commands: [
      { type: 'reviveRecord', record: recordOf(goesOn, desk.settings.gate), line: undefined },
      ...stillUp.map(each => ({ type: 'hangUp', callId: each.callId }) as const),
    ],
  }
}

function isFull(desk: Desk): boolean {
  const up = desk.calls.filter(call => call.phase !== 'wrapUp' && call.phase !== 'saving')
  const ringing = up.filter(call => call.phase === 'ringing')
  return ringing.length >= mostRinging || up.length >= desk.settings.callsAtOnce
}

/** The caller whom the exchange brings back because that colleague did not take them. The newest one counts. */
function recalledCaller(
  desk: Desk,
  { accountId, recallOf, recallOfAlso, caller }: Invitation,
  at: number,
): HandedOver | undefined {
  if (recallOf === '') return undefined
  // The exchange may ring them back before it has said how the hand-over went.
  const underWay = desk.calls
    .filter(call => call.phase === 'handingOver')
    .filter(({ handOver: { stage } }) => stage === 'referring' || stage === 'joined')
    .map(call => ({ call: { ...knownOf(call), answeredBefore: firstAnsweredAt(call) }, to: call.handOver.to, at }))
  const colleague = { number: recallOf, also: recallOfAlso ?? [] }
  // They come back where they left: on another extension the sign would carry one line's verdict over to the other.
  const all = [...desk.handedOver, ...underWay]
    .filter(({ call }) => call.accountId === accountId)
    .filter(({ to, at: then }) => isNumberOf(colleague, to.number) && at - then <= recallWithinMs)
  // Two callers may have gone to the same colleague: where the exchange shows who comes back, that decides.
  return all.findLast(({ call }) => caller.number === '' || isSameParty(caller, call.party))
}

export function callPlaced(desk: Desk, { callId, accountId, to, into, at }: FactOf<'callPlaced'>): Step {
  if (findCall(desk, callId)) return quietly(desk)
  const { undo } = desk
  if (undo && into === undo.call.recordId) {
    return revived({ ...desk, undo: undefined }, { ...undo.call, callId, phase: 'calling', farEndRinging: false })
  }
  const emergency = emergencyTyped(desk, to.number) !== undefined
  const calling: Calling = {
    phase: 'calling',
    callId,
    recordId: callId,
    accountId,
    direction: 'outgoing',
    party: to,
    line: { kind: emergency ? 'external' : sideOf(desk, to), because: 'we-dialled', evidence: [] },
    corrected: undefined,
    directoryName: nameFor(desk, to),
    handedBy: '',
    recalledFrom: '',
    dialled: '',
    answerAs: '',
    startedAt: at,
    answeredBefore: undefined,
    capture: blankCapture,
    emergency,
    farEndRinging: false,
  }
  const placed = { ...desk, calls: [...desk.calls, calling] }
  return kept(emergency ? withHelpCalled(placed, accountId, at) : placed, calling)
}

/** A colleague's number leads to a colleague; any other short one may lead anywhere. */
export function sideOf(desk: Desk, party: Party): LineKind {
  if (party.shape !== 'short') return 'external'
  return nameFor(desk, party) === '' ? 'unverified' : 'internal'
}

/** Whose number that is, as the directory has it; empty when nobody's, and when it was withheld. */
export function nameFor(desk: Desk, party: Party): string {
  return party.withheld ? '' : (personAt(desk.people, party)?.name ?? '')
}

function answerAs(desk: Desk, dialled: Numbered): string {
  return desk.settings.calledNumbers.find(({ number }) => isNumberOf(dialled, number))?.answerAs ?? ''
}
