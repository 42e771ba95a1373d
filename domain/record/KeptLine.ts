import type { Answered, Call } from '../call/Call'
import type { Instant } from '../Instant'
import type { DialogId } from '../phone/DialogId'
import type { NumberShape } from '../phone/Invitation'
import type { CallRecord } from './CallRecord'

/** What it takes to go on with a call after the app died in it. It stands beside the draft of its record. */
export interface KeptLine {
  readonly dialog: DialogId
  readonly answeredAt: Instant
  /** Since when the caller was on hold; undefined while we talked. */
  readonly heldAt: Instant | undefined
  readonly muted: boolean
  readonly shape: NumberShape
  readonly recalledFrom: string
  readonly answeredBefore: Instant | undefined
  /** The leg on which a colleague was being asked; nobody must be left to talk to silence. */
  readonly colleague: DialogId | undefined
}

/** What is kept of a line that is up. Undefined while the exchange has given it no identity, or when it is down. */
export function keptLineOf(call: Call, dialogs: Readonly<Record<string, DialogId>>): KeptLine | undefined {
  const dialog = dialogs[call.callId]
  if (!dialog) return undefined
  if (call.phase !== 'talking' && call.phase !== 'held' && call.phase !== 'handingOver') return undefined
  return {
    dialog,
    answeredAt: call.answeredAt,
    heldAt: heldSince(call),
    muted: call.muted,
    shape: call.party.shape,
    recalledFrom: call.recalledFrom,
    answeredBefore: call.answeredBefore,
    colleague: call.phase === 'handingOver' ? dialogs[call.handOver.legId] : undefined,
  }
}

/** Whoever was on the way to a colleague comes back as they were before. */
function heldSince(call: Extract<Call, Answered>): Instant | undefined {
  if (call.phase === 'talking') return undefined
  return call.phase === 'handingOver' && call.handOver.callerWas === 'talking' ? undefined : call.heldAt
}

/** The call as it was when the app died in it. */
export function callGoingOn(record: CallRecord, line: KeptLine): Extract<Call, { phase: 'talking' | 'held' }> {
  const { number, shownName: name, withheld } = record
  const call = {
    callId: record.callId,
    recordId: record.callId,
    accountId: record.accountId,
    direction: record.direction,
    party: { number, name, shape: line.shape, withheld },
    line: record.line,
    corrected: record.corrected,
    directoryName: record.directoryName,
    handedBy: record.handedBy,
    recalledFrom: line.recalledFrom,
    dialled: record.dialled,
    answerAs: record.answerAs,
    startedAt: record.startedAt,
    answeredBefore: line.answeredBefore,
    capture: record.capture,
    emergency: record.emergency,
    answeredAt: line.answeredAt,
    askedToCall: '',
    handOverAsked: false,
    muted: line.muted,
    silenced: undefined,
    heard: false,
    gapSince: undefined,
  }
  return line.heldAt === undefined ? { ...call, phase: 'talking' } : { ...call, phase: 'held', heldAt: line.heldAt }
}
