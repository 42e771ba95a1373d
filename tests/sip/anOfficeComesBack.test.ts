import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { anOffice, busiestSecond, seeded } from '../support/anOffice'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A hundred phones lose their exchange, which is back after so long. */
async function outage(seconds: number, seed: number) {
  const office = anOffice(100, seeded(seed))
  office.opens()
  await passes(60_000)
  expect(office.registered.size).toBe(100)
  office.forgets()
  for (const line of office.lines) line.goesDown()
  if (seconds > 0) await passes(seconds * 1_000)
  const back = performance.now()
  for (const line of office.lines) line.isBack()
  await passes(35_000)
  return { office, connects: office.connects().filter(at => at >= back) }
}

describe.each([1, 2, 3, 4, 5])('an office of a hundred (chance %i)', seed => {
  it.each([
    [0, 60],
    [30, 25],
    [600, 25],
  ])(
    'whose exchange is gone for %i s is back within 35 s of it, with %i connects a second at the most',
    async (seconds, most) => {
      const { office, connects } = await outage(seconds, seed)

      expect(office.registered.size).toBe(100)
      expect(busiestSecond(connects)).toBeLessThanOrEqual(most)
      for (const { registers } of office.lines) {
        expect(registers.length, 'a REGISTER and the answer to its challenge').toBe(2)
      }
    },
  )
})
