import type { Call, Ending, WrapUp } from '../call/Call'
import { firstAnsweredAt } from '../call/owedBy'
import { knownOf } from '../call/knownOf'
import { textSlots } from '../capture/Capture'
import type { Colleague } from '../handover/HandOver'
import type { EndedBy } from '../phone/Phone'
import { meaningOf, type RefusalMeaning } from '../phone/refusal'
import { askedFor } from '../record/askedFor'
import { recordOf } from '../record/recordOf'
import type { Command } from './Command'
import { type Desk, findCall, quietly, type Step, withCall, withFailure, withoutCall } from './Desk'
import { isOurs, withHelpCalled } from './emergencies'
import type { FactOf } from './Fact'
import { kept } from './keeping'

/** For so long a call that we ended can be called back into its record. */
export const undoWithinMs = 15_000

export function callEnded(desk: Desk, fact: FactOf<'callEnded'>): Step {
  const call = findCall(desk, fact.callId)
  if (!call || call.phase === 'wrapUp' || call.phase === 'saving') return quietly(desk)
  // From now on they may call back.
  const known = isOurs(call) ? withHelpCalled(desk, call.accountId, fact.at) : desk
  return putDown(known, call, endingOf(call, fact), fact)
}

/**
 * The line is down: the call goes to wrap-up, or straight to its record when nothing keeps it. `wanted` is the colleague
 * the caller was on the way to, if any.
 */
export function putDown(desk: Desk, call: Call, ending: Ending, fact: FactOf<'callEnded'>, wanted?: Colleague): Step {
  const capture = wanted ? askedFor(call.capture, wanted.name, desk.preferences.locale) : call.capture
  const over = {
    ...knownOf(call),
    capture,
    answeredAt: 'answeredAt' in call ? call.answeredAt : undefined,
    endedAt: fact.at,
    ending,
    handedTo: ending === 'handedOver' ? (wanted?.name ?? '') : '',
  }
  const wrapUp: WrapUp = { ...over, phase: 'wrapUp' }
  const record = recordOf(wrapUp, desk.settings.gate)
  const offered = offerUndo(desk, wrapUp)
  if (record.state === 'open' || mayStillBeWriting(call, ending, fact)) {
    return kept(withCall(offered.desk, wrapUp), wrapUp, ...offered.commands)
  }
  return {
    desk: withCall(offered.desk, { ...over, phase: 'saving', atOnce: true }),
    commands: [{ type: 'saveRecord', record }, ...offered.commands],
  }
}

function offerUndo(desk: Desk, call: WrapUp): { desk: Desk; commands: Command[] } {
  const canBeCalled = call.ending === 'endedByUs' && call.party.number !== ''
  if (!canBeCalled) return { desk, commands: [] }
  return {
    desk: {
      ...desk,
      undo: { call: { ...knownOf(call), answeredBefore: firstAnsweredAt(call) }, until: call.endedAt + undoWithinMs },
    },
    commands: [{ type: 'wake', wake: { what: 'undoOver', callId: call.recordId }, afterMs: undoWithinMs }],
  }
}

/**
 * Somebody else ended the call, perhaps in the middle of our word: the form stays where it is until the user puts it
 * away. When we ended it ourselves, or nobody ever spoke, there is nothing to interrupt, except news to be read: why
 * a call of ours did not come about.
 */
function mayStillBeWriting(call: Call, ending: Ending, { by }: FactOf<'callEnded'>): boolean {
  if (call.capture.release || ending === 'handedOver') return false
  if (call.phase === 'calling') return by !== 'us'
  if (call.phase === 'ringing' || by === 'us') return false
  if (call.direction === 'incoming' || by === 'network') return true
  return textSlots.some(slot => call.capture[slot] !== '')
}

function endingOf(call: Call, { by, code, elsewhere }: FactOf<'callEnded'>): Ending {
  if (call.phase === 'ringing') {
    if (elsewhere) return 'answeredElsewhere'
    // RFC 3261 section 21.4.26: it was us who could do nothing with the sound on offer.
    if (code === 488) return 'noSharedSound'
    return by === 'us' ? 'declined' : 'missed'
  }
  if (call.phase === 'calling') return by === 'us' ? 'notAnswered' : endingFor[meaningOf(code)]
  return endingBy(by)
}

/** How a call ended in which somebody spoke. */
export function endingBy(by: EndedBy): Ending {
  if (by === 'network') return 'lineLost'
  return by === 'us' ? 'endedByUs' : 'endedByThem'
}

/** How a call of ours ended that nobody took. */
const endingFor: Readonly<Record<RefusalMeaning, Ending>> = {
  busy: 'busy',
  notFound: 'notFound',
  notAnswered: 'notAnswered',
  unavailable: 'notAnswered',
  declined: 'refused',
  other: 'failed',
}

/** Remembers whom we handed over, in case the exchange rings them back. */
export function rememberHandedOver(desk: Desk, caller: Call, to: Colleague, at: number): Desk {
  const call = { ...knownOf(caller), answeredBefore: firstAnsweredAt(caller) }
  return { ...desk, handedOver: [...desk.handedOver.slice(-19), { call, to, at }] }
}

export function recordSaved(desk: Desk, { record, openRecords }: FactOf<'recordSaved'>): Step {
  // A record of a call that was never on the desk is no news to anybody who looks at it.
  const counted = desk.openRecords === openRecords ? desk : { ...desk, openRecords }
  const saving = counted.calls.find(call => call.recordId === record.callId && call.phase === 'saving')
  return quietly(saving ? withoutCall(counted, saving.callId) : counted)
}

export function saveFailed(desk: Desk, command: Extract<Command, { type: 'saveRecord' }>, problem: string): Step {
  const told = withFailure(desk, command, problem)
  const call = told.calls.find(each => each.recordId === command.record.callId && each.phase === 'saving')
  if (call?.phase !== 'saving') return quietly(told)
  const { answeredAt, endedAt, ending, handedTo } = call
  return quietly(withCall(told, { ...knownOf(call), answeredAt, endedAt, ending, handedTo, phase: 'wrapUp' }))
}
