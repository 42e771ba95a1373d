import type { Call, HandingOver, Held } from '../../domain/call/Call'
import type { Desk } from '../../domain/desk/Desk'
import type { HandBack, HandOver, Way } from '../../domain/handover/HandOver'
import {
  ago,
  colleague,
  desk,
  held,
  hostileName,
  internal,
  known,
  ringing,
  settings,
  some,
  talking,
  withCalls,
} from './builders'

const tanaka = { name: 'Tanaka Ichiro', number: '205' }
const named = { ...some, callerName: 'Ogawa', forWhom: 'Tanaka (invoices)' }

const proof = { legOver: false, saidYes: false }
const asking = { ...proof, joinAsked: false }

type At =
  | { readonly stage: 'dialling' | 'joined' }
  | ({ readonly stage: 'joining' } & typeof proof)
  | { readonly stage: 'ringing'; readonly rangAt: number }
  | ({ readonly stage: 'consulting' | 'answeredAtOnce'; readonly answeredAt: number } & typeof asking)
  | { readonly stage: 'referring'; readonly heardAt: number }

function handingOver(way: Way, at: At, change: Partial<Held> & { readonly to?: HandOver['to'] } = {}): HandingOver {
  const { to = tanaka, ...rest } = change
  const call = held(9, { capture: named, ...rest })
  const handOver: HandOver = { to, way, callerWas: 'talking', legId: 'leg-1', startedAt: ago(8), ...at }
  return { ...call, phase: 'handingOver', handOver }
}

const ringingThere: At = { stage: 'ringing', rangAt: ago(7) }
const onTheLine: At = { stage: 'consulting', answeredAt: ago(4), ...asking }
const atOnce: At = { stage: 'answeredAtOnce', answeredAt: ago(2), ...asking }

const one = (way: Way, at: At, change?: Parameters<typeof handingOver>[2]) => withCalls(handingOver(way, at, change))

function back(why: HandBack, call: Call = talking({ capture: named }), to = tanaka): Desk {
  return { ...withCalls(call), noticesTold: 1, notice: { told: 1, kind: 'handedBack', why, to, callId: call.callId } }
}

const kobayashi = { number: '0665550199', name: 'Kobayashi', shape: 'national', withheld: false } as const
const secondRing = ringing({ callId: 'call-2', party: kobayashi })
const undo = { call: { ...known, callId: 'call-0', recordId: 'call-0' }, until: Date.now() + 11_000 }

/** Handing over, several calls, and what comes back. */
export const handOverStates: Readonly<Record<string, Desk>> = {
  finder: withCalls(talking({ capture: some })),
  'finder-results': withCalls(talking({ capture: some })),
  'finder-none': withCalls(talking({ capture: some })),
  'finder-typed': withCalls(talking({ capture: some })),
  'finder-for-whom': withCalls(talking({ capture: named })),
  'finder-hostile': withCalls(
    talking({ capture: some, party: { number: '1234567890', name: hostileName, shape: 'none', withheld: false } }),
  ),
  'finder-held': withCalls(held(34, { capture: some })),
  'finder-send': { ...withCalls(talking({ capture: some })), settings: sendFirst('join') },
  'finder-refer': { ...withCalls(talking({ capture: some })), settings: sendFirst('refer') },
  'finder-no-extension': withCalls(talking({ capture: some })),
  'handing-dialling': one('announce', { stage: 'dialling' }),
  'handing-ringing': one('announce', ringingThere),
  'handing-consulting': one('announce', onTheLine),
  'handing-consulting-long': one('announce', onTheLine, {
    heldAt: ago(71),
    capture: {
      ...named,
      company: 'Gesellschaft für außerordentlich lange Firmennamen und Co. mbH',
      requirement: 'The export of all invoices since the first of October fails with a message about a certificate',
    },
    to: { name: 'Wolfeschlegelsteinhausenbergerdorff-Rosenkrantz Maximiliane', number: '207' },
  }),
  'handing-consulting-nothing-known': one('announce', onTheLine, {
    capture: { ...some, requirement: '', company: '' },
    party: { number: '', name: '', shape: 'none', withheld: true },
  }),
  'handing-joining': one('announce', { stage: 'joining', ...proof }),
  'handing-send-ringing': one('send', ringingThere),
  'handing-send-at-once': one('send', atOnce),
  'handing-send-typed': one('send', ringingThere, { to: { name: '103', number: '103' } }),
  'handing-referring': one('refer', { stage: 'referring', heardAt: ago(3) }),
  'handing-joined': one('announce', { stage: 'joined' }),
  'handing-refused': {
    ...one('announce', onTheLine),
    noticesTold: 1,
    notice: { told: 1, kind: 'refused', refusal: { reason: 'handing-over', to: tanaka }, callId: 'call-1' },
  },
  'handing-while-ringing': withCalls(handingOver('announce', onTheLine), secondRing),
  'handing-while-talking': withCalls(
    handingOver('send', atOnce),
    talking({ callId: 'call-2', party: kobayashi, capture: { ...some, company: '' } }),
  ),
  'back-busy': back('busy'),
  'back-declined': back('declined'),
  'back-unanswered': back('unanswered'),
  'back-not-found': back('notFound', talking({ capture: named }), { name: '103', number: '103' }),
  'back-unreachable': back('unreachable'),
  'back-hung-up': back('hungUp'),
  'back-lost': back('lost'),
  'back-join-refused': back('joinRefused'),
  'back-join-silent': back('joinSilent'),
  'back-held': back('busy', held(34, { capture: named })),
  'back-while-talking': {
    ...back('unanswered', held(34, { capture: named })),
    calls: [held(34, { capture: named }), talking({ callId: 'call-2', party: kobayashi })],
  },
  'held-35': withCalls(held(35, { capture: some })),
  'two-calls': withCalls(
    held(40, { callId: 'call-0', line: internal, party: colleague, directoryName: 'Tanaka Ichiro' }),
    talking({ capture: some }),
  ),
  'three-calls': withCalls(
    held(40, { callId: 'call-0', line: internal, party: colleague, directoryName: 'Tanaka Ichiro' }),
    talking({ capture: some }),
    secondRing,
  ),
  undo: { ...desk, undo },
  'undo-while-ringing': { ...withCalls(secondRing), undo },
  'handed-by': withCalls(
    talking({
      line: { kind: 'unverified', because: 'handed-over', evidence: ['handed over by Suzuki Ken', 'now: 0665550199'] },
      party: kobayashi,
      handedBy: 'Suzuki Ken',
    }),
  ),
  'ring-recalled': withCalls(ringing({ recalledFrom: 'Tanaka Ichiro', capture: named })),
  recalled: withCalls(talking({ recalledFrom: 'Tanaka Ichiro', capture: named, answeredAt: ago(2) })),
  'asked-to-call': withCalls(talking({ capture: some, askedToCall: '103' })),
  findings: {
    ...desk,
    findings: [
      {
        kind: 'journal-damaged',
        keptAs: 'journal.damaged-2026-11-22.db',
        carriedOver: 212,
        from: 'damage',
        unreadable: 0,
        left: 0,
        waitingFor: undefined,
      },
      {
        kind: 'settings-broken',
        keptAs: 'settings.broken.json',
        mistake: 'accounts[0].server: must begin with wss://',
      },
      { kind: 'people-skipped', file: 'people.csv', lines: 2, first: '14: no name' },
    ],
  },
}

function sendFirst(method: 'join' | 'refer') {
  return { ...settings, handOver: { ...settings.handOver, default: 'send', method } } as const
}

/** In which states somebody is being looked for, and what was typed. */
export const typedIntoFinder: Readonly<Record<string, string>> = {
  finder: '',
  'finder-results': 'tan',
  'finder-none': 'zebra',
  'finder-typed': '103',
  'finder-for-whom': '',
  'finder-hostile': 'wolf',
  'finder-held': 'tan',
  'finder-send': 'tan',
  'finder-refer': 'tan',
  'finder-no-extension': 'okada',
}
