import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openHeartbeat } from '../../electron/desk/openHeartbeat'
import { aDesk, type DeskAtWork } from '../support/aDesk'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A desk whose signs of life are written down. What goes wrong with them stands in `notes` and `bugs`. */
function aLivingDesk() {
  const desk = aDesk()
  const notes: string[] = []
  const bugs: unknown[] = []
  const log = {
    fact: () => {},
    intent: () => {},
    note: (text: string) => notes.push(text),
    bug: (error: unknown) => bugs.push(error),
  }
  const noteLife = vi.spyOn(desk.journal, 'noteLife')
  const { stop } = openHeartbeat({ desk: desk.open, journal: desk.journal, clock: desk.phone.clock, log })
  return { ...desk, noteLife, notes, bugs, stop }
}

const aliveAt = ({ journal }: DeskAtWork) => journal.interrupted()[0]?.aliveAt

it('are written down at once when a call is up, and every two seconds', () => {
  const desk = aLivingDesk()
  desk.phone.rings()
  vi.advanceTimersByTime(10_000)
  expect(desk.noteLife, 'nobody has answered').not.toHaveBeenCalled()

  desk.phone.connects()
  const answered = desk.phone.clock.now()
  vi.advanceTimersByTime(1)
  expect(aliveAt(desk)).toBe(answered)
  desk.passes(60_000)
  expect(aliveAt(desk)).toBeGreaterThanOrEqual(answered + 58_000)
  expect(desk.noteLife).toHaveBeenCalledTimes(31)
})

it('go on for as long as any call is up, and no longer', () => {
  const desk = aLivingDesk()
  const first = desk.phone.rings()
  desk.phone.connects()
  const second = desk.phone.rings()
  desk.phone.connects(second)
  desk.phone.isHungUp('them', first)
  desk.noteLife.mockClear()
  vi.advanceTimersByTime(4_000)
  expect(desk.noteLife).toHaveBeenCalledTimes(2)
  desk.phone.isHungUp('them', second)
  desk.noteLife.mockClear()
  vi.advanceTimersByTime(60_000)
  expect(desk.noteLife).not.toHaveBeenCalled()

  desk.phone.rings()
  desk.phone.connects()
  vi.advanceTimersByTime(2_000)
  expect(desk.noteLife, 'and begin again with the next call').toHaveBeenCalledTimes(2)
})

it('end with the app', () => {
  const desk = aLivingDesk()
  desk.phone.rings()
  desk.phone.connects()
  desk.stop()
  vi.advanceTimersByTime(60_000)
  expect(desk.noteLife).not.toHaveBeenCalled()
})

it('that cannot be written are a line in the log, and the call goes on', () => {
  const desk = aLivingDesk()
  desk.phone.rings()
  desk.phone.connects()
  desk.journal.full = true
  vi.advanceTimersByTime(2_000)
  expect(desk.notes).toEqual(Array(2).fill('no sign of life: The disk is full.'))
  expect(desk.now()).toMatchObject({ calls: [{ phase: 'talking' }], notice: undefined })
  desk.journal.full = false
  vi.advanceTimersByTime(2_000)
  expect(aliveAt(desk)).toBe(desk.phone.clock.now())
  expect(desk.bugs).toEqual([])
})

it('that fail for another reason are a bug, and are heard of as one', () => {
  const desk = aLivingDesk()
  const error = new TypeError('broken')
  desk.noteLife.mockImplementation(() => {
    throw error
  })
  desk.phone.rings()
  desk.phone.connects()
  vi.advanceTimersByTime(1)
  expect(desk.bugs).toEqual([error])
})
