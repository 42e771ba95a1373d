import './requireNode.mjs'
import { fork, spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './buildIfStale.mjs'
import { deskNodeArgs } from './deskNodeArgs.mjs'
import { findBrowser } from './findBrowser.mjs'
import { findElectron } from './findElectron.mjs'

/** Starts Phone Duty: in Electron where it can be had, else the same app in a browser window of this machine. */
buildIfStale()
const args = process.argv.slice(2)
const electron = await findElectron()
if (electron) startElectron(electron)
else startHeadless()

function startElectron(program) {
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(program, [...flags, '.', ...args], { stdio: 'inherit' })
  passSignalsTo(app)
}

function startHeadless() {
  process.stderr.write('Electron’s program cannot be fetched here, so Phone Duty opens in a browser instead.\n')
  const profile = args.includes('--profile') ? [] : ['--profile', profileFolder()]
  const desk = fork('out/main/headless.js', [...profile, ...args], {
    execArgv: deskNodeArgs,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  passSignalsTo(desk)
  desk.stdout.once('data', line => {
    const { url } = JSON.parse(String(line))
    const browser = hasDisplay() ? findBrowser() : undefined
    if (!browser)
      return process.stdout.write(`Open this address in Chromium, Chrome or Edge on this machine:\n  ${url}\n`)
    desk.send('ticket')
    desk.once('message', ({ ticketUrl }) => openWindow(browser, ticketUrl, desk))
  })
}

function openWindow(browser, url, desk) {
  const flags = [
    `--app=${url}`,
    `--user-data-dir=${join(profileFolder(), 'browser')}`,
    '--window-size=420,720',
    '--autoplay-policy=no-user-gesture-required',
    // Practice speaks over this machine's own address, also where there is no network at all.
    '--allow-loopback-in-peer-connection',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  // What a browser does not need to know, none of its pages can be made to tell.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PHONE_DUTY_')))
  const window = spawn(browser, flags, { stdio: 'ignore', env })
  const openedAt = Date.now()
  desk.on('exit', () => window.kill())
  window.on('error', () => process.stdout.write(`The browser did not start. Open this address yourself:\n  ${url}\n`))
  process.stdout.write('Phone Duty is open in a window of its own. Ctrl+C here ends it.\n')
  window.on('exit', () => {
    // A browser that was open already takes the address over and goes at once; its window is still the desk's.
    if (Date.now() - openedAt > 3_000) desk.kill('SIGTERM')
  })
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function profileFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/Phone Duty')
  if (process.platform === 'win32') return join(process.env.APPDATA ?? homedir(), 'Phone Duty')
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'Phone Duty')
}

function passSignalsTo(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', code => process.exit(code ?? 1))
}
