import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openJournal } from '../../electron/journal/openJournal'
import { aRecord } from '../electron/journal/aRecord'
import { openDeskClient } from '../support/openDeskClient'
import { startDesk } from '../support/startDesk'
import { TextExchange } from '../support/TextExchange'
import { oneBrowser, openPage } from './aDeskOnText'

const browser = oneBrowser()
const many = 3_000

/** A profile of records whose journal is not to be believed. */
async function aDamagedProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'phone-duty-mending-'))
  const journal = openJournal(profile)
  for (let at = 0; at < many; at += 1) {
    const owed = at % 1_000 === 0
    journal.keep(aRecord({ callId: `call-${at}`, startedAt: at, ...(owed ? { state: 'open' } : {}) }))
  }
  journal.close()
  const database = new DatabaseSync(join(profile, 'journal.sqlite'))
  database.exec('PRAGMA application_id = 7')
  database.close()
  return profile
}

it('rings while records are carried over, also after a kill, and says how far it is until it is read', async () => {
  const exchange = await TextExchange.open()
  const profile = await aDamagedProfile()
  const start = { settings: exchange.settings(), env: { PHONE_DUTY_PASSWORD: exchange.password }, profile }
  const killed = await startDesk(start)
  await killed.kill()

  const desk = await startDesk(start)
  const client = await openDeskClient(desk)
  const mending = await client.sees('that it is being mended', ({ findings }) =>
    findings.find(each => each.kind === 'journal-damaged'),
  )
  expect(mending.left, 'it is not done before the phone is ready').toBeGreaterThan(0)
  const call = exchange.rings({ from: '"Ms Okafor" <sip:+442079460018@127.0.0.1>', headers: ['X-Line-Type: external'] })
  await client.sees('the call', ({ calls }) => calls[0]?.phase === 'ringing')
  call.cancel()
  const page = await openPage(browser(), desk)
  await page.getByText(/records are back, about \d+ are still to be looked at/).waitFor()
  await page.getByText(/has been mended: 3000 records were carried over/).waitFor({ timeout: 25_000 })
  expect(await page.getByTestId('open-records').textContent()).toContain('3')
  await page.getByRole('button', { name: 'Understood' }).click()
  await client.sees('that it was read', ({ findings }) => findings.length === 0)
  client.close()
  await page.context().close()
  await desk.stop()

  const next = await startDesk(start)
  const after = await openDeskClient(next)
  expect(after.desk().findings).toEqual([])
  after.close()
  await next.stop()
  await exchange.close()
  await rm(profile, { recursive: true, force: true })
})
