import type { Locator, Page } from 'playwright-core'

/** The one call that is on the desk. */
export function onlyCall(page: Page): Locator {
  return page.locator('[data-call-id]')
}

/** Writes down everything that an external call owes. */
export async function noteEverything(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'What do they need?' }).fill('The invoice of May is wrong')
  await page
    .getByRole('textbox', { name: 'Caller’s name' })
    .or(page.getByRole('textbox', { name: "Caller's name" }))
    .fill('Ms Okafor')
  await page.getByRole('textbox', { name: 'Contact' }).fill('+44 20 7946 0018')
}

/** Lets a line go for a reason: End call, then the reason. */
export async function endByRelease(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'End call', exact: true }).click()
  await page.getByRole('group', { name: 'Release the line' }).getByRole('button', { name: reason }).click()
  await onlyCall(page).waitFor({ state: 'detached' })
}
