import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../domain/Failure'
import { settingsStore } from '../../../electron/settings/SettingsStore'
import { writeStoreFile } from '../../../electron/settings/writeStoreFile'
import { openSettings } from '../../../electron/settings/openSettings'
import { SettingsMistake } from '../../../electron/settings/SettingsMistake'
import { aFolder } from '../journal/aFolder'
import { aSettingsFile } from './aSettingsFile'

const accounts = [{ server: 'wss://pbx.example/ws', extension: '200' }]

describe('the settings of a profile', () => {
  it('have their usual values when nothing was ever kept, and write nothing by themselves', () => {
    const folder = aFolder()
    const settings = openSettings(settingsStore(folder, writeStoreFile))
    expect(settings.now()).toMatchObject({ accounts: [], locale: undefined })
    expect(settings.broken).toBeUndefined()
    expect(readdirSync(folder)).toEqual([])
  })

  it('are there again at the next start', () => {
    const folder = aFolder()
    const changed = openSettings(settingsStore(folder, writeStoreFile)).change({ accounts, locale: 'ja' })
    expect(changed).toMatchObject({ locale: 'ja', accounts: [{ accountId: '200@pbx.example' }] })
    expect(openSettings(settingsStore(folder, writeStoreFile)).now()).toEqual(changed)
  })

  it('are replaced whole, so that nothing lingers from before', () => {
    const folder = aFolder()
    const settings = openSettings(settingsStore(folder, writeStoreFile))
    settings.change({ accounts, locale: 'ja' })
    settings.change({ accounts })
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual({ accounts })
  })

  it('stay as they are when a change cannot be', () => {
    const folder = aFolder()
    const settings = openSettings(settingsStore(folder, writeStoreFile))
    settings.change({ accounts })
    expect(() => settings.change({ accounts: [{ server: 'pbx.example', extension: '200' }] })).toThrow(
      new SettingsMistake('accounts[0].server must be a ws:// or wss:// address.'),
    )
    expect(settings.now().accounts).toHaveLength(1)
    expect(openSettings(settingsStore(folder, writeStoreFile)).now().accounts).toHaveLength(1)
  })

  it('stay as they are when the disk refuses', () => {
    const settings = openSettings({
      path: join(aFolder(), 'settings.json'),
      write: () => {
        throw Object.assign(new Error('write'), { code: 'ENOSPC' })
      },
    })
    expect(() => settings.change({ locale: 'ja' })).toThrow(new Failure('The disk is full.'))
    expect(settings.now().locale).toBeUndefined()
  })

  it.skipIf(process.platform === 'win32')('are their owner’s alone', () => {
    const path = aSettingsFile('{}')
    chmodSync(path, 0o644)
    const settings = openSettings(settingsStore(dirname(path), writeStoreFile))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    settings.change({ accounts })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})

describe('broken settings', () => {
  it.each([
    ['{ "locale": ', 'settings.json, line 1: the text ends too early; a bracket is not closed.'],
    ['{\n"locale": "fr" }', 'settings.json, line 2: locale must be "en" or "ja".'],
    ['', 'settings.json, line 1: the text ends too early; a bracket is not closed.'],
  ])('are kept aside and told of, and the app starts with the usual values', (text, mistake) => {
    const path = aSettingsFile(text)
    const settings = openSettings(settingsStore(dirname(path), writeStoreFile))

    expect(settings.broken).toEqual({ keptAs: 'settings.json.broken-1', mistake })
    expect(readFileSync(`${path}.broken-1`, 'utf8')).toBe(text)
    expect(settings.change({ locale: 'ja' }).locale).toBe('ja')
    expect(openSettings(settingsStore(dirname(path), writeStoreFile))).toMatchObject({ broken: undefined })
  })

  it('never take the place of earlier ones', () => {
    const path = aSettingsFile('first')
    openSettings(settingsStore(dirname(path), writeStoreFile))
    writeFileSync(path, 'second')
    expect(openSettings(settingsStore(dirname(path), writeStoreFile)).broken?.keptAs).toBe('settings.json.broken-2')
    expect(readFileSync(`${path}.broken-1`, 'utf8')).toBe('first')
  })
})
