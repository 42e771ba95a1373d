import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { preferencesIn } from '../../../domain/desk/Preferences'
import { writeStoreFile } from '../../../electron/settings/writeStoreFile'
import { openPreferences } from '../../../electron/settings/openPreferences'
import { aFolder } from '../journal/aFolder'

const liked = { locale: 'ja', phrases: 'en', ring: { volume: 0.3, output: 'a loudspeaker' } } as const

describe('what somebody likes', () => {
  it('is in the usual language, and audible, until something is said', () => {
    expect(openPreferences(aFolder(), 'ja', undefined, writeStoreFile).kept).toEqual(preferencesIn('ja'))
    expect(preferencesIn('ja').ring.volume).toBeGreaterThan(0.5)
  })

  it('is there again tomorrow, for nobody else to read', () => {
    const folder = aFolder()
    openPreferences(folder, 'en', undefined, writeStoreFile).keep(liked)

    expect(openPreferences(folder, 'en', undefined, writeStoreFile).kept).toEqual(liked)
    expect(statSync(join(folder, 'preferences.json')).mode & 0o777).toBe(0o600)
  })

  it('gives way to the language asked for at a start, and keeps the rest', () => {
    const folder = aFolder()
    openPreferences(folder, 'en', undefined, writeStoreFile).keep(liked)

    expect(openPreferences(folder, 'en', 'ja', writeStoreFile).kept).toEqual({ ...liked, phrases: 'ja' })
  })

  it.each([
    ['cut short', '{ "locale": "ja", '],
    ['of another program', '[1, 2]'],
    ['in a language we do not speak', '{ "locale": "fr", "phrases": "fr", "ring": { "volume": 1, "output": "" } }'],
    ['louder than loud', '{ "locale": "en", "phrases": "en", "ring": { "volume": 11, "output": "" } }'],
  ])('never stands in the way of a call: a file that is %s counts as none', (_, text) => {
    const folder = aFolder()
    writeFileSync(join(folder, 'preferences.json'), text)

    const preferences = openPreferences(folder, 'en', undefined, writeStoreFile)
    expect(preferences.kept).toEqual(preferencesIn('en'))

    preferences.keep(liked)
    expect(JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'))).toEqual(liked)
  })
})
