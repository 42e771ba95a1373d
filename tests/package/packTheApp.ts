import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { extractAll } from '@electron/asar'

/** The app as it would be installed on Linux, but that the program in it is only the shape of Electron. */
export interface Packed {
  readonly program: string
  readonly resources: string
  /** What stands in the archive, laid open: in a folder of its own, with no modules above it. */
  readonly app: string
  clearAway(): Promise<void>
}

/** Packs what was built, as `npm run package -- --dir` does. */
export async function packTheApp(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'phone-duty-package-'))
  const electron = join(folder, 'electron')
  await anElectron(electron, '011011001')
  const installed = join(await pack('--linux', electron, folder), 'linux-unpacked')
  const app = join(folder, 'app')
  extractAll(join(installed, 'resources', 'app.asar'), app)
  return {
    program: join(installed, 'phone-duty'),
    resources: join(installed, 'resources'),
    app,
    clearAway: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Has electron-builder lay the package out, on what takes Electron's place. Resolves with where. */
export async function pack(platform: string, electron: string, to: string, ...more: string[]): Promise<string> {
  const dist = join(to, 'dist')
  const builder = ['node_modules/electron-builder/cli.js', platform, '--dir', '--x64']
  const places = [`-c.electronDist=${electron}`, `-c.directories.output=${dist}`]
  await promisify(execFile)(process.execPath, [...builder, ...places, ...more])
  return dist
}

/** What electron-builder needs to find of Electron: a program with these fuses in it, its licence, its languages. */
export async function anElectron(folder: string, fuses: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true })
  await mkdir(join(folder, 'resources'))
  await writeFile(join(folder, 'electron'), aProgram(fuses), { mode: 0o755 })
  await writeFile(join(folder, 'LICENSE'), 'Electron’s own licence')
  for (const language of ['de', 'en-US', 'ja']) await writeFile(join(folder, 'locales', `${language}.pak`), '')
}

/** A program with a fuse wire as Electron writes it: a mark, a version, how many fuses, then each of them as 0 or 1. */
export function aProgram(fuses: string): Buffer {
  const mark = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  return Buffer.concat([Buffer.from('before'), mark, Buffer.from([1, fuses.length]), Buffer.from(`${fuses}after`)])
}

/** Every file in a folder, as a path from there with forward slashes, in order. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .toSorted()
}

export const textOf = (folder: string, file: string): Promise<string> => readFile(join(folder, file), 'latin1')
