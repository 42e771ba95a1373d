import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { mistakesIn, type SettingMistaken } from './mistakesIn'
import { JsonMistake, type LocatedJson, readJson } from './readJson'
import { type Settings, settingsFrom } from './Settings'
import { SettingsMistake } from './SettingsMistake'
import { settingsSchema } from './settingsSchema'

/** Reads a settings file. Throws a `SettingsMistake` that names the line and the key of the first thing wrong with it. */
export function readSettingsFile(path: string): { readonly settings: Settings } {
  const located = jsonIn(path)
  const read = settingsSchema.safeParse(located.value)
  if (!read.success) throw firstMistake(basename(path), located, mistakesIn(read.error))
  return { settings: settingsFrom(read.data, path) }
}

function jsonIn(path: string): LocatedJson {
  const file = basename(path)
  try {
    return readJson(textIn(path))
  } catch (cause) {
    if (!(cause instanceof JsonMistake)) throw cause
    throw new SettingsMistake(`${file}, line ${cause.line}: ${cause.message}.`, { cause })
  }
}

const largest = 1_000_000

function textIn(path: string): string {
  const file = basename(path)
  const bytes = bytesOf(path)
  if (bytes.length > largest) throw new SettingsMistake(`${file} is too large to be a settings file.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new SettingsMistake(`${file} is not written in UTF-8.`, { cause })
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it belongs to somebody else',
  EPERM: 'it belongs to somebody else',
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new SettingsMistake(`${basename(path)} cannot be read: ${unreadable[code] ?? code}.`, { cause })
  }
}

function firstMistake(file: string, { lineOf }: LocatedJson, mistakes: readonly SettingMistaken[]): SettingsMistake {
  const located = mistakes.map(({ path, sentence }) => ({ line: lineOf(path), sentence }))
  const first = located.reduce((one, other) => (other.line < one.line ? other : one))
  return new SettingsMistake(`${file}, line ${first.line}: ${first.sentence}`)
}
