import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aFolder } from '../journal/aFolder'

/** A settings file with this text, in a folder of its own. */
export function aSettingsFile(text: string | Uint8Array): string {
  const path = join(aFolder(), 'settings.json')
  writeFileSync(path, text)
  return path
}
