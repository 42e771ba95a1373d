import type { Call, Held, Known, Ringing, Talking, WrapUp } from '../../domain/call/Call'
import { blankCapture, type Capture } from '../../domain/capture/Capture'
import { type Desk, emptyDesk } from '../../domain/desk/Desk'
import type { DeskSettings } from '../../domain/desk/Settings'
import type { Refusal } from '../../domain/desk/Notice'
import type { Line } from '../../domain/phone/classifyLine'
import type { Registration } from '../../domain/phone/Registration'

const now = Date.now()
const ago = (seconds: number) => now - seconds * 1000

const account = {
  accountId: 'main',
  extension: '101',
  displayName: 'Sato Hanako',
  country: 'JP',
  outsidePrefix: '0',
  line: undefined,
  signal: undefined,
}

export const settings: DeskSettings = {
  accounts: [account],
  calledNumbers: [{ number: '0398765432', answerAs: 'Example Trading' }],
  gate: { mode: 'line', also: [] },
  locale: 'en',
}

const second = { ...account, accountId: 'second', extension: '201', displayName: 'Reception' }

const registered: Registration = { state: 'registered', since: ago(3600) }

const desk: Desk = {
  ...emptyDesk(settings),
  registrations: { main: registered },
  microphone: 'ready',
  audioRoom: true,
  openRecords: 2,
}

const external: Line = {
  kind: 'external',
  because: 'exchange-signal',
  evidence: ['X-Line-Type: external', 'caller: Ogawa Shoji 0312345678', 'dialled: 0398765432'],
}
const internal: Line = {
  kind: 'internal',
  because: 'exchange-signal',
  evidence: ['X-Line-Type: internal', 'caller: 204'],
}
const unverified: Line = { kind: 'unverified', because: 'looks-internal', evidence: ['caller: Sato 102'] }

const known: Known = {
  callId: 'call-1',
  accountId: 'main',
  direction: 'incoming',
  party: { number: '0312345678', name: 'Ogawa Shoji', shape: 'national', withheld: false },
  line: external,
  corrected: undefined,
  directoryName: '',
  dialled: '0398765432',
  answerAs: 'Example Trading',
  startedAt: ago(1),
  capture: blankCapture,
  emergency: false,
}

function ringing(change: Partial<Known> = {}): Ringing {
  const call = { ...known, ...change }
  return {
    ...call,
    phase: 'ringing',
    invitation: {
      accountId: 'main',
      caller: call.party,
      claimed: undefined,
      signalValues: [],
      dialled: call.dialled,
      forwardedBy: '',
    },
  }
}

const up = { answeredAt: ago(134), muted: false, silenced: undefined, heard: true }

function talking(change: Partial<Talking> = {}): Talking {
  return { ...known, startedAt: ago(140), ...up, ...change, phase: 'talking' }
}

function held(seconds: number, change: Partial<Held> = {}): Held {
  return { ...known, startedAt: ago(140), ...up, ...change, phase: 'held', heldAt: ago(seconds) }
}

function wrapUp(change: Partial<WrapUp> = {}): WrapUp {
  return {
    ...known,
    startedAt: ago(200),
    answeredAt: ago(194),
    endedAt: ago(10),
    ending: 'endedByThem',
    ...change,
    phase: 'wrapUp',
  }
}

const some: Capture = { ...blankCapture, requirement: 'Invoice 204 shows the old address', company: 'Ogawa Shoji' }
const all: Capture = {
  ...some,
  callerName: 'Ogawa',
  contact: '0312345678',
  forWhom: 'Tanaka (invoices)',
  response: 'callBack',
}

const hostileName =
  'شركة <img src=x onerror=alert(1)> {{count}} $t(app) 🧑‍💻👨‍👩‍👧‍👦 Wolfeschlegelsteinhausenbergerdorff GmbH & Co. KG'
const colleague = { number: '204', name: '', shape: 'short', withheld: false } as const

const withCalls = (...calls: Call[]): Desk => ({ ...desk, calls })

function told(state: Desk, refusal: Refusal, callId?: string): Desk {
  return { ...state, noticesTold: 1, notice: { told: 1, kind: 'refused', refusal, callId } }
}

const gated = (capture: Capture) =>
  told(withCalls(talking({ capture })), { reason: 'capture-incomplete', missing: ['callerName'] }, 'call-1')

const offline = (
  trouble: 'connection-lost' | 'wrong-password',
  state: 'offline' | 'refused',
  detail: string,
): Desk => ({
  ...desk,
  registrations: { main: { state, since: ago(600), trouble, detail } },
})

/** Every moment of the work worth looking at. */
export const states: Readonly<Record<string, Desk>> = {
  reception: desk,
  'reception-dnd': { ...desk, presence: 'dnd', openRecords: 0 },
  'reception-offline': offline('connection-lost', 'offline', 'socket closed: 1006'),
  'reception-refused': offline('wrong-password', 'refused', 'SIP/2.0 403 Forbidden'),
  'reception-several': {
    ...desk,
    settings: { ...settings, accounts: [account, second] },
    registrations: { main: registered, second: { state: 'connecting', since: ago(2) } },
  },
  'reception-empty': { ...emptyDesk({ ...settings, accounts: [] }), audioRoom: true, microphone: 'ready' },
  'reception-nothing-to-dial': told(desk, { reason: 'nothing-to-dial' }),
  'reception-quitting': told(desk, { reason: 'still-open', callsUp: 1, recordsOwed: 2 }),
  'ring-external': withCalls(ringing()),
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
  'bridge-down': withCalls(talking({ capture: some })),
}
