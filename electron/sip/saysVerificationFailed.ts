/** The header fields that say who calls; what one says of somebody else's number, such as who forwarded, is another matter. */
const ofTheCaller = /^(?:from|p-asserted-identity|p-preferred-identity|remote-party-id)$/i
const ofItsOwn = /(?:^|-)verstat(?:$|-)/i

/**
 * Whether it is said of a call that the number shown failed its verification (RFC 8588: `verstat=TN-Validation-Failed`,
 * with whatever a convention appends): as a parameter of the user, the address or the field, or in a field of its own. It can
 * only ever take belief away, so it counts wherever it stands.
 */
export function saysVerificationFailed(
  fields: Readonly<Record<string, readonly { readonly raw?: string | undefined }[]>>,
): boolean {
  return Object.entries(fields).some(([name, values]) =>
    values.some(({ raw = '' }) => (ofItsOwn.test(name) ? hasFailed(raw) : ofTheCaller.test(name) && hasFailedIn(raw))),
  )
}

/** Whether the value of one of the caller's header fields says so. */
export function hasFailedIn(value: string): boolean {
  return unescaped(value)
    .split(/[;:?&]/)
    .some(piece => hasFailed(/^\s*verstat\s*=\s*"?([^@>"\s,]*)/i.exec(piece)?.[1] ?? ''))
}

function hasFailed(value: string): boolean {
  return /fail|invalid/i.test(unescaped(value))
}

/** RFC 3261 section 19.1.2: in an address any letter may be written as its number. */
function unescaped(text: string): string {
  return text.replaceAll(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
