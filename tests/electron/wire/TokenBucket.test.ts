import { describe, expect, it } from 'vitest'
import { TokenBucket } from '../../../electron/wire/TokenBucket'

describe('a token bucket', () => {
  it('lets its burst through at once, and then says how long to wait', () => {
    const bucket = new TokenBucket(3, 1)

    expect([1, 2, 3, 4].map(() => bucket.take(1, 0))).toEqual([0, 0, 0, 1_000])
    expect(bucket.take(1, 400)).toBe(600)
    expect(bucket.take(1, 1_000)).toBe(0)
  })

  it('takes nothing when it cannot give all', () => {
    const bucket = new TokenBucket(3, 1)
    bucket.take(2, 0)

    expect(bucket.take(2, 0)).toBe(1_000)
    expect(bucket.take(1, 0)).toBe(0)
  })

  it('never holds more than its burst, after however long', () => {
    const bucket = new TokenBucket(3, 1)
    bucket.take(3, 0)

    expect(bucket.take(3, 1e9)).toBe(0)
    expect(bucket.take(1, 1e9)).toBe(1_000)
  })

  it('gets back what was not needed, and owes what was needed beyond', () => {
    const bucket = new TokenBucket(3, 1)
    bucket.take(2, 0)
    bucket.giveBack(1)
    expect(bucket.take(2, 0)).toBe(0)

    bucket.giveBack(-1)
    expect(bucket.take(1, 0)).toBe(2_000)
  })

  it('does not mind a clock that goes back', () => {
    const bucket = new TokenBucket(3, 1)
    bucket.take(3, 10_000)

    expect(bucket.take(1, 0)).toBe(1_000)
    expect(bucket.take(1, 1_000)).toBe(0)
  })
})
