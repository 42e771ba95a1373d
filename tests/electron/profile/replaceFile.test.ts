import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { replaceFile } from '../../../electron/profile/replaceFile'
import { aFolder } from '../journal/aFolder'

it('replaces a file whole, for its owner alone, and leaves nothing beside it', () => {
  const folder = aFolder()
  const path = join(folder, 'kept.json')
  writeFileSync(path, 'a much longer text than the new one')
  chmodSync(path, 0o644)
  replaceFile(path, 'new')

  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['kept.json'])
})

it.each(['openSync', 'writeFileSync', 'fsyncSync', 'closeSync', 'renameSync'])(
  'leaves the old file as it was when the power fails at %s, and can be asked again',
  step => {
    const path = join(aFolder(), 'kept.json')
    writeFileSync(path, 'old')
    const runner = join(import.meta.dirname, '../journal/runTypeScript.mjs')
    const script = join(import.meta.dirname, 'replaceAndDie.ts')
    const died = spawnSync(process.execPath, ['--import', runner, script, path, step])

    expect(died.signal).toBe('SIGKILL')
    expect(readFileSync(path, 'utf8')).toBe('old')
    replaceFile(path, 'new')
    expect(readFileSync(path, 'utf8')).toBe('new')
  },
)

it('brings the text to the disk before it is renamed, and the name after', () => {
  const path = join(aFolder(), 'kept.json')
  const runner = join(import.meta.dirname, '../journal/runTypeScript.mjs')
  const script = join(import.meta.dirname, 'replaceAndDie.ts')
  const { stdout } = spawnSync(process.execPath, ['--import', runner, script, path, 'never'], { encoding: 'utf8' })
  const steps = [
    'openSync',
    'writeFileSync',
    'fsyncSync',
    'closeSync',
    'renameSync',
    'openSync',
    'fsyncSync',
    'closeSync',
  ]

  expect(stdout.trim().split('\n')).toEqual(process.platform === 'win32' ? steps.slice(0, 5) : steps)
})
