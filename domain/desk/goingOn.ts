import { callGoingOn, keptLineOf } from '../record/KeptLine'
import type { CallRecord } from '../record/CallRecord'
import { isSameDialog } from '../phone/DialogId'
import { nameIn } from '../record/nameIn'
import { recordOf } from '../record/recordOf'
import type { Command } from './Command'
import { holdOthers } from './commanding'
import { type Desk, findCall, quietly, refused, type Step, withFailure } from './Desk'
import { isOurs, withHelpCalled } from './emergencies'
import type { FactOf } from './Fact'
import { announcing, isEarFree } from './handingOver'
import { type Interrupted, type InterruptedCall, takenBackWithinMs } from './Interrupted'

/** Calls in which the app had died: their records are owed already; their lines may be had again. */
export function callsInterrupted(desk: Desk, { calls, at }: FactOf<'callsInterrupted'>): Step {
  const ours = calls.filter(({ record }) => hasAccount(desk, record.accountId))
  const found = ours.map((call): Interrupted => {
    // Nobody knows how long ago it died when a clock was set back meanwhile.
    const recent = at >= call.aliveAt && at - call.aliveAt < takenBackWithinMs
    return { ...call, recent, wanted: false, stage: 'waiting' }
  })
  const foreign = calls.filter(call => !ours.includes(call))
  // Who called for help just before the app died may be called back.
  const withHelp = ours
    .filter(({ record }) => isOurs(record))
    .reduce((known, { record, aliveAt }) => withHelpCalled(known, record.accountId, aliveAt), desk)
  const wakes = found
    .filter(({ recent }) => recent)
    .map(({ record: { callId }, aliveAt }): Command => {
      return { type: 'wake', wake: { what: 'waitedLong', callId }, afterMs: takenBackWithinMs - (at - aliveAt) }
    })
  const step = lookAfterThem({ ...withHelp, interrupted: [...desk.interrupted, ...found] })
  return { desk: step.desk, commands: [...step.commands, ...wakes, ...foreign.map(forgetting)] }
}

/** Whoever waits for the exchange and for sound is taken back, or asked after, as soon as both are there. */
export function lookAfterThem(desk: Desk): Step {
  if (!desk.audioRoom) return quietly(desk)
  const commands: Command[] = []
  // One voice at a time: nobody else may be talking to us when another comes back by itself.
  let isFree = isEarFree(desk) && !desk.interrupted.some(each => each.stage === 'returning' && !isHeld(each))
  const interrupted = desk.interrupted.map((each): Interrupted => {
    const isReachable = isRegistered(desk, each)
    if (each.stage !== 'waiting' || !isReachable) return each
    const comesBack = each.recent && (isHeld(each) || isFree)
    if (comesBack && !isHeld(each)) isFree = false
    commands.push(comesBack ? takingBack(each) : about('askAfter', each), ...lettingColleagueGo(each))
    return { ...each, stage: comesBack ? 'returning' : 'asked' }
  })
  return commands.length > 0 ? { desk: { ...desk, interrupted }, commands } : quietly(desk)
}

/** By now nobody expects a voice that comes by itself. */
export function waitedLong(desk: Desk, callId: string): Step {
  return quietly(withEach(desk, callId, each => ({ ...each, recent: false })))
}

/** What was written into such a record is what the call goes on with. */
export function rewritten(desk: Desk, record: CallRecord): Desk {
  return withEach(desk, record.callId, each => ({ ...each, record }))
}

export function callStillUp(desk: Desk, { callId }: FactOf<'callStillUp'>): Step {
  return quietly(withEach(desk, callId, each => (each.stage === 'asked' ? { ...each, stage: 'stillUp' } : each)))
}

/** It could not be asked for or taken back just now. That it is gone, only the exchange may say. */
export function notAnswered(desk: Desk, callId: string, during: 'asked' | 'returning'): Desk {
  return withEach(desk, callId, each => (each.stage === during ? { ...each, stage: 'stillUp' } : each))
}

/** The user may try again. A colleague who could not be let go is no concern of the caller's. */
export function notLetGo(desk: Desk, command: Extract<Command, { type: 'askAfter' | 'letGo' }>, problem: string): Desk {
  const found = findInterrupted(desk, command.callId)
  if (found?.stage !== 'leaving' || !isSameDialog(found.line.dialog, command.dialog)) return desk
  return withFailure(
    withEach(desk, command.callId, each => ({ ...each, stage: 'stillUp' })),
    command,
    problem,
  )
}

/**
 * Somebody would not go on hold, so whoever was to be let in after them has not been asked back. Who comes back unasked
 * waits for nobody.
 */
export function notLetIn(desk: Desk): Desk {
  const isLeftOut = (each: Interrupted) => each.stage === 'returning' && each.wanted && !isHeld(each)
  if (!desk.interrupted.some(isLeftOut)) return desk
  const offered = (each: Interrupted): Interrupted => (isLeftOut(each) ? { ...each, stage: 'stillUp' } : each)
  return { ...desk, interrupted: desk.interrupted.map(offered) }
}

export function callTakenBack(desk: Desk, { callId, dialog }: FactOf<'callTakenBack'>): Step {
  const found = findInterrupted(desk, callId)
  if (!found || found.stage === 'leaving') {
    // The user let them go while they were on the way back: a line that nobody knows of must not stay up.
    if (!found && findCall(desk, callId)) return quietly(desk)
    const commands = found ? [forgetting(found)] : []
    return { desk: without(desk, callId), commands: [...commands, { type: 'hangUp', callId }] }
  }
  // What was written into the record meanwhile counts, not what was found at the start.
  const open = desk.calls.find(each => each.recordId === callId)
  const { capture, corrected } = open ?? found.record
  const record = { ...found.record, corrected, capture: { ...capture, release: undefined } }
  const call = callGoingOn(record, found.line)
  const others = desk.calls.filter(each => each.recordId !== callId)
  const back: Desk = {
    ...without(desk, callId),
    calls: [...others, call],
    dialogs: { ...desk.dialogs, [callId]: dialog },
  }
  // As for everybody who begins to talk, once the user has asked for them; a colleague to whom we are announcing a
  // caller cannot be put on hold. Who comes back unasked must not cut short what is being said to another.
  const isLent = found.wanted ? announcing(others) !== undefined : !isEarFree(back, callId)
  const isHeld = call.phase === 'held' || isLent
  return {
    desk: back,
    commands: [
      { type: 'reviveRecord', record: recordOf(call, desk.settings.gate), line: keptLineOf(call, back.dialogs) },
      ...(isHeld ? [{ type: 'hold', callId } as const] : holdOthers(back, callId)),
    ],
  }
}

/** They hung up while the app was away, or were let go. The record is owed, as it was found. */
export function callGone(desk: Desk, { callId, dialog }: FactOf<'callGone'>): Step {
  const found = findInterrupted(desk, callId)
  if (!found || (dialog && !isSameDialog(found.line.dialog, dialog))) return quietly(desk)
  const commands = [forgetting(found)]
  if (found.stage === 'leaving') return { desk: without(desk, callId), commands }
  const told = desk.noticesTold + 1
  const party = nameIn(found.record) || found.record.number
  const notice = { told, kind: 'endedMeanwhile', party, callId } as const
  return { desk: { ...without(desk, callId), noticesTold: told, notice }, commands }
}

/** The user wants the caller back. Nobody may overhear another caller. */
export function takeCallBack(desk: Desk, callId: string): Step {
  const found = findInterrupted(desk, callId)
  if (!found) return refused(desk, { reason: 'no-call' }, callId)
  if (found.stage === 'returning' || found.stage === 'leaving') return quietly(desk)
  if (!isRegistered(desk, found)) return refused(desk, { reason: 'not-registered', emergency: false }, callId)
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room' }, callId)
  const busy = announcing(desk.calls)
  if (busy && !isHeld(found)) return refused(desk, { reason: 'handing-over', to: busy.handOver.to }, callId)
  return {
    desk: { ...withEach(desk, callId, each => ({ ...each, stage: 'returning', wanted: true })), notice: undefined },
    commands: [...(isHeld(found) ? [] : holdOthers(desk, callId)), takingBack(found)],
  }
}

/** The user lets the caller go; the record stays open. Where nobody can be told to end the line, it is put away. */
export function letCallGo(desk: Desk, callId: string): Step {
  const found = findInterrupted(desk, callId)
  if (!found) return refused(desk, { reason: 'no-call' }, callId)
  if (isLost(desk, found)) {
    return { desk: { ...without(desk, callId), notice: undefined }, commands: [forgetting(found)] }
  }
  if (found.stage === 'leaving') return quietly(desk)
  if (!isRegistered(desk, found)) return refused(desk, { reason: 'not-registered', emergency: false }, callId)
  return {
    desk: { ...withEach(desk, callId, each => ({ ...each, stage: 'leaving' })), notice: undefined },
    commands: [about('letGo', found), ...(found.stage === 'waiting' ? lettingColleagueGo(found) : [])],
  }
}

const isHeld = ({ line }: Interrupted): boolean => line.heldAt !== undefined

function isRegistered({ registrations }: Desk, { record }: Interrupted): boolean {
  return registrations[record.accountId]?.state === 'registered'
}

function hasAccount({ settings }: Desk, accountId: string): boolean {
  return settings.accounts.some(account => account.accountId === accountId)
}

/** Whether the exchange will not hear of this call from us again: the account is gone, or is refused for good. */
function isLost(desk: Desk, { record: { accountId } }: Interrupted): boolean {
  return !hasAccount(desk, accountId) || desk.registrations[accountId]?.state === 'refused'
}

function forgetting({ record: { callId } }: InterruptedCall): Command {
  return { type: 'forgetLine', callId }
}

function takingBack(each: Interrupted): Command {
  const { callId, accountId } = each.record
  const { dialog, muted } = each.line
  return { type: 'takeBack', callId, accountId, dialog, held: isHeld(each), muted }
}

/** A colleague who was being asked must not be left to talk to silence. */
function lettingColleagueGo(each: Interrupted): Command[] {
  const { colleague } = each.line
  return colleague ? [{ ...about('letGo', each), dialog: colleague }] : []
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

function withEach(desk: Desk, callId: string, change: (each: Interrupted) => Interrupted): Desk {
  if (!findInterrupted(desk, callId)) return desk
  return {
    ...desk,
    interrupted: desk.interrupted.map(each => (each.record.callId === callId ? change(each) : each)),
  }
}
