import { createHash } from 'node:crypto'

/** What RFC 7616 and RFC 8760 call them, and what node:crypto does. */
const hashes: ReadonlyMap<string, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
  ['SHA-512-256', 'sha512-256'],
])

/** A way to make a digest. */
export interface Algorithm {
  /** As the challenge wrote it. */
  readonly name: string
  /** What node:crypto calls its hash. */
  readonly hash: string
  /** The secret is mixed with both nonces, so that it is of use in this session only. */
  readonly session: boolean
}

/** What stands behind the name of an algorithm; a challenge that names none means MD5. Undefined when we do not know it. */
export function algorithmOf(name = 'MD5'): Algorithm | undefined {
  const [, base = '', session] = /^(.+?)(-sess)?$/i.exec(name) ?? []
  const hash = hashes.get(base.toUpperCase())
  return hash !== undefined && isThere(hash) ? { name, hash, session: session !== undefined } : undefined
}

/** Electron brings another library of hashes than Node, and a strict machine forbids MD5. */
function isThere(hash: string): boolean {
  try {
    createHash(hash)
    return true
  } catch {
    return false
  }
}

/** Everything that a digest proves the knowledge of, or is bound to. */
export interface Digested {
  readonly algorithm: Algorithm
  readonly username: string
  readonly realm: string
  readonly password: string
  readonly method: string
  readonly uri: string
  readonly nonce: string
  /** Our own nonce and how often theirs was used (`qop=auth`); undefined for an exchange that counts nothing (RFC 2069). */
  readonly count: { readonly cnonce: string; readonly nc: string } | undefined
}

/** The digest of a request, in hexadecimal (RFC 7616 section 3.4.1). */
export function digestOf({ algorithm, username, realm, password, method, uri, nonce, count }: Digested): string {
  const hash = (...parts: readonly string[]) => createHash(algorithm.hash).update(parts.join(':')).digest('hex')
  const secret = hash(username, realm, password)
  const ours = algorithm.session ? hash(secret, nonce, count?.cnonce ?? '') : secret
  const request = hash(method, uri)
  return count ? hash(ours, nonce, count.nc, count.cnonce, 'auth', request) : hash(ours, nonce, request)
}
