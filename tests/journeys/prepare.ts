import { spawnSync } from 'node:child_process'

/** Before the first journey: a build of what stands in the tree, and a browser to walk it with. */
export default function prepare(): void {
  run(process.execPath, ['scripts/ensureChromium.mjs'])
  run(process.execPath, ['scripts/buildIfStale.mjs'])
}

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${args.join(' ')} failed`)
}
