import type { PhoneCommand } from '../phone/Phone'
import type { Desk, Step } from './Desk'

/** Asks the phone for something; what was said before is answered by that. */
export function commanding(desk: Desk, commands: readonly PhoneCommand[]): Step {
  return { desk: withoutNotice(desk), commands }
}

export const withoutNotice = (desk: Desk): Desk => ({ ...desk, notice: undefined })

/** Nobody may overhear another caller: whoever is talking goes on hold before the next one is let in. */
export function holdOthers(desk: Desk, callId: string): PhoneCommand[] {
  return desk.calls
    .filter(call => call.phase === 'talking' && call.callId !== callId)
    .map(call => ({ type: 'hold', callId: call.callId }))
}
