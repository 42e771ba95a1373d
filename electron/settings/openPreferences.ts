import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { preferencesIn } from '../../domain/desk/Preferences'
import type { Locale } from '../../domain/desk/Settings'
import { preferencesShape } from '../contract/preferencesShape'
import { orDiskFailure } from '../profile/diskFailure'
import { makePrivateFolder } from '../profile/makePrivateFolder'
import type { PreferencesStore } from './PreferencesStore'

/**
 * Opens the preferences of this profile. When they cannot be read it is as if nothing had been said: nobody should miss
 * a call because a slider's place was lost. `asked` is the language somebody has asked for at this very start.
 */
export function openPreferences(folder: string, usual: Locale, asked: Locale | undefined): PreferencesStore {
  const path = join(folder, 'preferences.json')
  const kept = preferencesShape.catch(preferencesIn(usual)).parse(read(path))
  return {
    kept: asked ? { ...kept, locale: asked, phrases: asked } : kept,
    keep: preferences =>
      orDiskFailure(() => {
        makePrivateFolder(folder)
        const conf = new Conf({
          cwd: folder,
          configName: 'preferences',
          configFileMode: 0o600,
          clearInvalidConfig: true,
        })
        conf.store = { ...preferences }
      }),
  }
}

function read(path: string): unknown {
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}
