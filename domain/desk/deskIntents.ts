import { assertNever } from '../assertNever'
import type { Doubt } from '../phone/Doubt'
import { commanding, holdOthers, withoutNotice } from './commanding'
import { askedFirst, type Desk, findCall, quietly, refused, type Step } from './Desk'
import { dialledFrom } from './dialledFrom'
import { choosePresence } from './doNotDisturb'
import { accountFor, emergencyTyped } from './emergencies'
import { letCallGo, takeCallBack } from './goingOn'
import { isUnfinished } from './Finding'
import { announcing } from './handingOver'
import type { PhoneCommand } from '../phone/Phone'
import type { DeskIntent } from './Intent'
import type { Refusal, Wish } from './Notice'
import { type PreferenceChanges, withChanges } from './Preferences'
import type { Account } from './Settings'

/** Why a number is asked about before it is called from an extension; undefined once somebody has said yes. */
export type DoubtOf = (number: string, account: Account) => Doubt | undefined

/** What becomes of the desk when a person speaks to it as a whole. */
export function considerDesk(desk: Desk, intent: Exclude<DeskIntent, { type: 'callAnyway' }>, doubtOf: DoubtOf): Step {
  switch (intent.type) {
    case 'dial':
      return dial(desk, intent, doubtOf)
    case 'undoHangUp':
      return undoHangUp(desk, intent, doubtOf)
    case 'registerAgain':
      return { desk, commands: [intent] }
    case 'choosePresence':
      return choosePresence(desk, intent)
    case 'prefer':
      return prefer(desk, intent.changes)
    case 'dismissNotice':
      return quietly(withoutNotice(desk))
    case 'dismissFindings':
      // What is still being mended is told to the end.
      return {
        desk: { ...desk, findings: desk.findings.filter(isUnfinished) },
        commands: desk.findings.some(({ kind }) => kind === 'journal-damaged') ? [{ type: 'noteDamageTold' }] : [],
      }
    case 'dismissOutages':
      return quietly({ ...desk, outages: [] })
    case 'dismissUnreadable':
      return quietly({ ...desk, unreadable: undefined })
    case 'takeCallBack':
      return takeCallBack(desk, intent.callId)
    case 'letCallGo':
      return letCallGo(desk, intent.callId)
    case 'quit':
      return quit(desk, intent.anyway)
    default:
      return assertNever(intent)
  }
}

/** What somebody likes holds at once; that it could not be kept for tomorrow is said. */
function prefer(desk: Desk, changes: PreferenceChanges): Step {
  const preferences = withChanges(desk.preferences, changes)
  return { desk: { ...desk, preferences }, commands: [{ type: 'keepPreferences', preferences }] }
}

function dial(desk: Desk, wish: Extract<DeskIntent, { type: 'dial' }>, doubtOf: DoubtOf): Step {
  const { callId, text, accountId } = wish
  if (findCall(desk, callId)) return quietly(desk)
  const emergency = emergencyTyped(desk, text)
  if (emergency !== undefined) return place(desk, { wish, number: emergency, accountId, into: undefined }, doubtOf)
  const meant = dialledFrom(text, desk.people, hostsOf(desk))
  if ('refused' in meant) return refused(desk, { reason: meant.refused })
  return place(desk, { wish, number: meant.number, accountId, into: undefined }, doubtOf)
}

/** Calls whoever we have just hung up on, into the record that they already have. */
function undoHangUp(desk: Desk, wish: Extract<DeskIntent, { type: 'undoHangUp' }>, doubtOf: DoubtOf): Step {
  const { undo } = desk
  if (!undo) return refused(desk, { reason: 'nothing-to-undo' })
  const { party, accountId, recordId } = undo.call
  return place(desk, { wish, number: party.number, accountId, into: recordId }, doubtOf)
}

interface Placed {
  readonly wish: Extract<Wish, { type: 'dial' | 'undoHangUp' }>
  readonly number: string
  readonly accountId: string | null
  /** The record that the call goes on with. */
  readonly into: string | undefined
}

function place(desk: Desk, { wish, number, accountId, into }: Placed, doubtOf: DoubtOf): Step {
  const account = accountFor(desk, number, accountId)
  const emergency = emergencyTyped(desk, number) !== undefined
  // Whoever needs help must not take somebody who is made up for the fire brigade.
  if (!account || (emergency && desk.settings.practice)) return refused(desk, { reason: 'not-registered', emergency })
  const placing = { type: 'dial', callId: wish.callId, accountId: account.accountId, number, into } as const
  if (emergency) return callForHelp(desk, placing)
  const busy = announcing(desk.calls)
  if (busy) return refused(desk, { reason: 'handing-over', to: busy.handOver.to })
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room' })
  const mute = withoutVoice(desk)
  if (mute) return refused(desk, mute)
  const doubt = doubtOf(number, account)
  if (doubt) return askedFirst(desk, wish, number, doubt)
  return commanding(desk, [...holdOthers(desk, wish.callId), placing])
}

/**
 * Nothing that can wait comes before a call for help: it leaves first, whatever becomes of the rest; who is talking goes
 * on hold meanwhile, and a call of ours that nobody has answered is given up. A microphone is not waited for.
 */
function callForHelp(desk: Desk, placing: Extract<PhoneCommand, { type: 'dial' }>): Step {
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room-emergency' })
  const calling = desk.calls.filter(call => call.phase === 'calling')
  // Pressed twice is pressed once.
  if (calling.some(call => call.emergency && call.party.number === placing.number)) return quietly(desk)
  const givenUp = calling.filter(call => !call.emergency).map(({ callId }) => ({ type: 'hangUp', callId }) as const)
  return commanding(desk, [placing, ...givenUp, ...holdOthers(desk, placing.callId)])
}

/** The hosts of our own phone systems, as addresses name them. */
export function hostsOf({ settings: { accounts } }: Desk): readonly string[] {
  return accounts.flatMap(({ domain }) => (domain === undefined ? [] : [domain]))
}

/** Why nobody would hear us; nothing where a button can say everything, as in practice. */
export function withoutVoice({ microphone, settings }: Desk): Refusal | undefined {
  if (settings.practice || (microphone !== 'none' && microphone !== 'denied')) return undefined
  return { reason: 'no-microphone', microphone }
}

/** Quitting is the user's right, but not by accident: what is still open is said once. */
function quit(desk: Desk, anyway: boolean): Step {
  const onTheLine = desk.calls.filter(call => call.phase !== 'wrapUp' && call.phase !== 'saving')
  // Whoever may still be up from a call in which the app died would be left in silence.
  const callsUp = onTheLine.length + desk.interrupted.length
  // What a full disk has not taken is on the desk only.
  const onTheDesk = desk.calls.filter(
    call => call.phase === 'saving' || (call.phase === 'wrapUp' && call.answeredAt !== undefined),
  ).length
  const recordsOwed = Math.max(desk.openRecords, onTheDesk)
  if (!anyway && (callsUp > 0 || recordsOwed > 0)) {
    return refused(desk, { reason: 'still-open', callsUp, recordsOwed })
  }
  return { desk, commands: [{ type: 'quit' }] }
}
