import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { floods } from '../support/aFlood'
import { callIn, deskIsEmpty, field, noteEverything, owes, press } from '../support/atTheDesk'
import { openPageEar, pageHolds } from '../support/pageEar'
import { figure, took } from '../support/took'
import { oneBrowser, oneDesk } from './aDeskOnText'

const browser = oneBrowser()
const calls = 1_000

describe('a thousand callers at once', () => {
  const at = oneDesk(browser, { before: openPageEar })

  it(
    'a few ring, the rest are told at once; the page keeps up, and one goes on talking and writing',
    { timeout: 90_000 },
    async () => {
      const { page, exchange, desk, talksTo, rings } = at()
      const caller = await talksTo('external')
      await page.keyboard.type('The invoice')
      await watchTasks(page)
      await until('the microphone is open', async () => (await pageHolds(page)).microphones === 1)
      const holds = await pageHolds(page)

      const { rung, ringing, busy, others, tookMs } = await floods(exchange, calls, 9)
      await page.locator('[data-phase=ringing]').nth(8).waitFor()
      await page.keyboard.type(' of May')
      const tasks = await tasksOf(page)
      console.log(`a flood of 1,000: all told after ${Math.round(tookMs)} ms, ${tasks.length} long tasks in the page`)
      // Where more programs run than there are processors, a task's time is mostly theirs.
      figure('a flood of 1,000: the longest task of the page', Math.max(0, ...tasks), { limit: 200, grace: 800 })
      expect(ringing).toHaveLength(9)
      expect(busy).toBe(calls - 9)
      expect(others).toEqual([])
      expect(await callIn(page, 'ringing').count()).toBe(9)

      await callIn(page, 'talking').waitFor({ state: 'attached' })
      expect(caller.wasHungUpOn()).toBe(false)
      expect(await pageHolds(page)).toEqual({ ...holds, peers: holds.peers + 9 })
      expect(await field(page, 'What do they need?').inputValue()).toBe('The invoice of May')

      for (const call of rung.filter(({ callId }) => ringing.includes(callId))) call.cancel()
      await callIn(page, 'ringing').first().waitFor({ state: 'detached' })
      const since = performance.now()
      rings('internal')
      await took('after a flood of 1,000: the next call rings', callIn(page, 'ringing').waitFor(), {
        limit: 1_000,
        since,
      })
      await press(page, 'Decline')
      await noteEverything(page)
      await press(page, 'End call')
      await caller.isHungUpOn()
      await deskIsEmpty(page)
      await owes(page, 0)
      expect(await missedIn(desk.profile)).toBe(calls)
    },
  )
})

/** How many calls the journal knows that nobody took. */
async function missedIn(profile: string): Promise<number> {
  const journal = new DatabaseSync(join(profile, 'journal.sqlite'), { readOnly: true })
  try {
    const row = journal.prepare(`SELECT count(*) AS n FROM records WHERE ending = 'missed' AND state = 'closed'`).get()
    return Number(row?.['n'])
  } finally {
    journal.close()
  }
}

/** Remembers every task of the page that takes longer than a screen can hide (50 ms). */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { tasksForTests: tasks })
    new PerformanceObserver(list => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
}

function tasksOf(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    // What is observed is told in a task of its own.
    await new Promise(resolve => setTimeout(resolve, 100))
    return (window as unknown as { tasksForTests: number[] }).tasksForTests
  })
}
