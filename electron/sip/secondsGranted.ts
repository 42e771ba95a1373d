import { parameter, readAddress, splitOutside } from './guard/readAddress'

/** By what a registrar may know us: what our Contact said, and for whom it was. */
export interface OurContact {
  /** The user part of its address, which nobody else has. */
  readonly user: string
  readonly extension: string
  /** `urn:uuid:` and what follows (RFC 5626). */
  readonly instance: string
}

interface Binding {
  readonly user: string
  readonly instance: string
  readonly seconds: number | undefined
}

/**
 * For how long the exchange rings us here (RFC 3261 section 10.2.4), by its answer to our REGISTER; undefined when it does
 * not say, and 0 when it rings others, or nobody. Ours is known by the surest mark that any of them bears: proxies
 * and gateways on the way write their own address, port and even user into it.
 */
export function secondsGranted(
  contacts: readonly string[],
  expires: string | undefined,
  ours: OurContact,
): number | undefined {
  const bindings = contacts.flatMap(value => splitOutside(value, ',')).flatMap(value => bindingIn(value) ?? [])
  if (bindings.length === 0) return secondsIn(expires)
  const marks: readonly ((binding: Binding) => boolean)[] = [
    ({ user, instance }) => user === ours.user && (instance === '' || instance === ours.instance),
    ({ instance }) => instance === ours.instance,
    ({ user, instance }) => user === ours.extension && instance === '',
    ({ instance }) => bindings.length === 1 && instance === '',
  ]
  const known = marks.map(mark => bindings.filter(mark)).find(({ length }) => length > 0)
  if (!known) return 0
  // Several may be ours: an older one that runs out, or those of our other phones. To refresh early harms nobody.
  const seconds = known.map(binding => binding.seconds ?? secondsIn(expires))
  const left = seconds.filter(each => each === undefined || each > 0)
  return left.length === 0 ? 0 : least(left)
}

function bindingIn(value: string): Binding | undefined {
  const address = readAddress(value)
  if (!address) return undefined
  const [, user = ''] = /^[^:]*:(?:([^@:;?]*)(?::[^@]*)?@)?/.exec(address.uri) ?? []
  return {
    user: decoded(user),
    instance: (parameter(address.parameters, '+sip.instance') ?? '').replaceAll(/["<>]/g, '').toLowerCase(),
    seconds: secondsIn(parameter(address.parameters, 'expires')),
  }
}

function decoded(user: string): string {
  try {
    return decodeURIComponent(user)
  } catch {
    // No escape of theirs, but a sign for itself.
    return user
  }
}

function secondsIn(text: string | undefined): number | undefined {
  const written = text?.replaceAll('"', '').trim() ?? ''
  return /^\d{1,10}$/.test(written) ? Number(written) : undefined
}

function least(seconds: readonly (number | undefined)[]): number | undefined {
  const said = seconds.filter(each => each !== undefined)
  return said.length === 0 ? undefined : Math.min(...said)
}
