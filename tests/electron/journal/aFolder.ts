import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder on the real disk that goes when the test does. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'phone-duty-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
