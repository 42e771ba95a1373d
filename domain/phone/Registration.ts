import type { Instant } from '../Instant'

/** Why the exchange cannot be reached, or will not have us. The sentence for the user is chosen in the room. */
export type Trouble =
  | 'name-not-found'
  | 'nothing-answers'
  | 'no-answer-in-time'
  | 'no-websocket'
  | 'bad-certificate'
  | 'old-tls'
  | 'wrong-password'
  | 'no-password'
  | 'unknown-sign-in'
  | 'forbidden'
  | 'forbidden-with-password'
  | 'unknown-extension'
  | 'exchange-refused'
  | 'address-not-kept'
  | 'exchange-silent'
  | 'connection-lost'
  | 'plain-socket-refused'

/**
 * Our standing with the exchange, for one account.
 *
 *     offline ──▶ connecting ──▶ registered
 *        ▲            │  ▲           │
 *        │            ▼  └───────────┤
 *        └──── (nothing answers, socket lost)
 *                     │
 *                     └──▶ refused          (the exchange said no; asking again would lock the office out)
 *
 * `registered` is ours to claim only while the socket is open, a REGISTER on this very socket was answered 2xx, and
 * a proof of life is young.
 */
export type Registration =
  | { readonly state: 'connecting'; readonly since: Instant }
  | { readonly state: 'registered'; readonly since: Instant }
  | { readonly state: 'offline'; readonly since: Instant; readonly trouble: Trouble; readonly detail: string }
  | { readonly state: 'refused'; readonly since: Instant; readonly trouble: Trouble; readonly detail: string }
