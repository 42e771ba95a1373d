import type { Shown } from '../../electron/contract/contract'
import type { Debrief } from '../../domain/practice/Debrief'
import type { PracticeView } from '../../domain/practice/PracticeView'
import type { PractisedCall } from '../../domain/practice/Progress'
import { ago } from './builders'

const scene = {
  id: 'customer-for-somebody-out',
  title: 'A customer for somebody who is out',
  about: 'She wants Anita Bell, who is out until tomorrow. Take a message that works without you.',
  level: 1,
}
const scenes = [
  scene,
  { id: 'wrong-number', title: 'A wrong number', about: 'Kind, quick, and no notes.', level: 1 },
  {
    id: 'angry-customer',
    title: 'An angry customer',
    about: 'It is his third call. Listen, do not explain.',
    level: 2,
  },
  { id: 'two-calls-at-once', title: 'Two calls at once', about: 'Hold one, and lose neither.', level: 3 },
]
const numbers = {
  answered: true,
  rings: 2,
  longestHoldSeconds: 24,
  slotsRight: 4,
  slotsCompared: 5,
  silences: 0,
  talkedOver: 0,
  endedRight: true,
  toImprove: 1,
}
const progress: readonly PractisedCall[] = [40, 60, 50, 80, 80, 100].map((percent, place) => ({
  ...numbers,
  at: ago(600 - place * 60),
  scene: scenes[place % scenes.length]?.id ?? scene.id,
  caller: 'hale',
  slotsRight: percent / 20,
  endedRight: place !== 1,
}))
const debrief: Debrief = {
  line: 'external',
  good: [
    { key: 'answeredQuickly', kind: 'good', trouble: 3, values: { rings: 2 } },
    { key: 'rightPerson', kind: 'good', trouble: 4, values: { name: 'Anita Bell' } },
  ],
  better: [{ key: 'heldHalfAMinute', kind: 'better', trouble: 5, values: { seconds: 41 } }],
  next: { key: 'heldHalfAMinute', kind: 'better', trouble: 5, values: { seconds: 41 } },
  slots: [
    { slot: 'requirement', noted: 'Invoice 204 shows the old address', truth: 'invoice', result: 'caught', told: true },
    { slot: 'callerName', noted: 'Hail', truth: 'Hale', result: 'nearly', told: true },
    { slot: 'contact', noted: '0113 496 0100', truth: '01134960101', result: 'wrong', told: true },
    { slot: 'company', noted: '', truth: 'Larch & Sons', result: 'missed', told: true },
  ],
  numbers,
}

const on = (view: Partial<PracticeView>): Shown['practice'] => ({
  offered: true,
  on: {
    language: 'en',
    scenes,
    refused: [],
    scene,
    stage: 'resting',
    speaking: false,
    captions: [],
    choices: [],
    debriefs: [],
    progress,
    ...view,
  },
})

const captions = [
  { by: 'you', name: '', text: 'Thank you for calling Larkfield Instruments. How may I help you?', at: ago(20) },
  {
    by: 'them',
    name: '',
    text: 'Good morning. Could I speak to Anita Bell, please? It is about an invoice.',
    at: ago(16),
  },
] as const
const choices = [{ key: 'choice.mobile', text: 'I can give you her mobile number.' }] as const

const refused: Shown['practice'] = {
  offered: true,
  on: undefined,
  trouble: { what: 'begin', problem: 'ENOSPC: no space left on device, mkdir practice', told: 1 },
}

/** What practice shows, for the states of the storyboard that have it. */
export const practiceStates: Readonly<Record<string, Shown['practice']>> = {
  'practice-coming': on({ stage: 'coming', progress: [] }),
  'practice-resting': on({}),
  'practice-talking': on({ stage: 'playing', captions, choices }),
  'practice-consulting': on({ stage: 'playing', captions }),
  'practice-disk-full': on({ stage: 'playing', captions }),
  'practice-not-left': { ...on({}), trouble: { what: 'leave', problem: 'the database cannot be opened', told: 1 } },
  'practice-not-opened': refused,
  'first-doors-refused': refused,
  'practice-debrief': on({ stage: 'debriefed', debriefs: [{ caller: 'hale', name: 'Ms Hale', debrief }] }),
}
