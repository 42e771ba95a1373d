import type { HandingOver, Talking } from '../call/Call'
import { blankCapture } from '../capture/Capture'
import type { Party } from '../phone/Invitation'
import { isNumberOf } from '../phone/isNumberOf'
import { shapeAsKept } from '../phone/shapeAsKept'
import { nameFor, sideOf } from './beginning'
import type { Step } from './Desk'
import { kept } from './keeping'

/** A colleague who is already talking to us stays: their leg becomes a call of its own. */
export function goesOnAlone({ desk, commands }: Step, { accountId, handOver }: HandingOver): Step {
  const answeredAt = handOver.stage === 'consulting' ? handOver.answeredAt : handOver.startedAt
  const { legId, to, startedAt } = handOver
  const party: Party = { number: to.number, name: '', shape: shapeAsKept(to.number), withheld: false }
  const talking: Talking = {
    phase: 'talking',
    callId: legId,
    recordId: legId,
    accountId,
    direction: 'outgoing',
    party,
    line: { kind: sideOf(desk, party), because: 'we-dialled', evidence: [] },
    corrected: undefined,
    directoryName: nameFor(desk, party) || (isNumberOf(party, to.name) ? '' : to.name),
    handedBy: '',
    recalledFrom: '',
    dialled: '',
    answerAs: '',
    startedAt,
    answeredBefore: undefined,
    capture: blankCapture,
    emergency: false,
    answeredAt,
    muted: false,
    silenced: undefined,
    heard: true,
    gapSince: undefined,
    askedToCall: '',
    handOverAsked: false,
  }
  const step = kept({ ...desk, calls: [...desk.calls, talking] }, talking)
  return { desk: step.desk, commands: [...commands, ...step.commands] }
}
