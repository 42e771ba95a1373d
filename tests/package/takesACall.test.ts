import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, confirmed, lines } from '../journeys/aDeskOnText'
import { callIn, deskIsEmpty, endByRelease, lookUp, press } from '../support/atTheDesk'
import { TextExchange } from '../support/TextExchange'
import { type Packed, packTheApp } from './packTheApp'

/** What a stand-in for Electron offers to those who test on it. */
interface StandIn {
  readonly __eoc?: { readonly cdp: { send(method: string, params: object): Promise<unknown> } }
}

/**
 * Where something stands in for Electron, it asks the app about the page's address as its own browser knows it, and the
 * app refuses the microphone to an address that is not ours. Electron itself asks about ours.
 */
async function letItHear(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(async given => {
    const { __eoc } = given as StandIn
    const page = { origin: 'http://bundle.app.eoc.localhost', permissions: ['audioCapture'] }
    await __eoc?.cdp.send('Browser.grantPermissions', page)
  })
}

const installed = existsSync('node_modules/electron/dist/version')
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
const canOpen = Boolean(process.env['ELECTRON_OVERRIDE_DIST_PATH']) || (installed && hasDisplay)
const which = canOpen
  ? 'the packed app'
  : 'the packed app (not opened: there is no Electron here, or no display for it)'

describe.skipIf(!canOpen)(which, () => {
  let packed: Packed
  let exchange: TextExchange
  let folder: string | undefined
  let electron: ElectronApplication
  let page: Page

  beforeAll(async () => {
    packed = await packTheApp()
    exchange = await TextExchange.open()
    exchange.answers.set('INVITE', agree)
    folder = await mkdtemp(join(tmpdir(), 'phone-duty-packed-'))
    const settings = join(folder, 'given.json')
    await writeFile(settings, JSON.stringify(exchange.settings()))
    electron = await _electron.launch({
      args: [
        packed.app,
        `--user-data-dir=${join(folder, 'profile')}`,
        `--settings=${settings}`,
        '--clock-speed=1000',
        '--no-sandbox',
        '--use-fake-device-for-media-stream',
        '--allow-loopback-in-peer-connection',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
      env: { ...process.env, PHONE_DUTY_PASSWORD: exchange.password, EOC_PACKAGED: '1' },
    })
    page = await electron.firstWindow()
    page.setDefaultTimeout(8_000)
    await page.locator('[data-registration=registered]').waitFor()
    await letItHear(electron)
  })
  afterAll(async () => {
    electron?.process().kill('SIGTERM')
    await electron?.waitForEvent('close')
    await exchange?.close()
    await packed?.clearAway()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  it('rings, is answered, talks, and lets the line go for a reason', async () => {
    const call = exchange.rings(lines.external)
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    expect(await page.getByTestId('line-verdict').textContent()).toBe('EXTERNAL')
    expect(await page.getByTestId('caller-name').textContent()).toBe('Ms Okafor')
    await press(page, 'Answer')
    const caller = await confirmed(exchange, page, call)
    await endByRelease(page, 'Wrong number')
    await caller.isHungUpOn()
    await deskIsEmpty(page)
  })

  it('keeps what was said of it, in its own profile', async () => {
    const record = await lookUp(page, 'closed')
    await record.getByText('Ms Okafor').waitFor()
    await press(page, 'Back')
    const journal = await readFile(join(String(folder), 'profile', 'journal.sqlite'), 'latin1')
    expect(journal.slice(0, 15)).toBe('SQLite format 3')
  })

  it('has no clock that can be made to run fast', async () => {
    const call = exchange.rings(lines.external)
    await press(page, 'Answer')
    const caller = await confirmed(exchange, page, call)
    const clock = page.getByTestId('call-clock')
    await clock.filter({ hasText: /^0?0:0[2-9]$/ }).waitFor()
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
  })
})
