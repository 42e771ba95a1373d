import { createHash, timingSafeEqual } from 'node:crypto'

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
  const said = readCredentials(authorization)
  if (said.get('username') !== username || said.get('realm') !== realm || said.get('nonce') !== nonce) return false
  if ((said.get('algorithm') ?? 'MD5').toUpperCase() !== 'MD5' || said.get('qop') !== 'auth') return false
  const secret = md5(`${username}:${realm}:${password}`)
  const request = md5(`${method}:${said.get('uri') ?? ''}`)
  const count = `${said.get('nc') ?? ''}:${said.get('cnonce') ?? ''}:auth`
  return isSame(md5(`${secret}:${nonce}:${count}:${request}`), said.get('response') ?? '')
}

/** The parts of `Digest name="value", name=value` (RFC 7616 section 3.4), which SIP.js's grammar has no rule for. */
function readCredentials(authorization: string): ReadonlyMap<string, string> {
  if (!/^Digest\s/i.test(authorization)) return new Map()
  const parts = authorization.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g)
  return new Map([...parts].map(([, name = '', quoted, token]) => [name.toLowerCase(), quoted ?? token ?? '']))
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

/** Takes as long wherever two texts begin to differ, so that nobody learns by the clock how near they came. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
