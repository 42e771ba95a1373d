import { describe, expect, it } from 'vitest'
import { blankCapture } from '../../../domain/capture/Capture'
import { afterCrash, recordOf, wrapUpOf } from '../../../domain/record/recordOf'
import { aCall, nine } from '../../support/aCall'
import { aRecord } from '../../support/aRecord'
import { filledIn, msOkafor, office } from '../../support/cast'

const { gate } = office

describe('a record', () => {
  it('holds what is known of the call', () => {
    expect(recordOf(aCall('wrapUp'), gate)).toEqual(aRecord())
  })

  it('comes back onto the desk and goes off it again unchanged', () => {
    const record = aRecord({ corrected: 'internal', directoryName: 'Tomas Lind', capture: filledIn, state: 'closed' })
    expect(recordOf(wrapUpOf(record), gate)).toEqual(record)
  })

  it.each(['calling', 'ringing', 'talking', 'held'] as const)('is live while the call is %s', phase => {
    expect(recordOf(aCall(phase, { capture: filledIn }), gate)).toMatchObject({
      state: 'live',
      endedAt: undefined,
      ending: undefined,
    })
  })

  it('is open while something is owed, and closed when nothing is', () => {
    expect(recordOf(aCall('wrapUp'), gate).state).toBe('open')
    expect(recordOf(aCall('saving'), gate).state).toBe('open')
    expect(recordOf(aCall('wrapUp', { capture: filledIn }), gate).state).toBe('closed')
    expect(recordOf(aCall('wrapUp', { direction: 'outgoing' }), gate).state).toBe('closed')
    expect(recordOf(aCall('wrapUp', { emergency: true }), gate).state).toBe('closed')
    expect(recordOf(aCall('wrapUp', { capture: { ...blankCapture, release: 'sales' } }), gate).state).toBe('closed')
  })

  it('never holds a number or a name that was withheld', () => {
    const record = recordOf(aCall('wrapUp', { party: { ...msOkafor, withheld: true } }), gate)
    expect(record).toMatchObject({ number: '', shownName: '', withheld: true })
  })
})

describe('after a crash', () => {
  const live = aRecord({ state: 'live', endedAt: undefined, ending: undefined })

  it('an answered call is owed, with all that was typed', () => {
    const capture = { ...blankCapture, requirement: 'The March inv' }
    expect(afterCrash({ ...live, capture }, gate)).toMatchObject({ state: 'open', ending: 'interrupted', capture })
  })

  it('an answered call owes nothing when everything stands there already', () => {
    expect(afterCrash({ ...live, capture: filledIn }, gate)).toMatchObject({ state: 'closed', ending: 'interrupted' })
  })

  it('a call that nobody had answered was missed', () => {
    expect(afterCrash({ ...live, answeredAt: undefined }, gate)).toMatchObject({ state: 'closed', ending: 'missed' })
  })

  it('a call of ours owes nothing', () => {
    const ours = { ...live, direction: 'outgoing', answeredAt: undefined } as const
    expect(afterCrash(ours, gate)).toMatchObject({ state: 'closed', ending: 'interrupted' })
  })

  it('no call ended before it was answered', () => {
    expect(afterCrash(live, gate).endedAt).toBeGreaterThanOrEqual(nine + 4_000)
  })
})
