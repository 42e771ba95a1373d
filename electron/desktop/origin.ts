/** Our own scheme: pages come out of the bundle, never from a file or the network. */
export const scheme = 'app'

const host = 'bundle'

export const startAddress = `${scheme}://${host}/`

/** Whether an address, or an origin, is that of our own pages. Parsed, since `app://bundle.example` begins like ours. */
export function isOurs(url: string): boolean {
  const asked = URL.parse(url)
  return asked?.protocol === `${scheme}:` && asked.host === host && asked.username === '' && asked.password === ''
}

/** Where in the bundle an address of ours points; undefined for any other. */
export function pathInBundle(url: string): string | undefined {
  if (!isOurs(url)) return undefined
  const { pathname } = new URL(url)
  return pathname === '/' || pathname === '' ? '/index.html' : pathname
}
