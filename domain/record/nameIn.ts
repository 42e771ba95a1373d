import { nameOfRecord } from './nameOfRecord'
import type { CallRecord } from './CallRecord'

/**
 * What the other party of a record is called: as written down, else as far as their line lets us believe it. Empty when
 * nothing is known.
 */
export function nameIn(record: CallRecord): string {
  return record.capture.callerName || nameOfRecord(record).known || record.shownName
}
