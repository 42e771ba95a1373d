import { describe, expect, it } from 'vitest'
import { nameOfCall } from '../../domain/call/nameOfCall'
import type { Known } from '../../domain/call/Call'
import { viewOf } from '../../domain/desk/DeskView'
import { announcement } from '../../domain/phrases/handOverPhrases'
import type { LineKind } from '../../domain/phone/classifyLine'
import { nameIn } from '../../domain/record/nameIn'
import { nameOfRecord } from '../../domain/record/nameOfRecord'
import { recordOf, wrapUpOf } from '../../domain/record/recordOf'
import { searchedText } from '../../electron/journal/searchedText'
import { ringNotice } from '../../electron/desktop/ringNotice'
import { wordsIn } from '../../electron/desktop/words'
import { callWho } from '../../renderer/rooms/callWho'
import { recordWho } from '../../renderer/rooms/records/recordWho'
import { aCall, deskWith } from '../support/aCall'
import { msOkafor, nobodyKnown, office, tomas } from '../support/cast'

const named = 'Tomas Lind'
const as201 = { ...tomas, name: '' }
const fromOutside = { ...msOkafor, name: '' }

const on = (kind: LineKind): Partial<Known> => ({ line: { kind, because: 'exchange-signal', evidence: [] } })

const rows: readonly (readonly [what: string, call: Partial<Known>, known: string, perhaps: string])[] = [
  ['an extension on an internal line', { ...on('internal'), party: as201 }, named, ''],
  ['an outside number on an internal line', { ...on('internal'), party: fromOutside }, named, ''],
  ['an extension that nobody vouches for', { ...on('unverified'), party: as201 }, '', named],
  ['an outside number that nobody vouches for', { ...on('unverified'), party: fromOutside }, '', named],
  ['an extension on an external line', { ...on('external'), party: as201 }, '', ''],
  ['an outside number on an external line', { ...on('external'), party: fromOutside }, '', named],
  [
    'a national number on an external line',
    { ...on('external'), party: { ...fromOutside, number: '02079460018', shape: 'national' } },
    '',
    named,
  ],
  ['an extension, corrected to internal', { ...on('external'), corrected: 'internal', party: as201 }, named, ''],
  ['an extension, corrected to external', { ...on('internal'), corrected: 'external', party: as201 }, '', ''],
  ['an extension, of which nobody can tell', { ...on('internal'), corrected: 'unverified', party: as201 }, '', named],
  ['an extension that we dialled', { ...on('external'), direction: 'outgoing', party: as201 }, named, ''],
  ['an outside number that we dialled', { ...on('external'), direction: 'outgoing', party: fromOutside }, named, ''],
  [
    'somebody who was put on the line of a call of ours',
    { ...on('unverified'), direction: 'outgoing', handedBy: 'Sam Reed', party: as201 },
    '',
    named,
  ],
]

describe.each(rows)('the directory’s name of %s', (_, changes, known, perhaps) => {
  const call = aCall('talking', { ...changes, directoryName: named })
  const [view] = viewOf(deskWith(call)).calls
  const record = recordOf(call, office.gate)
  if (!view) throw new Error('no call on the desk')

  it('is worth as much on the card', () => {
    expect(nameOfCall(call)).toEqual({ known, perhaps })
    expect(callWho(view)).toMatchObject({ name: known, perhaps })
  })

  it('is worth as much in the record, on disk and back', () => {
    expect(nameOfRecord(record)).toEqual({ known, perhaps })
    expect(nameOfRecord(recordOf(wrapUpOf(record), office.gate))).toEqual({ known, perhaps })
    expect(recordWho(record)).toMatchObject({ name: known, perhaps })
    expect(nameIn(record)).toBe(known)
  })

  it('is found by whoever searches for it only where it may be said', () => {
    expect(searchedText(record).includes('tomas lind')).toBe(known + perhaps !== '')
  })

  it('is said to a colleague, and by a notification, only where it is known', () => {
    const mayBeSaid = JSON.stringify(announcement(view)).includes(named)
    expect(mayBeSaid).toBe(known !== '' && view.inForce !== 'unverified')
    expect(ringNotice(view, wordsIn.en, false).body.includes(named)).toBe(known !== '')
  })
})

it('a number that was withheld has no name', () => {
  const call = aCall('talking', { ...on('external'), party: nobodyKnown })
  expect(nameOfCall(call)).toEqual({ known: '', perhaps: '' })
})
