import { blankCapture } from '../../domain/capture/Capture'
import type { CallRecord } from '../../domain/record/CallRecord'
import { nine } from './aCall'
import { msOkafor } from './cast'

/** The open record of a call that Ms Okafor ended before we had asked her anything. */
export function aRecord(changes: Partial<CallRecord> = {}): CallRecord {
  return {
    callId: 'okafor',
    state: 'open',
    accountId: 'main',
    direction: 'incoming',
    number: msOkafor.number,
    shownName: msOkafor.name,
    withheld: false,
    directoryName: '',
    line: { kind: 'external', because: 'exchange-signal', evidence: ['X-Line-Type: external'] },
    corrected: undefined,
    handedTo: '',
    handedBy: '',
    dialled: '02079460100',
    answerAs: 'Example Trading',
    emergency: false,
    startedAt: nine,
    answeredAt: nine + 4_000,
    endedAt: nine + 60_000,
    ending: 'endedByThem',
    capture: blankCapture,
    ...changes,
  }
}
