import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const home = join('node_modules', 'electron')
const givenUpAfterMs = 20_000
const lookEveryMs = 1_000

/**
 * The path of Electron's program: the one that the environment names, the one that is there, or the one that its own
 * installer can fetch. Undefined where it cannot be had. Nothing here imports `electron`, which would start a download
 * by itself.
 */
export async function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return join(override, programName())
  return installed() ?? ((await install()) ? installed() : undefined)
}

function programName() {
  return process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron'
}

function installed() {
  const note = join(home, 'path.txt')
  if (!existsSync(note) || !existsSync(join(home, 'dist', 'version'))) return undefined
  const program = join(home, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(program) ? program : undefined
}

/** Runs Electron's installer, and gives it up when the download has not grown for a while. */
function install() {
  process.stderr.write('Fetching Electron, once …\n')
  return new Promise(resolve => {
    const installer = spawn(process.execPath, [join(home, 'install.js')], { stdio: 'ignore' })
    let size = -1
    let grewAt = Date.now()
    const watch = setInterval(() => {
      const now = downloaded()
      if (now !== size) grewAt = Date.now()
      size = now
      if (Date.now() - grewAt > givenUpAfterMs) installer.kill()
    }, lookEveryMs)
    installer.on('exit', code => {
      clearInterval(watch)
      resolve(code === 0)
    })
  })
}

function downloaded() {
  const folders = readdirSync(tmpdir()).filter(name => name.startsWith('electron-download-'))
  const sizes = folders.flatMap(folder => {
    try {
      return readdirSync(join(tmpdir(), folder)).map(file => statSync(join(tmpdir(), folder, file)).size)
    } catch {
      return [] // it was finished and cleared away while we looked
    }
  })
  return sizes.reduce((sum, each) => sum + each, 0)
}
