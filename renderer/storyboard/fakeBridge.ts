import { assertNever } from '../../domain/assertNever'
import { applyFact } from '../../domain/desk/applyFact'
import type { Command } from '../../domain/desk/Command'
import { considerIntent } from '../../domain/desk/considerIntent'
import type { Desk } from '../../domain/desk/Desk'
import { viewOf } from '../../domain/desk/DeskView'
import type { Fact } from '../../domain/desk/Fact'
import { findPeople } from '../../domain/directory/findPeople'
import type { DeskBridge, RecordsPage, Reply, Shown } from '../../electron/contract/contract'
import { records } from './records'

/** A desk without a phone: the real rules, and a world in which everything succeeds at once. */
export function fakeBridge(
  start: Desk | undefined,
  { up, practice }: { readonly up: boolean; readonly practice: Shown['practice'] },
): DeskBridge {
  let desk = start
  const listeners = new Set<(shown: Shown) => void>()
  const tell = () => {
    if (!desk) return
    for (const listener of listeners) listener({ desk: viewOf(desk), clock: { now: Date.now(), speed: 1 }, practice })
  }
  const heed = (fact: Fact) => {
    if (!desk) return
    const step = applyFact(desk, fact)
    desk = step.desk
    tell()
    for (const command of step.commands) carryOut(command)
  }
  const carryOut = (command: Command) => {
    const fact = outcomeOf(command)
    if (fact) setTimeout(() => heed(fact), 30)
  }
  return {
    attempt: async intent => {
      if (!up) return { ok: false, problem: { kind: 'bridge-lost', message: 'no bridge' } }
      if (!desk) return { ok: true, value: undefined }
      const step = considerIntent(desk, intent)
      desk = step.desk
      tell()
      for (const command of step.commands) carryOut(command)
      return { ok: true, value: undefined }
    },
    listRecords: async ({ search, offset, limit }): Promise<Reply<RecordsPage>> => {
      const found = records.filter(record => JSON.stringify(record).toLowerCase().includes(search.toLowerCase()))
      return { ok: true, value: { records: found.slice(offset, offset + limit), total: found.length } }
    },
    findPeople: async text => ({ ok: true, value: findPeople(desk?.people ?? [], text) }),
    tellAudio: async () => ({ ok: true, value: undefined }),
    practise: async () => ({ ok: true, value: undefined }),
    onShown: listener => {
      listeners.add(listener)
      tell()
      return () => listeners.delete(listener)
    },
    onAudioOrder: () => () => undefined,
    onAudioOwner: () => () => undefined,
    onBridge: listener => {
      listener(up)
      return () => undefined
    },
  }
}

function outcomeOf(command: Command): Fact | undefined {
  const at = Date.now()
  switch (command.type) {
    case 'answer':
      return { type: 'callAnswered', callId: command.callId, at }
    case 'hold':
      return { type: 'callHeld', callId: command.callId, at }
    case 'resume':
      return { type: 'callResumed', callId: command.callId, at }
    case 'mute':
      return { type: 'callMuted', callId: command.callId, muted: command.muted }
    case 'hangUp':
    case 'decline':
      return { type: 'callEnded', callId: command.callId, by: 'us', code: undefined, elsewhere: false, at }
    case 'saveRecord':
      return { type: 'recordSaved', record: command.record, openRecords: command.record.state === 'open' ? 1 : 0 }
    case 'fetchRecord': {
      const record = records.find(({ callId }) => callId === command.callId)
      return record ? { type: 'recordFetched', record } : undefined
    }
    case 'consult':
      return { type: 'consultationPlaced', callId: command.callId, legId: command.legId, plan: command.plan, at }
    case 'join':
      return { type: 'joinAccepted', callId: command.callId, legId: command.legId, at }
    case 'refer':
      return { type: 'referAccepted', callId: command.callId, legId: command.legId, plan: command.plan, at }
    case 'takeBack':
      return { type: 'callTakenBack', callId: command.callId, dialog: command.dialog, at }
    case 'askAfter':
      return { type: 'callStillUp', callId: command.callId }
    case 'letGo':
      return { type: 'callGone', callId: command.callId }
    case 'beginDoNotDisturb':
      return { type: 'doNotDisturbBegun', until: at + 3_600_000, at }
    case 'dial':
    case 'answerRequest':
    case 'reviveRecord':
    case 'forgetLine':
    case 'wake':
    case 'keepDraft':
    case 'openMicrophone':
    case 'registerAgain':
    case 'sendDigits':
    case 'keepPreferences':
    case 'keepDoNotDisturb':
    case 'noteDamageTold':
    case 'quit':
      return undefined
    default:
      return assertNever(command)
  }
}
