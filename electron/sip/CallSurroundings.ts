import type { PhoneFact } from '../../domain/phone/Phone'
import type { AudioPort } from '../audio/AudioPort'
import type { Wire } from '../wire/Wire'

/** What calls need around them. */
export interface CallSurroundings {
  readonly wire: Wire
  readonly audio: AudioPort
  readonly now: () => number
  readonly random: () => number
  readonly tell: (fact: PhoneFact) => void
  /** For the timings file: what happened to which call. */
  readonly mark: (what: 'invite-received' | 'answer-sent' | 'bye-sent', callId: string) => void
  readonly note: (text: string) => void
}
