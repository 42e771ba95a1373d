import { assertNever } from '../../domain/assertNever'
import type { Behaviour as Written } from '../../domain/practice/Scene'
import type { Behaviour } from './Person'

const declinesAfterMs = 3_000

/** What the exchange is to do for a colleague who behaves so in a scene, so many times as fast. */
export function behaviourOf(written: Written, speed: number): Behaviour {
  switch (written.does) {
    case 'answers':
      return { kind: 'answers', afterMs: written.afterMs / speed }
    case 'declines':
      return { kind: 'declines', afterMs: declinesAfterMs / speed }
    case 'mailbox':
      return { kind: 'mailbox' }
    case 'noAnswer':
      return { kind: 'waits' }
    case 'busy':
      return { kind: 'busy' }
    case 'offline':
      return { kind: 'notRegistered' }
    default:
      return assertNever(written)
  }
}
