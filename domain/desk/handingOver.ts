import { assertNever } from '../assertNever'
import type { Call, Held, HandingOver } from '../call/Call'
import type { Instant } from '../Instant'
import {
  handBackFor,
  type HandBack,
  type HandOver,
  hasLeg,
  isSpeaking,
  joinPatienceMs,
  rangLongEnoughMs,
  refusalWithinMs,
} from '../handover/HandOver'
import type { Command } from './Command'
import { holdOthers } from './commanding'
import { type Desk, findCall, quietly, type Step, withCall, withFailure, withHandBack } from './Desk'
import { endingBy, putDown, rememberHandedOver } from './ending'
import type { FactOf } from './Fact'
import { goesOnAlone } from './goesOnAlone'
import { kept } from './keeping'
import type { Wake } from './Wake'

/** The caller for whom this leg rings a colleague, if any. */
export function handingOverWith(desk: Desk, legId: string): HandingOver | undefined {
  const call = desk.calls.find(each => each.phase === 'handingOver' && each.handOver.legId === legId)
  return call?.phase === 'handingOver' ? call : undefined
}

export function consultationPlaced(desk: Desk, { callId, legId, plan, at }: FactOf<'consultationPlaced'>): Step {
  if (handingOverWith(desk, legId)) return quietly(desk)
  const call = findCall(desk, callId)
  // The caller is gone, or is being handed over already: nobody waits for this colleague.
  if (call?.phase !== 'held') return { desk, commands: [{ type: 'hangUp', callId: legId }] }
  // We can announce one caller at a time, and what was pressed while their line was being held may have begun another.
  const isOurs = plan.way !== 'announce' || announcing(desk.calls) === undefined
  if (!isOurs) return { desk, commands: [{ type: 'hangUp', callId: legId }] }
  const wake: Wake = { what: 'colleagueSilent', callId, legId }
  return begun(desk, call, { ...plan, legId, startedAt: at, stage: 'dialling' }, [
    { type: 'wake', wake, afterMs: desk.settings.handOver.noAnswerSeconds * 1_000 },
    ...(plan.way === 'announce' ? holdOthers(desk, callId) : []),
  ])
}

export function referAccepted(desk: Desk, { callId, legId, plan, at }: FactOf<'referAccepted'>): Step {
  const call = findCall(desk, callId)
  if (call?.phase !== 'held' && call?.phase !== 'talking') return quietly(desk)
  // Taken back while the exchange was being asked: it has agreed to move them, so music is all that is left to give.
  const held: Held = call.phase === 'held' ? call : { ...call, phase: 'held', heldAt: at }
  return begun(desk, held, { ...plan, legId, startedAt: at, stage: 'referring', heardAt: at }, [
    joinWake(callId, legId),
    ...(call.phase === 'talking' ? [{ type: 'hold', callId } as const] : []),
  ])
}

function begun(desk: Desk, call: Held, handOver: HandOver, commands: Command[]): Step {
  const handingOver: HandingOver = { ...call, phase: 'handingOver', handOverAsked: false, handOver }
  return kept(withCall(desk, handingOver), handingOver, ...commands)
}

type LegFact = FactOf<'farEndRinging' | 'callAnswered' | 'callEnded'>

/** What the colleague's leg does to the hand-over. */
export function legMoved(desk: Desk, call: HandingOver, fact: LegFact): Step {
  const { handOver } = call
  switch (fact.type) {
    case 'farEndRinging':
      return handOver.stage === 'dialling'
        ? at(desk, call, { ...handOver, stage: 'ringing', rangAt: fact.at })
        : quietly(desk)
    case 'callAnswered':
      return colleagueAnswered(desk, call, fact.at)
    case 'callEnded':
      return legEnded(desk, call, fact)
    default:
      return assertNever(fact)
  }
}

function colleagueAnswered(desk: Desk, call: HandingOver, answeredAt: number): Step {
  const { handOver } = call
  if (handOver.stage !== 'dialling' && handOver.stage !== 'ringing') return quietly(desk)
  if (handOver.way === 'announce') return at(desk, call, { ...handOver, stage: 'consulting', answeredAt, ...unasked })
  const rangFor = handOver.stage === 'ringing' ? answeredAt - handOver.rangAt : 0
  const isJoined = rangFor >= rangLongEnoughMs
  const next: HandOver = { ...handOver, stage: 'answeredAtOnce', answeredAt, ...unasked, joinAsked: isJoined }
  if (!isJoined) return at(desk, call, next)
  return at(desk, call, next, { type: 'join', callId: call.callId, legId: handOver.legId })
}

const unasked = { joinAsked: false, legOver: false, saidYes: false }

function legEnded(desk: Desk, call: HandingOver, { by, code }: FactOf<'callEnded'>): Step {
  const { handOver } = call
  switch (handOver.stage) {
    case 'dialling':
    case 'ringing':
      return handBack(desk, call, by === 'network' ? 'lost' : handBackFor(code))
    case 'consulting':
    case 'answeredAtOnce':
      // What the exchange does may overtake its answer to our asking.
      if (handOver.joinAsked && by !== 'network') {
        return at(desk, call, { ...handOver, legOver: true }, refusalWake(call))
      }
      return handBack(desk, call, by === 'network' ? 'lost' : 'hungUp')
    case 'joining':
      return by === 'network' ? handBack(desk, call, 'lost') : proved(desk, call, { ...handOver, legOver: true })
    case 'joined':
    case 'referring':
      return quietly(desk)
    default:
      return assertNever(handOver)
  }
}

type Joining = Extract<HandOver, { stage: 'joining' }>

/** Our leg is over, and the exchange says that it was its doing: they are together. Or it may still say no. */
function proved(desk: Desk, call: HandingOver, handOver: Joining): Step {
  if (handOver.legOver && handOver.saidYes) return joined(desk, { ...call, handOver })
  if (!handOver.legOver) return at(desk, call, handOver)
  return at(desk, call, handOver, refusalWake(call))
}

export function joinAccepted(desk: Desk, { callId, legId }: FactOf<'joinAccepted'>): Step {
  const call = findCall(desk, callId)
  if (call?.phase !== 'handingOver' || call.handOver.legId !== legId) return quietly(desk)
  const { handOver } = call
  if (handOver.stage !== 'consulting' && handOver.stage !== 'answeredAtOnce') return quietly(desk)
  const { joinAsked: _, answeredAt: __, ...rest } = handOver
  const step = proved(desk, call, { ...rest, stage: 'joining' })
  return { desk: step.desk, commands: [...step.commands, joinWake(callId, legId)] }
}

/** What the exchange reports of a REFER. Its "200" may be false, its refusal is not. */
export function referReported(desk: Desk, { callId, code, at: now }: FactOf<'referReported'>): Step {
  const call = findCall(desk, callId)
  if (call?.phase !== 'handingOver') return quietly(desk)
  const { handOver } = call
  if (handOver.stage === 'consulting' || handOver.stage === 'answeredAtOnce') {
    if (!handOver.joinAsked || code < 200) return quietly(desk)
    return code >= 300
      ? handBack(desk, call, handOver.legOver ? 'hungUp' : 'joinRefused')
      : at(desk, call, { ...handOver, saidYes: true })
  }
  if (handOver.stage === 'joining') {
    if (code >= 300) return handBack(desk, call, handOver.legOver ? 'hungUp' : 'joinRefused')
    return code >= 200 ? proved(desk, call, { ...handOver, saidYes: true }) : quietly(desk)
  }
  if (handOver.stage !== 'referring') return quietly(desk)
  if (code >= 300) return handBack(desk, call, handBackFor(code))
  if (code >= 200) return joined(desk, call)
  return at(desk, call, { ...handOver, heardAt: now }, joinWake(callId, handOver.legId))
}

/** The caller is with the colleague; our own leg to the caller is all that is left, and we end it ourselves. */
function joined(desk: Desk, call: HandingOver): Step {
  return at(desk, call, { ...call.handOver, stage: 'joined' }, { type: 'hangUp', callId: call.callId })
}

/** The caller's own line went down while they were being handed over. */
export function callerEnded(desk: Desk, call: HandingOver, fact: FactOf<'callEnded'>): Step {
  const { handOver } = call
  const { stage, legId, to } = handOver
  if (stage === 'joined') {
    const done = rememberHandedOver(desk, call, to, fact.at)
    return putDown(done, call, 'handedOver', fact, to)
  }
  // While they were being joined, the exchange may have ended both of our legs; whoever is left still talks to us.
  const areTogether = 'saidYes' in handOver && handOver.saidYes
  // The exchange may have taken them already, and may yet ring them back.
  const remembered = hasLeg(handOver) && !areTogether ? desk : rememberHandedOver(desk, call, to, fact.at)
  const step = putDown(remembered, call, areTogether ? 'handedOver' : endingBy(fact.by), fact, to)
  if ('legOver' in handOver && handOver.legOver) return step
  if (isSpeaking(handOver)) return goesOnAlone(step, call)
  return hasLeg(handOver) ? { ...step, commands: [...step.commands, { type: 'hangUp', callId: legId }] } : step
}

/**
 * The caller is ours again, as they were: on hold if they were on hold. The colleague's leg is taken back, and the
 * caller is taken off hold unless somebody else has our ear by now.
 */
export function handBack(desk: Desk, call: HandingOver, why: HandBack): Step {
  const { handOver, ...rest } = call
  const held: Held = { ...rest, phase: 'held' }
  const comesBack = isEarFree(desk, call.callId) && (why === 'cancelled' || handOver.callerWas === 'talking')
  const told = why === 'cancelled' ? { ...desk, notice: undefined } : withHandBack(desk, call.callId, why, handOver.to)
  return kept(
    withCall(told, held),
    held,
    ...(hasLeg(handOver) && !('legOver' in handOver && handOver.legOver)
      ? [{ type: 'hangUp', callId: handOver.legId } as const]
      : []),
    ...(comesBack ? [{ type: 'resume', callId: call.callId } as const] : []),
  )
}

/** What was asked for did not come about, so it may be asked for again. */
export function handOverNotBegun(desk: Desk, callId: string): Desk {
  const call = findCall(desk, callId)
  const wasAsked = (call?.phase === 'talking' || call?.phase === 'held') && call.handOverAsked
  return wasAsked ? withCall(desk, { ...call, handOverAsked: false }) : desk
}

/** A command that was to hand a caller over has failed: the caller comes back, and the user hears why. */
export function handOverFailed(
  desk: Desk,
  command: Extract<Command, { type: 'consult' | 'join' | 'refer' }>,
  problem: string,
): Step {
  const call = findCall(desk, command.callId)
  if (call?.phase === 'handingOver') {
    if (command.type !== 'join') return quietly(withFailure(desk, command, problem))
    if (command.legId !== call.handOver.legId) return quietly(desk)
    const isOver = 'legOver' in call.handOver && call.handOver.legOver
    return handBack(desk, call, isOver ? 'hungUp' : 'joinRefused')
  }
  // The leg has told its end already, and the caller is on the way back: to ask twice would be to fail once.
  if (desk.notice?.kind === 'handedBack' && desk.notice.callId === command.callId) return quietly(desk)
  const told = withFailure(desk, command, problem)
  const comesBack =
    call?.phase === 'held' &&
    isEarFree(desk, call.callId) &&
    command.type !== 'join' &&
    command.plan.callerWas === 'talking'
  return { desk: told, commands: comesBack ? [{ type: 'resume', callId: command.callId }] : [] }
}

export function woken(
  desk: Desk,
  wake: Exclude<Wake, { what: 'waitedLong' | 'doNotDisturbOver' }>,
  now: Instant,
): Step {
  if (wake.what === 'undoOver') {
    const isOver = desk.undo?.call.recordId === wake.callId && now >= desk.undo.until
    return quietly(isOver ? { ...desk, undo: undefined } : desk)
  }
  const call = handingOverWith(desk, wake.legId)
  if (!call) return quietly(desk)
  const { handOver } = call
  if (wake.what === 'colleagueSilent') {
    const isSilent = handOver.stage === 'dialling' || handOver.stage === 'ringing'
    return isSilent ? handBack(desk, call, 'unanswered') : quietly(desk)
  }
  if (handOver.stage === 'joining') {
    return handBack(desk, call, handOver.legOver ? 'hungUp' : 'joinSilent')
  }
  // The colleague is gone, and the exchange has not even said that it will try.
  if ('legOver' in handOver && handOver.legOver) return handBack(desk, call, 'hungUp')
  const isSilent = handOver.stage === 'referring' && now - handOver.heardAt >= joinPatienceMs
  return isSilent ? handBack(desk, call, 'joinSilent') : quietly(desk)
}

/** Whether nobody is talking to us, and no colleague is about to. */
export function isEarFree({ calls }: Desk, callId?: string): boolean {
  const others = calls.filter(each => each.callId !== callId)
  return announcing(others) === undefined && !others.some(each => each.phase === 'talking')
}

/** The call for whose hand-over our ear and mouth are needed, so that nobody else may be let in. */
export function announcing(calls: readonly Call[]): HandingOver | undefined {
  const call = calls.find(each => each.phase === 'handingOver' && each.handOver.way === 'announce')
  return call?.phase === 'handingOver' ? call : undefined
}

function joinWake(callId: string, legId: string): Command {
  return { type: 'wake', wake: { what: 'joinSilent', callId, legId }, afterMs: joinPatienceMs }
}

function refusalWake({ callId, handOver: { legId } }: HandingOver): Command {
  return { type: 'wake', wake: { what: 'joinSilent', callId, legId }, afterMs: refusalWithinMs }
}

function at(desk: Desk, call: HandingOver, handOver: HandOver, ...commands: Command[]): Step {
  const moved: HandingOver = { ...call, handOver }
  return { desk: withCall(desk, moved), commands }
}
