import './requireNode.mjs'
import { spawn } from 'node:child_process'
import { buildIfStale } from './buildIfStale.mjs'
import { deskNodeArgs } from './deskNodeArgs.mjs'

buildIfStale()
// Its own process: what it prints and how it ends is the desk's word alone.
const desk = spawn(process.execPath, [...deskNodeArgs, 'out/main/headless.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => desk.kill(signal))
desk.on('exit', (code, signal) => (signal ? process.kill(process.pid, 'SIGKILL') : process.exit(code ?? 1)))
