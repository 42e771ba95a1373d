import { escaped } from '../escaped'
import { digestOf } from './digest'
import type { Asker, Challenge } from './readChallenges'

/** Who we are. The password stays in this process. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** What a request is, as far as its digest goes. */
export interface Signed {
  readonly method: string
  readonly uri: string
}

/**
 * How far signing in has come:
 *
 *     notAsked         nobody wanted to know who we are
 *     sent             the password was sent, and nobody has asked for it again
 *     refused          it was sent, and they ask anew: it is wrong
 *     endless          they ask on and on: one nonce after the other is too old, one more realm wants to know
 *     noPassword       they ask for one, and none was given to us
 *     unknownWay       they ask in a way that we do not know
 */
export type SignInStage = 'notAsked' | 'sent' | 'refused' | 'endless' | 'noPassword' | 'unknownWay'

/** How often one request may show its password in vain: once, and once more when its nonce was too old. */
export const mostGuessesInOneRequest = 2
/** Stations on the way that each want to know who we are. */
const mostRealms = 4

interface Held {
  readonly challenge: Challenge
  readonly cnonce: string
  used: number
}

/** Signs one request in with everybody who asks: each realm for itself, with the first of its challenges that we know. */
export class SigningIn {
  readonly #credentials: Credentials
  readonly #token: () => string
  readonly #held = new Map<string, Held>()
  #stage: SignInStage = 'notAsked'
  #guesses = 0

  constructor(credentials: Credentials, token: () => string) {
    this.#credentials = credentials
    this.#token = token
  }

  get stage(): SignInStage {
    return this.#stage
  }

  /** How often the password was shown and did not do, for whatever reason. */
  get guesses(): number {
    return this.#guesses
  }

  /** The header fields with which a request goes out once more; undefined when there is no sense in that. */
  answer(challenges: readonly (Challenge | 'unknown')[], signed: Signed): Record<Asker, string[]> | undefined {
    const known = challenges.filter(challenge => challenge !== 'unknown')
    this.#stage = this.#stageAfter(known, challenges.length > 0)
    if (this.#stage !== 'sent' || known.length === 0) return undefined
    for (const challenge of firstOfEach(known)) {
      this.#held.set(keyOf(challenge), { challenge, cnonce: this.#token(), used: 0 })
    }
    const lines: Record<Asker, string[]> = { server: [], proxy: [] }
    for (const held of this.#held.values()) lines[held.challenge.asker].push(this.#credentialsFor(held, signed))
    return lines
  }

  #stageAfter(known: readonly Challenge[], asked: boolean): SignInStage {
    // A refusal that asks nothing is one, whatever came before.
    if (!asked) return this.#stage
    const again = known.filter(challenge => this.#held.has(keyOf(challenge)))
    if (again.length > 0) this.#guesses += 1
    if (again.some(({ stale }) => !stale)) return 'refused'
    if (this.#guesses >= mostGuessesInOneRequest) return 'endless'
    if (known.length === 0) return 'unknownWay'
    if (this.#credentials.password === '') return 'noPassword'
    const realms = new Set([...this.#held.keys(), ...known.map(keyOf)])
    return realms.size > mostRealms ? 'endless' : 'sent'
  }

  #credentialsFor(held: Held, { method, uri }: Signed): string {
    const { challenge, cnonce } = held
    const { realm, nonce, opaque, algorithm, counts } = challenge
    held.used += 1
    const count = counts ? { cnonce, nc: held.used.toString(16).padStart(8, '0') } : undefined
    const response = digestOf({ ...this.#credentials, algorithm, realm, method, uri, nonce, count })
    return [
      `Digest username="${escaped(this.#credentials.username)}"`,
      `realm="${escaped(realm)}"`,
      `nonce="${escaped(nonce)}"`,
      `uri="${escaped(uri)}"`,
      `response="${response}"`,
      `algorithm=${algorithm.name}`,
      ...(opaque === undefined ? [] : [`opaque="${escaped(opaque)}"`]),
      ...(count ? ['qop=auth', `cnonce="${cnonce}"`, `nc=${count.nc}`] : []),
    ].join(', ')
  }
}

/** RFC 8760 section 2.4: of those who can be answered in several ways, the first is what they like best. */
function firstOfEach(challenges: readonly Challenge[]): Challenge[] {
  const first = new Map<string, Challenge>()
  for (const challenge of challenges) {
    if (!first.has(keyOf(challenge))) first.set(keyOf(challenge), challenge)
  }
  return [...first.values()]
}

const keyOf = ({ asker, realm }: Challenge): string => `${asker} ${realm}`
