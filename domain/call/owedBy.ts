import { missingFrom, type GatePolicy, type Slot } from '../capture/capturePolicy'
import { type Call, type Known, lineInForce } from './Call'

/** What the gate still asks of a call. Calls that we place owe nothing, and the emergency services never do. */
export function owedBy(call: Known, policy: GatePolicy): readonly Slot[] {
  if (call.direction === 'outgoing' || call.emergency) return []
  return missingFrom(call.capture, lineInForce(call), policy)
}

/** Whether a call that is over leaves a record that is owed. One that nobody answered owes nothing. */
export function isOwed(call: Call, policy: GatePolicy): boolean {
  return 'answeredAt' in call && call.answeredAt !== undefined && owedBy(call, policy).length > 0
}
