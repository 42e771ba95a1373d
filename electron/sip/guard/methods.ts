/** What can be asked of this phone, and what it says of itself wherever it says so. */
export const served: readonly string[] = ['INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'INFO', 'NOTIFY', 'REFER']

/** Methods that we know, and refuse. */
export const known: readonly string[] = ['REGISTER', 'SUBSCRIBE', 'PUBLISH', 'MESSAGE', 'UPDATE', 'PRACK']

/** Says what can be asked of this phone (RFC 3261 section 20.5). */
export const allow = `Allow: ${served.join(', ')}`

/** Requests that end or confirm: nothing but their call matters, and none of them is refused for its looks. */
export function isLastWord(method: string): boolean {
  return method === 'BYE' || method === 'ACK' || method === 'CANCEL'
}
