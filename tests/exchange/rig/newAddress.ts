import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Of a network for documentation (RFC 5737): nobody is there. */
const address = '198.51.100.7/32'

/**
 * Gives this machine one more address while something is done, on a cable of its own that leads nowhere, as a VPN that comes up.
 * Takes an administrator, or sudo without a password. Throws when the kernel has no pairs of interfaces (veth).
 */
export async function withNewAddress<Result>(doing: () => Promise<Result>): Promise<Result> {
  const name = `duty${process.pid % 100_000}`
  await ip('link', 'add', name, 'type', 'veth', 'peer', 'name', `${name}p`)
  try {
    await ip('address', 'add', address, 'dev', name)
    for (const end of [name, `${name}p`]) await ip('link', 'set', end, 'up')
    return await doing()
  } finally {
    await ip('link', 'delete', name)
  }
}

async function ip(...words: readonly string[]): Promise<void> {
  const isRoot = process.getuid?.() === 0
  await run(isRoot ? 'ip' : 'sudo', isRoot ? words : ['-n', 'ip', ...words])
}
