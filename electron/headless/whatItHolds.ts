import type { AppHoldings, OpenApp } from '../app'

/** What the main process keeps right now: memory in bytes, what the phone has for calls, and what keeps the loop awake. */
export interface Holdings extends AppHoldings {
  readonly heapUsed: number
  readonly rss: number
  readonly resources: Readonly<Record<string, number>>
}

/** Counts it. With `--expose-gc` what nobody needs any more is cleared away first. */
export function whatItHolds(app: OpenApp): Holdings {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const resources: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1
  return { ...app.holds(), heapUsed, rss, resources }
}
