import { Grammar, type IncomingRequestMessage, NameAddrHeader } from 'sip.js/lib/core/index.js'

/** What the exchange knows a dialog by: the tags as it sees them. */
export interface DialogName {
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
}

/** The dialog in whose place an INVITE is to be put (RFC 3891); undefined when it is a call of its own. */
export function replacedBy(request: IncomingRequestMessage): DialogName | 'unreadable' | undefined {
  const values = request.getHeaders('Replaces')
  if (values.length === 0) return undefined
  return values.length === 1 ? readReplaces(values[0] ?? '') : 'unreadable'
}

/** Where a REFER wants somebody to be brought: to a number, or into a dialog. Undefined when it says so unreadably. */
export function referTargetOf(
  request: IncomingRequestMessage,
): { readonly number: string; readonly dialog: DialogName | undefined } | undefined {
  const address: unknown = request.parseHeader('Refer-To')
  if (!(address instanceof NameAddrHeader)) return undefined
  const { uri } = address
  const [replaces] = uri.getHeader('Replaces') ?? []
  const dialog = replaces === undefined ? undefined : readReplaces(unescaped(replaces))
  return dialog === 'unreadable' ? undefined : { number: uri.user ?? '', dialog }
}

/** RFC 3261 section 19.1.2: what stands in an address as a header is escaped. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value // which no dialog is called
  }
}

function readReplaces(value: string): DialogName | 'unreadable' {
  const parsed: unknown = Grammar.parse(value, 'Replaces')
  if (typeof parsed !== 'object' || parsed === null) return 'unreadable'
  const { call_id, replaces_to_tag, replaces_from_tag } = parsed as Record<string, string | undefined>
  if (!call_id || !replaces_to_tag || !replaces_from_tag) return 'unreadable'
  // To whoever receives it, to-tag is their own (RFC 3891 section 3).
  return { callId: call_id, localTag: replaces_to_tag, remoteTag: replaces_from_tag }
}
