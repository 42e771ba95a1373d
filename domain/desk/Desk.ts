import type { Call } from '../call/Call'
import type { Person } from '../directory/Person'
import type { Microphone } from '../phone/Phone'
import type { Registration } from '../phone/Registration'
import type { Command } from './Command'
import type { Finding } from './Finding'
import type { Presence } from './Intent'
import type { Notice, Refusal } from './Notice'
import type { DeskSettings } from './Settings'

/** Everything the desk knows. Calls stand in the order in which they came. */
export interface Desk {
  readonly settings: DeskSettings
  readonly registrations: Readonly<Record<string, Registration>>
  readonly presence: Presence
  readonly microphone: Microphone
  /** Whether a room with sound is open; without one nobody could hear or speak. */
  readonly audioRoom: boolean
  readonly people: readonly Person[]
  readonly calls: readonly Call[]
  readonly openRecords: number
  readonly findings: readonly Finding[]
  readonly notice: Notice | undefined
  readonly noticesTold: number
}

/** Where the desk stands after a fact or an intent, and what it now asks of the world, in that order. */
export interface Step {
  readonly desk: Desk
  readonly commands: readonly Command[]
}

/** A desk in the morning: nobody has called yet. */
export function emptyDesk(settings: DeskSettings): Desk {
  return {
    settings,
    registrations: {},
    presence: 'available',
    microphone: 'unasked',
    audioRoom: false,
    people: [],
    calls: [],
    openRecords: 0,
    findings: [],
    notice: undefined,
    noticesTold: 0,
  }
}

export function findCall(desk: Desk, callId: string): Call | undefined {
  return desk.calls.find(call => call.callId === callId)
}

/** The desk with one call replaced by what has become of it. */
export function withCall(desk: Desk, changed: Call): Desk {
  return { ...desk, calls: desk.calls.map(call => (call.callId === changed.callId ? changed : call)) }
}

export function withoutCall(desk: Desk, callId: string): Desk {
  return { ...desk, calls: desk.calls.filter(call => call.callId !== callId) }
}

export const quietly = (desk: Desk): Step => ({ desk, commands: [] })

/** The house says no, and says why. Nothing else moves. */
export function refused(desk: Desk, refusal: Refusal, callId?: string): Step {
  const told = desk.noticesTold + 1
  return quietly({ ...desk, noticesTold: told, notice: { told, kind: 'refused', refusal, callId } })
}

/** The world said no, and the user hears it. */
export function withFailure(desk: Desk, command: Command, problem: string): Desk {
  const told = desk.noticesTold + 1
  const callId = 'callId' in command ? command.callId : 'record' in command ? command.record.callId : undefined
  return { ...desk, noticesTold: told, notice: { told, kind: 'failed', command: command.type, problem, callId } }
}
