import { spawnSync } from 'node:child_process'

/** Before the first call: a real exchange, and everybody who calls through it. Instant when they are there already. */
export default function prepare(): void {
  const { status } = spawnSync('bash', ['tests/exchange/setup.sh'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the exchange could not be set up; see above')
}
