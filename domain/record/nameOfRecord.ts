import { trustedName, type TrustedName } from '../call/trustedName'
import { shapeAsKept } from '../phone/shapeAsKept'
import type { CallRecord } from './CallRecord'

/** What the directory's name is worth beside a record. */
export function nameOfRecord(record: CallRecord): TrustedName {
  const kind = record.corrected ?? record.line.kind
  return trustedName({ ...record, kind, shape: shapeAsKept(record.number) })
}
