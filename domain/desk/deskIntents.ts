import { assertNever } from '../assertNever'
import { isEmergencyNumber } from '../phone/emergency'
import { commanding, holdOthers, withoutNotice } from './commanding'
import { type Desk, findCall, quietly, refused, type Step } from './Desk'
import { dialledFrom } from './dialledFrom'
import { choosePresence } from './doNotDisturb'
import { letCallGo, takeCallBack } from './goingOn'
import { isUnfinished } from './Finding'
import { announcing } from './handingOver'
import type { DeskIntent } from './Intent'
import type { Refusal } from './Notice'
import { type PreferenceChanges, withChanges } from './Preferences'

/** What becomes of the desk when a person speaks to it as a whole. */
export function considerDesk(desk: Desk, intent: DeskIntent): Step {
  switch (intent.type) {
    case 'dial':
      return dial(desk, intent)
    case 'undoHangUp':
      return undoHangUp(desk, intent.callId)
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

function dial(desk: Desk, { callId, text, accountId }: Extract<DeskIntent, { type: 'dial' }>): Step {
  if (findCall(desk, callId)) return quietly(desk)
  const number = dialledFrom(text, desk.people)
  if (number === undefined) return refused(desk, { reason: 'nothing-to-dial' })
  return place(desk, callId, number, accountId, undefined)
}

/** Calls whoever we have just hung up on, into the record that they already have. */
function undoHangUp(desk: Desk, callId: string): Step {
  const { undo } = desk
  if (!undo) return refused(desk, { reason: 'nothing-to-undo' })
  return place(desk, callId, undo.call.party.number, undo.call.accountId, undo.call.recordId)
}

function place(desk: Desk, callId: string, number: string, wanted: string | null, into: string | undefined): Step {
  const usable = desk.settings.accounts.filter(each => desk.registrations[each.accountId]?.state === 'registered')
  const account = usable.find(each => each.accountId === wanted) ?? usable[0]
  const asked = account ?? desk.settings.accounts[0]
  const emergency = asked !== undefined && isEmergencyNumber(number, asked.country, asked.outsidePrefix)
  const busy = announcing(desk.calls)
  if (busy && !emergency) return refused(desk, { reason: 'handing-over', to: busy.handOver.to })
  // Whoever needs help must not take somebody who is made up for the fire brigade.
  if (!account || (emergency && desk.settings.practice)) return refused(desk, { reason: 'not-registered', emergency })
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room' })
  const mute = withoutVoice(desk)
  if (mute) return refused(desk, mute)
  const placing = { type: 'dial', callId, accountId: account.accountId, number, into } as const
  return commanding(desk, [...holdOthers(desk, callId), placing])
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
