import type { CallView } from '../../domain/desk/DeskView'
import { isUp } from './line-trouble/lineTroubleOf'

/** What a call's region says of itself to tests and other programs. */
export function lineMarks(call: CallView) {
  const sound = isUp(call) ? (call.gapSince === undefined ? 'up' : 'gap') : undefined
  return {
    'data-call-id': call.callId,
    'data-phase': call.phase,
    'data-line': call.inForce,
    'data-signal': call.signal,
    'data-sound': sound,
  } as const
}
