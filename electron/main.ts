import { join } from 'node:path'
import { app, dialog, ipcMain } from 'electron'
import { openApp } from './app'
import { openClock } from './desk/Clock'
import { openWindow, registerScheme, serveBundle } from './desktop/openWindow'
import { serveIpc } from './desktop/serveIpc'
import { readAppSettings } from './settings/readAppSettings'

/** Electron's entry: makes the desktop, opens the app. */
app.enableSandbox()
registerScheme()
if (!app.requestSingleInstanceLock()) app.exit(0)

void app.whenReady().then(async () => {
  try {
    serveBundle(join(import.meta.dirname, '../renderer'))
    const at = process.argv.indexOf('--settings')
    const settings = readAppSettings(
      { profile: app.getPath('userData'), settings: at > 0 ? process.argv[at + 1] : undefined, lang: undefined },
      process.env,
    )
    const desk = openApp({
      profile: app.getPath('userData'),
      settings,
      clock: openClock(1),
      writeLog: line => void process.stderr.write(`${line}\n`),
      withTimings: process.env['PHONE_DUTY_TIMINGS'] === '1',
      quit: () => void desk.close().then(() => app.exit(0)),
    })
    const window = openWindow(join(import.meta.dirname, '../preload/preload.cjs'))
    serveIpc(ipcMain, desk, window)
    app.on('second-instance', () => window.show())
    app.on('before-quit', event => {
      event.preventDefault()
      desk.desk.attempt({ type: 'quit', anyway: false })
    })
    await window.loadURL('app://bundle/')
  } catch (error) {
    dialog.showErrorBox('Phone Duty could not start', error instanceof Error ? error.message : String(error))
    app.exit(1)
  }
})
