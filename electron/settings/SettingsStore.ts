import { join } from 'node:path'
import type { SettingsFile } from './settingsSchema'
import type { WriteStore } from './WriteStore'

/** Where settings are kept: a file, and a writer that replaces it whole or not at all. */
export interface SettingsStore {
  readonly path: string
  write(settings: SettingsFile): void
}

/** The settings of a profile, in its `settings.json`. */
export const settingsStore = (folder: string, write: WriteStore): SettingsStore => ({
  path: join(folder, 'settings.json'),
  write: settings => write(folder, 'settings', settings),
})
