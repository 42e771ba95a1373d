import { type Algorithm, algorithmOf } from './digest'
import { readSchemes, type Scheme } from './readSchemes'

/** Who asks: the one whom a request is for, or a proxy on the way to it. Each is answered in a header field of its own. */
export type Asker = 'server' | 'proxy'

/** What somebody asks of us before they serve us, when we could answer it. */
export interface Challenge {
  readonly asker: Asker
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  readonly algorithm: Algorithm
  /** Whether they count how often a nonce is used (`qop=auth`), or know nothing of that (RFC 2069). */
  readonly counts: boolean
  /** What we sent was right, but its nonce is too old. */
  readonly stale: boolean
}

/** Reads challenges in their order, one header field or many. What nobody here can answer is told apart from nothing. */
export function readChallenges(asker: Asker, values: readonly string[]): (Challenge | 'unknown')[] {
  return values.flatMap(value => readSchemes(value)).map(each => challengeIn(asker, each) ?? 'unknown')
}

function challengeIn(asker: Asker, { scheme, parameters }: Scheme): Challenge | undefined {
  const realm = parameters.get('realm')
  const nonce = parameters.get('nonce')
  const algorithm = algorithmOf(parameters.get('algorithm'))
  const qualities = (parameters.get('qop') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  const counts = qualities.includes('auth')
  if (scheme.toLowerCase() !== 'digest' || realm === undefined || nonce === undefined || !algorithm) return undefined
  // Only auth-int, which nobody asks for; or a session's algorithm without the nonce of ours that it needs.
  if (!counts && (qualities.length > 0 || algorithm.session)) return undefined
  const stale = parameters.get('stale')?.toLowerCase() === 'true'
  return { asker, realm, nonce, opaque: parameters.get('opaque'), algorithm, counts, stale }
}
