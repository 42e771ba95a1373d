import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import { describe, expect, it } from 'vitest'
import { findPeople } from '../../../domain/directory/findPeople'
import { locales } from '../../../domain/desk/Settings'
import { practiceCompany } from '../../../electron/practice/practiceCompany'
import { readScenes } from '../../../electron/practice/readScenes'
import { aFolder } from '../journal/aFolder'

const assets = join(import.meta.dirname, '../../../assets/practice')
const scenesFolder = join(assets, 'scenes')

/** The scenes that we ship, one of them changed. */
function withChanged(file: string, change: (text: string) => string) {
  const folder = aFolder()
  cpSync(scenesFolder, folder, { recursive: true })
  writeFileSync(join(folder, file), change(readFileSync(join(scenesFolder, file), 'utf8')))
  return folder
}

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

describe('the scenes we ship', () => {
  const { scenes, mistakes } = readScenes(scenesFolder)

  it('are all read, the easy ones first', () => {
    expect(mistakes).toEqual([])
    expect(scenes.length).toBeGreaterThanOrEqual(13)
    const levels = scenes.map(({ level }) => level)
    expect(levels).toEqual(levels.toSorted((one, other) => one - other))
  })

  it.each(locales)('have a clip for every line of everybody in them: %s', language => {
    const parts = scenes
      .map(scene => scene.in(language))
      .flatMap(({ callers, colleagues }) => [...callers, ...Object.values(colleagues)])
    const clips = parts.flatMap(({ lines }) => Object.values(lines)).map(({ clip }) => clip)
    // What a caller's own lines replace is never said, and has no clip.
    const said = parts.flatMap(({ lines, replies }) =>
      Object.values(replies)
        .flat(2)
        .map(name => lines[name]?.clip),
    )
    expect(said.filter(clip => clip === undefined || !existsSync(join(assets, 'voices', clip)))).toEqual([])
    expect(clips.length).toBeGreaterThan(300)
  })

  it('have no clip that nobody says', () => {
    const made = readdirSync(join(assets, 'voices'), { recursive: true, encoding: 'utf8' })
    const all = locales.flatMap(language => scenes.map(scene => scene.in(language)))
    const said = new Set(
      all
        .flatMap(({ callers, colleagues }) => [...callers, ...Object.values(colleagues)])
        .flatMap(({ lines }) => Object.values(lines).map(({ clip }) => clip)),
    )
    const mailboxes = /manners\/mailbox/
    const extra = made.filter(name => name.endsWith('.opus') && !said.has(name.replaceAll('\\', '/')))
    expect(extra.filter(name => !mailboxes.test(name))).toEqual([])
  })

  it('ring on every kind of line that the desk tells apart', () => {
    const lines = scenes.flatMap(scene => scene.in('en').callers.map(({ line }) => line))
    expect([...new Set(lines)].toSorted()).toEqual(['external', 'internal', 'unverified'])
  })

  it.each(locales)('name only people who can be found: %s', language => {
    const { people } = practiceCompany(language)
    for (const scene of scenes.map(scene => scene.in(language))) {
      for (const name of scene.callers.flatMap(({ truth }) => truth.forWhom.slice(0, 1))) {
        expect(findPeople(people, name).length, `${scene.id}: ${name}`).toBeGreaterThan(0)
      }
    }
  })

  it.each(locales)('have numbers that nobody has to doubt, in the country of the company: %s', language => {
    const { country } = practiceCompany(language)
    const callers = scenes.flatMap(scene => scene.in(language).callers)
    const numbers = callers
      .flatMap(({ number, truth }) => [number, ...truth.contact])
      .filter(({ length }) => length > 3)
    expect(numbers.filter(number => !parsePhoneNumberFromString(number, country as CountryCode)?.isValid())).toEqual([])
  })
})

describe('the practice company', () => {
  it.each([
    ['en', 'invoice', '201'],
    ['ja', '請求書', '201'],
    ['en', 'interview', '206'],
    ['ja', 'さとう', '202'],
    ['ja', '修理', '207'],
  ] as const)('is found by topic and by reading: %s, %s', (language, text, extension) => {
    expect(findPeople(practiceCompany(language).people, text)[0]?.extension).toBe(extension)
  })

  it.each(locales)('has a deputy for everybody, who is somebody: %s', language => {
    const { people } = practiceCompany(language)
    const names = people.map(({ name }) => name)
    expect(people.filter(({ deputies }) => deputies.length === 0)).toEqual([])
    expect(people.flatMap(({ deputies }) => deputies).filter(name => !names.includes(name))).toEqual([])
  })
})

describe('a scene with a mistake is refused with its line and the reason, and the others stand:', () => {
  const file = 'wrong-number.json'
  const written = readFileSync(join(scenesFolder, file), 'utf8')

  it.each([
    [
      'a voice that nobody has',
      '"voice": "oldLady"',
      '"voice": "parrot"',
      '"voice": "oldLady"',
      'callers[0].voice must be one of',
    ],
    ['a key that nobody knows', '"level": 1', '"level": 1, "colour": "red"', '"level": 1', 'colour is not a key'],
    ['a line that is not there', '"sorry"', '"apologises"', '"sorry"', 'apologises'],
    ['a reading with kanji', '"jaSaid": "あら', '"jaSaid": "森', '"jaSaid": "あら', 'must be the reading in kana'],
    ['a missing comma', '"level": 1,', '"level": 1', '"level": 1,', 'a comma or } is expected here'],
    ['an ending that is none', '"wrongNumber"', '"rightNumber"', '"wrongNumber"', 'must be one of'],
  ])('%s', (_, there, instead, where, reason) => {
    const folder = withChanged(file, text => text.replace(there, instead))
    const { scenes, mistakes } = readScenes(folder)
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatchObject({ file, reason: expect.stringContaining(reason) as string })
    expect(mistakes[0]?.line).toBe(lineOf(written, where))
    expect(scenes).toHaveLength(readScenes(scenesFolder).scenes.length - 1)
  })

  it('a caller with no answer to why they call', () => {
    const { mistakes } = readScenes(
      withChanged(file, text => text.replace('"requirement": [["why"]]', '"unsure": [["why"]]')),
    )
    expect(mistakes[0]?.reason).toBe('callers[0].replies must have an answer to requirement.')
  })

  it('a caller of whom the exchange says nothing, not even which number they called', () => {
    const silent = (text: string) => text.replace('"external"', '"unverified"').replace('"called": "main",', '')
    const { mistakes } = readScenes(withChanged(file, silent))
    expect(mistakes[0]?.reason).toBe('callers[0] must say which number was called.')
  })

  it('a folder that is not there', () => {
    expect(readScenes('/nowhere')).toEqual({ scenes: [], mistakes: [] })
  })
})
