import { isOutsideNumber, type LineKind } from '../phone/classifyLine'
import type { NumberShape } from '../phone/Invitation'

/** What there is to go by: whose number the directory says it is, and who says that it is they. */
interface Shown {
  readonly directoryName: string
  readonly kind: LineKind
  readonly shape: NumberShape
  readonly direction: 'incoming' | 'outgoing'
  readonly handedBy: string
}

/** What the directory's name of a number is worth: `known` may be said as a fact, `perhaps` only as a guess; else empty. */
export interface TrustedName {
  readonly known: string
  readonly perhaps: string
}

/**
 * The one rule by which the directory's name stands beside a number. It is a fact on an internal line, and of a number that
 * we dialled ourselves. Elsewhere anybody may show a colleague's number: unverified it is a guess, and external only where
 * the directory holds that very outside number, since who calls from outside has no extension of ours.
 */
export function trustedName({ directoryName, kind, shape, direction, handedBy }: Shown): TrustedName {
  const isDialled = direction === 'outgoing' && handedBy === ''
  if (kind === 'internal' || isDialled) return { known: directoryName, perhaps: '' }
  const mayBe = kind === 'unverified' || isOutsideNumber({ shape })
  return { known: '', perhaps: mayBe ? directoryName : '' }
}
