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

/** Presses the button of that name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

/** The text field of that name. */
export const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })

/** Waits until that place has the keyboard. */
export const hasFocus = (place: Locator): Promise<void> => place.and(place.page().locator(':focus')).waitFor()

/** Goes from place to place with Tab until it is there, as somebody without a mouse must. */
export async function tabTo(place: Locator, atMost = 60): Promise<void> {
  for (let pressed = 0; pressed < atMost; pressed += 1) {
    if ((await place.and(place.page().locator(':focus')).count()) > 0) return
    await place.page().keyboard.press('Tab')
  }
  throw new Error(`after ${atMost} times Tab the keyboard is still elsewhere than at ${String(place)}`)
}

/** Waits until the gate asks for that slot. */
export const gateAsksFor = (page: Page, slot: string): Promise<void> =>
  page.locator(`[role=alert][data-missing="${slot}"]`).waitFor()

/** The call in that phase. */
export const callIn = (page: Page, phase: string): Locator => page.locator(`[data-phase="${phase}"]`)

/** Waits until no call is on the desk. */
export async function deskIsEmpty(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-phase]') === null)
}

/** Ticks a box, or a choice among several. It is ticked when the desk says so, not at the click. */
export async function ticks(page: Page, name: string): Promise<void> {
  const place = page.getByRole('checkbox', { name, exact: true }).or(page.getByRole('radio', { name, exact: true }))
  await place.click()
  await place.and(page.locator(':checked')).waitFor()
}

/** Waits until so many records are counted as owed. */
export async function owes(page: Page, records: number): Promise<void> {
  await page
    .getByTestId('open-records')
    .filter({ hasText: new RegExp(`^${records}$`) })
    .waitFor({ state: 'attached' })
}

/** Opens the records, and hands on the newest of them that is not owed, or that is. */
export async function lookUp(page: Page, state: 'open' | 'closed'): Promise<Locator> {
  await page.getByRole('button', { name: /^Records/ }).click()
  return page.getByRole('list', { name: 'Records' }).locator(`[data-state=${state}]`).first()
}

/** Nothing on the page is wider than its window, so that nobody has to scroll sideways. */
export async function fits(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }))
  if (wide > room) throw new Error(`the page is ${wide} px wide in a window of ${room} px`)
}
