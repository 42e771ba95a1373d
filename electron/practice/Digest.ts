import { timingSafeEqual } from 'node:crypto'
import { algorithmOf, digestOf } from '../sip/signIn/digest'
import { readSchemes } from '../sip/signIn/readSchemes'

/** The one account that may register, as the exchange of this run knows it. */
export interface Credentials {
  readonly username: string
  readonly realm: string
  readonly password: string
}

/** What the exchange asks whoever wants to register (RFC 3261 section 22, RFC 7616 section 3.3). */
export function challengeOf({ realm }: Credentials, nonce: string): string {
  return `WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"`
}

/** Whether an Authorization header proves that its sender knows the password, for this request and this challenge. */
export function provesPassword(
  authorization: string,
  method: string,
  nonce: string,
  { username, realm, password }: Credentials,
): boolean {
  const [said] = readSchemes(authorization)
  if (said?.scheme.toLowerCase() !== 'digest') return false
  const { parameters: part } = said
  if (part.get('username') !== username || part.get('realm') !== realm || part.get('nonce') !== nonce) return false
  const algorithm = algorithmOf('MD5')
  if ((part.get('algorithm') ?? 'MD5').toUpperCase() !== 'MD5' || part.get('qop') !== 'auth' || !algorithm) return false
  const uri = part.get('uri') ?? ''
  const count = { nc: part.get('nc') ?? '', cnonce: part.get('cnonce') ?? '' }
  const right = digestOf({ algorithm, username, realm, password, method, uri, nonce, count })
  return isSame(right, part.get('response') ?? '')
}

/** Takes as long wherever two texts begin to differ, so that nobody learns by the clock how near they came. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
