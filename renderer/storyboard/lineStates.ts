import type { Known } from '../../domain/call/Call'
import type { Desk } from '../../domain/desk/Desk'
import type { Interrupted } from '../../domain/desk/Interrupted'
import type { Outage } from '../../domain/desk/Outage'
import { recordOf } from '../../domain/record/recordOf'
import type { HandOver } from '../../domain/handover/HandOver'
import {
  account,
  ago,
  colleague,
  desk,
  held,
  hostileName,
  internal,
  registered,
  ringing,
  second,
  settings,
  some,
  talking,
  told,
  withCalls,
  wrapUp,
} from './builders'

const named = { ...some, callerName: 'Ogawa' }
const hostile = { number: '123456789012345678901234567890', name: hostileName, shape: 'none', withheld: false } as const
const kobayashi = { number: '0665550199', name: 'Kobayashi', shape: 'national', withheld: false } as const
const gapSince = ago(12)

const lost = (state: Desk): Desk => ({
  ...state,
  registrations: {
    main: { state: 'offline', since: ago(14), trouble: 'connection-lost', detail: 'socket closed: 1006' },
  },
})

const consulting: HandOver = {
  to: { name: 'Tanaka Ichiro', number: '205' },
  way: 'announce',
  callerWas: 'talking',
  legId: 'leg-1',
  startedAt: ago(20),
  stage: 'consulting',
  answeredAt: ago(9),
  joinAsked: false,
  legOver: false,
  saidYes: false,
}

const handingOver = { ...held(21, { capture: named }), phase: 'handingOver', handOver: consulting } as const
const waiting = held(40, { callId: 'call-0', line: internal, party: colleague, directoryName: 'Tanaka Ichiro' })
const sent = { ...held(21, { callId: 'call-0', capture: named }), phase: 'handingOver', handOver: consulting } as const

const outage = (minutesAgo: number, seconds: number, accountId = 'main'): Outage => ({
  accountId,
  from: ago(minutesAgo * 60),
  to: ago(minutesAgo * 60 - seconds),
})
const five = [outage(1_800, 240), outage(240, 181), outage(95, 70), outage(31, 2, 'second'), outage(12, 190)]
const severalAccounts: Partial<Desk> = {
  settings: { ...settings, accounts: [account, second] },
  registrations: { main: registered, second: registered },
}

function interrupted(stage: Interrupted['stage'], seconds = 40, change: Partial<Known> = {}): Interrupted {
  const call = talking({ callId: 'call-9', recordId: 'call-9', capture: named, ...change })
  const dialog = { callId: 'a', localTag: 'b', remoteTag: 'c' }
  return {
    record: { ...recordOf(call, settings.gate), ending: 'interrupted', state: 'open' },
    line: {
      dialog,
      answeredAt: call.answeredAt,
      heldAt: undefined,
      muted: false,
      shape: 'national',
      recalledFrom: '',
      answeredBefore: undefined,
      colleague: undefined,
    },
    aliveAt: ago(seconds),
    recent: false,
    wanted: false,
    stage,
  }
}

const stillUp = (state: Desk, ...calls: readonly Interrupted[]): Desk => ({ ...state, interrupted: calls })

function failed(state: Desk, command: 'hold' | 'takeBack' | 'letGo' | 'join', callId: string): Desk {
  return { ...state, noticesTold: 1, notice: { told: 1, kind: 'failed', command, problem: '', callId } }
}

const ended = (party: string): Desk => ({
  ...desk,
  noticesTold: 1,
  notice: { told: 1, kind: 'endedMeanwhile', party, callId: 'open-1' },
})

/** When the network, the phone system or the app itself goes away: what still stands, and what to do. */
export const lineStates: Readonly<Record<string, Desk>> = {
  'talking-signal-lost': lost(withCalls(talking({ capture: some }))),
  'talking-signal-refused': {
    ...withCalls(talking({ capture: some })),
    registrations: {
      main: { state: 'refused', since: ago(14), trouble: 'wrong-password', detail: '401 Unauthorized' },
    },
  },
  'talking-sound-gap': withCalls(talking({ capture: some, gapSince })),
  'talking-both': lost(withCalls(talking({ capture: some, gapSince }))),
  'talking-both-gate': told(
    lost(withCalls(talking({ capture: some, gapSince }))),
    { reason: 'capture-incomplete', missing: ['callerName'] },
    'call-1',
  ),
  'talking-signal-lost-hold-failed': failed(lost(withCalls(talking({ capture: some }))), 'hold', 'call-1'),
  'talking-signal-lost-hostile': lost(withCalls(talking({ capture: some, party: hostile }))),
  'held-signal-lost': lost(withCalls(held(34, { capture: some }))),
  'held-sound-gap': withCalls(held(34, { capture: some, gapSince })),
  'handing-over-signal-lost': lost(withCalls(handingOver)),
  'handing-over-both': lost(withCalls({ ...handingOver, gapSince })),
  'two-calls-signal-lost': lost(withCalls(waiting, talking({ capture: some }))),
  'two-calls-sound-gap': withCalls({ ...waiting, gapSince }, talking({ capture: some })),
  'three-calls-both': lost(
    withCalls({ ...sent, gapSince }, talking({ capture: some }), ringing({ callId: 'call-2', party: kobayashi })),
  ),
  'talking-outage-over': { ...withCalls(talking({ capture: some })), outages: [outage(12, 190)] },
  'reception-outages': { ...desk, outages: [outage(12, 190)] },
  'reception-outages-5': { ...desk, ...severalAccounts, outages: five },
  'reception-unreadable': { ...desk, unreadable: { count: 1, lastAt: ago(900) } },
  'reception-unreadable-3': { ...desk, unreadable: { count: 3, lastAt: ago(900) }, outages: [outage(12, 2)] },
  'ring-after-outage': {
    ...withCalls(ringing()),
    outages: [outage(12, 190)],
    unreadable: { count: 3, lastAt: ago(900) },
  },
  'interrupted-waiting': stillUp({ ...desk, registrations: {} }, interrupted('waiting', 4)),
  'interrupted-still-up': stillUp(desk, interrupted('stillUp')),
  'interrupted-still-up-failed': failed(stillUp(desk, interrupted('stillUp')), 'takeBack', 'call-9'),
  'interrupted-no-sound': told(
    stillUp({ ...desk, audioRoom: false }, interrupted('stillUp')),
    { reason: 'no-audio-room' },
    'call-9',
  ),
  'interrupted-returning': stillUp(desk, interrupted('returning')),
  'interrupted-leaving': stillUp(desk, interrupted('leaving')),
  'interrupted-leaving-failed': failed(stillUp(desk, interrupted('stillUp')), 'letGo', 'call-9'),
  'interrupted-beside-talking': stillUp(withCalls(talking({ capture: some })), interrupted('stillUp', 190)),
  'interrupted-while-ringing': stillUp(withCalls(ringing()), interrupted('stillUp', 190)),
  'interrupted-hostile': stillUp(
    desk,
    interrupted('stillUp', 190, { party: hostile, capture: { ...named, callerName: hostileName } }),
    interrupted('asked', 30, { callId: 'call-8', line: internal, party: colleague, directoryName: '', capture: some }),
  ),
  'ended-meanwhile': ended('Ogawa'),
  'ended-meanwhile-hostile': ended(hostileName),
  'wrap-up-line-lost': withCalls(wrapUp({ capture: some, ending: 'lineLost' })),
  'wrap-up-line-lost-no-number': withCalls(
    wrapUp({
      capture: some,
      ending: 'lineLost',
      party: { number: '', name: '', shape: 'none', withheld: true },
    }),
  ),
  'wrap-up-interrupted': withCalls(wrapUp({ capture: some, ending: 'interrupted' })),
}
