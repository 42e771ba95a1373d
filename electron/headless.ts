import { join } from 'node:path'
import { Failure } from '../domain/Failure'
import { openApp } from './app'
import { surviveBugs } from './desk/surviveBugs'
import { openClock } from './desk/Clock'
import { OptionMistake, readOptions } from './headless/readOptions'
import { refuseTakenPort } from './headless/refuseTakenPort'
import { serveDesk } from './headless/serveDesk'
import { whatItHolds } from './headless/whatItHolds'
import { claimProfile } from './profile/claimProfile'
import { readAppSettings } from './settings/readAppSettings'
import { SettingsMistake } from './settings/SettingsMistake'

/** The whole app without Electron: any Chromium on this machine shows it. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const settings = readAppSettings(options, process.env)
  const writeLog = (line: string) => void process.stderr.write(`${line}\n`)
  surviveBugs(writeLog)
  await refuseTakenPort(options.port)
  const release = claimProfile(options.profile)
  const app = openApp({
    profile: options.profile,
    settings,
    clock: openClock(options.clockSpeed),
    practice: options.practice
      ? { assets: join(import.meta.dirname, '../practice'), pace: options.practicePace }
      : undefined,
    writeLog,
    withTimings: process.env['PHONE_DUTY_TIMINGS'] === '1',
    quit: () => void leave(),
  })
  const served = await serveDesk(app, join(import.meta.dirname, '../renderer'), options.port)

  let leaving = false
  async function leave(): Promise<void> {
    if (leaving) return
    leaving = true
    await app.close().catch((error: unknown) => writeLog(`bug ${String(error)}`))
    await served.close()
    release()
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
