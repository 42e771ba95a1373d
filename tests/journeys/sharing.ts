import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { until } from '../exchange/rig/until'
import { openBrowser } from '../support/openBrowser'

/** A browser for all journeys of a file. */
export function oneBrowser(...wanted: Parameters<typeof openBrowser>): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await openBrowser(...wanted)
  })
  afterAll(() => browser?.close())
  return () => given(browser)
}

/** A desk for all journeys of a group. Each of them leaves it as it found it: with no call on it. */
export function oneForTheGroup<Desk extends { readonly page: Page; close(): Promise<void> }>(
  open: () => Promise<Desk>,
  clear: (desk: Desk) => Promise<unknown> = ({ page }) => clearTheDesk(page),
): () => Desk {
  let desk: Desk | undefined
  beforeAll(async () => {
    desk = await open()
  })
  afterEach(() => clear(given(desk)))
  afterAll(() => desk?.close())
  return () => given(desk)
}

function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('it was not opened; the first error of this group says why')
  return value
}

/** Puts away whatever is still on the desk, as a person would who has had enough. */
export async function clearTheDesk(page: Page): Promise<void> {
  await until('the desk is empty', async () => {
    if ((await page.locator('[data-phase]').count()) === 0) return true
    for (const name of ['Decline', 'Wrong number', 'End call', 'Save', 'Finish the notes', 'Show']) {
      const button = page.getByRole('button', { name, exact: true }).first()
      if (!(await button.isVisible())) continue
      await button.click({ timeout: 1_000 })
      return false
    }
    return false
  })
  const back = page.getByRole('button', { name: 'Back', exact: true })
  if (await back.isVisible()) await back.click()
}
