import { readFile } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { dirname, posix, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesIn, type Packed, packTheApp, textOf } from './packTheApp'

let packed: Packed
let files: readonly string[]
beforeAll(async () => {
  packed = await packTheApp()
  files = await filesIn(packed.app)
})
afterAll(() => packed?.clearAway())

describe('the archive', () => {
  it('holds what was built and its package.json, but not the desk without Electron', async () => {
    const built = (await filesIn('out')).map(file => `out/${file}`)
    const outside = ['out/main/headless.js', 'out/THIRD-PARTY-NOTICES.txt']
    expect(built).toEqual(expect.arrayContaining(outside))

    expect(files).toEqual([...built.filter(file => !outside.includes(file)), 'package.json'])
  })

  it('holds no sources, no maps, no tests, no modules and no settings of anybody', () => {
    const kinds =
      /^(package\.json|out\/(main|preload|renderer)\/[\w./-]+\.(js|cjs|css|html|svg|png|wav|ogg|opus|woff2|json))$/
    expect(files.filter(file => !kinds.test(file))).toEqual([])
    expect(files.filter(file => /node_modules|test|\.map$|\.tsx?$|\.env/.test(file))).toEqual([])
  })

  it('holds no program that nothing in the main process asks for', async () => {
    const asked = await askedFrom('out/main/main.js')

    const programs = files.filter(file => file.startsWith('out/main/') && file.endsWith('.js'))
    expect([...asked].toSorted()).toEqual(programs)
  })

  it('knows no clock but the real one', async () => {
    for (const file of files) expect(await textOf(packed.app, file), file).not.toContain('clock-speed')
  })

  it('says in its package.json what it is, and nothing of how it is made', async () => {
    const manifest = JSON.parse(await readFile(`${packed.app}/package.json`, 'utf8')) as object

    expect(manifest).toMatchObject({ productName: 'Phone Duty', main: 'out/main/main.js', type: 'module' })
    for (const key of ['scripts', 'dependencies', 'devDependencies', 'build']) expect(manifest).not.toHaveProperty(key)
  })

  it('tells nothing of the machine that it was made on', async () => {
    const secrets = Object.entries(process.env).filter(([name]) => /PASS|SECRET|TOKEN|_KEY/.test(name))
    const places = [resolve('.'), `${homedir()}/`, hostname()]
    const telling = [...places, ...secrets.map(([, value]) => value ?? '')].filter(each => each.length > 4)

    for (const file of files) {
      const text = await textOf(packed.app, file)
      expect(
        telling.filter(each => text.includes(each)),
        file,
      ).toEqual([])
      expect(text, file).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|sourceMappingURL=/)
    }
  })
})

describe('beside the archive', () => {
  it('stand the notices of those whose work is in it', async () => {
    expect(await filesIn(packed.resources)).toEqual(['THIRD-PARTY-NOTICES.txt', 'app.asar'])
  })

  it('stand Electron’s licence and the languages that the app speaks, and no others', async () => {
    const installed = dirname(packed.program)
    expect((await filesIn(installed)).filter(file => !file.startsWith('resources/'))).toEqual([
      'LICENSE.electron.txt',
      'locales/en-US.pak',
      'locales/ja.pak',
      'phone-duty',
    ])
  })
})

/** The programs that this one loads, and those that these load, and so on. */
async function askedFrom(first: string): Promise<ReadonlySet<string>> {
  const asked = new Set<string>()
  const look = async (file: string): Promise<void> => {
    if (asked.has(file)) return
    asked.add(file)
    for (const [, path = ''] of (await textOf(packed.app, file)).matchAll(
      /(?:from|import) ?\(?["'`](\.[^"'`]+\.js)/g,
    )) {
      await look(posix.join(posix.dirname(file), path))
    }
  }
  await look(first)
  return asked
}
