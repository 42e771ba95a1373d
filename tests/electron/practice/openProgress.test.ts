import { appendFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type PractisedCall, progressColumns } from '../../../domain/practice/Progress'
import { openProgress } from '../../../electron/practice/openProgress'
import { nine } from '../../support/aCall'
import { aFolder } from '../journal/aFolder'

const aCall = (changes: Partial<PractisedCall> = {}): PractisedCall => ({
  at: nine,
  scene: 'wrong-number',
  caller: 'patient',
  answered: true,
  rings: 2,
  longestHoldSeconds: 0,
  slotsRight: 3,
  slotsCompared: 4,
  silences: 0,
  talkedOver: 0,
  endedRight: true,
  toImprove: 1,
  ...changes,
})

describe('the progress', () => {
  it('is empty before the first practice', () => {
    expect(openProgress(aFolder()).calls()).toEqual([])
  })

  it('is there again after a restart, in a file that only its owner can read', () => {
    const folder = aFolder()
    openProgress(folder).add(aCall())
    openProgress(folder).add(aCall({ rings: 1 }))
    expect(openProgress(folder).calls()).toEqual([aCall(), aCall({ rings: 1 })])
    expect(statSync(join(folder, 'practice.jsonl')).mode & 0o077).toBe(0)
  })

  it('passes over a line that was cut short, and keeps the ones around it', () => {
    const folder = aFolder()
    const progress = openProgress(folder)
    progress.add(aCall())
    appendFileSync(join(folder, 'practice.jsonl'), '{"at":17')
    progress.add(aCall({ rings: 3 }))
    appendFileSync(join(folder, 'practice.jsonl'), '{"at":"yesterday"}\n')
    expect(openProgress(folder).calls()).toEqual([aCall(), aCall({ rings: 3 })])
  })

  it('is told in columns, the oldest call first', () => {
    const missed = aCall({ at: nine + 60_000, answered: false, slotsCompared: 0, slotsRight: 0, endedRight: false })
    expect(progressColumns([missed, aCall()])).toEqual({
      at: [nine / 1_000, nine / 1_000 + 60],
      rings: [2, undefined],
      holdSeconds: [0, 0],
      caughtPercent: [75, undefined],
      endedRightPercent: [100, 50],
    })
  })

  it('forgets a bad start after five good calls', () => {
    const calls = [false, true, true, true, true, true].map((endedRight, at) => aCall({ at: nine + at, endedRight }))
    expect(progressColumns(calls).endedRightPercent).toEqual([0, 50, 67, 75, 80, 100])
  })
})
