import { blankCapture } from '../../domain/capture/Capture'
import type { Call, Known, Phase } from '../../domain/call/Call'
import { type Desk, emptyDesk } from '../../domain/desk/Desk'
import { anInvitation, msOkafor, office, people } from './cast'

/** When the calls of these tests begin. */
export const nine = Date.UTC(2026, 4, 12, 9, 0, 0)

/** Ms Okafor's call on an external line, in the phase asked for. Everything about it can be changed. */
export function aCall(phase: Phase, changes: Partial<Known> = {}): Call {
  const known: Known = {
    callId: 'okafor',
    accountId: 'main',
    direction: phase === 'calling' ? 'outgoing' : 'incoming',
    party: msOkafor,
    line: { kind: 'external', because: 'exchange-signal', evidence: ['X-Line-Type: external'] },
    corrected: undefined,
    directoryName: '',
    dialled: '02079460100',
    answerAs: 'Example Trading',
    startedAt: nine,
    capture: blankCapture,
    emergency: false,
    ...changes,
  }
  const up = { answeredAt: nine + 4_000, muted: false, silenced: undefined, heard: true }
  const over = { answeredAt: nine + 4_000, endedAt: nine + 60_000, ending: 'endedByThem' } as const
  switch (phase) {
    case 'calling':
      return { ...known, phase, farEndRinging: false }
    case 'ringing':
      return { ...known, phase, invitation: anInvitation() }
    case 'talking':
      return { ...known, ...up, phase }
    case 'held':
      return { ...known, ...up, phase, heldAt: nine + 20_000 }
    case 'wrapUp':
      return { ...known, ...over, phase }
    case 'saving':
      return { ...known, ...over, phase }
  }
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
