import fs, { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { replaceFile } from '../../../electron/profile/replaceFile'

// Says each step of replacing a file, and dies with no warning in place of one, as in a power cut.
const [, , path = '', last = ''] = process.argv
const steps = ['openSync', 'writeFileSync', 'fsyncSync', 'closeSync', 'renameSync'] as const
for (const name of steps) {
  const step = fs[name] as (...args: unknown[]) => unknown
  Reflect.set(fs, name, (...args: unknown[]) => {
    if (name === last) process.kill(process.pid, 'SIGKILL')
    writeSync(1, `${name}\n`)
    return step(...args)
  })
}
syncBuiltinESMExports()
replaceFile(path, 'new')
