import { basename, dirname, join } from 'node:path'
import Conf from 'conf'
import type { SettingsStore } from './SettingsStore'

/** The store without Electron: conf is the engine inside electron-store. */
export function confStore(folder: string): SettingsStore {
  const path = join(folder, 'settings.json')
  return {
    path,
    write(settings) {
      // Opened at each write, since opening fails while a broken file stands there.
      const conf = new Conf({
        cwd: dirname(path),
        configName: basename(path, '.json'),
        configFileMode: 0o600,
        clearInvalidConfig: false,
      })
      conf.store = { ...settings }
    },
  }
}
