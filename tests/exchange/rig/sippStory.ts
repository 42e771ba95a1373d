import type { SipMessage } from './SipMessage'

/** How a call came to its end, as the outside saw it. */
export interface Ending {
  /** "them" is whoever stands behind the exchange; "nobody" when the program was stopped in mid-call. */
  readonly by: 'us' | 'them' | 'nobody'
  /** The final SIP code of a call that was never answered; undefined for one that was. */
  readonly code: number | undefined
  /** The Reason header of the message that ended it. */
  readonly reason: string | undefined
}

/** Whether this is the 200 to the INVITE, in either direction. */
export function isAnswer(message: SipMessage): boolean {
  return message.kind === '200' && cseqMethod(message) === 'INVITE'
}

/** The method a message is about: of an answer, that of its request. */
export function cseqMethod(message: SipMessage): string {
  return message.header('CSeq')?.split(' ')[1] ?? ''
}

/** The port that an SDP wants to be spoken to. Throws when there is none. */
export function rtpPortOf(message: SipMessage): number {
  const port = /^m=audio (\d+)/m.exec(message.body)?.[1]
  if (port === undefined) throw new Error(`no audio in the body of ${message.firstLine}`)
  return Number(port)
}

/** Reads the ending off one call's messages. */
export function howItEnded(messages: readonly SipMessage[]): Ending {
  const bye = messages.find(({ kind }) => kind === 'BYE')
  if (bye) return { by: bye.direction === 'sent' ? 'us' : 'them', code: undefined, reason: bye.header('Reason') }
  const refusal = messages.find(message => Number(message.kind) >= 300 && cseqMethod(message) === 'INVITE')
  if (!refusal) return { by: 'nobody', code: undefined, reason: undefined }
  const cancel = messages.find(({ kind }) => kind === 'CANCEL')
  const last = cancel ?? refusal
  return { by: last.direction === 'sent' ? 'us' : 'them', code: Number(refusal.kind), reason: last.header('Reason') }
}
