import { join } from 'node:path'
import { Failure } from '../domain/Failure'
import { openApp } from './app'
import { openClock } from './desk/Clock'
import { OptionMistake, readOptions } from './headless/readOptions'
import { refuseTakenPort } from './headless/refuseTakenPort'
import { serveDesk } from './headless/serveDesk'
import { whatItHolds } from './headless/whatItHolds'
import { openLog } from './log/openLog'
import { surviveBugs } from './log/surviveBugs'
import { claimProfile } from './profile/claimProfile'
import { takeOverEarlier } from './profile/takeOverEarlier'
import { readAppSettings } from './settings/readAppSettings'
import { readSettingsFile } from './settings/readSettingsFile'
import { SettingsMistake } from './settings/SettingsMistake'
import { takeSecrets } from './settings/takeSecrets'
import { writeStoreFile } from './settings/writeStoreFile'

/** The whole app without Electron: any Chromium on this machine shows it. */
async function main(): Promise<void> {
  const secrets = takeSecrets(process.env)
  const options = readOptions(process.argv.slice(2))
  // A mistake in it is told before anything is written.
  if (options.settings !== undefined) readSettingsFile(options.settings)
  const log = openLog(process.stderr, process.env)
  surviveBugs(log.write)
  await refuseTakenPort(options.port)
  const release = claimProfile(options.profile)
  takeOverEarlier(options.profile)
  log.keepIn(options.profile)
  const settings = readAppSettings(options, secrets, writeStoreFile)
  const app = openApp({
    profile: options.profile,
    settings,
    clock: openClock(options.clockSpeed),
    practice: options.practice
      ? { assets: join(import.meta.dirname, '../practice'), pace: options.practicePace }
      : undefined,
    writeLog: log.write,
    withTimings: process.env['PHONE_DUTY_TIMINGS'] === '1',
    quit: () => void leave(),
  })
  const served = await serveDesk(app, join(import.meta.dirname, '../renderer'), options.port)

  let leaving = false
  async function leave(): Promise<void> {
    if (leaving) return
    leaving = true
    await app.close().catch((error: unknown) => log.write('error', `bug ${String(error)}`))
    await served.close()
    release()
    await log.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void leave())
  // Whoever started us may ask for one more way in, for a browser of its own, or what we keep, to find leaks.
  process.on('message', said => {
    if (said === 'ticket') process.send?.({ ticketUrl: served.newTicketUrl() })
    if (said === 'holds') process.send?.({ holds: whatItHolds(app) })
  })

  await app.settled()
  process.stdout.write(`${JSON.stringify({ ready: true, url: served.url, pid: process.pid })}\n`)
}

main().catch((error: unknown) => {
  const isMistake = error instanceof OptionMistake || error instanceof SettingsMistake || error instanceof Failure
  process.stderr.write(
    `${isMistake ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(isMistake ? 2 : 1)
})
