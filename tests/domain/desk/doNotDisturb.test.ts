import { describe, expect, it } from 'vitest'
import { applyFact } from '../../../domain/desk/applyFact'
import { considerIntent } from '../../../domain/desk/considerIntent'
import type { Desk } from '../../../domain/desk/Desk'
import { spans } from '../../../domain/desk/doNotDisturb'
import { deskWith, nine } from '../../support/aCall'
import { anInvitation } from '../../support/cast'

const hour = 3_600_000
const until = nine + hour

const silentUntil = (end: number, desk: Desk = deskWith(), at = nine) =>
  applyFact(desk, { type: 'doNotDisturbBegun', until: end, at })
const silent = silentUntil(until).desk
const reminded = (desk: Desk, at: number, of = until) =>
  applyFact(desk, { type: 'woken', wake: { what: 'doNotDisturbOver', until: of }, at })
const rings = (desk: Desk, at: number) =>
  applyFact(desk, { type: 'callInvited', callId: 'okafor', invitation: anInvitation(), at })

describe('do not disturb', () => {
  it.each(spans)('asks the clock on the wall for its end: %s', span => {
    expect(considerIntent(deskWith(), { type: 'choosePresence', presence: 'dnd', span })).toEqual({
      desk: deskWith(),
      commands: [{ type: 'beginDoNotDisturb', span }],
    })
  })

  it('is reminded of its end, and remembered over a restart', () => {
    expect(silentUntil(until)).toEqual({
      desk: { ...deskWith(), doNotDisturb: { until, missed: 0 } },
      commands: [
        { type: 'wake', wake: { what: 'doNotDisturbOver', until }, afterMs: hour },
        { type: 'keepDoNotDisturb', until },
      ],
    })
  })

  it('ends by itself, and is forgotten', () => {
    expect(reminded(silent, until)).toEqual({
      desk: deskWith(),
      commands: [{ type: 'keepDoNotDisturb', until: undefined }],
    })
  })

  it('ends at once when somebody says so, and has nothing to end when it is not on', () => {
    const step = considerIntent(silent, { type: 'choosePresence', presence: 'available' })
    expect(step).toEqual({ desk: deskWith(), commands: [{ type: 'keepDoNotDisturb', until: undefined }] })
    expect(considerIntent(deskWith(), { type: 'choosePresence', presence: 'available' }).commands).toEqual([])
  })

  it('asks again for a reminder that comes too early, and keeps silent until then', () => {
    expect(reminded(silent, until - 1)).toEqual({
      desk: silent,
      commands: [{ type: 'wake', wake: { what: 'doNotDisturbOver', until }, afterMs: 1 }],
    })
  })

  it('goes on when its end was moved, whatever the old reminder says', () => {
    const longer = silentUntil(until + hour, silent).desk
    expect(reminded(longer, until)).toEqual({ desk: longer, commands: [] })
    expect(reminded(longer, until + hour, until + hour).desk.doNotDisturb).toBeUndefined()
  })

  it('counts what it keeps away, also when its end is moved', () => {
    const once = rings(silent, until - 1)
    expect(once.commands.map(({ type }) => type)).toEqual(['decline', 'saveRecord'])
    expect(silentUntil(until + hour, once.desk).desk.doNotDisturb).toEqual({ until: until + hour, missed: 1 })
  })

  it('lets it ring from its end on, though a machine that slept has not been reminded yet', () => {
    expect(rings(silent, until).desk.calls[0]?.phase).toBe('ringing')
  })

  it('does not begin again when it is over before the app is back', () => {
    expect(silentUntil(nine - 1)).toEqual({ desk: deskWith(), commands: [] })
  })
})
