import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { preferencesIn } from '../../domain/desk/Preferences'
import type { Locale } from '../../domain/desk/Settings'
import { preferencesShape } from '../contract/preferencesShape'
import { orDiskFailure } from '../profile/diskFailure'
import { makePrivateFolder } from '../profile/makePrivateFolder'
import { putAside } from '../profile/putAside'
import type { PreferencesStore } from './PreferencesStore'
import type { WriteStore } from './WriteStore'

/**
 * Opens the preferences of this profile. When they cannot be read it is as if nothing had been said: nobody should miss
 * a call because a slider's place was lost. `asked` is the language somebody has asked for at this very start.
 */
export function openPreferences(
  folder: string,
  usual: Locale,
  asked: Locale | undefined,
  write: WriteStore,
): PreferencesStore {
  const path = join(folder, 'preferences.json')
  const kept = preferencesShape.catch(preferencesIn(usual)).parse(read(path))
  return {
    kept: asked ? { ...kept, locale: asked, phrases: asked } : kept,
    keep: preferences =>
      orDiskFailure(() => {
        makePrivateFolder(folder)
        write(folder, 'preferences', preferences)
      }),
  }
}

function read(path: string): unknown {
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    // A store is not written over a file that is none; what a disk has bent is kept beside it.
    if (error instanceof SyntaxError) orDiskFailure(() => putAside(path, 'broken'))
    return {}
  }
}
