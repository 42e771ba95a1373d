import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onlyCall } from '../support/atTheDesk'
import { aDeskOnExchange, type DeskOnExchange, ourPitch } from './aDeskOnExchange'
import { type DeskPhone, startDeskPhone } from './rig/DeskPhone'
import { callFromOutside } from './rig/OutsideCaller'
import { until } from './rig/until'

let folder: string
let rig: DeskOnExchange
let colleague: DeskPhone

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phone-duty-people-'))
  const csv = join(folder, 'people.csv')
  await writeFile(
    csv,
    'name,extension,department,topics\nTomas Berg,201,Accounts,invoices\nMina Park,203,Support,servers\n',
  )
  rig = await aDeskOnExchange({ more: { directory: [{ csv }] } })
  colleague = await startDeskPhone(rig.exchange, { as: '201', tone: 600 })
})

afterAll(async () => {
  await colleague.stop()
  await rig.close()
  await rm(folder, { recursive: true, force: true })
})

async function answered() {
  const { exchange, page } = rig
  const caller = await callFromOutside(exchange, {
    dial: '0312345678',
    from: { name: 'Okafor', number: '09011112222' },
  })
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await caller.answered
  await until('the caller hears us', () => Math.abs(caller.heard().frequency - ourPitch) < 15)
  // On a busy machine the page is behind the wire, and the keys of a call are not yet its own.
  await page.locator('[data-phase=talking]').waitFor()
  return caller
}

it('finds the colleague by topic, speaks to them first, and joins the two, by keyboard', async () => {
  const { page } = rig
  const caller = await answered()
  await page.keyboard.press('Alt+T')
  await page.getByRole('searchbox', { name: 'Find a person or topic' }).waitFor()
  await page.keyboard.type('invoic')
  // Until the list has answered the last letter nobody is chosen, and a second Enter rings nobody.
  await page.getByRole('option', { name: /^Tomas Berg/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Handing over to Tomas Berg' }).waitFor()
  await colleague.ringing()
  await colleague.answer()
  await colleague.hears(ourPitch)
  await page.getByRole('button', { name: 'Join them' }).click()

  await onlyCall(page).waitFor({ state: 'detached' })
  await colleague.hears(440)
  await until('the caller hears the colleague', () => Math.abs(caller.heard().frequency - 600) < 15)
  await caller.hangUp()
  await colleague.idle()
})

it('takes the caller back with Esc, and has the sentence ready when nobody is there', async () => {
  const { page } = rig
  const caller = await answered()
  await page.keyboard.press('Alt+T')
  await page.keyboard.type('201')
  await page.getByRole('button', { name: 'Announce to Tomas Berg' }).click()
  await colleague.ringing()
  await page.keyboard.press('Escape')
  await page.locator('[data-phase=talking]').waitFor()
  await until('the caller hears us again', () => Math.abs(caller.heard().frequency - ourPitch) < 15)
  await colleague.idle()

  await page.keyboard.press('Alt+T')
  await page.getByRole('searchbox').fill('Mina')
  await page.getByRole('button', { name: 'Send to Mina Park' }).click()
  await page.locator('[data-handed-back]').waitFor()
  expect(await page.getByTestId('say-now').first().textContent()).toMatch(/Mina Park|sorry/)
  await page.locator('[data-phase=talking]').waitFor()
  await caller.hangUp()
  await page.getByRole('button', { name: 'Later' }).click()
  await onlyCall(page).waitFor({ state: 'detached' })
})
