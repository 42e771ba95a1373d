import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const home = 'node_modules/electron'

/** Electron's program, as far as it is here. Nothing is fetched for a test. */
function findProgram(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined) return join(override, 'electron')
  if (!existsSync(join(home, 'path.txt')) || !existsSync(join(home, 'dist/version'))) return undefined
  const program = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8').trim())
  return existsSync(program) ? program : undefined
}

const program = findProgram()

/** Whether it is not Electron itself but something that stands in for it: only there a test can press the tray. */
export const isStandIn = program !== undefined && existsSync(join(program, '../../electron.mjs'))

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/** The program to start the app with; undefined where the app cannot be started as it is on a desktop. */
export const electronHere = isStandIn || hasDisplay ? program : undefined

/** Why there is none. */
export const whyNotHere =
  program === undefined
    ? 'Electron’s program is not on this machine, so nothing in tests/desktop was tried: run npm start once to fetch it.'
    : 'There is no display for Electron to open a window on, so nothing in tests/desktop was tried.'
