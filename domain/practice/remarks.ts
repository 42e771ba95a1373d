import { textSlots } from '../capture/Capture'
import { holdStage } from '../phrases/holdStage'
import { ringsSince } from '../phrases/ringsSince'
import type { CallRecord } from '../record/CallRecord'
import type { Remark, RemarkKey, SlotCompared } from './Debrief'
import type { EndingJudged } from './judgeEnding'
import { foldName } from './sameAs'
import { choiceOf, type Scene, type SceneCaller } from './Scene'
import type { Story } from './Story'

type Values = Remark['values']
const good = (key: RemarkKey, trouble: number, values: Values = {}): Remark => ({ key, kind: 'good', trouble, values })
const better = (key: RemarkKey, trouble: number, values: Values = {}): Remark => ({
  key,
  kind: 'better',
  trouble,
  values,
})

/** From this ring on the greeting apologises; from the later one on, somebody outside wonders whether we are there. */
const apologyFrom = 3
const tooLateFrom = 5

/** How soon they were answered, and whether anybody spoke to them. */
export function onAnswering({ rangAt, answeredAt, said, silences, ending }: Story): readonly Remark[] {
  if (answeredAt === undefined) return []
  const rings = ringsSince(rangAt, answeredAt)
  const greeting = said.find(({ key }) => key.startsWith('greeting.'))?.key
  const quiet = silences > 0 && ending !== 'gaveUpTalking' ? [better('leftInSilence', 1, { count: silences })] : []
  if (rings >= tooLateFrom) return [better('answeredLate', 1, { rings }), ...quiet]
  if (rings < apologyFrom) return [good('answeredQuickly', 1, { rings }), ...quiet]
  if (greeting === undefined) return quiet
  const late = greeting.includes('Late.')
  return [late ? good('apologisedForWait', 1, { rings }) : better('noApology', 1, { rings }), ...quiet]
}

/** Whether they were greeted as what the line was. A colleague greeted like a customer smiles. */
export function onTheLine({ said }: Story, record: CallRecord, { truth }: SceneCaller): readonly Remark[] {
  const asColleague = said.some(({ key }) => key.startsWith('greeting.internal'))
  const wrong = record.corrected !== undefined && record.corrected !== truth.line
  return [
    ...(asColleague && truth.line === 'external' ? [better('greetedAsColleague', 2)] : []),
    ...(wrong ? [better('lineCorrectedWrongly', 2)] : []),
  ]
}

/** How long they were on hold, whether they were asked, and whether they were taken back from a colleague's silence. */
export function onHolding({ holds, handOvers, ending }: Story): readonly Remark[] {
  const seconds = longestHold(holds)
  const stage = holdStage(0, seconds * 1_000)
  const unasked = holds.some(({ asked }) => !asked) ? [better('heldWithoutAsking', 3)] : []
  const cameBack = handOvers.find(({ cameBack }) => cameBack !== undefined)
  const tookBack = cameBack && ending === 'goodbye' ? [good('tookBack', 3, { extension: cameBack.to })] : []
  if (holds.length === 0 || ending === 'gaveUpOnHold') return [...unasked, ...tookBack]
  if (stage === 'minute') return [better('heldTooLong', 3, { seconds }), ...unasked, ...tookBack]
  if (stage === 'half') return [better('heldHalfAMinute', 3, { seconds }), ...unasked, ...tookBack]
  return [...(unasked.length === 0 ? [good('heldBriefly', 3, { seconds })] : unasked), ...tookBack]
}

export function longestHold(holds: Story['holds']): number {
  return Math.round(Math.max(0, ...holds.map(({ from, to }) => to - from)) / 1_000)
}

/** What was caught of what they said. Nothing is asked of somebody who went on to a colleague, or was let go. */
export function onTheNotes(slots: readonly SlotCompared[], { kind }: EndingJudged): readonly Remark[] {
  const compared = kind === 'message' || kind === 'lost' ? slots : slots.filter(({ result }) => result === 'wrong')
  const amiss = compared.flatMap(({ slot, noted, truth, result, told }) => {
    // Whom it is for is judged by whom it reached.
    if (slot === 'forWhom') return []
    if (result === 'wrong') return [better(`wrong.${slot}`, 5, { noted, truth })]
    // Nobody is asked for their company by the gate: it is praised when it is there.
    if (result !== 'missed' || slot === 'company') return []
    return [better(`${told ? 'toldNotNoted' : 'missed'}.${slot}`, 5, { truth })]
  })
  if (amiss.length > 0 || kind !== 'message' || slots.length === 0) return amiss
  return [good('allCaught', 5, { count: slots.filter(({ result }) => result !== 'missed').length })]
}

/** Whether they were let finish, and the call closed with a goodbye. */
export function onListening({ talkedOver, ending }: Story, { kind }: EndingJudged): readonly Remark[] {
  const cutOff = ending === 'cutOff' && kind !== 'released'
  return [
    ...(talkedOver > 0 ? [better('talkedOver', 5, { count: talkedOver })] : []),
    ...(cutOff ? [better('cutOff', 5)] : []),
  ]
}

/** What should not have been said, or been written where others read it. */
export function onDiscretion(scene: Scene, { said }: Story, { capture }: CallRecord): readonly Remark[] {
  const spoken = said.flatMap(({ key }) => choiceOf(scene, key)?.forbidden ?? [])
  const notes = foldName(textSlots.map(slot => capture[slot]).join(' '))
  const written = scene.forbiddenWords.filter(({ words }) => words.some(word => notes.includes(foldName(word))))
  const amiss = [
    ...[...new Set(spoken)].map(kind => better(`said.${kind}`, 6)),
    ...[...new Set(written.map(({ kind }) => kind))].map(kind => better(`wrote.${kind}`, 6)),
  ]
  const tempted = scene.forbiddenWords.length > 0 || scene.choices.some(({ forbidden }) => forbidden !== undefined)
  return amiss.length > 0 || !tempted ? amiss : [good('keptQuiet', 6)]
}

/** Whether the caller or the message came to the right person, and whether the record is finished. */
export function onTheEnding(ended: EndingJudged, { state }: CallRecord): readonly Remark[] {
  const { remark, right, values, kind } = ended
  // The way out would have been enough; a message that somebody took the trouble to write is no mistake.
  const asGood = right && remark !== 'couldRelease'
  return [
    asGood ? good(remark, troubleOf(remark), values) : better(remark, troubleOf(remark), values),
    ...(state === 'open' && kind !== 'lost' ? [better('recordOpen', 7)] : []),
  ]
}

function troubleOf(remark: RemarkKey): number {
  switch (remark) {
    case 'declined':
    case 'notAnswered':
    case 'gaveUpTalking':
      return 1
    case 'lostOnHold':
    case 'leftWithMailbox':
      return 3
    case 'wrongPerson':
    case 'rightPerson':
      return 4
    case 'noAddressee':
      return 7
    case 'couldRelease':
      return 8
    default:
      return 5
  }
}
