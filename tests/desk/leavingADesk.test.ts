import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { aDesk } from '../support/aDesk'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const disturbed = { type: 'choosePresence', presence: 'dnd', span: 'hour' } as const

it('lets nothing on it come due: the end of its do-not-disturb is no longer its business', () => {
  const desk = aDesk()
  desk.attempt(disturbed)
  expect(desk.now().doNotDisturb).toBeDefined()
  desk.open.close()
  desk.passes(2 * 60 * 60_000)

  expect(desk.now().doNotDisturb).toBeDefined()
  expect(vi.getTimerCount()).toBe(0)
})

it('ends do-not-disturb by itself as long as nobody has left', () => {
  const desk = aDesk()
  desk.attempt(disturbed)
  desk.passes(2 * 60 * 60_000)

  expect(desk.now().doNotDisturb).toBeUndefined()
})
