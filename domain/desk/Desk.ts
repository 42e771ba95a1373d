import type { Call, Known } from '../call/Call'
import type { Person } from '../directory/Person'
import type { Colleague, HandBack } from '../handover/HandOver'
import type { Instant } from '../Instant'
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
  /** What came from an exchange and may have been a call, but could not be read; undefined when nothing did. */
  readonly unreadable: Unreadable | undefined
  /** The call that we have just ended, while it can still be called back into its record. */
  readonly undo: Undo | undefined
  /** Callers whom we handed over a short while ago, in case the exchange rings them back. */
  readonly handedOver: readonly HandedOver[]
  readonly findings: readonly Finding[]
  readonly notice: Notice | undefined
  readonly noticesTold: number
}

/** How many messages could not be read, and when the last of them came. */
export interface Unreadable {
  readonly count: number
  readonly lastAt: Instant
}

/** A call that we ended by ourselves: whom to call again, and until when it is offered. */
export interface Undo {
  readonly call: Known
  readonly until: Instant
}

/** A caller who went on to a colleague. */
export interface HandedOver {
  readonly call: Known
  readonly to: Colleague
  readonly at: Instant
}

/**
 * Where the desk stands after a fact or an intent, and what it now asks of the world: one after the other, and when one
 * fails, what would have followed is not asked any more.
 */
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
    unreadable: undefined,
    undo: undefined,
    handedOver: [],
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

/** Nobody took the caller: said with the reason, so that a room can find the words. */
export function withHandBack(desk: Desk, callId: string, why: HandBack, to: Colleague): Desk {
  const told = desk.noticesTold + 1
  return { ...desk, noticesTold: told, notice: { told, kind: 'handedBack', why, to, callId } }
}

/** The world said no, and the user hears it. */
export function withFailure(desk: Desk, command: Command, problem: string): Desk {
  const told = desk.noticesTold + 1
  const callId = 'callId' in command ? command.callId : 'record' in command ? command.record.callId : undefined
  return { ...desk, noticesTold: told, notice: { told, kind: 'failed', command: command.type, problem, callId } }
}
