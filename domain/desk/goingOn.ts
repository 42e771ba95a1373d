import { callGoingOn, keptLineOf } from '../record/KeptLine'
import { recordOf } from '../record/recordOf'
import type { Command } from './Command'
import { holdOthers } from './commanding'
import { type Desk, quietly, refused, type Step } from './Desk'
import type { FactOf } from './Fact'
import { type Interrupted, takenBackWithinMs } from './Interrupted'

/** Calls in which the app had died: their records are owed already; their lines may be had again. */
export function callsInterrupted(desk: Desk, { calls, at }: FactOf<'callsInterrupted'>): Step {
  const found = calls.map((call): Interrupted => {
    return { ...call, recent: at - call.aliveAt < takenBackWithinMs, stage: 'waiting' }
  })
  return lookAfterThem({ ...desk, interrupted: [...desk.interrupted, ...found] })
}

/** Whoever waits for the exchange and for sound is taken back, or asked after, as soon as both are there. */
export function lookAfterThem(desk: Desk): Step {
  if (!desk.audioRoom) return quietly(desk)
  const commands: Command[] = []
  const interrupted = desk.interrupted.map((each): Interrupted => {
    const isReachable = desk.registrations[each.record.accountId]?.state === 'registered'
    if (each.stage !== 'waiting' || !isReachable) return each
    // Nobody else may be talking to us when a voice comes back by itself.
    const comesBack = each.recent && !desk.calls.some(call => call.phase === 'talking')
    commands.push(comesBack ? takingBack(each) : about('askAfter', each))
    return { ...each, stage: comesBack ? 'returning' : 'asked' }
  })
  return commands.length > 0 ? { desk: { ...desk, interrupted }, commands } : quietly(desk)
}

/** What was written into such a record is what the call goes on with. */
export function rewritten(desk: Desk, { record }: FactOf<'recordSaved'>): Desk {
  const isOne = findInterrupted(desk, record.callId) !== undefined
  const withRecord = (each: Interrupted) => (each.record.callId === record.callId ? { ...each, record } : each)
  return isOne ? { ...desk, interrupted: desk.interrupted.map(withRecord) } : desk
}

export function callStillUp(desk: Desk, { callId }: FactOf<'callStillUp'>): Step {
  return quietly(withStage(desk, callId, 'stillUp'))
}

/** It could not be asked for or taken back just now. That it is gone, only the exchange may say. */
export function notTakenBack(desk: Desk, callId: string): Desk {
  return withStage(desk, callId, 'stillUp')
}

export function callTakenBack(desk: Desk, { callId, dialog }: FactOf<'callTakenBack'>): Step {
  const found = findInterrupted(desk, callId)
  if (!found) return quietly({ ...desk, dialogs: { ...desk.dialogs, [callId]: dialog } })
  // What was written into the record meanwhile counts, not what was found at the start.
  const open = desk.calls.find(each => each.recordId === callId)
  const record = { ...found.record, capture: { ...(open?.capture ?? found.record.capture), release: undefined } }
  const call = callGoingOn(record, found.line)
  const { colleague } = found.line
  const back: Desk = {
    ...without(desk, callId),
    calls: [...desk.calls.filter(each => each.recordId !== callId), call],
    dialogs: { ...desk.dialogs, [callId]: dialog },
  }
  const { accountId } = call
  return {
    desk: back,
    commands: [
      { type: 'reviveRecord', record: recordOf(call, desk.settings.gate), line: keptLineOf(call, back.dialogs) },
      ...(call.phase === 'held' ? [{ type: 'hold', callId } as const] : []),
      ...(colleague ? [{ type: 'letGo', callId, accountId, dialog: colleague } as const] : []),
    ],
  }
}

/** They hung up while the app was away. The record is owed, as it was found. */
export function callGone(desk: Desk, { callId }: FactOf<'callGone'>): Step {
  const found = findInterrupted(desk, callId)
  if (!found) return quietly(desk)
  const { record } = found
  const told = desk.noticesTold + 1
  const party = record.capture.callerName || record.directoryName || record.shownName || record.number
  return quietly({
    ...without(desk, callId),
    noticesTold: told,
    notice: { told, kind: 'endedMeanwhile', party, callId },
  })
}

/** The user wants the caller back. Nobody may overhear another caller. */
export function takeCallBack(desk: Desk, callId: string): Step {
  const found = findInterrupted(desk, callId)
  if (!found) return refused(desk, { reason: 'no-call' }, callId)
  if (found.stage === 'returning') return quietly(desk)
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room' }, callId)
  const isHeld = found.line.heldAt !== undefined
  return {
    desk: { ...withStage(desk, callId, 'returning'), notice: undefined },
    commands: [...(isHeld ? [] : holdOthers(desk, callId)), takingBack(found)],
  }
}

/** The user lets the caller go; the record stays open. */
export function letCallGo(desk: Desk, callId: string): Step {
  const found = findInterrupted(desk, callId)
  if (!found) return refused(desk, { reason: 'no-call' }, callId)
  const { colleague } = found.line
  return {
    desk: { ...without(desk, callId), notice: undefined },
    commands: [about('letGo', found), ...(colleague ? [{ ...about('letGo', found), dialog: colleague } as const] : [])],
  }
}

function takingBack({ record, line }: Interrupted): Command {
  const { callId, accountId } = record
  const { dialog, muted, heldAt } = line
  return { type: 'takeBack', callId, accountId, dialog, held: heldAt !== undefined, muted }
}

function about<Type extends 'askAfter' | 'letGo'>(type: Type, { record, line: { dialog } }: Interrupted) {
  return { type, callId: record.callId, accountId: record.accountId, dialog } as const
}

function findInterrupted(desk: Desk, callId: string): Interrupted | undefined {
  return desk.interrupted.find(({ record }) => record.callId === callId)
}

function without(desk: Desk, callId: string): Desk {
  return { ...desk, interrupted: desk.interrupted.filter(({ record }) => record.callId !== callId) }
}

function withStage(desk: Desk, callId: string, stage: Interrupted['stage']): Desk {
  return {
    ...desk,
    interrupted: desk.interrupted.map(each => (each.record.callId === callId ? { ...each, stage } : each)),
  }
}
