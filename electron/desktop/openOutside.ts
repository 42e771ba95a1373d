const allowed = ['https:', 'mailto:']

/**
 * Hands an address to the user's browser or mail program, and only that: anything else could start a program (SEC-07).
 * Says whether it did.
 */
export function openOutside(url: string, open: (url: string) => Promise<void>): boolean {
  const asked = URL.parse(url)
  if (!asked || !allowed.includes(asked.protocol)) return false
  // A name before the @ is there to be taken for the host.
  if (asked.username !== '' || asked.password !== '') return false
  open(asked.href).catch(() => undefined) // no browser, no mail program: nothing of ours is lost
  return true
}
