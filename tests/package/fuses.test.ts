import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import requireEveryFuse from '../../scripts/package/requireEveryFuse.mjs'
import { aProgram, type Packed, packTheApp } from './packTheApp'

const { ENABLE: on, DISABLE: off } = FuseState

describe('the packed program', () => {
  let packed: Packed
  beforeAll(async () => {
    packed = await packTheApp()
  })
  afterAll(() => packed?.clearAway())

  it('runs nothing but our archive, unaltered, and lets nobody look inside', async () => {
    expect(await getCurrentFuseWire(packed.program)).toEqual({
      version: '1',
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      [FuseV1Options.WasmTrapHandlers]: on,
    })
  })
})

describe('an Electron with other fuses', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phone-duty-fuses-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const electronFuses = {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  }

  /** Sets the fuses of a program that came with these, and reads how they stand then. */
  async function setIn(came: string, said: object = electronFuses): Promise<string> {
    const program = join(folder, 'phone-duty')
    await writeFile(program, aProgram(came))
    const packager = { executableName: 'phone-duty', config: { electronFuses: said } }
    await requireEveryFuse({ appOutDir: folder, electronPlatformName: 'linux', packager })
    return (await readFile(program, 'latin1')).slice(-came.length - 'after'.length).replace('after', '')
  }

  it('is packed when it is older and has one fuse fewer', async () => {
    expect(await setIn('10110011')).toBe('01001100')
  })

  it('is not packed when it brings a fuse that nobody has decided on', async () => {
    await expect(setIn('1011001111')).rejects.toThrow(/10 fuses but you only provided a config for 9/)
  })

  it('is not packed when a fuse is left out of the settings', async () => {
    const { runAsNode: _, ...rest } = electronFuses
    await expect(setIn('101100111', rest)).rejects.toThrow(/Missing explicit configuration for fuse RunAsNode/)
  })
})
