import type { CallRecord } from '../../../domain/record/CallRecord'
import { type Who, whoIs } from '../who'

/** Who a record is about: the name that was written down, else what the line showed. */
export function recordWho(record: CallRecord): Who {
  const { number, shownName, withheld, directoryName, corrected, line, direction, capture } = record
  const kind = direction === 'outgoing' ? 'internal' : (corrected ?? line.kind)
  const shown = whoIs({ number, name: shownName, withheld, directoryName, kind })
  return capture.callerName.trim() ? { ...shown, name: capture.callerName, claimed: false, perhaps: '' } : shown
}
