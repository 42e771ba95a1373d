import type { Instant } from '../../domain/Instant'

/** The desk's clock. `speed` is 1 except in tests of holds and reminders. */
export interface Clock {
  readonly speed: number
  readonly now: () => Instant
}

/** A clock that runs `speed` times as fast as the wall's, from this moment on. */
export function openClock(speed: number): Clock {
  if (speed === 1) return { speed, now: Date.now }
  const start = Date.now()
  return { speed, now: () => Math.round(start + (Date.now() - start) * speed) }
}
