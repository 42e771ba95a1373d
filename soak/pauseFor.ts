import { until } from '../tests/exchange/rig/until'

/** Lets time pass between two events whose order is the subject; nothing waits for it. */
export function pauseFor(milliseconds: number): Promise<true> {
  const end = performance.now() + milliseconds
  return until('the moment has passed', () => performance.now() >= end, { within: milliseconds + 5_000, every: 10 })
}
