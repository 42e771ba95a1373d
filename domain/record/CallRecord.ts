import type { Instant } from '../Instant'
import type { Ending } from '../call/Call'
import type { Capture } from '../capture/Capture'
import type { Line, LineKind } from '../phone/classifyLine'

/**
 * What we keep of one call.
 *
 *     live ──▶ open ──▶ closed
 *       └────────────────▲
 *
 * `live` while the call is up; `open` when the line is down and required slots are empty; `closed` when nothing is owed.
 */
export interface CallRecord {
  readonly callId: string
  readonly state: 'live' | 'open' | 'closed'
  readonly accountId: string
  readonly direction: 'incoming' | 'outgoing'
  /** Empty when there was none, or when the caller withheld it. */
  readonly number: string
  /** The name that the wire showed: a claim. */
  readonly shownName: string
  readonly withheld: boolean
  readonly directoryName: string
  readonly line: Line
  readonly corrected: LineKind | undefined
  /** The colleague who took the caller; empty unless it was handed over. */
  readonly handedTo: string
  readonly handedBy: string
  readonly dialled: string
  readonly answerAs: string
  readonly emergency: boolean
  readonly startedAt: Instant
  readonly answeredAt: Instant | undefined
  readonly endedAt: Instant | undefined
  readonly ending: Ending | undefined
  readonly capture: Capture
}
