import { spawnSync } from 'node:child_process'

/** Before the first call: a real exchange, and everybody who calls through it. Instant when they are there already. */
export default function prepare(): void {
  if (!setUp('asterisk')) throw new Error('the exchange could not be set up; see above')
}

/** Makes this machine ready for an exchange of setup.sh. False when it could not; it has said why. */
export function setUp(name: string): boolean {
  return spawnSync('bash', ['tests/exchange/setup.sh', name], { stdio: 'inherit' }).status === 0
}
