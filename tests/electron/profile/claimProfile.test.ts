import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claimProfile } from '../../../electron/profile/claimProfile'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phone-duty-profile-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('refuses a profile that another desk is using, and says which', () => {
  // The test's own parent is running for as long as we are.
  writeFileSync(join(folder, 'desk.lock'), String(process.ppid))

  expect(() => claimProfile(folder)).toThrow(`already running with this profile (process ${process.ppid})`)
})

it('takes over what a crash left behind', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(join(folder, 'desk.lock'), String(pid))

  expect(() => claimProfile(folder)).not.toThrow()
})

it('can be claimed again when it was given up', () => {
  claimProfile(folder)()

  expect(() => claimProfile(folder)).not.toThrow()
})
