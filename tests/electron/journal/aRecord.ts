import { blankCapture, type Capture } from '../../../domain/capture/Capture'
import type { CallRecord } from '../../../domain/record/CallRecord'

type Changes = Partial<Omit<CallRecord, 'capture'>> & { readonly capture?: Partial<Capture> }

/** Ms Okafor rang Rosa's extension from outside, and everything was written down. */
export function aRecord({ capture, ...changes }: Changes = {}): CallRecord {
  return {
    callId: 'okafor-1',
    state: 'closed',
    accountId: '200@pbx.example',
    direction: 'incoming',
    number: '+442079460018',
    shownName: 'OKAFOR LTD',
    withheld: false,
    directoryName: '',
    line: { kind: 'external', because: 'exchange-signal', evidence: ['X-Line-Type: external'] },
    corrected: undefined,
    handedTo: '',
    handedBy: '',
    dialled: '0312345678',
    answerAs: 'Example Trading',
    emergency: false,
    startedAt: 1_000_000,
    answeredAt: 1_004_000,
    endedAt: 1_090_000,
    ending: 'endedByUs',
    ...changes,
    capture: {
      ...blankCapture,
      requirement: 'The October invoice shows the wrong amount',
      callerName: 'Adaeze Okafor',
      company: 'Okafor Ltd',
      contact: '020 7946 0018',
      forWhom: 'Ben Hart',
      response: 'callBack',
      ...capture,
    },
  }
}
