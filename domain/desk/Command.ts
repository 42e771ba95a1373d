import type { PhoneCommand } from '../phone/Phone'
import type { CallRecord } from '../record/CallRecord'

/** What the desk asks of the world. */
export type Command =
  | PhoneCommand
  /** Keeps what is known so far, in case the computer dies. Nobody waits for it. */
  | { readonly type: 'keepDraft'; readonly record: CallRecord }
  /** Writes the record for good; the call leaves the desk only when this has succeeded. */
  | { readonly type: 'saveRecord'; readonly record: CallRecord }
  /** Fetches an open record back onto the desk, to be completed. */
  | { readonly type: 'fetchRecord'; readonly callId: string }
  | { readonly type: 'quit' }
