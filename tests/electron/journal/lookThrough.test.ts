import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { lookThrough } from '../../../electron/journal/lookThrough'
import { openJournal } from '../../../electron/journal/openJournal'
import { until } from '../../exchange/rig/until'
import { aFolder } from './aFolder'
import { aRecord } from './aRecord'

/** A journal that is too large to be looked through at a start. */
function aLargeOne(): string {
  const folder = aFolder()
  const journal = openJournal(folder)
  const story = 'a long story '.repeat(700)
  for (let at = 0; at < 1_500; at += 1) {
    journal.keep(aRecord({ callId: `call-${at}`, capture: { requirement: `${at} ${story}` } }))
  }
  journal.close()
  return folder
}

it('finds damage in a large journal while the phone is used, and the next start puts it aside', async () => {
  const folder = aLargeOne()
  const file = join(folder, 'journal.sqlite')
  const bytes = readFileSync(file)
  bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 9_000)
  writeFileSync(file, bytes)
  const open = openJournal(folder)
  expect(open.damaged(), 'nobody has looked').toEqual([])
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isFound = false
  const stop = lookThrough(folder, () => (isFound = true))
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  await until('it is found', () => isFound, { within: 20_000 })
  stop()
  open.close()

  const next = openJournal(folder)
  expect(next.damaged()).toHaveLength(1)
  next.close()
})

it('leaves a sound one alone', async () => {
  const folder = aLargeOne()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const stop = lookThrough(folder, () => expect.fail('nothing is wrong with it'))
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  stop()
  expect(existsSync(join(folder, 'journal.suspect'))).toBe(false)
})
