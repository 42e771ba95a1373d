import { type Call, lineInForce } from '../call/Call'
import { isOwed, owedBy } from '../call/owedBy'
import type { GatePolicy, Slot } from '../capture/capturePolicy'
import type { LineKind } from '../phone/classifyLine'
import type { Instant } from '../Instant'
import type { Party } from '../phone/Invitation'
import type { Microphone } from '../phone/Phone'
import type { Registration } from '../phone/Registration'
import type { Desk, Unreadable } from './Desk'
import type { Finding } from './Finding'
import type { Presence } from './Intent'
import type { Notice } from './Notice'
import type { HandOverSettings, Locale } from './Settings'

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
  /** ISO 3166 code by which numbers on this call are read. */
  readonly country: string
}

/** What the rooms may see. Nothing that opens a registration is in it. */
export interface DeskView {
  readonly accounts: readonly AccountView[]
  readonly presence: Presence
  readonly microphone: Microphone
  readonly audioRoom: boolean
  readonly calls: readonly CallView[]
  readonly openRecords: number
  readonly unreadable: Unreadable | undefined
  readonly undo: { readonly party: Party; readonly until: Instant } | undefined
  readonly handOver: HandOverSettings
  readonly findings: readonly Finding[]
  readonly notice: Notice | undefined
  readonly gate: GatePolicy
  readonly locale: Locale
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
    presence: desk.presence,
    microphone: desk.microphone,
    audioRoom: desk.audioRoom,
    calls: desk.calls.map(call => viewOfCall(desk, call)),
    openRecords: desk.openRecords,
    unreadable: desk.unreadable,
    undo: desk.undo && { party: desk.undo.call.party, until: desk.undo.until },
    handOver: settings.handOver,
    findings: desk.findings,
    notice: desk.notice,
    gate: settings.gate,
    locale: settings.locale,
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
    country: account?.country ?? '',
  }
}
