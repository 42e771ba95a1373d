import { describe, expect, it } from 'vitest'
import { PathWatch } from '../../renderer/audio/PathWatch'

/** Looks once a second at what has come in so far, and says at which seconds the path is called silent. */
function silentAt(received: readonly number[]): number[] {
  const watch = new PathWatch()
  return received.flatMap((packets, second) => (watch.isSilent(packets, second * 1_000) ? [second] : []))
}

describe('a path on which sound travels', () => {
  it('is never called silent while anything comes in', () => {
    expect(silentAt(Array.from({ length: 60 }, (_, second) => second * 50))).toEqual([])
  })

  it('is well on hold, where only a sign of life comes every few seconds', () => {
    expect(silentAt(Array.from({ length: 60 }, (_, second) => Math.floor(second / 3)))).toEqual([])
  })

  it('is called silent when nothing has come in for seven seconds, and no longer when something does', () => {
    expect(silentAt([50, 100, 100, 100, 100, 100, 100, 100, 100, 100, 150, 200])).toEqual([8, 9])
  })

  it('is as well as ever when the browser forgets what came in on a path it has given up', () => {
    expect(silentAt([500, 20, 40, 60, 80, 100, 120, 140, 160, 180])).toEqual([])
  })
})
