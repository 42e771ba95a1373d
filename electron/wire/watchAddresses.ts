import type { networkInterfaces } from 'node:os'

const lookEveryMs = 3_000
/** A look that comes so much too late has been slept through. */
const sleptMs = 15_000

export interface AddressSurroundings {
  readonly interfaces: typeof networkInterfaces
  /** The wall's clock: it goes on while the machine sleeps, and the others do not. */
  readonly now: () => number
  readonly wake: (why: 'slept' | 'address') => void
}

/** Tells when this machine has got or lost an address, or has slept. Returns what ends the watch. */
export function watchAddresses({ interfaces, now, wake }: AddressSurroundings): () => void {
  let known = addressesOf(interfaces)
  let looked = now()
  const timer = setInterval(() => {
    const slept = now() - looked > lookEveryMs + sleptMs
    const addresses = addressesOf(interfaces)
    const moved = addresses !== known
    known = addresses
    looked = now()
    if (moved) wake('address')
    else if (slept) wake('slept')
  }, lookEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Link-local addresses come and go with every virtual network card, and no exchange is reached through them. */
function addressesOf(interfaces: typeof networkInterfaces): string {
  return Object.values(interfaces())
    .flatMap(each => each ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address)
    .sort()
    .join()
}
