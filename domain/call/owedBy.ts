import { missingFrom, type GatePolicy, type Slot } from '../capture/capturePolicy'
import type { Instant } from '../Instant'
import { type Call, type Known, lineInForce } from './Call'

/** What the gate still asks of a call. Calls that we place owe nothing, and the emergency services never do. */
export function owedBy(call: Known, policy: GatePolicy): readonly Slot[] {
  // Whoever was put on the line in mid-call is not whom we called.
  if ((call.direction === 'outgoing' && call.handedBy === '') || call.emergency) return []
  return missingFrom(call.capture, lineInForce(call), policy)
}

/** When somebody first spoke in it: in this call, or in the earlier one whose record it goes on with. */
export function firstAnsweredAt(call: Call): Instant | undefined {
  return call.answeredBefore ?? ('answeredAt' in call ? call.answeredAt : undefined)
}

/** Whether a call that is over leaves a record that is owed. One that nobody answered owes nothing. */
export function isOwed(call: Call, policy: GatePolicy): boolean {
  // A caller who went on to a colleague owes us nothing; the record says to whom.
  if ('ending' in call && call.ending === 'handedOver') return false
  return firstAnsweredAt(call) !== undefined && owedBy(call, policy).length > 0
}
