/**
 * What the exchange knows a leg of ours by (RFC 3261 section 12). Kept on disk it is enough to take the leg back after
 * a crash (RFC 3891); without our password it is worth nothing.
 */
export interface DialogId {
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
}

export function isSameDialog(one: DialogId | undefined, other: DialogId): boolean {
  return one?.callId === other.callId && one.localTag === other.localTag && one.remoteTag === other.remoteTag
}
