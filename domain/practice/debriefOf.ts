import type { Capture } from '../capture/Capture'
import type { Person } from '../directory/Person'
import { ringsSince } from '../phrases/ringsSince'
import { nameOfRecord } from '../record/nameOfRecord'
import type { CallRecord } from '../record/CallRecord'
import { compareSlots } from './compareSlots'
import type { Debrief, Remark } from './Debrief'
import { judgeEnding } from './judgeEnding'
import {
  longestHold,
  onAnswering,
  onDiscretion,
  onHolding,
  onListening,
  onTheEnding,
  onTheLine,
  onTheNotes,
} from './remarks'
import type { Scene, SceneCaller } from './Scene'
import type { Story } from './Story'

/** One practised call that is over: what the scene knows, what happened, and what was written down. */
export interface Practised {
  readonly scene: Scene
  readonly caller: SceneCaller
  readonly story: Story
  readonly record: CallRecord
  readonly people: readonly Person[]
}

/** What is written down, and what need not be: the exchange vouches for a colleague's name. */
function known(record: CallRecord): Capture {
  const { capture } = record
  return capture.callerName.trim() === '' ? { ...capture, callerName: nameOfRecord(record).known } : capture
}

/** What to learn from a practised call. The one thing to do better is the first of the eight troubles that came up. */
export function debriefOf({ scene, caller, story, record, people }: Practised): Debrief {
  const { truth } = caller
  const slots = compareSlots(known(record), truth, story.told)
  const ended = judgeEnding({ scene, truth, story, record, people })
  const remarks: readonly Remark[] = [
    ...onAnswering(story),
    ...onTheLine(story, record, caller),
    ...onHolding(story),
    ...(story.answeredAt === undefined ? [] : onTheNotes(slots, ended)),
    ...onListening(story, ended),
    ...onDiscretion(scene, story, record),
    ...onTheEnding(ended, record),
  ].toSorted((one, other) => one.trouble - other.trouble)
  const better = remarks.filter(({ kind }) => kind === 'better')
  const asked = ended.kind === 'message' || ended.kind === 'lost' ? slots : slots.filter(({ noted }) => noted !== '')
  return {
    line: truth.line,
    good: remarks.filter(({ kind }) => kind === 'good'),
    better,
    next: better[0],
    slots: asked,
    numbers: {
      answered: story.answeredAt !== undefined,
      rings: ringsSince(story.rangAt, story.answeredAt ?? story.endedAt ?? story.rangAt),
      longestHoldSeconds: longestHold(story.holds),
      slotsRight: asked.filter(({ result }) => result === 'caught' || result === 'nearly').length,
      slotsCompared: asked.length,
      silences: story.silences,
      talkedOver: story.talkedOver,
      endedRight: ended.right,
      toImprove: better.length,
    },
  }
}
