import type { TrustedName } from '../../domain/call/trustedName'
import type { LineKind } from '../../domain/phone/classifyLine'

/** Whatever tells who somebody is: a call on the desk, or a record of one. */
interface Known {
  readonly number: string
  readonly name: string
  readonly withheld: boolean
  /** What the directory's name of the number is worth; absent where none is looked for. */
  readonly inDirectory?: TrustedName
  readonly kind: LineKind
}

/** Who somebody is, as far as we may say so. */
export interface Who {
  /** Empty when nothing was shown. */
  readonly name: string
  readonly number: string
  readonly withheld: boolean
  /** The directory's guess, which is no fact. */
  readonly perhaps: string
  /** The name is only what an unverified caller showed of themselves. */
  readonly claimed: boolean
}

/** Who is at the far end. */
export function whoIs({ number, name, withheld, inDirectory, kind }: Known): Who {
  return {
    name: inDirectory?.known || name,
    number: withheld ? '' : number,
    withheld,
    perhaps: inDirectory?.perhaps ?? '',
    claimed: kind === 'unverified' && !inDirectory?.known && name !== '',
  }
}
