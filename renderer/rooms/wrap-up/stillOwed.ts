import type { Slot } from '../../../domain/capture/capturePolicy'
import type { CallView } from '../../../domain/desk/DeskView'

/** What a call that is over still owes. One that nobody answered owes nothing. */
export function stillOwed(call: CallView): readonly Slot[] {
  return 'answeredAt' in call && call.answeredAt !== undefined ? call.missing : []
}
