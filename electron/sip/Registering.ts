import type { Wire } from '../wire/Wire'
import type { SignInStage } from './signIn/SigningIn'

/**
 * What became of one try to register. `sent` counts the REGISTERs that it took: one, and one for each challenge. A 2xx by
 * which nobody rings us here is no acceptance.
 */
export type RegisterAnswer =
  | { readonly accepted: true; readonly sent: number; readonly expiresSeconds: number }
  | {
      readonly accepted: false
      readonly sent: number
      readonly code: number
      readonly reason: string
      readonly retryAfterSeconds: number | undefined
      readonly signIn: SignInStage
      /** How often the password was shown in vain. */
      readonly guesses: number
    }

/** What a registrant can do with its account's user agent. */
export interface Registering {
  readonly wire: Wire
  connect(): Promise<void>
  register(): Promise<RegisterAnswer>
  unregister(): Promise<void>
  /** Asks whether anybody is there (OPTIONS, RFC 3261 section 11). Resolves at any answer. */
  probe(): Promise<void>
  /** A call makes us ask more often. */
  inCall(): boolean
}
