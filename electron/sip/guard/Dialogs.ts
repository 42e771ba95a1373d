import { parameter, readAddress } from './readAddress'
import { type Message, valuesOf } from './readMessage'

/**
 * How far a call has come, as far as the guard needs to know:
 *
 *     unknown    no call of ours
 *     ringing    somebody calls us, and has no answer yet
 *     calling    we call somebody, who has not answered yet
 *     up         answered
 *     asking     answered, and a re-INVITE of ours is on its way
 *     ending     over, or about to be
 */
export type DialogState = 'unknown' | 'ringing' | 'calling' | 'up' | 'asking' | 'ending'

/** By what a request within a call says which call it means: the Call-ID, and the tag that we gave to our end. */
export interface DialogName {
  readonly callId: string
  readonly ourTag: string
}

/** What the guard may ask about our calls. */
export interface Dialogs {
  stateOf(dialog: DialogName): DialogState
}

/** Which call a request belongs to; undefined when it stands outside of any (RFC 3261 section 12.2.2). */
export function dialogOf(request: Message): DialogName | undefined {
  const [callId = ''] = valuesOf(request, 'call-id')
  const ourTag = parameter(readAddress(valuesOf(request, 'to')[0] ?? '')?.parameters ?? [], 'tag')
  return ourTag === undefined ? undefined : { callId, ourTag }
}
