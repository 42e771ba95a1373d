import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, dialog, ipcMain, powerMonitor } from 'electron'
import { openApp } from './app'
import { openClock } from './desk/Clock'
import { surviveBugs } from './desk/surviveBugs'
import { keepWindow } from './desktop/keepWindow'
import { openWindow, registerScheme, serveBundle } from './desktop/openWindow'
import { serveIpc } from './desktop/serveIpc'
import { readAppSettings } from './settings/readAppSettings'

/** Electron's entry: makes the desktop, opens the app. */
app.enableSandbox()
registerScheme()
if (!app.requestSingleInstanceLock()) app.exit(0)

const writeLog = (line: string) => void process.stderr.write(`${line}\n`)
surviveBugs(writeLog)

void app.whenReady().then(async () => {
  try {
    serveBundle(join(import.meta.dirname, '../renderer'))
    const profile = app.getPath('userData')
    const { values } = parseArgs({
      args: process.argv.slice(1),
      options: { settings: { type: 'string' } },
      strict: false,
    })
    const given = typeof values.settings === 'string' ? values.settings : undefined
    const leave = () => void desk.close().finally(() => app.exit(0))
    const desk = openApp({
      profile,
      settings: readAppSettings({ profile, settings: given, lang: undefined }, process.env),
      clock: openClock(1),
      practice: { assets: join(import.meta.dirname, '../practice'), pace: 1 },
      writeLog,
      withTimings: process.env['PHONE_DUTY_TIMINGS'] === '1',
      quit: leave,
    })
    const window = openWindow(join(import.meta.dirname, '../preload/preload.cjs'))
    serveIpc(ipcMain, desk, window)
    keepWindow(window, desk)
    app.on('second-instance', () => window.show())
    powerMonitor.on('resume', () => desk.wake('slept'))
    // Quitting asks the desk first. Whoever ends the process or the session does not ask, and is not refused.
    app.on('before-quit', event => {
      event.preventDefault()
      window.show()
      desk.desk.attempt({ type: 'quit', anyway: false })
    })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave)
    await window.loadURL('app://bundle/')
  } catch (error) {
    dialog.showErrorBox('Phone Duty could not start', error instanceof Error ? error.message : String(error))
    app.exit(1)
  }
})
