import { assertNever } from '../assertNever'
import type { Call, Phase, WrapUp } from '../call/Call'
import { isOwed, owedBy } from '../call/owedBy'
import type { Capture } from '../capture/Capture'
import { isEmergencyNumber } from '../phone/emergency'
import type { PhoneCommand } from '../phone/Phone'
import { recordOf } from '../record/recordOf'
import { kept } from './applyFact'
import { type Desk, findCall, quietly, refused, type Step, withCall } from './Desk'
import { dialledFrom } from './dialledFrom'
import type { DeskIntent, Intent, NoteIntent, RecordIntent, WireIntent } from './Intent'

/** When each intent about a call makes sense. This table is the specification; the tests walk it. */
export const allowedIn: Record<
  Exclude<WireIntent | NoteIntent | RecordIntent, { type: 'fetchRecord' }>['type'],
  readonly Phase[]
> = {
  answer: ['ringing'],
  decline: ['ringing'],
  hold: ['talking'],
  resume: ['held'],
  hangUp: ['calling', 'talking', 'held'],
  mute: ['talking', 'held'],
  openMicrophone: ['talking', 'held'],
  sendDigits: ['talking'],
  note: ['calling', 'talking', 'held', 'wrapUp'],
  chooseResponse: ['calling', 'talking', 'held', 'wrapUp'],
  markUrgent: ['calling', 'talking', 'held', 'wrapUp'],
  noteWontSay: ['calling', 'talking', 'held', 'wrapUp'],
  correctLine: ['ringing', 'talking', 'held', 'wrapUp'],
  release: ['talking', 'held', 'wrapUp'],
  saveRecord: ['wrapUp'],
  putAside: ['wrapUp'],
}

/** What becomes of the desk when a person has spoken. An intent may be refused; it never moves the wire by itself. */
export function considerIntent(desk: Desk, intent: Intent): Step {
  switch (intent.type) {
    case 'dial':
    case 'registerAgain':
    case 'choosePresence':
    case 'dismissNotice':
    case 'dismissFindings':
    case 'quit':
      return considerDesk(desk, intent)
    case 'fetchRecord':
      if (findCall(desk, intent.callId)) return quietly(desk)
      return { desk, commands: [{ type: 'fetchRecord', callId: intent.callId }] }
    default:
      return considerCall(desk, intent)
  }
}

function considerCall(
  desk: Desk,
  intent: Exclude<WireIntent | NoteIntent | RecordIntent, { type: 'fetchRecord' }>,
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
      return commanding(desk, [...holdOthers(desk, call.callId), { type: 'resume', callId: call.callId }])
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

/** A click promises the caller a voice, so it is refused while there is none to give, and the call rings on. */
function answer(desk: Desk, call: Call): Step {
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room' }, call.callId)
  if (desk.microphone === 'none' || desk.microphone === 'denied') {
    return refused(desk, { reason: 'no-microphone', microphone: desk.microphone }, call.callId)
  }
  const answering = { type: 'answer', callId: call.callId, microphoneFirst: desk.microphone === 'unasked' } as const
  return commanding(desk, [...holdOthers(desk, call.callId), answering])
}

/** Nobody may overhear another caller: whoever is talking goes on hold before the next one is let in. */
function holdOthers(desk: Desk, callId: string): PhoneCommand[] {
  return desk.calls
    .filter(call => call.phase === 'talking' && call.callId !== callId)
    .map(call => ({ type: 'hold', callId: call.callId }))
}

/** The gate. The line is ours to keep open only while it holds what we have not written down. */
function hangUp(desk: Desk, call: Call): Step {
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
  const saving = { ...call, phase: 'saving' } as const
  const record = recordOf(saving, desk.settings.gate)
  return { desk: withoutNotice(withCall(desk, saving)), commands: [{ type: 'saveRecord', record }] }
}

function written(desk: Desk, call: Call, change: Partial<Capture>): Step {
  return changed(desk, { ...call, capture: { ...call.capture, ...change } })
}

function changed(desk: Desk, call: Call): Step {
  return kept(withCall(desk, call), call)
}

function commanding(desk: Desk, commands: PhoneCommand[]): Step {
  return { desk: withoutNotice(desk), commands }
}

const withoutNotice = (desk: Desk): Desk => ({ ...desk, notice: undefined })

function considerDesk(desk: Desk, intent: DeskIntent): Step {
  switch (intent.type) {
    case 'dial':
      return dial(desk, intent)
    case 'registerAgain':
      return { desk, commands: [intent] }
    case 'choosePresence':
      return quietly({ ...desk, presence: intent.presence })
    case 'dismissNotice':
      return quietly(withoutNotice(desk))
    case 'dismissFindings':
      return quietly({ ...desk, findings: [] })
    case 'quit':
      return quit(desk, intent.anyway)
    default:
      return assertNever(intent)
  }
}

function dial(desk: Desk, { callId, text, accountId }: Extract<DeskIntent, { type: 'dial' }>): Step {
  if (findCall(desk, callId)) return quietly(desk)
  const usable = desk.settings.accounts.filter(each => desk.registrations[each.accountId]?.state === 'registered')
  const account = usable.find(each => each.accountId === accountId) ?? usable[0]
  const asked = account ?? desk.settings.accounts[0]
  const emergency = asked !== undefined && isEmergencyNumber(text, asked.country, asked.outsidePrefix)
  const number = dialledFrom(text, desk.people)
  if (number === undefined) return refused(desk, { reason: 'nothing-to-dial' })
  if (!account) return refused(desk, { reason: 'not-registered', emergency })
  if (!desk.audioRoom) return refused(desk, { reason: 'no-audio-room' })
  if (desk.microphone === 'none' || desk.microphone === 'denied') {
    return refused(desk, { reason: 'no-microphone', microphone: desk.microphone })
  }
  const placing = { type: 'dial', callId, accountId: account.accountId, number } as const
  return commanding(desk, [...holdOthers(desk, callId), placing])
}

/** Quitting is the user's right, but not by accident: what is still open is said once. */
function quit(desk: Desk, anyway: boolean): Step {
  const callsUp = desk.calls.filter(call => call.phase !== 'wrapUp' && call.phase !== 'saving').length
  const onTheDesk = desk.calls.filter(
    call => call.phase === 'saving' || (call.phase === 'wrapUp' && call.answeredAt !== undefined),
  ).length
  const recordsOwed = Math.max(desk.openRecords, onTheDesk)
  if (!anyway && (callsUp > 0 || recordsOwed > 0)) {
    return refused(desk, { reason: 'still-open', callsUp, recordsOwed })
  }
  return { desk, commands: [{ type: 'quit' }] }
}
