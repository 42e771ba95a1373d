import type { Call, Known } from '../call/Call'
import type { Person } from '../directory/Person'
import type { Colleague, HandBack } from '../handover/HandOver'
import type { Instant } from '../Instant'
import type { DialogId } from '../phone/DialogId'
import type { Doubt } from '../phone/Doubt'
import type { Microphone } from '../phone/Phone'
import type { Registration } from '../phone/Registration'
import type { Command } from './Command'
import type { DoNotDisturb } from './doNotDisturb'
import type { Finding } from './Finding'
import type { Interrupted } from './Interrupted'
import type { Notice, Refusal, Telling, Wish } from './Notice'
import type { Reach } from './Outage'
import { type Preferences, preferencesIn } from './Preferences'
import type { DeskSettings, Locale } from './Settings'
import type { Unreadable } from './Unreadable'

/** Everything the desk knows. Calls stand in the order in which they came. */
export interface Desk extends Reach {
  readonly settings: DeskSettings
  readonly preferences: Preferences
  readonly registrations: Readonly<Record<string, Registration>>
  /** Undefined while calls may ring. */
  readonly doNotDisturb: DoNotDisturb | undefined
  readonly microphone: Microphone
  /** Whether a room with sound is open; without one nobody could hear or speak. */
  readonly audioRoom: boolean
  readonly people: readonly Person[]
  readonly calls: readonly Call[]
  /** The languages of callers who are spoken to in another than the usual one, by their calls. */
  readonly languages: Readonly<Record<string, Locale>>
  /** The calls whose ring was silenced here while somebody makes up their mind; the caller hears no difference. */
  readonly hushed: readonly string[]
  readonly openRecords: number
  /** The call that we have just ended, while it can still be called back into its record. */
  readonly undo: Undo | undefined
  /** Callers whom we handed over a short while ago, in case the exchange rings them back. */
  readonly handedOver: readonly HandedOver[]
  /** When each of our extensions last called the emergency services, or had them on the line: they may call back. */
  readonly helpCalledAt: Readonly<Record<string, Instant>>
  readonly findings: readonly Finding[]
  /** Calls that could not be read at all; undefined while there were none. */
  readonly unreadable: Unreadable | undefined
  /** Calls in which the app died, and whose line the exchange may still hold. */
  readonly interrupted: readonly Interrupted[]
  /** What the exchange knows our legs by, by the ids that we know them by. */
  readonly dialogs: Readonly<Record<string, DialogId>>
  readonly notice: Notice | undefined
  readonly noticesTold: number
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
 * fails on which the others depend, what would have followed is not asked any more.
 */
export interface Step {
  readonly desk: Desk
  readonly commands: readonly Command[]
}

/** A desk in the morning: nobody has called yet. */
export function emptyDesk(settings: DeskSettings, preferences = preferencesIn(settings.locale)): Desk {
  return {
    settings,
    preferences,
    registrations: {},
    doNotDisturb: undefined,
    microphone: 'unasked',
    audioRoom: false,
    people: [],
    calls: [],
    languages: {},
    hushed: [],
    openRecords: 0,
    undo: undefined,
    handedOver: [],
    helpCalledAt: {},
    findings: [],
    outages: [],
    unreadable: undefined,
    outSince: {},
    interrupted: [],
    dialogs: {},
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

interface Busy {
  readonly calls: readonly unknown[]
  readonly interrupted: readonly unknown[]
}

/** Whether nobody is on the line, not even from before the app died, and nothing is being written down. */
export function isBetweenCalls({ calls, interrupted }: Busy): boolean {
  return calls.length === 0 && interrupted.length === 0
}

export function withoutCall(desk: Desk, callId: string): Desk {
  const { [callId]: _, ...languages } = desk.languages
  return {
    ...desk,
    languages,
    hushed: desk.hushed.filter(hushed => hushed !== callId),
    calls: desk.calls.filter(call => call.callId !== callId),
  }
}

export const quietly = (desk: Desk): Step => ({ desk, commands: [] })

/** The house says no, and says why. Nothing else moves. */
export function refused(desk: Desk, refusal: Refusal, callId?: string): Step {
  const told = desk.noticesTold + 1
  return quietly({ ...desk, noticesTold: told, notice: { told, kind: 'refused', refusal, callId } })
}

/** Before this is done somebody is asked whether they mean it. Nothing else moves until they say so. */
export function askedFirst(desk: Desk, wish: Wish, number: string, doubt: Doubt): Step {
  const told = desk.noticesTold + 1
  const callId = wish.type === 'handOver' || wish.type === 'answerRequest' ? wish.callId : undefined
  return quietly({ ...desk, noticesTold: told, notice: { told, kind: 'askedFirst', wish, number, doubt, callId } })
}

/** Nobody took the caller: said with the reason, so that a room can find the words. */
export function withHandBack(desk: Desk, callId: string, why: HandBack, to: Colleague): Desk {
  const told = desk.noticesTold + 1
  return { ...desk, noticesTold: told, notice: { told, kind: 'handedBack', why, to, callId } }
}

/** The world said no, and the user hears it. */
export function withFailure(desk: Desk, command: Telling, problem: string): Desk {
  const told = desk.noticesTold + 1
  const callId = 'callId' in command ? command.callId : 'record' in command ? command.record.callId : undefined
  return { ...desk, noticesTold: told, notice: { told, kind: 'failed', command: command.type, problem, callId } }
}
