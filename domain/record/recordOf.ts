import type { Call } from '../call/Call'
import { firstAnsweredAt, isOwed } from '../call/owedBy'
import { shapeAsKept } from '../phone/shapeAsKept'
import type { GatePolicy } from '../capture/capturePolicy'
import type { CallRecord } from './CallRecord'

/** What is kept of a call as it stands now. */
export function recordOf(call: Call, policy: GatePolicy): CallRecord {
  return {
    callId: call.recordId,
    state: stateOf(call, policy),
    accountId: call.accountId,
    direction: call.direction,
    number: call.party.withheld ? '' : call.party.number,
    shownName: call.party.withheld ? '' : call.party.name,
    withheld: call.party.withheld,
    directoryName: call.directoryName,
    line: call.line,
    corrected: call.corrected,
    handedTo: 'handedTo' in call ? call.handedTo : '',
    handedBy: call.handedBy,
    dialled: call.dialled,
    answerAs: call.answerAs,
    emergency: call.emergency,
    startedAt: call.startedAt,
    answeredAt: firstAnsweredAt(call),
    endedAt: 'endedAt' in call ? call.endedAt : undefined,
    ending: 'ending' in call ? call.ending : undefined,
    capture: call.capture,
  }
}

function stateOf(call: Call, policy: GatePolicy): CallRecord['state'] {
  if (call.phase !== 'wrapUp' && call.phase !== 'saving') return 'live'
  return isOwed(call, policy) ? 'open' : 'closed'
}

/** A record fetched back onto the desk: the line is long down, and what is missing can be filled in. */
export function wrapUpOf(record: CallRecord): Extract<Call, { phase: 'wrapUp' }> {
  return {
    phase: 'wrapUp',
    callId: record.callId,
    recordId: record.callId,
    accountId: record.accountId,
    direction: record.direction,
    party: {
      number: record.number,
      name: record.shownName,
      shape: shapeAsKept(record.number),
      withheld: record.withheld,
    },
    line: record.line,
    corrected: record.corrected,
    directoryName: record.directoryName,
    handedBy: record.handedBy,
    recalledFrom: '',
    handedTo: record.handedTo,
    dialled: record.dialled,
    answerAs: record.answerAs,
    emergency: record.emergency,
    startedAt: record.startedAt,
    answeredBefore: undefined,
    capture: record.capture,
    answeredAt: record.answeredAt,
    endedAt: record.endedAt ?? record.answeredAt ?? record.startedAt,
    ending: record.ending ?? 'interrupted',
  }
}

/** What becomes of a record whose call was up when the app died: owed, unless nothing is missing or nobody answered. */
export function afterCrash(record: CallRecord, policy: GatePolicy): CallRecord {
  const ending = record.answeredAt === undefined && record.direction === 'incoming' ? 'missed' : 'interrupted'
  return recordOf({ ...wrapUpOf(record), ending }, policy)
}
