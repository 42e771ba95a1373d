import { blankCapture } from '../../domain/capture/Capture'
import type { Call, HandingOver, Known, Phase } from '../../domain/call/Call'
import { type Desk, emptyDesk } from '../../domain/desk/Desk'
import type { HandOver, HandOverPlan, Stage } from '../../domain/handover/HandOver'
import { anInvitation, msOkafor, office, people } from './cast'

/** When the calls of these tests begin. */
export const nine = Date.UTC(2026, 4, 12, 9, 0, 0)

/** Ms Okafor's call on an external line, in the phase asked for. Everything about it can be changed. */
export function aCall(phase: Phase, changes: Partial<Known> = {}): Call {
  const known: Known = {
    callId: 'okafor',
    recordId: changes.callId ?? 'okafor',
    accountId: 'main',
    direction: phase === 'calling' ? 'outgoing' : 'incoming',
    party: msOkafor,
    line: { kind: 'external', because: 'exchange-signal', evidence: ['X-Line-Type: external'] },
    corrected: undefined,
    directoryName: '',
    handedBy: '',
    recalledFrom: '',
    dialled: '02079460100',
    answerAs: 'Example Trading',
    startedAt: nine,
    answeredBefore: undefined,
    capture: blankCapture,
    emergency: false,
    ...changes,
  }
  const up = {
    answeredAt: nine + 4_000,
    muted: false,
    silenced: undefined,
    heard: true,
    gapSince: undefined,
    askedToCall: '',
    handOverAsked: false,
  }
  const over = { answeredAt: nine + 4_000, endedAt: nine + 60_000, ending: 'endedByThem', handedTo: '' } as const
  switch (phase) {
    case 'calling':
      return { ...known, phase, farEndRinging: false }
    case 'ringing':
      return { ...known, phase, invitation: anInvitation() }
    case 'talking':
      return { ...known, ...up, phase }
    case 'held':
      return { ...known, ...up, phase, heldAt: nine + 20_000 }
    case 'handingOver':
      return { ...known, ...up, phase, heldAt: nine + 20_000, handOver: aHandOver('ringing') }
    case 'wrapUp':
      return { ...known, ...over, phase }
    case 'saving':
      return { ...known, ...over, phase, atOnce: false }
  }
}

/** Ms Okafor on the way to Tomas, at the stage asked for. */
export function aHandOver(stage: Stage, changes: Partial<HandOverPlan> = {}): HandOver {
  const begun = {
    to: { name: 'Tomas Lind', number: '201' },
    way: 'announce' as const,
    callerWas: 'talking' as const,
    legId: 'leg',
    startedAt: nine + 21_000,
    ...changes,
  }
  switch (stage) {
    case 'dialling':
    case 'joined':
      return { ...begun, stage }
    case 'joining':
      return { ...begun, stage, legOver: false, saidYes: false }
    case 'ringing':
      return { ...begun, stage, rangAt: nine + 22_000 }
    case 'consulting':
    case 'answeredAtOnce':
      return { ...begun, stage, answeredAt: nine + 26_000, joinAsked: false, legOver: false, saidYes: false }
    case 'referring':
      return { ...begun, stage, heardAt: nine + 21_000 }
  }
}

/** Ms Okafor's call in a hand-over at that stage. */
export function aCallHandedOver(
  stage: Stage,
  changes: Partial<HandOverPlan> = {},
  known: Partial<Known> = {},
): HandingOver {
  const call = aCall('handingOver', known)
  if (call.phase !== 'handingOver') throw new Error('a call that is handed over is in that phase')
  return { ...call, handOver: aHandOver(stage, changes) }
}

/** Rosa's desk, ready for work, with these calls on it. */
export function deskWith(...calls: readonly Call[]): Desk {
  return {
    ...emptyDesk(office),
    registrations: { main: { state: 'registered', since: nine } },
    microphone: 'ready',
    audioRoom: true,
    people,
    calls,
  }
}
