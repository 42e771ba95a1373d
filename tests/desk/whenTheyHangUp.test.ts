import { expect, it } from 'vitest'
import { viewOf } from '../../domain/desk/DeskView'
import { aDeskInACall } from '../support/aDesk'
import { filledIn } from '../support/cast'

it('lets the caller go when they hang up first, and owes the record with all that was typed', () => {
  const { phone, call, now, record, writes } = aDeskInACall()
  writes({ requirement: 'The March inv' })
  phone.isHungUp('them')

  expect(call()).toMatchObject({ phase: 'wrapUp', ending: 'endedByThem' })
  expect(record()).toMatchObject({ state: 'open', capture: { requirement: 'The March inv' } })
  expect(now().openRecords).toBe(1)
})

it('owes the record as well when the line drops', () => {
  const { phone, record } = aDeskInACall()
  phone.isHungUp('network')
  expect(record()).toMatchObject({ state: 'open', ending: 'lineLost' })
})

it('goes on writing after the line is down, word for word on disk', () => {
  const { phone, attempt, record } = aDeskInACall()
  phone.isHungUp('them')
  for (const text of ['T', 'Th', 'The']) {
    attempt({ type: 'note', callId: phone.callId, slot: 'requirement', text })
    expect(record()?.capture.requirement).toBe(text)
  }
})

it('closes the record only when it is filled, or released with a reason', () => {
  const { phone, attempt, call, now, record, writes } = aDeskInACall()
  phone.isHungUp('them')
  attempt({ type: 'saveRecord', callId: phone.callId })
  expect(call()?.phase).toBe('wrapUp')
  expect(record()?.state).toBe('open')

  writes(filledIn)
  attempt({ type: 'saveRecord', callId: phone.callId })
  expect(record()?.state).toBe('closed')
  expect(now()).toMatchObject({ calls: [], openRecords: 0 })
})

it('closes the record for a reason afterwards too', () => {
  const { phone, attempt, now, record } = aDeskInACall()
  phone.isHungUp('them')
  attempt({ type: 'release', callId: phone.callId, reason: 'nobodyThere' })
  expect(record()).toMatchObject({ state: 'closed', capture: { release: 'nobodyThere' } })
  expect(now()).toMatchObject({ calls: [], openRecords: 0 })
})

it('lets an unfinished record be put aside, and goes on counting it', () => {
  const { phone, attempt, now, record, writes } = aDeskInACall()
  phone.isHungUp('them')
  writes({ callerName: 'Ms Okafor' })
  attempt({ type: 'putAside', callId: phone.callId })
  expect(now()).toMatchObject({ calls: [], openRecords: 1 })
  expect(record()).toMatchObject({ state: 'open', capture: { callerName: 'Ms Okafor' } })
})

it('rings and answers all the same while records are owed', () => {
  const { phone, attempt, asked, call } = aDeskInACall()
  phone.isHungUp('them')
  const next = phone.rings()
  attempt({ type: 'answer', callId: next })
  phone.connects()
  expect(asked()).toEqual(['answer', 'answer'])
  expect(call(next)?.phase).toBe('talking')
  expect(call('call-1')?.phase).toBe('wrapUp')
})

it('leaves the form where it is when they hang up in the middle of our last word', () => {
  const { phone, attempt, call, now, record, writes } = aDeskInACall()
  writes(filledIn)
  phone.isHungUp('them')
  expect(call()?.phase).toBe('wrapUp')
  expect(now().openRecords, 'nothing is owed').toBe(0)

  writes({ company: 'Okafor Ltd' })
  attempt({ type: 'saveRecord', callId: phone.callId })
  expect(record()).toMatchObject({ state: 'closed', capture: { company: 'Okafor Ltd' } })
})

it('owes the record again when the one thing that was asked for is deleted', () => {
  const { phone, now, record, writes } = aDeskInACall()
  writes(filledIn)
  phone.isHungUp('them')
  writes({ requirement: ' ' })
  expect(record()?.state).toBe('open')
  expect(now().openRecords).toBe(1)
})

it('does not let a late word of the wire undo anything', () => {
  const { phone, call, now, record, writes } = aDeskInACall()
  writes({ requirement: 'The March invoice' })
  phone.isHungUp('them')
  const before = { call: call(), record: record() }
  phone.connects()
  phone.holds()
  phone.resumes()
  phone.isHungUp('us')
  phone.isHungUp('network')
  expect({ call: call(), record: record() }).toEqual(before)
  expect(now().calls).toHaveLength(1)
})

it('hears them hang up between our End call and its answer as one end', () => {
  const { phone, attempt, now, record, writes } = aDeskInACall()
  writes(filledIn)
  attempt({ type: 'hangUp', callId: phone.callId })
  phone.isHungUp('us')
  phone.isHungUp('them')
  expect(now().calls).toEqual([])
  expect(record()).toMatchObject({ state: 'closed', ending: 'endedByUs' })
})

it('shows what is still owed, and the caller’s number as a suggestion', () => {
  const { phone, now } = aDeskInACall()
  phone.isHungUp('them')
  expect(viewOf(now()).calls[0]).toMatchObject({
    missing: ['requirement', 'callerName', 'contact'],
    suggestedContact: '+442079460018',
    capture: { contact: '' },
  })
})
