/** What somebody at the practice company does when their phone is called. */
export type Behaviour =
  | { readonly kind: 'answers'; readonly afterMs: number }
  | { readonly kind: 'declines'; readonly afterMs: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'notRegistered' }
  /** Answers at once, without ringing, as a mailbox does. */
  | { readonly kind: 'mailbox' }
  /** Rings until whoever speaks for them answers or refuses: with nobody to speak for them, for ever. */
  | { readonly kind: 'waits' }

/** Somebody whom the user can call: a colleague by their extension, or anybody outside by their number. */
export interface Person {
  readonly number: string
  readonly name: string
  readonly behaviour: Behaviour
}
