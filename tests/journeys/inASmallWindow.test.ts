import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { field, fits, gateAsksFor, hasFocus, press } from '../support/atTheDesk'
import { until } from '../exchange/rig/until'
import { aDeskOnText, oneBrowser, oneDesk, windowSize } from './aDeskOnText'

const browser = oneBrowser()

/** Windows in which a call has to be taken all the same, in pixels of their own. */
const windows = {
  'as it opens': windowSize,
  'as it opens, at 200 %': { width: windowSize.width / 2, height: windowSize.height / 2 },
  'twice as wide, at 200 %': { width: windowSize.width, height: windowSize.height / 2 },
  narrow: { width: 320, height: 568 },
}
const need = (page: Page) => field(page, 'What do they need?')

const narrowest = { width: 160, height: 284 }

const fields = ['What do they need?', "Caller's name", 'Contact', 'Company', 'For whom?']

describe.each(Object.entries(windows))('in a window %s (%o)', (_, size) => {
  const at = oneDesk(browser)

  it('keeps the line, the clock, the sentence and End call in sight of whatever is being filled', async () => {
    const { page, talksTo } = at()
    await page.setViewportSize(size)
    await talksTo('external')
    for (const name of fields) {
      await field(page, name).focus()
      expect(await outOfSight(page, field(page, name)), name).toEqual([])
    }
    await page.getByRole('radio', { name: 'Dealt with' }).focus()
    expect(await outOfSight(page, page.getByRole('radio', { name: 'Dealt with' }))).toEqual([])
    await fits(page)
  })

  it('keeps them in sight when the gate asks', async () => {
    const { page, talksTo } = at()
    await page.setViewportSize(size)
    await talksTo('external')
    await page.keyboard.type('The invoice of May')
    await press(page, 'End call')
    await gateAsksFor(page, 'callerName')
    await hasFocus(field(page, "Caller's name"))
    expect(await outOfSight(page, field(page, "Caller's name"))).toEqual([])
    await fits(page)
  })
})

describe('in a narrow window at 200 %', () => {
  const at = oneDesk(browser)

  it('keeps the sentence, the field and End call in sight, with nothing to be scrolled sideways', async () => {
    const { page, talksTo } = at()
    await page.setViewportSize(narrowest)
    await talksTo('external')
    for (const name of fields) {
      await field(page, name).focus()
      // There is no room for a label that is three lines long.
      expect(
        (await outOfSight(page, field(page, name))).filter(lost => lost !== 'label'),
        name,
      ).toEqual([])
    }
    await fits(page)
    await page.setViewportSize(windowSize)
  })
})

describe('in the window as it opens', () => {
  it('holds all of End call while a colleague is looked for and the caller has waited for long', async () => {
    const people = join(await mkdtemp(join(tmpdir(), 'phone-duty-people-')), 'people.csv')
    const named = ['Ann', 'Ben', 'Cleo', 'Dan'].map((name, at) => `${name} Featherstonehaugh-Cholmondeley,21${at}`)
    await writeFile(people, ['name,extension', ...named, ''].join('\n'))
    const desk = await aDeskOnText(browser(), { more: { directory: [{ csv: people }] }, args: ['--clock-speed', '40'] })
    const { page, talksTo } = desk
    await talksTo('external')
    await press(page, 'Hold')
    await page.locator('[data-phase=held] [data-stage=minute]').waitFor()
    await page.keyboard.press('Alt+T')
    await page.getByRole('searchbox', { name: 'Find a person or topic' }).fill('Feather')
    await page.getByRole('button', { name: /^Announce to Ann/ }).waitFor()

    for (const name of [/^Announce to Ann/, /^Take back/, /^End call/])
      expect(await isWhole(page.getByRole('button', { name })), String(name)).toBe(true)
    await desk.close()
  })
})

describe('in the smallest window that holds its bars still', () => {
  const at = oneDesk(browser)

  it('leaves the notes and End call within reach when the line is in trouble and the verdict is explained', async () => {
    const { page, exchange, talksTo } = at()
    await page.setViewportSize({ width: 360, height: 600 })
    await talksTo('external')
    await press(page, 'Why?')
    await need(page).focus()
    exchange.silent = true
    await page.getByTestId('line-trouble').waitFor({ timeout: 20_000 })
    await until('the field that was being filled is back in sight', () => isSeen(need(page)))
    for (const name of fields) {
      await field(page, name).focus()
      expect(await isSeen(field(page, name)), name).toBe(true)
    }
    await page.getByRole('button', { name: 'End call', exact: true }).focus()
    expect(await isSeen(page.getByRole('button', { name: 'End call', exact: true }))).toBe(true)
    exchange.silent = false
  })
})

/** What somebody who fills this field cannot see, of all that they must; and whether it takes more than half of the window. */
async function outOfSight(page: Page, filled: Locator): Promise<readonly string[]> {
  const call = page.locator('section[data-phase=talking]')
  const label = page
    .locator('label', { has: filled })
    .or(page.locator(`label[for="${await filled.getAttribute('id')}"]`))
  const all = {
    verdict: call.locator('header strong'),
    clock: page.getByTestId('call-clock'),
    sentence: page.getByTestId('say-now'),
    label: label.first(),
    field: filled,
    end: page.getByRole('button', { name: 'End call', exact: true }),
  }
  const lost: string[] = []
  for (const [name, place] of Object.entries(all)) if (!(await isSeen(place))) lost.push(name)
  const head = await call.evaluate(section => section.firstElementChild?.getBoundingClientRect().height ?? 0)
  if (head > (page.viewportSize()?.height ?? 0) / 2) lost.push(`the half of the window: the head is ${head} px high`)
  return lost
}

/** Whether its beginning is inside the window, with nothing on top of it. */
function isSeen(place: Locator): Promise<boolean> {
  return place.evaluate(element => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const y = Math.min(top + 10, (top + bottom) / 2)
    const there = document.elementFromPoint(Math.min(left + 8, (left + right) / 2), y)
    return there !== null && (element.contains(there) || there.contains(element))
  })
}

/** Whether all of it is inside the window, with nothing on top of any corner. */
function isWhole(place: Locator): Promise<boolean> {
  return place.evaluate(element => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const corners = [left + 6, right - 6].flatMap(x => [top + 6, bottom - 6].map(y => document.elementFromPoint(x, y)))
    const inside = top >= 0 && left >= 0 && right <= innerWidth && bottom <= innerHeight
    return inside && corners.every(there => there !== null && element.contains(there))
  })
}
