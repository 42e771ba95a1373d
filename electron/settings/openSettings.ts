import { chmodSync, existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { orDiskFailure } from '../profile/diskFailure'
import { makePrivateFolder } from '../profile/makePrivateFolder'
import { putAside } from '../profile/putAside'
import { mistakesIn } from './mistakesIn'
import { readSettingsFile } from './readSettingsFile'
import { type Settings, settingsFrom } from './Settings'
import { SettingsMistake } from './SettingsMistake'
import type { SettingsStore } from './SettingsStore'
import { type SettingsFile, settingsSchema } from './settingsSchema'

/** Settings that could not be used and were kept under another name, so that the user can be told. */
export interface BrokenSettings {
  /** The name of the kept file, in the same folder. */
  readonly keptAs: string
  /** What was wrong with it: one sentence. */
  readonly mistake: string
}

export interface OpenSettings {
  /** Broken settings that were found and put aside at this start; the defaults are in force instead. */
  readonly broken: BrokenSettings | undefined
  now(): Settings
  /** Replaces the settings, on disk first. Throws a `SettingsMistake`, or a `Failure` of the disk; nothing changes then. */
  change(settings: SettingsFile): Settings
}

/** Opens the settings of this profile. What is on disk is read by the same rules as a file given by hand. */
export function openSettings(store: SettingsStore): OpenSettings {
  orDiskFailure(() => makePrivateFolder(dirname(store.path)))
  const { settings, broken } = readOrPutAside(store.path)
  let now = settings
  return {
    broken,
    now: () => now,
    change(wanted) {
      const read = settingsSchema.safeParse(wanted)
      if (!read.success) throw new SettingsMistake(mistakesIn(read.error)[0]?.sentence)
      orDiskFailure(() => store.write(wanted))
      now = settingsFrom(read.data, store.path)
      return now
    },
  }
}

function readOrPutAside(path: string): { settings: Settings; broken: BrokenSettings | undefined } {
  if (!existsSync(path)) return { settings: defaults(path), broken: undefined }
  try {
    orDiskFailure(() => chmodSync(path, 0o600))
    return { ...readSettingsFile(path), broken: undefined }
  } catch (error) {
    if (!(error instanceof SettingsMistake)) throw error
    const keptAs = orDiskFailure(() => putAside(path, 'broken'))
    return { settings: defaults(path), broken: { keptAs: basename(keptAs), mistake: error.message } }
  }
}

const defaults = (path: string): Settings => settingsFrom(settingsSchema.parse({}), path)
