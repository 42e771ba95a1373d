import { describe, expect, it } from 'vitest'
import { retryDelay } from '../../../electron/wire/retryDelay'

const table: readonly (readonly [failures: number, least: number, most: number])[] = [
  [1, 0, 2_000],
  [2, 500, 1_500],
  [3, 1_000, 3_000],
  [4, 2_000, 6_000],
  [5, 4_000, 12_000],
  [6, 8_000, 24_000],
  [7, 20_000, 30_000],
  [8, 20_000, 30_000],
  [100_000, 20_000, 30_000],
]

describe('the wait before the next try', () => {
  it.each(table)('number %i is between %i and %i ms', (failures, least, most) => {
    expect(retryDelay(failures, 0)).toBe(least)
    expect(retryDelay(failures, 1)).toBe(most)
  })
})
