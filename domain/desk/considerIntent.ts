import { assertNever } from '../assertNever'
import { type Call, type Phase, phases, type WrapUp } from '../call/Call'
import { isOwed, owedBy } from '../call/owedBy'
import type { Capture } from '../capture/Capture'
import { doubtAbout, type TollOf } from '../phone/Doubt'
import { recordOf } from '../record/recordOf'
import { commanding, holdOthers, withoutNotice } from './commanding'
import { askedFirst, type Desk, findCall, quietly, refused, type Step, withCall } from './Desk'
import { considerDesk, type DoubtOf, withoutVoice } from './deskIntents'
import { emergencyTyped } from './emergencies'
import { handOver, join, takeBack } from './handOverIntents'
import { announcing } from './handingOver'
import { kept } from './keeping'
import type { Intent, NoteIntent, RecordIntent, WireIntent } from './Intent'

/** When each intent about a call makes sense. This table is the specification; the tests walk it. */
export const allowedIn: Record<
  Exclude<WireIntent | NoteIntent | RecordIntent, { type: 'fetchRecord' }>['type'],
  readonly Phase[]
> = {
  answer: ['ringing'],
  decline: ['ringing'],
  hold: ['talking'],
  resume: ['held', 'handingOver'],
  handOver: ['talking', 'held'],
  join: ['handingOver'],
  answerRequest: ['talking', 'held'],
  hangUp: ['calling', 'talking', 'held', 'handingOver'],
  mute: ['talking', 'held', 'handingOver'],
  openMicrophone: ['talking', 'held'],
  sendDigits: ['talking'],
  note: ['calling', 'talking', 'held', 'handingOver', 'wrapUp'],
  chooseResponse: ['calling', 'talking', 'held', 'handingOver', 'wrapUp'],
  markUrgent: ['calling', 'talking', 'held', 'handingOver', 'wrapUp'],
  noteWontSay: ['calling', 'talking', 'held', 'handingOver', 'wrapUp'],
  correctLine: ['ringing', 'talking', 'held', 'handingOver', 'wrapUp'],
  speakIn: phases,
  hush: ['ringing'],
  release: ['talking', 'held', 'wrapUp'],
  saveRecord: ['wrapUp'],
  putAside: ['wrapUp'],
}

/**
 * What becomes of the desk when a person has spoken. An intent may be refused; it never moves the wire by itself. What
 * numbers cost is known outside.
 */
export function considerIntent(desk: Desk, intent: Intent, tollOf: TollOf = () => undefined): Step {
  if (intent.type === 'callAnyway') return callAnyway(desk, intent.told, tollOf)
  return consider(desk, intent, (number, account) => doubtAbout(number, account, tollOf))
}

/** A yes belongs to the question that was on the screen when it was given, and to the number in it. */
function callAnyway(desk: Desk, told: number, tollOf: TollOf): Step {
  const { notice } = desk
  if (notice?.kind !== 'askedFirst' || notice.told !== told) return quietly(desk)
  const before = withoutNotice(desk)
  const again = considerIntent(before, notice.wish, tollOf)
  const asked = again.desk.notice
  if (asked?.kind === 'askedFirst' && asked.number === notice.number)
    return consider(before, notice.wish, () => undefined)
  // Whoever wants us to call somebody may have named another number meanwhile.
  return again.commands.length > 0 ? quietly(before) : again
}

function consider(desk: Desk, intent: Exclude<Intent, { type: 'callAnyway' }>, doubtOf: DoubtOf): Step {
  switch (intent.type) {
    case 'dial':
    case 'undoHangUp':
    case 'registerAgain':
    case 'choosePresence':
    case 'prefer':
    case 'dismissNotice':
    case 'dismissFindings':
    case 'dismissOutages':
    case 'dismissUnreadable':
    case 'takeCallBack':
    case 'letCallGo':
    case 'quit':
      return considerDesk(desk, intent, doubtOf)
    case 'fetchRecord':
      if (findCall(desk, intent.callId)) return quietly(desk)
      return { desk, commands: [{ type: 'fetchRecord', callId: intent.callId }] }
    default:
      return considerCall(desk, intent, doubtOf)
  }
}

function considerCall(
  desk: Desk,
  intent: Exclude<WireIntent | NoteIntent | RecordIntent, { type: 'fetchRecord' }>,
  doubtOf: DoubtOf,
): Step {
  const call = findCall(desk, intent.callId)
  if (!call) return refused(desk, { reason: 'no-call' })
  if (!allowedIn[intent.type].includes(call.phase)) {
    return refused(desk, { reason: 'wrong-phase', phase: call.phase }, call.callId)
  }
  switch (intent.type) {
    case 'answer':
      return answer(desk, call)
    case 'resume':
      return resume(desk, call)
    case 'handOver':
      return handOver(desk, call, intent, doubtOf)
    case 'join':
      return join(desk, call)
    case 'answerRequest':
      return answerRequest(desk, call, intent, doubtOf)
    case 'hangUp':
      return hangUp(desk, call)
    case 'decline':
    case 'hold':
    case 'openMicrophone':
      return commanding(desk, [{ type: intent.type, callId: call.callId }])
    case 'mute':
    case 'sendDigits':
      return commanding(desk, [intent])
    case 'note':
      return written(desk, call, { [intent.slot]: intent.text })
    case 'chooseResponse':
      return written(desk, call, { response: intent.response ?? undefined })
    case 'markUrgent':
      return written(desk, call, { urgent: intent.urgent ?? undefined })
    case 'noteWontSay': {
      const others = call.capture.wontSay.filter(slot => slot !== intent.slot)
      return written(desk, call, { wontSay: intent.wontSay ? [...others, intent.slot] : others })
    }
    case 'correctLine':
      return changed(desk, { ...call, corrected: intent.kind === call.line.kind ? undefined : intent.kind })
    case 'speakIn':
      return quietly({ ...desk, languages: { ...desk.languages, [call.callId]: intent.language } })
    case 'hush':
      return quietly({ ...desk, hushed: [...desk.hushed.filter(each => each !== call.callId), call.callId] })
    case 'release':
      return release(desk, { ...call, capture: { ...call.capture, release: intent.reason } })
    case 'saveRecord':
      return call.phase === 'wrapUp' ? save(desk, call) : quietly(desk)
    case 'putAside':
      return call.phase === 'wrapUp' ? putAway(desk, call) : quietly(desk)
    default:
      return assertNever(intent)
  }
}

/** Takes a caller back: off hold, or from the way to a colleague. */
function resume(desk: Desk, call: Call): Step {
  if (call.phase === 'handingOver') return takeBack(desk, call)
  const busy = announcing(desk.calls)
  if (busy) return refused(desk, { reason: 'handing-over', to: busy.handOver.to }, call.callId)
  return commanding(desk, [...holdOthers(desk, call.callId), { type: 'resume', callId: call.callId }])
}

/** Somebody in a call asks us to call another number: we do, or we say no; either way the question is answered. */
function answerRequest(
  desk: Desk,
  call: Call,
  wish: Extract<WireIntent, { type: 'answerRequest' }>,
  doubtOf: DoubtOf,
): Step {
  if (!('askedToCall' in call) || call.askedToCall === '') return quietly(desk)
  const { agreed } = wish
  const account = desk.settings.accounts.find(({ accountId }) => accountId === call.accountId)
  const isEmergency = emergencyTyped(desk, call.askedToCall) !== undefined
  const doubt = account && agreed && !isEmergency ? doubtOf(call.askedToCall, account) : undefined
  if (doubt) return askedFirst(desk, wish, call.askedToCall, doubt)
  const answered = withCall(desk, { ...call, askedToCall: '' })
  return commanding(answered, [{ type: 'answerRequest', callId: call.callId, agreed }])
}

/** A click promises the caller a voice, so it is refused while there is none to give, and the call rings on. */
function answer(desk: Desk, call: Call): Step {
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room' }, call.callId)
  // Perhaps the emergency services, who hear more in silence than in a call that nobody takes.
  const mute = call.emergency ? undefined : withoutVoice(desk)
  if (mute) return refused(desk, mute, call.callId)
  const busy = announcing(desk.calls)
  if (busy) return refused(desk, { reason: 'handing-over', to: busy.handOver.to }, call.callId)
  const answering = { type: 'answer', callId: call.callId, microphoneFirst: desk.microphone === 'unasked' } as const
  return commanding(desk, [...holdOthers(desk, call.callId), answering])
}

/** The gate. The line is ours to keep open only while it holds what we have not written down. */
function hangUp(desk: Desk, call: Call): Step {
  if (call.phase === 'handingOver') {
    return refused(desk, { reason: 'handing-over', to: call.handOver.to }, call.callId)
  }
  if (call.phase !== 'calling' && desk.settings.gate.mode === 'line') {
    const missing = owedBy(call, desk.settings.gate)
    if (missing.length > 0) return refused(desk, { reason: 'capture-incomplete', missing }, call.callId)
  }
  return commanding(desk, [{ type: 'hangUp', callId: call.callId }])
}

function release(desk: Desk, call: Call): Step {
  if (call.phase === 'wrapUp') return putAway(withCall(desk, call), call)
  const { desk: released, commands } = changed(desk, call)
  return { desk: withoutNotice(released), commands: [...commands, { type: 'hangUp', callId: call.callId }] }
}

function save(desk: Desk, call: WrapUp): Step {
  const missing = owedBy(call, desk.settings.gate)
  if (isOwed(call, desk.settings.gate)) return refused(desk, { reason: 'capture-incomplete', missing }, call.callId)
  return putAway(desk, call)
}

function putAway(desk: Desk, call: WrapUp): Step {
  const saving = { ...call, phase: 'saving', atOnce: false } as const
  const record = recordOf(saving, desk.settings.gate)
  return { desk: withoutNotice(withCall(desk, saving)), commands: [{ type: 'saveRecord', record }] }
}

function written(desk: Desk, call: Call, change: Partial<Capture>): Step {
  return changed(desk, { ...call, capture: { ...call.capture, ...change } })
}

function changed(desk: Desk, call: Call): Step {
  return kept(withCall(desk, call), call)
}
