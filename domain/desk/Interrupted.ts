import type { Instant } from '../Instant'
import type { CallRecord } from '../record/CallRecord'
import type { KeptLine } from '../record/KeptLine'

/** A call in which the app had died, as the disk remembers it. */
export interface InterruptedCall {
  readonly record: CallRecord
  readonly line: KeptLine
  /** The app's last sign of life in it. */
  readonly aliveAt: Instant
}

/**
 * A call in which the app died, and whose line the exchange may still hold.
 *
 *     waiting ──▶ asked ──▶ stillUp ──▶ returning ──▶ (a call again)
 *        │          │        ▲ │  ▲         │
 *        │          │        │ │  └─────────┤  (it could not be taken back; the user may try again)
 *        └──────────│────────│─│──▶ ────────┘  (it died a moment ago: nobody needs to be asked)
 *                   │        │ │
 *                   │        │ └──▶ leaving ──▶ (gone, as the user wanted; from every stage)
 *                   │        └─────────┘  (it could not be let go; the user may try again)
 *                   └──▶ (gone: they hung up meanwhile; from every stage)
 *
 * `waiting` until we are registered and a room with sound is open.
 */
export interface Interrupted extends InterruptedCall {
  /** The caller is still wondering where we are, and expects our voice. */
  readonly recent: boolean
  /** The user has asked for them; who comes back unasked takes nobody's place. */
  readonly wanted: boolean
  readonly stage: 'waiting' | 'asked' | 'stillUp' | 'returning' | 'leaving'
}

/** Within this time the caller is still there, wondering, and nobody needs to be asked. */
export const takenBackWithinMs = 30_000
