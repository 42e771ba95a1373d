import { vi } from 'vitest'
import type { Clock } from '../../electron/desk/Clock'
import { nine } from './aCall'

/** A clock that stands still until a test says how much time has passed. Timers that a test has faked go with it. */
export class FakeClock implements Clock {
  readonly speed = 1
  #at = nine

  readonly now = (): number => this.#at

  passes(ms: number): void {
    for (let left = ms; left > 0; left -= 500) {
      const step = Math.min(left, 500)
      this.#at += step
      if (vi.isFakeTimers()) vi.advanceTimersByTime(step)
    }
  }
}
