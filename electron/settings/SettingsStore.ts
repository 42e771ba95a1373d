import type { SettingsFile } from './settingsSchema'

/** Where settings are kept: a file, and a writer that replaces it whole or not at all. */
export interface SettingsStore {
  readonly path: string
  write(settings: SettingsFile): void
}
