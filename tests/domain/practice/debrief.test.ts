import { describe, expect, it } from 'vitest'
import { blankCapture, type Capture } from '../../../domain/capture/Capture'
import { compareSlots } from '../../../domain/practice/compareSlots'
import { type RemarkKey, remarkKeys } from '../../../domain/practice/Debrief'
import { debriefOf } from '../../../domain/practice/debriefOf'
import { mentions, sameName, sameNumber } from '../../../domain/practice/sameAs'
import type { SceneCaller, Truth } from '../../../domain/practice/Scene'
import { type Story, storyBegins } from '../../../domain/practice/Story'
import type { CallRecord } from '../../../domain/record/CallRecord'
import english from '../../../renderer/strings/practice.en.json'
import japanese from '../../../renderer/strings/practice.ja.json'
import { nine } from '../../support/aCall'
import { aRecord } from '../../support/aRecord'
import { aCaller, aScene, nothingAsked } from '../../support/aScene'
import { filledIn, people } from '../../support/cast'

const truth: Truth = {
  ...nothingAsked,
  callerName: ['Ms Okafor'],
  contact: ['02079460018'],
  forWhom: ['Tomas Lind'],
  requirement: [['invoice']],
  response: ['callBack'],
  endings: [{ kind: 'message', for: ['201'] }],
}
const capture = { ...filledIn, contact: '020 7946 0018', forWhom: 'Tomas', response: 'callBack' as const }

const story = (changes: Partial<Story> = {}): Story => ({
  ...storyBegins(nine),
  answeredAt: nine + 3_500,
  endedAt: nine + 60_000,
  ending: 'goodbye',
  ...changes,
})

interface Told {
  readonly changes?: Partial<Story>
  readonly caller?: Partial<SceneCaller>
  readonly noted?: Partial<Capture>
  readonly record?: Partial<CallRecord>
}

function debriefing({ changes = {}, caller = {}, noted = {}, record = {} }: Told = {}) {
  const okafor: SceneCaller = aCaller({ truth, ...caller })
  return debriefOf({
    scene: aScene({ callers: [okafor] }),
    caller: okafor,
    story: story(changes),
    record: aRecord({ state: 'closed', capture: { ...capture, ...noted }, ...record }),
    people,
  })
}

const keysOf = (remarks: readonly { readonly key: RemarkKey }[]) => remarks.map(({ key }) => key)

describe('a name is the same', () => {
  it.each([
    ['Okafor', 'Ms Okafor', 'same'],
    ['ms. OKAFOR (lab)', 'Okafor', 'same'],
    ['Ｏｋａｆｏｒ', 'Okafor', 'same'],
    ['Marin', 'Marín', 'same'],
    ['佐藤様', '佐藤', 'same'],
    ['さとう', 'サトウ', 'same'],
    ['(株)大川商事', '大川商事', 'same'],
    ['Lind', 'Tomas Lind', 'same'],
    ['Okafur', 'Okafor', 'nearly'],
    ['Okfor', 'Okafor', 'nearly'],
    ['Lang', 'Lind', 'other'],
    ['Oka', 'Okafor', 'other'],
    ['小山', '小川', 'other'],
  ])('when "%s" is noted for %s: %s', (noted, name, closeness) => {
    expect(sameName(noted, [name])).toBe(closeness)
  })

  it('when any of its spellings is noted', () => {
    expect(sameName('イガラシ', ['五十嵐', 'いがらし'])).toBe('same')
  })
})

describe('a number is the same', () => {
  it.each([
    ['020 7946 0018', '02079460018', true],
    ['+44 (0)20 7946 0018', '02079460018', true],
    ['+442079460018', '02079460018', true],
    ['０３－１２３４－５６１８', '0312345618', true],
    ['+81 3 1234 5618', '0312345618', true],
    ['0151 496 0266 until 18:00', '01514960266', true],
    ['205', '205', true],
    ['020 7946 0081', '02079460018', false],
    ['7946 0018', '02079460018', false],
    ['2050', '205', false],
    ['okafor@example.com', '02079460018', false],
  ])('when %s is noted for %s: %s', (noted, number, same) => {
    expect(sameNumber(noted, [number])).toBe(same)
  })
})

it('finds a word of each group in a requirement', () => {
  expect(mentions('The March INVOICE is wrong', [['invoice', 'bill'], ['march']])).toBe(true)
  expect(mentions('三月の請求書が二重', [['請求'], ['重複']])).toBe(false)
})

describe('what was written down', () => {
  const results = (changes: Partial<typeof capture>) =>
    Object.fromEntries(
      compareSlots({ ...capture, ...changes }, truth, ['contact']).map(({ slot, result }) => [slot, result]),
    )

  it('is caught when it says the same', () => {
    expect(results({})).toEqual({
      requirement: 'caught',
      callerName: 'caught',
      contact: 'caught',
      forWhom: 'caught',
      response: 'caught',
    })
  })

  it('is wrong, missed or nearly right when it is', () => {
    expect(results({ contact: '020 7946 0081', callerName: '  ', requirement: 'something about money' })).toMatchObject(
      {
        contact: 'wrong',
        callerName: 'missed',
        requirement: 'nearly',
      },
    )
  })

  it('is not compared with what the scene does not know', () => {
    expect(compareSlots(blankCapture, nothingAsked, [])).toEqual([])
  })

  it('asks no colleague what should happen next', () => {
    const internal: Truth = { ...nothingAsked, line: 'internal', response: ['passOn'] }
    expect(compareSlots(blankCapture, internal, [])).toEqual([])
    expect(compareSlots(blankCapture, internal, ['response'])).toHaveLength(1)
  })
})

describe('the debrief', () => {
  it('has nothing to add to a good call', () => {
    const { better, next, good, numbers } = debriefing()
    expect(better).toEqual([])
    expect(next).toBeUndefined()
    expect(keysOf(good)).toEqual(['answeredQuickly', 'rightPerson', 'allCaught'])
    expect(numbers).toEqual({
      answered: true,
      rings: 2,
      longestHoldSeconds: 0,
      slotsRight: 5,
      slotsCompared: 5,
      silences: 0,
      talkedOver: 0,
      endedRight: true,
      toImprove: 0,
    })
  })

  const late = { answeredAt: nine + 7_000 }
  const greeted = (key: 'greeting.external.plain' | 'greeting.externalLate.plain' | 'greeting.internal.plain') => ({
    said: [{ key, at: nine + 8_000 }],
  })
  const hold = (seconds: number, asked = true) => ({
    holds: [{ from: nine + 10_000, to: nine + 10_000 + seconds * 1_000, asked }],
  })

  it.each<[string, Partial<Story>, RemarkKey | undefined]>([
    ['the third ring, with a word of apology', { ...late, ...greeted('greeting.externalLate.plain') }, undefined],
    ['the third ring, without one', { ...late, ...greeted('greeting.external.plain') }, 'noApology'],
    ['the third ring, with a microphone that nobody understands', late, undefined],
    ['the fifth ring', { answeredAt: nine + 12_000 }, 'answeredLate'],
    ['no answer', { answeredAt: undefined, ending: 'gaveUpRinging' }, 'notAnswered'],
    ['a decline', { answeredAt: undefined, ending: 'declined' }, 'declined'],
    ['silence', { silences: 1 }, 'leftInSilence'],
    ['a colleague’s greeting for a stranger', greeted('greeting.internal.plain'), 'greetedAsColleague'],
    ['29 seconds of hold', hold(29), undefined],
    ['30 seconds of hold', hold(30), 'heldHalfAMinute'],
    ['60 seconds of hold', hold(60), 'heldTooLong'],
    ['a hold without a word', hold(5, false), 'heldWithoutAsking'],
    ['talking over them', { talkedOver: 2 }, 'talkedOver'],
    ['hanging up first', { ending: 'cutOff' }, 'cutOff'],
    ['a caller lost on hold', { ...hold(90), ending: 'gaveUpOnHold' }, 'lostOnHold'],
    [
      'a hand-over to the wrong person',
      { ending: 'handedOver', handOvers: [{ to: '203', cameBack: undefined }] },
      'wrongPerson',
    ],
  ])('says what to do better after %s', (_, changes, next) => {
    expect(debriefing({ changes }).next?.key).toBe(next)
  })

  it('names one thing, the first of the eight troubles, however much went wrong', () => {
    const changes = { talkedOver: 1, ...hold(70, false), answeredAt: nine + 12_000 }
    const { better, next } = debriefing({ changes, noted: { contact: '' }, record: { state: 'open' } })
    expect(next?.key).toBe('answeredLate')
    expect(keysOf(better)).toEqual([
      'answeredLate',
      'heldTooLong',
      'heldWithoutAsking',
      'missed.contact',
      'talkedOver',
      'recordOpen',
    ])
  })

  it('tells what was said and not written from what was never asked', () => {
    const noted = { callerName: '', contact: '' }
    expect(keysOf(debriefing({ changes: { told: ['callerName'] }, noted }).better)).toEqual([
      'toldNotNoted.callerName',
      'missed.contact',
    ])
  })

  it('asks nothing more of a caller who was handed over', () => {
    const endings: Truth['endings'] = [{ kind: 'handedOver', to: ['201'] }]
    const changes: Partial<Story> = { ending: 'handedOver', handOvers: [{ to: '201', cameBack: undefined }] }
    const { better, slots } = debriefing({
      changes,
      caller: { truth: { ...truth, endings } },
      noted: blankCapture,
    })
    expect(better).toEqual([])
    expect(slots).toEqual([])
  })

  it('forgives a message where a release would have done, and says so', () => {
    const endings: Truth['endings'] = [{ kind: 'released', as: 'sales' }]
    const { next, numbers } = debriefing({ caller: { truth: { ...nothingAsked, endings } } })
    expect(next?.key).toBe('couldRelease')
    expect(numbers.endedRight).toBe(true)
  })

  it('sees what should not be in the notes, however it is written', () => {
    const okafor = aCaller({ truth })
    const scene = aScene({ callers: [okafor], forbiddenWords: [{ kind: 'mobile', words: ['07700900505'] }] })
    const record = aRecord({ state: 'closed', capture: { ...capture, requirement: 'invoice; Ben: 07700 900-505' } })
    const debrief = debriefOf({ scene, caller: okafor, story: story(), record, people })
    expect(debrief.next?.key).toBe('wrote.mobile')
  })
})

describe('the strings of the debrief', () => {
  const at = (strings: unknown, key: string) =>
    key.split('.').reduce<unknown>((each, part) => (each as Record<string, unknown> | undefined)?.[part], strings)

  it.each([
    ['English', english.debrief.remark],
    ['Japanese', japanese.debrief.remark],
  ])('have a sentence for everything that can be said: %s', (_, strings) => {
    expect(remarkKeys.filter(key => typeof at(strings, key) !== 'string')).toEqual([])
  })

  it('have the same keys in both languages', () => {
    const keys = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
        : [path]
    expect(keys(japanese)).toEqual(keys(english))
  })
})
