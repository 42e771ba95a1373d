import { setTimeout as pause } from 'node:timers/promises'

export interface Patience {
  /** How long the fact may take, in milliseconds. Generous by default: a busy machine is not a failure. */
  readonly within?: number
  /** How often we look, in milliseconds. */
  readonly every?: number
}

/**
 * Waits for a fact: asks `look` again and again until it answers something, and hands that on. `undefined`, `false` and
 * `null` mean "not yet". Throws with `what` we were waiting for when the time is over (a function can say how near we came); an error of `look` itself counts
 * as "not yet", and is the cause of that failure if it was the last word.
 */
export async function until<Fact>(
  what: string | (() => string),
  look: () => Fact | Promise<Fact>,
  { within = 10_000, every = 20 }: Patience = {},
): Promise<Exclude<Awaited<Fact>, undefined | null | false>> {
  const deadline = performance.now() + within
  for (;;) {
    let cause: unknown
    try {
      const fact = await look()
      if (fact !== undefined && fact !== null && fact !== false)
        return fact as Exclude<Awaited<Fact>, undefined | null | false>
    } catch (error) {
      cause = error
    }
    if (performance.now() >= deadline)
      throw new Error(`waited ${within} ms in vain until ${typeof what === 'string' ? what : what()}`, { cause })
    await pause(every)
  }
}

/** Waits for a promise, but not for ever: rejects after `within` milliseconds, saying `what` did not happen. */
export async function inTime<Value>(what: string, promise: Promise<Value>, within = 10_000): Promise<Value> {
  const giveUp = new AbortController()
  const deadline = pause(within, undefined, { signal: giveUp.signal }).then(() => {
    throw new Error(`waited ${within} ms in vain until ${what}`)
  })
  try {
    return await Promise.race([promise, deadline])
  } finally {
    deadline.catch(() => undefined)
    giveUp.abort()
  }
}
