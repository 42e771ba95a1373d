import './requireNode.mjs'
import { spawnSync } from 'node:child_process'

// Callers handed about in random orders: many against the rules alone, then some against a real exchange.
const short = process.argv.includes('--short')
const env = { ...process.env, RUNS: '10000', SOAK_ROUNDS: process.env.SOAK_ROUNDS ?? (short ? '40' : '200') }
const run = (...args) => {
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
    stdio: 'inherit',
    env,
  })
  if (status !== 0) process.exitCode = 1
}
run('--project', 'rules', 'tests/domain/desk/nobodyIsLost.test.ts', '--testTimeout', '300000')
run('--project', 'soak')
