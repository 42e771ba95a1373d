import type { GatePolicy } from '../../domain/capture/capturePolicy'
import type { Finding } from '../../domain/desk/Finding'
import { Failure } from '../../domain/Failure'
import type { Journal } from '../journal/openJournal'
import type { Clock } from './Clock'
import type { DeskLog } from './DeskLog'
import type { OpenDesk } from './openDesk'
import { oweInterrupted } from './oweInterrupted'

interface MendingWanted {
  readonly desk: OpenDesk
  readonly journal: Journal
  readonly gate: GatePolicy
  readonly clock: Clock
  readonly log: DeskLog
}

// A piece of work that no ringing phone notices, and a pause in which everything else has its turn.
const sliceMs = 4
const pauseMs = 10
const atFirst = 8
const most = 400
const tellEveryMs = 1_000
const retryAfterMs = 10_000

/** What is to be said of damaged journals, as far as nobody has heard it. */
export function damageFound(journal: Journal, waitingFor?: string): readonly Finding[] {
  return journal.damaged().map(damaged => ({
    kind: 'journal-damaged',
    ...damaged,
    waitingFor: damaged.left > 0 ? waitingFor : undefined,
  }))
}

/**
 * Carries the records of damaged journals over while the phone is used, a slice at a time, and tells the desk how far
 * it is. A disk that refuses is asked again. Returns what stops it; the next start, or the next desk, goes on.
 */
export function openMending({ desk, journal, gate, clock, log }: MendingWanted): () => void {
  let timer: NodeJS.Timeout | undefined
  let records = atFirst
  let toldAt = 0

  const tell = (waitingFor?: string) => {
    toldAt = performance.now()
    desk.heed({ type: 'damageMended', findings: damageFound(journal, waitingFor), openRecords: journal.countOpen() })
  }
  const goOn = (afterMs: number) => {
    timer = setTimeout(slice, afterMs)
  }

  function slice(): void {
    const begun = performance.now()
    try {
      const { hasMore, live } = journal.carryOver(records)
      if (live.length > 0) owe(live)
      const took = performance.now() - begun
      records = Math.round(Math.min(most, Math.max(1, (records * sliceMs) / Math.max(took, 0.1), records / 2)))
      if (!hasMore || begun - toldAt > tellEveryMs) tell()
      if (hasMore) goOn(pauseMs)
      else log.note('damaged journals have been carried over')
    } catch (error) {
      if (!(error instanceof Failure)) log.bug(error)
      log.note('damaged journals wait to be carried over')
      tell(error instanceof Failure ? error.message : String(error))
      goOn(retryAfterMs)
    }
  }

  /** Calls in which the app had died before the damage was found are owed like all others. */
  function owe(callIds: readonly string[]): void {
    const calls = oweInterrupted(journal, gate, callIds)
    if (calls.length > 0) desk.heed({ type: 'callsInterrupted', calls, at: clock.now() })
  }

  if (!journal.isCarriedOver()) goOn(0)
  return () => clearTimeout(timer)
}
