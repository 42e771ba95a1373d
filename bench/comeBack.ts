import { retryDelay } from '../electron/wire/retryDelay'

export interface ComingBack {
  /** The most connects within any one second after the exchange was back. */
  readonly peak: number
  /** How long after the exchange each client was back, in seconds, the first one first. */
  readonly backAfter: Float64Array
}

/**
 * On paper: so many clients lose their exchange at the same moment, and each waits as `retryDelay` says. A connect to
 * an exchange that is not there fails at once; to one that is there it takes no time. `random` is in [0, 1).
 */
export function comeBack(clients: number, outageSeconds: number, random: () => number): ComingBack {
  const backAfter = new Float64Array(clients)
  for (let client = 0; client < clients; client += 1) {
    let at = 0
    let failures = 0
    do {
      failures += 1
      at += retryDelay(failures, random()) / 1_000
    } while (at < outageSeconds)
    backAfter[client] = at - outageSeconds
  }
  backAfter.sort()
  return { peak: busiestSecond(backAfter), backAfter }
}

function busiestSecond(sorted: Float64Array): number {
  let first = 0
  let most = 0
  for (const [last, at] of sorted.entries()) {
    while (at - (sorted[first] ?? 0) >= 1) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}
