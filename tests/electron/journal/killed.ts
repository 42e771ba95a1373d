import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Runs one of our scripts, kills it with no warning a while after its first words, and gives back all it said. */
export async function killed(script: string, args: readonly string[], afterMs: number): Promise<string> {
  const runner = join(import.meta.dirname, 'runTypeScript.mjs')
  const child = spawn(process.execPath, ['--import', runner, join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (words: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
    said += words
  })
  await once(child, 'close')
  return said
}
