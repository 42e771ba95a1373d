/** How a number reads in the account's country: only its shape, which proves nothing about who calls. */
export type NumberShape = 'international' | 'national' | 'short' | 'none'

/** Somebody at the far end, as the wire describes them. Names are cleaned, but still only claims. */
export interface Party {
  /** As dialled or shown, without markup; empty when there is none or when it is withheld. */
  readonly number: string
  readonly name: string
  readonly shape: NumberShape
  /** The other ways in which the number is written in the account's country, without separators; none are known when absent. */
  readonly also?: readonly string[]
  /** The caller asked for their number not to be shown (RFC 3323 `Privacy: id`, or an anonymous From). */
  readonly withheld: boolean
}

/** A call that is ringing here and not yet answered, in our words. */
export interface Invitation {
  readonly accountId: string
  readonly caller: Party
  /** What From says when the exchange asserts somebody else (RFC 3325), else undefined. */
  readonly claimed: Party | undefined
  /** The raw values of the header that the account's signal names, in order; empty when it is absent. */
  readonly signalValues: readonly string[]
  /** The public number that the caller dialled (DID), as the exchange tells it; empty when it does not. */
  readonly dialled: string
  /** The other ways in which that number is written. */
  readonly dialledAlso?: readonly string[]
  /** Whom the exchange says it could not reach, when it rings a caller of ours back; empty otherwise. */
  readonly recallOf: string
  /** The other ways in which that number is written. */
  readonly recallOfAlso?: readonly string[]
  /** It is said that the number shown could not be verified (RFC 8588 verstat), wherever that stands; never the opposite. */
  readonly verificationFailed: boolean
  /** The call says that it is the emergency services calling back (RFC 7090). Anybody can write that. */
  readonly priority?: 'psap-callback' | undefined
  /** Who forwarded the call (Diversion), unconfirmed; empty when nobody. */
  readonly forwardedBy: string
}
