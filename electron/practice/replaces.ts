import { Grammar, type IncomingRequestMessage, type URI } from 'sip.js/lib/core/index.js'

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

/** The dialog that somebody who is brought to this address is to take over (RFC 3891 section 4). */
export function replacedAt(target: URI): DialogName | 'unreadable' | undefined {
  const [value] = target.getHeader('Replaces') ?? []
  if (value === undefined) return undefined
  try {
    return readReplaces(decodeURIComponent(value))
  } catch {
    return 'unreadable'
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
