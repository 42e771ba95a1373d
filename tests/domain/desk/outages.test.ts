import { describe, expect, it } from 'vitest'
import { applyFact } from '../../../domain/desk/applyFact'
import { considerIntent } from '../../../domain/desk/considerIntent'
import { type Desk, emptyDesk } from '../../../domain/desk/Desk'
import { viewOf } from '../../../domain/desk/DeskView'
import type { Registration } from '../../../domain/phone/Registration'
import { nine } from '../../support/aCall'
import { main, office } from '../../support/cast'

const minute = 60_000

/** Two minutes past nine, and so on. */
const at = (minutes: number): number => nine + minutes * minute

const registered = (minutes: number): Registration => ({ state: 'registered', since: at(minutes) })
const connecting = (minutes: number): Registration => ({ state: 'connecting', since: at(minutes) })
const offline = (minutes: number): Registration => ({
  state: 'offline',
  since: at(minutes),
  trouble: 'connection-lost',
  detail: '',
})
const refused = (minutes: number): Registration => ({
  state: 'refused',
  since: at(minutes),
  trouble: 'wrong-password',
  detail: '',
})

function after(registrations: readonly Registration[], accountId = 'main', desk: Desk = emptyDesk(office)): Desk {
  return registrations.reduce(
    (before, registration) => applyFact(before, { type: 'registrationChanged', accountId, registration }).desk,
    desk,
  )
}

const outage = (from: number, to: number, accountId = 'main') => ({ accountId, from: at(from), to: at(to) })

describe('after an outage', () => {
  it.each([
    ['the connection was lost and came back', [registered(0), offline(2), registered(5)], [outage(2, 5)]],
    ['it was tried in vain in between', [registered(0), offline(2), offline(2), registered(5)], [outage(2, 5)]],
    [
      'the exchange would not have us for a while',
      [registered(0), refused(2), connecting(3), registered(5)],
      [outage(2, 5)],
    ],
    [
      'it went from bad to worse and back',
      [registered(0), offline(2), refused(3), connecting(4), offline(4), registered(5)],
      [outage(2, 5)],
    ],
    ['nobody answered when the day began', [connecting(0), offline(1), registered(5)], [outage(1, 5)]],
    [
      'it happened twice',
      [registered(0), offline(2), registered(3), offline(6), registered(9)],
      [outage(2, 3), outage(6, 9)],
    ],
    ['it is not over yet', [registered(0), offline(2)], []],
    ['it is not over yet, and is tried anew', [registered(0), refused(2), connecting(3)], []],
    ['there was none: the day began', [connecting(0), registered(0)], []],
    ['there was none: we signed in anew', [registered(0), connecting(2), registered(2), registered(3)], []],
  ] as const)('says from when until when nobody could have reached us: %s', (_, registrations, outages) => {
    expect(viewOf(after(registrations)).outages).toEqual(outages)
  })

  it('tells one account from the other', () => {
    const second = { ...main, accountId: 'second' }
    const desk = { ...emptyDesk({ ...office, accounts: [main, second] }) }
    const mainOut = after([registered(0), offline(2)], 'main', after([registered(0)], 'second', desk))
    expect(after([registered(3)], 'second', mainOut).outages).toEqual([])
    const both = after([offline(3), registered(4)], 'second', mainOut)
    expect(both.outages).toEqual([outage(3, 4, 'second')])
    expect(after([registered(5)], 'main', both).outages).toEqual([outage(3, 4, 'second'), outage(2, 5)])
  })

  it('says so until somebody has read it', () => {
    const desk = after([registered(0), offline(2), registered(5)])
    const read = considerIntent(desk, { type: 'dismissOutages' })
    expect(read.desk.outages).toEqual([])
    expect(read.commands).toEqual([])
    expect(after([registered(6)], 'main', read.desk).outages, 'it is not said again').toEqual([])
  })

  it('goes on with one that was not over when the others were read', () => {
    const desk = considerIntent(after([registered(0), offline(2)]), { type: 'dismissOutages' }).desk
    expect(after([registered(5)], 'main', desk).outages).toEqual([outage(2, 5)])
  })

  it('remembers the newest twenty of a bad day', () => {
    const day = Array.from({ length: 25 }, (_, n) => [offline(2 * n), registered(2 * n + 1)]).flat()
    const { outages } = after(day)
    expect(outages).toHaveLength(20)
    expect(outages.at(-1)).toEqual(outage(48, 49))
    expect(outages[0]).toEqual(outage(10, 11))
  })
})
