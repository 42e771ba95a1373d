import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PracticeAct } from '../../../domain/practice/PracticeEvent'
import { storyOf } from '../../../domain/practice/playScene'
import { openPlay } from '../../../electron/practice/openPlay'
import { aScene } from '../../support/aScene'
import { FakeClock } from '../../support/FakeClock'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aPlay() {
  const clock = new FakeClock()
  const acts: PracticeAct[] = []
  const play = openPlay(aScene(), clock, act => acts.push(act))
  return { clock, acts, play }
}

it('rings at once, and gives up by itself when nobody answers', () => {
  const { clock, acts, play } = aPlay()
  expect(acts).toEqual([{ type: 'ring', who: 'okafor' }])
  clock.passes(29_500)
  expect(acts).toHaveLength(1)
  clock.passes(500)
  expect(acts.at(-1)).toEqual({ type: 'giveUp', who: 'okafor' })
  expect(storyOf(play.playing(), 'okafor')?.ending).toBe('gaveUpRinging')
})

it('notices silence by itself', () => {
  const { clock, acts, play } = aPlay()
  play.tell({ type: 'answered', who: 'okafor' })
  clock.passes(6_000)
  expect(acts.at(-1)).toMatchObject({ type: 'say', line: 'silence' })
})

it('keeps no timer when it is closed, and does nothing more', () => {
  const { clock, acts, play } = aPlay()
  play.close()
  expect(vi.getTimerCount()).toBe(0)
  clock.passes(60_000)
  play.tell({ type: 'answered', who: 'okafor' })
  expect(acts).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

it('keeps no timer when everybody is gone', () => {
  const { play } = aPlay()
  play.tell({ type: 'declined', who: 'okafor' })
  expect(vi.getTimerCount()).toBe(0)
})
