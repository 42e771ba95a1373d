import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { lines } from '../journeys/aDeskOnText'
import { callIn, deskIsEmpty, endByRelease, field, gateAsksFor, press } from '../support/atTheDesk'
import { closeWindow, oneApp, windowIs, windowOf } from './anAppOnTheDesktop'
import { electronHere, isStandIn } from './electronHere'

const answer = 'Super+Shift+F9'
const decline = 'Super+Shift+F10'
const hold = 'Super+Shift+F8'
const mute = 'Super+Shift+F7'

describe.skipIf(electronHere === undefined)('the window on the desktop', () => {
  const app = oneApp({ registered: true })

  it('is called after the app, whatever a page calls itself', async () => {
    await app().page.evaluate(() => {
      document.title = 'Mallory'
    })
    expect(await app().inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe('Phone Duty')
  })

  it('hides when it is closed, and stays registered', async () => {
    await closeWindow(app())
    await windowIs(app(), { isVisible: false })
    expect(app().exchange.contacts).toHaveLength(1)
  })

  it('asks the exchange anew when the machine wakes up', async () => {
    await app().inMain(({ powerMonitor }) => powerMonitor.emit('resume'))
    await until('the phone has been told', () => app().log().includes('the machine woke up'))
  })

  it('comes back when the app is started a second time', async () => {
    await closeWindow(app())
    const { profile } = app()
    const second = spawn(electronHere ?? '', ['.', `--user-data-dir=${profile}`, '--no-sandbox'], { stdio: 'ignore' })
    const [code] = (await once(second, 'exit')) as [number]
    expect(code).toBe(0)
    await windowIs(app(), { isVisible: true, isFocused: true })
    expect(app().exchange.contacts).toHaveLength(1)
  })
})

describe.skipIf(!isStandIn)('the tray', () => {
  const app = oneApp({ registered: true })
  const trayOf = () => app().inMain(({ __eoc }) => ({ tip: __eoc.trays[0]?.tip, menu: __eoc.trays[0]?.menu.__tree() }))
  const clicks = (...labels: string[]) => app().inMain(({ __eoc }, given) => __eoc.trays[0]?.__click(...given), labels)
  const switched = () => app().page.getByRole('switch', { name: 'Do not disturb' }).getAttribute('aria-checked')

  it('shows the window when it is clicked, or when that is chosen from its menu', async () => {
    for (const way of [[], ['Open Phone Duty']]) {
      await closeWindow(app())
      await clicks(...way)
      await windowIs(app(), { isVisible: true })
    }
  })

  it('turns do not disturb on for a while, which the window shows, and the tray repeats', async () => {
    expect(await trayOf()).toMatchObject({ tip: 'Phone Duty\nRegistered' })
    await clicks('Do not disturb', 'For 30 minutes')
    await app()
      .page.getByText(/^until \d\d:\d\d$/)
      .waitFor()
    expect(await switched()).toBe('true')
    expect((await trayOf()).tip).toMatch(/^Phone Duty\nRegistered\nDo not disturb until \d\d:\d\d$/)
    expect(JSON.stringify((await trayOf()).menu)).toMatch(/"Do not disturb until \d\d:\d\d":/)
  })

  it('counts the calls that are kept away meanwhile', async () => {
    await app().exchange.rings(lines.external).answered(486)
    await until('the tray counts it', async () => (await trayOf()).tip?.includes('1 call was missed'))
    await app().page.getByText('1 call was missed.').waitFor()
  })

  it('hears when do not disturb is turned off in the window', async () => {
    await app().page.getByRole('switch', { name: 'Do not disturb' }).click()
    await until('the tray says so', async () => (await trayOf()).tip === 'Phone Duty\nRegistered')
    expect(JSON.stringify((await trayOf()).menu)).toContain('Turn off (off)')
  })
})

describe.skipIf(!isStandIn)('a ring on the desktop', () => {
  const app = oneApp({ registered: true })
  const keys = () => app().inMain(({ __eoc }) => [...__eoc.shortcuts.keys()])
  const types = (key: string) => app().inMain(({ __eoc }, given) => __eoc.shortcuts.get(given)?.(), key)
  const notices = () =>
    app().inMain(({ __eoc }) =>
      __eoc.notifications.map(each => ({ title: each.title, body: each.body, state: each.__state })),
    )
  const stays = () =>
    app().inMain(({ powerSaveBlocker }) => [
      ...(powerSaveBlocker as unknown as { __on: Map<number, string> }).__on.values(),
    ])
  const ringing = () => app().page.getByRole('region', { name: 'Incoming call' })

  it('brings the window up and leaves the keyboard where it is', async () => {
    await closeWindow(app())
    await windowIs(app(), { isVisible: false })
    expect(await keys()).toEqual([])
    const call = app().exchange.rings(lines.external)
    await windowIs(app(), { isVisible: true, isFocused: false, isOnTop: true })
    expect(await keys()).toEqual([answer, decline])
    expect(await notices()).toEqual([
      { title: 'EXTERNAL call', body: 'Ms Okafor\n+442079460018\nfor Example Trading', state: 'shown' },
    ])
    call.cancel()
    await deskIsEmpty(app().page)
    await windowIs(app(), { isOnTop: false })
    expect(await keys()).toEqual([])
    expect((await notices()).map(({ state }) => state)).toEqual(['closed'])
  })

  it('shows the card when its notification is clicked, and rings on', async () => {
    await closeWindow(app())
    const call = app().exchange.rings(lines.external)
    await windowIs(app(), { isVisible: true })
    await closeWindow(app())
    await app().inMain(({ __eoc }) => __eoc.notifications.at(-1)?.__click())
    await windowIs(app(), { isVisible: true, isFocused: true })
    await ringing().waitFor()
    expect(
      app().exchange.heard.some(({ firstLine }) => firstLine.startsWith('SIP/2.0 200') && firstLine.includes('INVITE')),
    ).toBe(false)
    expect(await callIn(app().page, 'talking').count()).toBe(0)
    call.cancel()
    await deskIsEmpty(app().page)
  })

  it('is declined by its key', async () => {
    const call = app().exchange.rings(lines.external)
    await ringing().waitFor()
    await types(decline)
    await call.answered(486)
    await deskIsEmpty(app().page)
  })

  it('is answered, held and muted by the keys, which are given back when the call is over', async () => {
    await closeWindow(app())
    const { page, exchange } = app()
    const call = exchange.rings(lines.external)
    await ringing().waitFor()
    await types(answer)
    call.acknowledge(await call.answered(200))
    await callIn(page, 'talking').waitFor()
    await windowIs(app(), { isVisible: true, isFocused: true })
    expect(await keys()).toEqual([hold, mute])
    expect(await stays()).toEqual(['prevent-app-suspension'])
    await types(mute)
    await page.getByRole('button', { name: 'Unmute', exact: true }).waitFor()
    await types(hold)
    await callIn(page, 'held').waitFor()
    await types(hold)
    await callIn(page, 'talking').waitFor()
    await endByRelease(page, 'Wrong number')
    await until('the keys are given back', async () => (await keys()).length === 0)
    expect(await stays()).toEqual([])
  })
})

describe.skipIf(!isStandIn)('a page that dies in a call', () => {
  const app = oneApp({ registered: true })

  it('is opened anew, with the call and the notes as they were', async () => {
    const { page, exchange, inMain } = app()
    const call = exchange.rings(lines.external)
    await press(page, 'Answer')
    const said = await call.answered(200)
    call.acknowledge(said)
    await field(page, 'What do they need?').fill('The invoice of May is wrong')
    await press(page, 'End call')
    await gateAsksFor(page, 'callerName')

    await inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    const seen = await until('the page is back', () =>
      inMain(async ({ BrowserWindow }) => {
        const look = `({
          phase: document.querySelector('[data-call-id]')?.getAttribute('data-phase'),
          note: [...document.querySelectorAll('textarea, input')].map(field => field.value).find(text => text !== ''),
        })`
        const now = (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(look)) as {
          phase?: string
          note?: string
        }
        return now.phase === 'talking' && now.note !== undefined ? now : undefined
      }),
    )
    expect(seen).toEqual({ phase: 'talking', note: 'The invoice of May is wrong' })
    expect(exchange.heard.some(({ method }) => method === 'BYE')).toBe(false)
    expect((await windowOf(app())).isVisible).toBe(true)
  })
})
