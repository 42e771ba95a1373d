import type { Call } from '../call/Call'
import { keptLineOf } from '../record/KeptLine'
import { recordOf } from '../record/recordOf'
import type { Command } from './Command'
import type { Desk, Step } from './Desk'

/** The call as it now is, and a draft of its record on the way to the disk. */
export function kept(desk: Desk, call: Call, ...commands: Command[]): Step {
  const record = recordOf(call, desk.settings.gate)
  return { desk, commands: [{ type: 'keepDraft', record, line: keptLineOf(call, desk.dialogs) }, ...commands] }
}
