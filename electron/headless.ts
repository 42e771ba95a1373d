import { join } from 'node:path'
import { openApp } from './app'
import { openClock } from './desk/Clock'
import { OptionMistake, readOptions } from './headless/readOptions'
import { serveDesk } from './headless/serveDesk'
import { readAppSettings } from './settings/readAppSettings'
import { SettingsMistake } from './settings/SettingsMistake'

/** The whole app without Electron: any Chromium on this machine shows it. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const settings = readAppSettings(options, process.env)
  const writeLog = (line: string) => void process.stderr.write(`${line}\n`)
  const app = openApp({
    profile: options.profile,
    settings,
    clock: openClock(options.clockSpeed),
    writeLog,
    withTimings: process.env['PHONE_DUTY_TIMINGS'] === '1',
    quit: () => void leave(),
  })
  const served = await serveDesk(app, join(import.meta.dirname, '../renderer'), options.port)

  let leaving = false
  async function leave(): Promise<void> {
    if (leaving) return
    leaving = true
    await app.close()
    await served.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void leave())
  process.on('SIGINT', () => void leave())
  // Whoever started us may ask for one more way in, for a browser of its own.
  process.on('message', said => {
    if (said === 'ticket') process.send?.({ ticketUrl: served.newTicketUrl() })
  })

  await app.settled()
  process.stdout.write(`${JSON.stringify({ ready: true, url: served.url, pid: process.pid })}\n`)
}

main().catch((error: unknown) => {
  const isMistake = error instanceof OptionMistake || error instanceof SettingsMistake
  process.stderr.write(
    `${isMistake ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(isMistake ? 2 : 1)
})
