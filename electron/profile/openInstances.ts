import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../domain/Failure'
import { openKept } from './openKept'

/**
 * Opens the names by which registrars know this installation again, and put a new address in the place of the old one
 * (RFC 5626 section 4.1): a UUID for each account, the same at every start, and telling nobody that two of them are one
 * person's.
 */
export function openInstances(folder: string): (accountId: string) => string {
  const { kept, keep } = openKept(folder, 'instance', z.strictObject({ seed: z.uuid() }))
  const { seed } = kept ?? { seed: randomUUID() }
  if (!kept) keepIfItCan(() => keep({ seed }))
  return accountId => uuidOf(`${seed} ${accountId}`)
}

/** On a full disk we are another phone at the next start, which costs a binding that runs out. No call waits for that. */
function keepIfItCan(keep: () => void): void {
  try {
    keep()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

/** RFC 9562 section 5.8: a UUID made of a digest. */
function uuidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
