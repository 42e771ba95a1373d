import { appendFileSync } from 'node:fs'
import { expect } from 'vitest'
import { inTime } from '../exchange/rig/until'

export interface Limit {
  /** What is promised, in milliseconds. */
  readonly limit: number
  /** What this machine is allowed on top, in milliseconds, where its own load is part of the figure. Say why. */
  readonly grace?: number
}

/**
 * Waits for a fact, takes its time since `since` (now, unless told otherwise), and fails when that was longer than
 * promised. Hands the fact on.
 */
export async function took<Fact>(
  what: string,
  fact: Promise<Fact>,
  promised: Limit & { readonly since?: number },
): Promise<Fact> {
  const { limit, grace = 0, since = performance.now() } = promised
  // Well beyond the limit, so that a broken promise has a figure too.
  const seen = await inTime(what, fact, limit + grace + 10_000)
  figure(what, performance.now() - since, promised)
  return seen
}

/**
 * A figure against its limit. It is told on the console and, with PHONE_DUTY_FIGURES, appended to the file of that name,
 * whether the promise was kept or not: `{"what":…,"ms":…,"limit":…}`.
 */
export function figure(what: string, took: number, { limit, grace = 0 }: Limit): void {
  const ms = Math.round(took)
  console.log(`${what}: ${ms} ms (limit ${limit}${grace > 0 ? `, here ${limit + grace}` : ''})`)
  const file = process.env['PHONE_DUTY_FIGURES']
  if (file) appendFileSync(file, `${JSON.stringify({ what, ms, limit })}\n`)
  expect(ms, what).toBeLessThanOrEqual(limit + grace)
}
