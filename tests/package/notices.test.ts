import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { noticesOf } from '../../scripts/package/noticesOf'
import { packageOf, type ShippedPackage } from '../../scripts/package/packageOf'
import { permitted } from '../../scripts/package/permitted'

const aPackage = (changes: Partial<ShippedPackage> = {}): ShippedPackage => ({
  name: 'bell',
  version: '1.0.0',
  licence: 'MIT',
  notice: 'Copyright the bell makers',
  ...changes,
})

describe('the notices of what was built', () => {
  it('name the packages that reach each part of the app, and carry the terms of every one', async () => {
    const notices = await readFile('out/THIRD-PARTY-NOTICES.txt', 'utf8')
    for (const name of ['sip.js', 'ws', 'zod', 'react', 'react-dom', 'i18next', 'lucide-react', 'tailwindcss']) {
      expect(notices).toMatch(new RegExp(`^${name.replaceAll('.', String.raw`\.`)} \\d+\\.`, 'm'))
    }
    const named = notices.match(/^\S+ \d+\.\S+ \(.+\)$/gm) ?? []
    expect(named.length, 'each is named in the list, and above its terms').toBe(new Set(named).size * 2)
    expect(notices.match(/copyright/gi)?.length).toBeGreaterThanOrEqual(new Set(named).size)
  })

  it('do not name what only builds and tests the app', async () => {
    const notices = await readFile('out/THIRD-PARTY-NOTICES.txt', 'utf8')
    expect(notices).not.toMatch(/^(vitest|typescript|playwright-core|electron-builder|jssip|electron) \d/m)
  })
})

describe('a package', () => {
  it('is found by any of its files, however the bundler marks them', () => {
    const file = `${process.cwd()}/node_modules/sip.js/lib/api/session.js`
    for (const id of [file, `\0${file}?commonjs-es-import`]) expect(packageOf(id)?.name).toBe('sip.js')
    expect(packageOf(`${process.cwd()}/node_modules/@electron/asar/lib/asar.js`)?.name).toBe('@electron/asar')
    expect(packageOf(`${process.cwd()}/electron/app.ts`)).toBeUndefined()
    expect(packageOf('\0rolldown/runtime.js')).toBeUndefined()
  })

  it('is named with its terms, or with the name of its terms when it brings no more', () => {
    const notices = noticesOf([aPackage(), aPackage({ name: 'alarm', notice: '' })])
    expect(notices).toContain('Copyright the bell makers')
    expect(notices).toContain('The package names its licence, MIT, and has no text of it.')
    expect(notices.indexOf('alarm 1.0.0 (MIT)')).toBeLessThan(notices.indexOf('bell 1.0.0 (MIT)'))
  })

  it('stops the build when its terms do not let us ship it, or when it names none', () => {
    const both = [aPackage({ licence: 'GPL-3.0-only' }), aPackage({ name: 'alarm', licence: '' })]
    expect(() => noticesOf(both)).toThrow(
      'bell 1.0.0 must not be shipped: its licence is "GPL-3.0-only".\nalarm 1.0.0 must not be shipped: its licence is not named.',
    )
  })
})

describe('terms', () => {
  it.each(['MIT', 'ISC', '0BSD', 'Apache-2.0', 'BSD-3-Clause', '(MIT OR GPL-3.0)', 'MIT AND ISC', '(MIT OR CC0-1.0)'])(
    'let us ship it: %s',
    licence => expect(permitted(licence)).toBe(true),
  )

  it.each([
    '',
    'GPL-3.0-only',
    'AGPL-3.0',
    'MPL-2.0',
    'UNLICENSED',
    'MIT AND GPL-2.0',
    'SEE LICENSE IN EULA',
    'mit-ish',
  ])('do not let us ship it: %s', licence => expect(permitted(licence)).toBe(false))

  it('do not let us ship it when they can be read in two ways', () => {
    expect(permitted('MIT OR GPL-3.0 AND ISC')).toBe(false)
  })
})
