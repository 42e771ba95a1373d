import type { LineKind } from '../../domain/phone/classifyLine'

/** Whatever tells who somebody is: a call on the desk, or a record of one. */
interface Known {
  readonly number: string
  readonly name: string
  readonly withheld: boolean
  readonly directoryName: string
  readonly kind: LineKind
}

/** Who somebody is, as far as we may say so. */
export interface Who {
  /** Empty when nothing was shown. */
  readonly name: string
  readonly number: string
  readonly withheld: boolean
  /** The directory's guess, which only an internal line turns into a fact. */
  readonly perhaps: string
  /** The name is only what an unverified caller showed of themselves. */
  readonly claimed: boolean
}

/** Who is at the far end. The directory's name is a fact on an internal line; elsewhere it is a "perhaps". */
export function whoIs({ number, name, withheld, directoryName, kind }: Known): Who {
  const known = kind === 'internal' && directoryName !== ''
  return {
    name: known ? directoryName : name,
    number: withheld ? '' : number,
    withheld,
    perhaps: kind === 'internal' ? '' : directoryName,
    claimed: kind === 'unverified' && name !== '',
  }
}
