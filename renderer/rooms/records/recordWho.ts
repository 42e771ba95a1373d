import type { CallRecord } from '../../../domain/record/CallRecord'
import { nameOfRecord } from '../../../domain/record/nameOfRecord'
import { type Who, whoIs } from '../who'

/** Who a record is about: the name that was written down, else what the line showed. */
export function recordWho(record: CallRecord): Who {
  const { number, shownName: name, withheld, corrected, line, capture } = record
  const shown = whoIs({ number, name, withheld, inDirectory: nameOfRecord(record), kind: corrected ?? line.kind })
  return capture.callerName.trim() ? { ...shown, name: capture.callerName, claimed: false, perhaps: '' } : shown
}
