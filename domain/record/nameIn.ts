import type { CallRecord } from './CallRecord'

/**
 * What the other party of a record is called: as written down, else as far as their line lets us believe it. Empty when
 * nothing is known. A name from the directory is only a fact where the exchange vouches for the line.
 */
export function nameIn({ capture, line, corrected, directoryName, shownName }: CallRecord): string {
  const isInternal = (corrected ?? line.kind) === 'internal'
  return capture.callerName || (isInternal ? directoryName : '') || shownName
}
