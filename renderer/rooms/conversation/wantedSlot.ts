import type { Slot } from '../../../domain/capture/capturePolicy'
import type { CallView, DeskView } from '../../../domain/desk/DeskView'
import type { Notice } from '../../../domain/desk/Notice'

/** The notice by which the gate stopped this call, if it did. */
export function gateNotice({ notice }: DeskView, callId: string): Notice | undefined {
  const stopped = notice?.kind === 'refused' && notice.refusal.reason === 'capture-incomplete'
  return stopped && notice.callId === callId ? notice : undefined
}

/** What the gate asks for now: the first slot still empty. It falls silent when nothing is missing any more. */
export function wantedSlot(desk: DeskView, call: CallView): Slot | undefined {
  return gateNotice(desk, call.callId) ? call.missing[0] : undefined
}
