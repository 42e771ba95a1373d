import { describe, expect, it } from 'vitest'
import { phases } from '../../../domain/call/Call'
import { callGoingOn, keptLineOf } from '../../../domain/record/KeptLine'
import { recordOf } from '../../../domain/record/recordOf'
import { aCall, aCallHandedOver, nine } from '../../support/aCall'
import { aKeptLine, herLeg, hisLeg } from '../../support/anInterrupted'
import { filledIn, nobodyKnown, office, tomas } from '../../support/cast'

const dialogs = { okafor: herLeg, leg: hisLeg }

describe('what is kept of a line', () => {
  it.each(phases)('is kept only while somebody could be taken back: %s', phase => {
    const isUp = ['talking', 'held', 'handingOver'].includes(phase)
    expect(keptLineOf(aCall(phase), dialogs) !== undefined).toBe(isUp)
    expect(keptLineOf(aCall(phase), {}), 'the exchange has given it no name').toBeUndefined()
    expect(keptLineOf(aCall(phase), { leg: hisLeg }), 'the name is another’s').toBeUndefined()
  })

  it('is all that a call needs to go on', () => {
    const known = { party: tomas, recalledFrom: 'Sam Reed', answeredBefore: nine - 60_000 }
    expect(keptLineOf({ ...aCall('held', known), ...({ muted: true } as object) }, dialogs)).toEqual({
      dialog: herLeg,
      answeredAt: nine + 4_000,
      heldAt: nine + 20_000,
      muted: true,
      shape: 'short',
      recalledFrom: 'Sam Reed',
      answeredBefore: nine - 60_000,
      colleague: undefined,
    })
  })

  it.each([
    ['talking', undefined],
    ['held', nine + 20_000],
  ] as const)('of a caller on the way to a colleague says where they were before: %s', (callerWas, heldAt) => {
    const call = aCallHandedOver('ringing', { callerWas })
    expect(keptLineOf(call, dialogs)).toMatchObject({ heldAt, colleague: hisLeg })
    expect(keptLineOf(call, { okafor: herLeg })).toMatchObject({ heldAt, colleague: undefined })
  })
})

describe('a call that goes on', () => {
  const calls = [
    ['talking', aCall('talking')],
    ['held', aCall('held')],
    ['muted', { ...aCall('talking'), muted: true }],
    ['with a number that was withheld', aCall('talking', { party: nobodyKnown })],
    ['with notes and a corrected line', aCall('held', { capture: filledIn, corrected: 'internal' })],
    [
      'on its way back from a colleague',
      aCall('talking', { recalledFrom: 'Tomas Lind', answeredBefore: nine - 9_000 }),
    ],
    ['handed to us', aCall('talking', { handedBy: 'Tomas Lind', directoryName: 'Sam Reed' })],
    ['of ours, to the emergency services', aCall('talking', { direction: 'outgoing', emergency: true })],
  ] as const

  it.each(calls)('is the call as it was: %s', (_, call) => {
    if (!('heard' in call)) throw new Error('its line is up')
    const line = keptLineOf(call, dialogs)
    expect(line && callGoingOn(recordOf(call, office.gate), line)).toEqual({ ...call, heard: false })
  })

  it.each(calls)('has the same record as before: %s', (_, call) => {
    const record = recordOf(call, office.gate)
    const line = keptLineOf(call, dialogs)
    expect(line && recordOf(callGoingOn(record, line), office.gate)).toEqual(record)
  })

  it('goes by the name of its record, whatever its leg was called', () => {
    const call = aCall('talking', { callId: 'second leg', recordId: 'okafor' })
    const line = keptLineOf(call, { 'second leg': herLeg })
    expect(line && callGoingOn(recordOf(call, office.gate), line)).toMatchObject({
      callId: 'okafor',
      recordId: 'okafor',
    })
  })

  it('has forgotten what was being asked of it, and hears nobody yet', () => {
    const record = recordOf(aCall('talking'), office.gate)
    expect(callGoingOn(record, aKeptLine())).toMatchObject({
      askedToCall: '',
      handOverAsked: false,
      silenced: undefined,
      heard: false,
      gapSince: undefined,
    })
  })
})
