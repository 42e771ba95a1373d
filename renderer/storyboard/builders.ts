import type { Call, Held, Known, Ringing, Talking, WrapUp } from '../../domain/call/Call'
import { blankCapture, type Capture } from '../../domain/capture/Capture'
import { type Desk, emptyDesk } from '../../domain/desk/Desk'
import type { DeskSettings } from '../../domain/desk/Settings'
import type { Refusal } from '../../domain/desk/Notice'
import type { Line } from '../../domain/phone/classifyLine'
import type { Registration, Trouble } from '../../domain/phone/Registration'
import { people } from './people'

const now = Date.now()
export const ago = (seconds: number) => now - seconds * 1000

export const account = {
  accountId: 'main',
  extension: '101',
  displayName: 'Sato Hanako',
  country: 'JP',
  outsidePrefix: '0',
  path: 'sealed' as const,
  line: undefined,
  signal: undefined,
}

export const settings: DeskSettings = {
  accounts: [account],
  calledNumbers: [{ number: '0398765432', answerAs: 'Example Trading' }],
  gate: { mode: 'line', also: [] },
  locale: 'en',
  handOver: { default: 'announce', noAnswerSeconds: 15, method: 'join' },
  callsAtOnce: 3,
}

export const second = { ...account, accountId: 'second', extension: '201', displayName: 'Reception' }

export const registered: Registration = { state: 'registered', since: ago(3600) }

export const desk: Desk = {
  ...emptyDesk(settings),
  registrations: { main: registered },
  microphone: 'ready',
  audioRoom: true,
  people,
  openRecords: 2,
}

export const external: Line = {
  kind: 'external',
  because: 'exchange-signal',
  evidence: ['X-Line-Type: external', 'caller: Ogawa Shoji 0312345678', 'dialled: 0398765432'],
}
export const internal: Line = {
  kind: 'internal',
  because: 'exchange-signal',
  evidence: ['X-Line-Type: internal', 'caller: 204'],
}
export const unverified: Line = { kind: 'unverified', because: 'looks-internal', evidence: ['caller: Sato 102'] }

export const known: Known = {
  callId: 'call-1',
  recordId: 'call-1',
  accountId: 'main',
  direction: 'incoming',
  party: { number: '0312345678', name: 'Ogawa Shoji', shape: 'national', withheld: false },
  line: external,
  corrected: undefined,
  directoryName: '',
  handedBy: '',
  recalledFrom: '',
  dialled: '0398765432',
  answerAs: 'Example Trading',
  startedAt: ago(1),
  answeredBefore: undefined,
  capture: blankCapture,
  emergency: false,
}

export function ringing(change: Partial<Known> = {}): Ringing {
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
      recallOf: '',
      verificationFailed: false,
      forwardedBy: '',
    },
  }
}

export const up = {
  answeredAt: ago(134),
  muted: false,
  silenced: undefined,
  gapSince: undefined,
  heard: true,
  askedToCall: '',
  handOverAsked: false,
}

export function talking(change: Partial<Talking> = {}): Talking {
  return { ...known, startedAt: ago(140), ...up, ...change, phase: 'talking' }
}

export function held(seconds: number, change: Partial<Held> = {}): Held {
  return { ...known, startedAt: ago(140), ...up, ...change, phase: 'held', heldAt: ago(seconds) }
}

export function wrapUp(change: Partial<WrapUp> = {}): WrapUp {
  return {
    ...known,
    startedAt: ago(200),
    answeredAt: ago(194),
    endedAt: ago(10),
    ending: 'endedByThem',
    handedTo: '',
    ...change,
    phase: 'wrapUp',
  }
}

export const some: Capture = {
  ...blankCapture,
  requirement: 'Invoice 204 shows the old address',
  company: 'Ogawa Shoji',
}
export const all: Capture = {
  ...some,
  callerName: 'Ogawa',
  contact: '0312345678',
  forWhom: 'Tanaka (invoices)',
  response: 'callBack',
}

export const hostileName =
  'شركة <img src=x onerror=alert(1)> {{count}} $t(app) 🧑‍💻👨‍👩‍👧‍👦 Wolfeschlegelsteinhausenbergerdorff GmbH & Co. KG'
export const colleague = { number: '204', name: '', shape: 'short', withheld: false } as const

export const withCalls = (...calls: Call[]): Desk => ({ ...desk, calls })

export function told(state: Desk, refusal: Refusal, callId?: string): Desk {
  return { ...state, noticesTold: 1, notice: { told: 1, kind: 'refused', refusal, callId } }
}

export const gated = (capture: Capture) =>
  told(withCalls(talking({ capture })), { reason: 'capture-incomplete', missing: ['callerName'] }, 'call-1')

export const offline = (trouble: Trouble, state: 'offline' | 'refused', detail: string): Desk => ({
  ...desk,
  registrations: { main: { state, since: ago(600), trouble, detail } },
})
