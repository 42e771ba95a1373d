import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const config = ['electron.vite.config.ts', 'package.json', 'scripts/package']
const sources = ['domain', 'electron', 'renderer', 'assets', ...config]
const built = [
  'out/main/headless.js',
  'out/main/main.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/THIRD-PARTY-NOTICES.txt',
]

/** Builds the app when something it is made of is newer than what was built. Says so on stderr; throws when it fails. */
export function buildIfStale() {
  const oldest = Math.min(...built.map(path => (existsSync(path) ? statSync(path).mtimeMs : 0)))
  if (Math.max(...sources.map(newestIn)) <= oldest) return
  process.stderr.write('Building Phone Duty …\n')
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
    {
      stdio: ['ignore', 2, 2],
    },
  )
  if (status !== 0) throw new Error('The build failed.')
}

function newestIn(path) {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map(name => newestIn(join(path, name))))
}

if (process.argv[1] === import.meta.filename) buildIfStale()
