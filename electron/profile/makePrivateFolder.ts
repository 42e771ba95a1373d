import { chmodSync, mkdirSync, statSync } from 'node:fs'

const sticky = 0o1000

/** Makes a folder that only its owner can open, or tightens one that is there. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { mode, uid } = statSync(folder)
  // A folder that is everybody's, such as /tmp, or somebody else's, is not ours to close.
  if ((mode & sticky) !== 0 || uid !== (process.getuid?.() ?? uid)) return
  if ((mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
}
