import type { Desk } from '../../domain/desk/Desk'
import type { Doubt } from '../../domain/phone/Doubt'
import { ago, desk, held, known, ringing, settings, some, talking, told, withCalls, wrapUp } from './builders'

const help = {
  direction: 'outgoing',
  emergency: true,
  party: { number: '119', name: '', shape: 'short', withheld: false },
  line: { kind: 'external', because: 'we-dialled', evidence: [] },
} as const

const inACall = withCalls(talking({ capture: some }))

/** One question before a number is called. */
function asking(number: string, doubt: Doubt, state: Desk = inACall): Desk {
  const wish = { type: 'dial', callId: 'ours', text: number, accountId: null } as const
  return { ...state, noticesTold: 1, notice: { told: 1, kind: 'askedFirst', wish, number, doubt, callId: undefined } }
}

/** The dial box wherever one is, the question before a call, and calls for help. In those that begin with `dialling` it is open. */
export const diallingStates: Readonly<Record<string, Desk>> = {
  'dialling-talking': inACall,
  'dialling-held': withCalls(held(34, { capture: some })),
  'dialling-ringing': withCalls(ringing()),
  'dialling-wrap-up': withCalls(wrapUp({ capture: some })),
  'dialling-forwards': asking('*720900000000', 'forwards'),
  'dialling-premium': asking('0990504321', 'premium'),
  'dialling-satellite': asking('010881612345678', 'satellite'),
  'dialling-elsewhere': told(inACall, { reason: 'address-elsewhere' }),
  'asking-code': asking('*97', 'featureCode', desk),
  'asking-shared-cost': asking('0570012345', 'sharedCost', desk),
  'help-calling': { ...withCalls({ ...known, ...help, phase: 'calling', farEndRinging: true }), microphone: 'none' },
  'help-unheard': { ...withCalls(talking({ ...help, silenced: 'none' })), microphone: 'none' },
  'help-not-reached': withCalls(wrapUp({ ...help, answeredAt: undefined, ending: 'refused', endedAt: ago(1) })),
  'help-may-call': withCalls(ringing({ emergency: true })),
  'help-may-talk': withCalls(talking({ emergency: true })),
  'help-in-practice': {
    ...told(desk, { reason: 'not-registered', emergency: true }),
    settings: { ...settings, practice: true },
  },
}
