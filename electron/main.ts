import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, dialog, powerMonitor, protocol, session, shell } from 'electron'
import { openApp } from './app'
import { openClock } from './desk/Clock'
import { keepInside } from './desktop/keepInside'
import { leaving } from './desktop/leaving'
import { openDesktop } from './desktop/openDesktop'
import { startAddress } from './desktop/origin'
import { permitOnlySound } from './desktop/permitOnlySound'
import { registerScheme, serveBundle } from './desktop/serveBundle'
import { writeElectronStore } from './desktop/writeElectronStore'
import { openLog } from './log/openLog'
import { surviveBugs } from './log/surviveBugs'
import { claimProfile } from './profile/claimProfile'
import { takeOverEarlier } from './profile/takeOverEarlier'
import { readAppSettings } from './settings/readAppSettings'
import { takeSecrets } from './settings/takeSecrets'

// Before any other program is started.
const secrets = takeSecrets(process.env)

/** Electron's entry: makes the desktop, opens the app. */
app.enableSandbox()
registerScheme(protocol)
// By this name Windows knows whose notifications they are; the installer gives it the same (electron-builder.yml).
app.setAppUserModelId('com.phoneduty.desk')
// Practice speaks over this machine's own address, also where there is no network at all.
app.commandLine.appendSwitch('allow-loopback-in-peer-connection')
// Under Wayland a key of ours is asked for through the desktop's portal.
if (process.platform === 'linux') app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')

const log = openLog(process.stderr, process.env)
surviveBugs(log.write)

// A second start only shows the window of the first.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.exit(0)

async function start(): Promise<void> {
  try {
    keepInside(app, url => shell.openExternal(url))
    permitOnlySound(session.defaultSession)
    serveBundle(protocol, join(import.meta.dirname, '../renderer'))
    const profile = app.getPath('userData')
    const release = claimProfile(profile)
    takeOverEarlier(profile)
    log.keepIn(profile)
    const { values } = parseArgs({
      args: process.argv.slice(1),
      options: { settings: { type: 'string' } },
      strict: false,
    })
    const given = typeof values.settings === 'string' ? values.settings : undefined
    const desk = openApp({
      profile,
      settings: readAppSettings({ profile, settings: given, lang: undefined }, secrets, writeElectronStore),
      clock: openClock(1),
      practice: { assets: join(import.meta.dirname, '../practice'), pace: 1 },
      writeLog: log.write,
      withTimings: process.env['PHONE_DUTY_TIMINGS'] === '1',
      quit: () => leave(),
    })
    let sessionEnds = false
    const desktop = openDesktop(desk, {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      profile,
      note: text => log.write('info', `note ${text}`),
      quit: () => app.quit(),
      sessionEnds: () => sessionEnds,
    })
    const { begun, leave } = leaving(
      () => {
        desktop.keepPlace()
        desktop.close()
        return desk.close()
      },
      () => {
        release()
        void log.close().finally(() => app.exit(0))
      },
    )
    app.on('second-instance', () => desktop.show())
    app.on('activate', () => desktop.show())
    powerMonitor.on('resume', () => desk.wake('slept'))
    // Quitting asks the desk first, which may have something to say about it.
    app.on('before-quit', event => {
      if (sessionEnds) return
      event.preventDefault()
      if (begun()) return
      desktop.show()
      desk.desk.attempt({ type: 'quit', anyway: false })
    })
    // Whoever ends the process or the session does not ask, and is not refused.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, leave)
    const endSession = () => {
      sessionEnds = true
      leave()
    }
    powerMonitor.on('shutdown', endSession)
    desktop.window.on('session-end', endSession)
    await desktop.window.loadURL(startAddress)
  } catch (error) {
    dialog.showErrorBox('Phone Duty could not start', error instanceof Error ? error.message : String(error))
    app.exit(1)
  }
}
