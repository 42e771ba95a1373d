import type { Browser, Page } from 'playwright-core'
import type { RunningDesk } from './startDesk'

/** The size of the window, as it opens on a desktop. */
export const windowSize = { width: 420, height: 680 }

/** How long anything on the page may take, in milliseconds: generous, for a busy machine. */
const patience = 8_000

/** A page of the desk in a window of its own. */
export async function openPage(
  browser: Browser,
  desk: Pick<RunningDesk, 'url'>,
  before?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const page = await browser.newPage({ viewport: windowSize })
  page.setDefaultTimeout(patience)
  await before?.(page)
  await page.goto(desk.url)
  return page
}
