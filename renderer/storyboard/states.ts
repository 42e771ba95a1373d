import { type Desk, emptyDesk } from '../../domain/desk/Desk'
import {
  account,
  ago,
  all,
  colleague,
  desk,
  gated,
  held,
  hostileName,
  internal,
  known,
  offline,
  registered,
  ringing,
  second,
  settings,
  some,
  talking,
  told,
  unverified,
  withCalls,
  wrapUp,
} from './builders'
import { diallingStates } from './diallingStates'
import { handOverStates } from './handOverStates'
import { lineStates } from './lineStates'

const practising: Desk = { ...desk, openRecords: 0, settings: { ...settings, practice: true } }

/** Every moment of the work worth looking at. */
export const states: Readonly<Record<string, Desk>> = {
  reception: desk,
  'reception-dnd': { ...desk, doNotDisturb: { until: Date.now() + 3_600_000, missed: 2 }, openRecords: 0 },
  'reception-offline': offline('connection-lost', 'offline', 'socket closed: 1006'),
  'reception-refused': offline('wrong-password', 'refused', '401 Unauthorized'),
  'reception-refused-none-given': offline('no-password', 'refused', '401 Unauthorized'),
  'reception-refused-unknown-way': offline('unknown-sign-in', 'refused', '401 Unauthorized'),
  'reception-refused-forbidden': offline('forbidden', 'refused', '403 Forbidden'),
  'reception-refused-with-password': offline('forbidden-with-password', 'refused', '403 Forbidden'),
  'reception-offline-not-kept': offline('address-not-kept', 'offline', ''),
  'reception-several': {
    ...desk,
    settings: { ...settings, accounts: [account, second] },
    registrations: { main: registered, second: { state: 'connecting', since: ago(2) } },
  },
  'reception-empty': { ...emptyDesk({ ...settings, accounts: [] }), audioRoom: true, microphone: 'ready' },
  'first-doors': { ...emptyDesk({ ...settings, accounts: [] }), audioRoom: true, microphone: 'ready' },
  'practice-coming': practising,
  'practice-resting': practising,
  'practice-debrief': practising,
  'practice-talking': { ...practising, ...withCalls(talking({ capture: some })), settings: practising.settings },
  'practice-disk-full': {
    ...told(practising, { reason: 'nothing-to-undo' }),
    calls: [wrapUp({ capture: all })],
    notice: { told: 1, kind: 'failed', command: 'saveRecord', problem: 'database or disk is full', callId: 'call-1' },
  },
  'practice-not-left': practising,
  'practice-not-opened': desk,
  'first-doors-refused': { ...emptyDesk({ ...settings, accounts: [] }), audioRoom: true, microphone: 'ready' },
  'reception-nothing-to-dial': told(desk, { reason: 'nothing-to-dial' }),
  'reception-quitting': told(desk, { reason: 'still-open', callsUp: 1, recordsOwed: 2 }),
  settings: desk,
  'settings-silent': { ...desk, preferences: { ...desk.preferences, ring: { volume: 0, output: 'unplugged' } } },
  'ring-external': withCalls(ringing()),
  'ring-hushed': { ...withCalls(ringing()), hushed: ['call-1'] },
  'ring-external-late': withCalls(ringing({ startedAt: ago(8) })),
  'ring-internal': withCalls(
    ringing({ line: internal, party: colleague, directoryName: 'Tanaka Ichiro', dialled: '', answerAs: '' }),
  ),
  'ring-unverified': withCalls(
    ringing({
      line: unverified,
      party: { number: '102', name: 'Sato', shape: 'short', withheld: false },
      directoryName: 'Sato Hanako',
      dialled: '',
      answerAs: '',
    }),
  ),
  'ring-wears-extension': withCalls(
    ringing({
      party: { number: '204', name: 'Tanaka', shape: 'short', withheld: false },
      directoryName: 'Tanaka Ichiro',
    }),
  ),
  'ring-open-path': withCalls(
    ringing({
      line: { kind: 'unverified', because: 'open-path', evidence: ['X-Line-Type: internal', 'caller: 204'] },
      party: { number: '204', name: '', shape: 'short', withheld: false },
      directoryName: 'Tanaka Ichiro',
    }),
  ),
  'ring-withheld': withCalls(
    ringing({
      line: { kind: 'external', because: 'withheld', evidence: ['caller: (withheld)'] },
      party: { number: '', name: '', shape: 'none', withheld: true },
    }),
  ),
  'ring-hostile': withCalls(
    ringing({
      party: { number: '123456789012345678901234567890', name: hostileName, shape: 'none', withheld: false },
      answerAs: 'Gesellschaft für außerordentlich lange Firmennamen und Co. mbH',
    }),
  ),
  'ring-no-microphone': told(withCalls(ringing()), { reason: 'no-microphone', microphone: 'none' }, 'call-1'),
  'ring-while-talking': withCalls(
    talking({ capture: some }),
    ringing({
      callId: 'call-2',
      party: { number: '0665550199', name: 'Kobayashi', shape: 'national', withheld: false },
    }),
  ),
  'ring-while-wrap-up': withCalls(
    wrapUp({ capture: some }),
    ringing({
      callId: 'call-2',
      line: internal,
      party: colleague,
      directoryName: 'Tanaka Ichiro',
      dialled: '',
      answerAs: '',
    }),
  ),
  'talking-greeting': withCalls(talking({ answeredAt: ago(1), startedAt: ago(5) })),
  talking: withCalls(talking({ capture: some })),
  'talking-internal': withCalls(talking({ line: internal, party: colleague, directoryName: 'Tanaka Ichiro' })),
  'talking-complete': withCalls(talking({ capture: all })),
  'talking-gate': gated(some),
  'talking-gate-response': gated({ ...all, response: undefined }),
  'talking-muted': withCalls(talking({ capture: some, muted: true })),
  'talking-silenced': withCalls(talking({ capture: some, silenced: 'lost' })),
  'talking-hostile': withCalls(
    talking({
      party: { number: '123456789012345678901234567890', name: hostileName, shape: 'none', withheld: false },
      line: unverified,
      capture: { ...some, contact: '12345', response: 'callBack' },
    }),
  ),
  'talking-two': withCalls(
    held(20, { callId: 'call-0', line: internal, party: colleague, directoryName: 'Tanaka Ichiro' }),
    talking({ capture: some }),
  ),
  'talking-failed': {
    ...withCalls(talking({ capture: some })),
    noticesTold: 1,
    notice: { told: 1, kind: 'failed', command: 'hold', problem: 'SIP/2.0 488 Not Acceptable Here', callId: 'call-1' },
  },
  'held-start': withCalls(held(12, { capture: some })),
  'held-half': withCalls(held(34, { capture: some })),
  'held-minute': withCalls(held(71, { capture: some })),
  calling: withCalls({
    ...known,
    phase: 'calling',
    direction: 'outgoing',
    line: { kind: 'external', because: 'we-dialled', evidence: [] },
    party: { number: '0335550142', name: '', shape: 'national', withheld: false },
    farEndRinging: true,
  }),
  'wrap-up': withCalls(wrapUp({ capture: some })),
  'wrap-up-gate': told(
    withCalls(wrapUp({ capture: some })),
    { reason: 'capture-incomplete', missing: ['callerName', 'contact'] },
    'call-1',
  ),
  'wrap-up-done': withCalls(wrapUp({ capture: all })),
  'wrap-up-two': withCalls(wrapUp({ callId: 'call-0' }), wrapUp({ capture: some })),
  ...handOverStates,
  ...lineStates,
  ...diallingStates,
  'bridge-down': withCalls(talking({ capture: some })),
}
