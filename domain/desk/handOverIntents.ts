import type { Call } from '../call/Call'
import type { HandOverPlan } from '../handover/HandOver'
import { askedFirst, type Desk, quietly, refused, type Step, withCall } from './Desk'
import { type DoubtOf, hostsOf } from './deskIntents'
import { dialledFrom } from './dialledFrom'
import { emergencyTyped } from './emergencies'
import { announcing, handBack } from './handingOver'
import { commanding, holdOthers } from './commanding'
import type { WireIntent } from './Intent'

type IntentOf<Type extends WireIntent['type']> = Extract<WireIntent, { type: Type }>

/** Gives a caller to a colleague: on hold first, so that they hear music while we find out whether anybody is there. */
export function handOver(desk: Desk, call: Call, wish: IntentOf<'handOver'>, doubtOf: DoubtOf): Step {
  const { legId, to, way } = wish
  if (call.phase !== 'talking' && call.phase !== 'held') return refused(desk, { reason: 'no-call' })
  const busy = announcing(desk.calls)
  if (busy) return refused(desk, { reason: 'handing-over', to: busy.handOver.to }, call.callId)
  const emergency = emergencyTyped(desk, to.number)
  const meant = emergency === undefined ? dialledFrom(to.number, desk.people, hostsOf(desk)) : { number: emergency }
  if ('refused' in meant) return refused(desk, { reason: meant.refused }, call.callId)
  const { number } = meant
  if (desk.registrations[call.accountId]?.state !== 'registered') {
    return refused(desk, { reason: 'not-registered', emergency: false }, call.callId)
  }
  const account = desk.settings.accounts.find(each => each.accountId === call.accountId)
  const doubt = account && emergency === undefined ? doubtOf(number, account) : undefined
  if (doubt) return askedFirst(desk, wish, number, doubt)
  const { callId, accountId } = call
  const isPlain = desk.settings.handOver.method === 'refer'
  const plan: HandOverPlan = { to: { name: to.name, number }, way: isPlain ? 'refer' : way, callerWas: call.phase }
  const asking = isPlain
    ? ({ type: 'refer', callId, legId, plan } as const)
    : ({ type: 'consult', callId, legId, accountId, plan } as const)
  if (call.handOverAsked) return quietly(desk)
  // Whoever else is talking must not overhear the colleague either.
  return commanding(withCall(desk, { ...call, handOverAsked: true }), [
    ...holdOthers(desk, callId),
    ...(call.phase === 'talking' ? [{ type: 'hold', callId } as const] : []),
    asking,
  ])
}

/** Puts the two together, once somebody has answered. */
export function join(desk: Desk, call: Call): Step {
  if (call.phase !== 'handingOver') return refused(desk, { reason: 'no-call' })
  const { stage, legId } = call.handOver
  if (stage !== 'consulting' && stage !== 'answeredAtOnce') {
    return refused(desk, { reason: 'wrong-phase', phase: call.phase }, call.callId)
  }
  // Asked once: the exchange might refuse the second time what it is doing already.
  if (call.handOver.joinAsked) return quietly(desk)
  const asked = withCall(desk, { ...call, handOver: { ...call.handOver, joinAsked: true } })
  return commanding(asked, [{ type: 'join', callId: call.callId, legId }])
}

/** Esc, Cancel and Take back are one thing: the caller is with us again. */
export function takeBack(desk: Desk, call: Extract<Call, { phase: 'handingOver' }>): Step {
  // They are with the colleague already; there is nobody to take back.
  if (call.handOver.stage === 'joined') return refused(desk, { reason: 'wrong-phase', phase: call.phase }, call.callId)
  return handBack(desk, call, 'cancelled')
}
