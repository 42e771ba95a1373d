import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'

/** What happened on the wire to which call, with a clock that the page shares (milliseconds since the epoch). */
export interface Timings {
  readonly mark: (what: 'invite-received' | 'answer-sent' | 'bye-sent', callId: string) => void
  close(): Promise<void>
}

/** Opens the profile's `timings.jsonl` for the bench; without `wanted` nothing is written. */
export function openTimings(profile: string, wanted: boolean): Timings {
  if (!wanted) return { mark: () => undefined, close: () => Promise.resolve() }
  const file = createWriteStream(join(profile, 'timings.jsonl'), { flags: 'a', mode: 0o600 })
  return {
    mark(what, callId) {
      const at = performance.timeOrigin + performance.now()
      file.write(`${JSON.stringify({ what, callId, at })}\n`)
    },
    async close() {
      file.end()
      await finished(file)
    },
  }
}
