import type { Instant } from '../Instant'
import type { PhoneCommand } from '../phone/Phone'
import type { Span } from './doNotDisturb'
import type { Preferences } from './Preferences'
import type { Wake } from './Wake'
import type { CallRecord } from '../record/CallRecord'
import type { KeptLine } from '../record/KeptLine'

/** What the desk asks of the world. */
export type Command =
  | PhoneCommand
  /** Keeps what is known so far, in case the computer dies. Nobody waits for it. */
  | { readonly type: 'keepDraft'; readonly record: CallRecord; readonly line: KeptLine | undefined }
  /** Writes the record for good; the call leaves the desk only when this has succeeded. */
  | { readonly type: 'saveRecord'; readonly record: CallRecord }
  /** Fetches an open record back onto the desk, to be completed. */
  | { readonly type: 'fetchRecord'; readonly callId: string }
  /** Lets a record that is closed live on, because its caller is back. */
  | { readonly type: 'reviveRecord'; readonly record: CallRecord; readonly line: KeptLine | undefined }
  /** Forgets the line of a call in which the app had died: nobody can take it back any more. The record stays. */
  | { readonly type: 'forgetLine'; readonly callId: string }
  | { readonly type: 'wake'; readonly wake: Wake; readonly afterMs: number }
  | { readonly type: 'keepPreferences'; readonly preferences: Preferences }
  /** Says until when that is, by the clock on the wall. */
  | { readonly type: 'beginDoNotDisturb'; readonly span: Span }
  /** Remembers over a restart until when nothing rings; `undefined` forgets it. */
  | { readonly type: 'keepDoNotDisturb'; readonly until: Instant | undefined }
  /** The user has read what became of damaged journals. */
  | { readonly type: 'noteDamageTold' }
  | { readonly type: 'quit' }

const notForPhone: readonly Command['type'][] = [
  'keepDraft',
  'reviveRecord',
  'saveRecord',
  'fetchRecord',
  'forgetLine',
  'wake',
  'keepPreferences',
  'beginDoNotDisturb',
  'keepDoNotDisturb',
  'noteDamageTold',
  'quit',
]

const standingAlone: readonly PhoneCommand['type'][] = ['hangUp', 'takeBack', 'askAfter', 'letGo']

/**
 * Whether what follows this command is asked for even when it fails: a leg that would not end is no reason to leave
 * somebody on hold, nor is one caller who could not be taken back a reason to forget the next.
 */
export function standsAlone({ type }: PhoneCommand): boolean {
  return standingAlone.includes(type)
}

/** Whether a command is the telephone's to carry out; the others are the disk's, the clock's and the app's. */
export function isForPhone(command: Command): command is PhoneCommand {
  return !notForPhone.includes(command.type)
}
