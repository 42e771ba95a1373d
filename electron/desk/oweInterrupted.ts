import type { GatePolicy } from '../../domain/capture/capturePolicy'
import type { InterruptedCall } from '../../domain/desk/Interrupted'
import { afterCrash } from '../../domain/record/recordOf'
import type { Journal } from '../journal/openJournal'

/**
 * Calls in which the app had died. Their records are owed from now on, whatever becomes of the rest; given back are
 * those whose line may still be up, also from a life before the last in which they did not come back. `only` names the
 * calls that are looked at; without it, all of them.
 */
export function oweInterrupted(
  journal: Journal,
  gate: GatePolicy,
  only?: readonly string[],
): readonly InterruptedCall[] {
  return journal.interrupted().flatMap(({ record: found, line, aliveAt }) => {
    if (only?.includes(found.callId) === false) return []
    const isLive = found.state === 'live'
    const record = isLive ? afterCrash(found, gate) : found
    if (isLive) journal.owe(record, line)
    return line ? [{ record, line, aliveAt: aliveAt ?? line.answeredAt }] : []
  })
}
