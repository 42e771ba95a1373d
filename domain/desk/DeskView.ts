import { type Call, lineInForce } from '../call/Call'
import { isOwed, owedBy } from '../call/owedBy'
import type { GatePolicy, Slot } from '../capture/capturePolicy'
import type { LineKind } from '../phone/classifyLine'
import type { Instant } from '../Instant'
import type { Party } from '../phone/Invitation'
import type { Microphone } from '../phone/Phone'
import type { Registration } from '../phone/Registration'
import { nameIn } from '../record/nameIn'
import type { Desk } from './Desk'
import type { DoNotDisturb } from './doNotDisturb'
import type { Finding } from './Finding'
import type { Interrupted } from './Interrupted'
import type { Notice } from './Notice'
import type { Outage } from './Outage'
import type { Preferences } from './Preferences'
import type { HandOverSettings, Locale } from './Settings'
import type { Unreadable } from './Unreadable'

/** One account, as the rooms show it. */
export interface AccountView {
  readonly accountId: string
  readonly extension: string
  readonly displayName: string
  readonly country: string
  readonly registration: Registration | undefined
}

/** A call, with what the rules make of it. */
export type CallView = Call & {
  readonly inForce: LineKind
  readonly missing: readonly Slot[]
  /** The caller's own number, to be confirmed as their contact; empty when there is none to offer. */
  readonly suggestedContact: string
  /** Our name on that line, for the greeting. */
  readonly ourName: string
  /** Whether the exchange can be told anything about this call just now; the sound may go on without. */
  readonly signal: 'up' | 'lost'
  /** The language in which this caller is spoken to. */
  readonly language: Locale
  /** Its ring is silenced here, and nowhere else. */
  readonly hushed: boolean
  /** ISO 3166 code by which numbers on this call are read. */
  readonly country: string
}

/** A call in which the app died, as the rooms show it while its line may still be had. */
export interface InterruptedView {
  readonly callId: string
  /** What the caller is called: as written down, else as the wire showed it; empty when nothing is known. */
  readonly name: string
  readonly number: string
  readonly line: LineKind
  readonly stage: Interrupted['stage']
  /** The app's last sign of life in it. */
  readonly since: Instant
}

/** What the rooms may see. Nothing that opens a registration is in it. */
export interface DeskView {
  readonly accounts: readonly AccountView[]
  readonly doNotDisturb: DoNotDisturb | undefined
  readonly microphone: Microphone
  readonly audioRoom: boolean
  readonly calls: readonly CallView[]
  readonly openRecords: number
  readonly undo: { readonly party: Party; readonly until: Instant } | undefined
  readonly handOver: HandOverSettings
  readonly findings: readonly Finding[]
  readonly outages: readonly Outage[]
  readonly unreadable: Unreadable | undefined
  readonly interrupted: readonly InterruptedView[]
  readonly notice: Notice | undefined
  readonly gate: GatePolicy
  readonly preferences: Preferences
  /** Nobody who calls is real. */
  readonly practice: boolean
}

/** The desk, as the rooms are shown it. */
export function viewOf(desk: Desk): DeskView {
  const { settings } = desk
  return {
    accounts: settings.accounts.map(({ accountId, extension, displayName, country }) => ({
      accountId,
      extension,
      displayName,
      country,
      registration: desk.registrations[accountId],
    })),
    doNotDisturb: desk.doNotDisturb,
    microphone: desk.microphone,
    audioRoom: desk.audioRoom,
    calls: desk.calls.map(call => viewOfCall(desk, call)),
    openRecords: desk.openRecords,
    undo: desk.undo && { party: desk.undo.call.party, until: desk.undo.until },
    handOver: settings.handOver,
    findings: desk.findings,
    outages: desk.outages,
    unreadable: desk.unreadable,
    interrupted: desk.interrupted.map(({ record, stage, aliveAt }) => ({
      callId: record.callId,
      name: nameIn(record),
      number: record.number,
      line: record.corrected ?? record.line.kind,
      stage,
      since: aliveAt,
    })),
    notice: desk.notice,
    gate: settings.gate,
    preferences: desk.preferences,
    practice: settings.practice === true,
  }
}

function viewOfCall(desk: Desk, call: Call): CallView {
  const account = desk.settings.accounts.find(({ accountId }) => accountId === call.accountId)
  return {
    ...call,
    inForce: lineInForce(call),
    missing: 'ending' in call && !isOwed(call, desk.settings.gate) ? [] : owedBy(call, desk.settings.gate),
    suggestedContact: call.party.withheld ? '' : call.party.number,
    ourName: account?.displayName ?? '',
    signal: desk.registrations[call.accountId]?.state === 'registered' ? 'up' : 'lost',
    language: desk.languages[call.callId] ?? desk.preferences.phrases,
    hushed: desk.hushed.includes(call.callId),
    country: account?.country ?? '',
  }
}
