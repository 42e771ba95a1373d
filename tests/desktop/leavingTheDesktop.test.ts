import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { lines } from '../journeys/aDeskOnText'
import { callIn, field, owes, press } from '../support/atTheDesk'
import type { TextExchange } from '../support/TextExchange'
import { type AppOnTheDesktop, closeWindow, openExchange, startApp, windowIs, windowOf } from './anAppOnTheDesktop'
import { electronHere } from './electronHere'

describe.skipIf(electronHere === undefined)('leaving', () => {
  let profile: string
  let exchange: TextExchange
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'phone-duty-desktop-'))
  })
  afterAll(() => rm(profile, { recursive: true, force: true }))

  let app: AppOnTheDesktop
  beforeEach(async () => {
    exchange = await openExchange()
    app = await startApp({ exchange, profile })
  })
  afterEach(async () => {
    await app.stop()
    await exchange.close()
  })

  const quits = () => app.inMain(({ app }) => app.quit())

  it('is at once while nothing is open, and tells the exchange; the window comes back where it stood', async () => {
    await app.inMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 240, y: 120, width: 500, height: 700 }),
    )
    await app.page.getByRole('switch', { name: 'Do not disturb' }).click()
    await app.page.getByText(/^until \d\d:\d\d$/).waitFor()
    await quits()
    expect(await app.gone()).toBe(0)
    await until('the exchange has let go of us', () => exchange.contacts.length === 0)
    expect((await stat(join(profile, 'desktop.json'))).mode & 0o777).toBe(0o600)

    app = await startApp({ exchange, profile })
    expect(await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual({
      x: 240,
      y: 120,
      width: 500,
      height: 700,
    })
    expect(await app.page.getByRole('switch', { name: 'Do not disturb' }).getAttribute('aria-checked')).toBe('true')
    await app.page.getByRole('switch', { name: 'Do not disturb' }).click()
    await app.page.getByText(/^until \d\d:\d\d$/).waitFor({ state: 'detached' })
  })

  it('first says what is open, and goes when that is left as it is', async () => {
    const call = exchange.rings(lines.external)
    await press(app.page, 'Answer')
    const answer = await call.answered(200)
    call.acknowledge(answer)
    await callIn(app.page, 'talking').waitFor()
    await field(app.page, 'What do they need?').fill('The invoice of May is wrong')
    await closeWindow(app)
    await quits()
    await app.page.getByText('1 call is up.').waitFor()
    expect((await windowOf(app)).isVisible).toBe(true)
    await press(app.page, 'Stay')

    call.hangUp(answer)
    await owes(app.page, 1)
    await closeWindow(app)
    await windowIs(app, { isVisible: false })
    await quits()
    await windowIs(app, { isVisible: true })
    await app.page.getByText('1 record is still open.').waitFor()
    await press(app.page, 'Quit anyway')
    expect(await app.gone()).toBe(0)
  })

  const ends: Record<string, () => unknown> = {
    // Windows knows no signals: there it is the next one that counts.
    ...(process.platform !== 'win32' && {
      'the process is told to end': () => app.electron.process().kill('SIGTERM'),
    }),
    'the system shuts down': () => app.inMain(({ powerMonitor }) => powerMonitor.emit('shutdown')),
  }

  it.each(Object.entries(ends))('never holds up the end of the session, whatever is open: %s', async (_, end) => {
    await owes(app.page, 1)
    await end()
    expect(await app.gone()).toBe(0)
    await until('the exchange has let go of us', () => exchange.contacts.length === 0)
  })
})
