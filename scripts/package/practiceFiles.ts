import { cpSync, rmSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Puts the scenes and the voices of practice beside what was built, where the app reads them as it runs. */
export function practiceFiles(from: string, to: string): Plugin {
  return {
    name: 'practice-files',
    apply: 'build',
    writeBundle() {
      for (const folder of ['scenes', 'voices']) {
        rmSync(`${to}/${folder}`, { recursive: true, force: true })
        cpSync(`${from}/${folder}`, `${to}/${folder}`, {
          recursive: true,
          filter: path => !path.endsWith('manifest.json'),
        })
      }
    },
  }
}
