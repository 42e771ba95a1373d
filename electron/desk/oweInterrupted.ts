import type { GatePolicy } from '../../domain/capture/capturePolicy'
import type { InterruptedCall } from '../../domain/desk/Interrupted'
import { afterCrash } from '../../domain/record/recordOf'
import type { Journal } from '../journal/openJournal'

/**
 * Calls in which the app had died. Their records are owed from now on, whatever becomes of the rest; given back are
 * those whose line may still be up.
 */
export function oweInterrupted(journal: Journal, gate: GatePolicy): readonly InterruptedCall[] {
  return journal.interrupted().flatMap(({ record: live, line, aliveAt }) => {
    const record = afterCrash(live, gate)
    journal.keep(record)
    return line ? [{ record, line, aliveAt: aliveAt ?? line.answeredAt }] : []
  })
}
