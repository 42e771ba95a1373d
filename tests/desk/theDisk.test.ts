import { describe, expect, it } from 'vitest'
import { afterCrash } from '../../domain/record/recordOf'
import { aDesk, aDeskInACall } from '../support/aDesk'
import { filledIn, office } from '../support/cast'

describe('a full disk', () => {
  it('gives the call back to wrap-up, and nothing is lost', () => {
    const { phone, attempt, journal, call, now, record, writes } = aDeskInACall()
    writes(filledIn)
    journal.full = true
    attempt({ type: 'hangUp', callId: phone.callId })
    phone.isHungUp('us')
    expect(call()).toMatchObject({ phase: 'wrapUp', ending: 'endedByUs', capture: filledIn })
    expect(now().notice).toMatchObject({ kind: 'failed', command: 'saveRecord', problem: 'The disk is full.' })

    journal.full = false
    attempt({ type: 'saveRecord', callId: phone.callId })
    expect(now().calls).toEqual([])
    expect(record()).toMatchObject({ state: 'closed', capture: filledIn })
  })

  it('never takes the words off the screen while it lasts', () => {
    const { phone, journal, call, now, writes, record } = aDeskInACall()
    writes({ requirement: 'The March' })
    journal.full = true
    writes({ requirement: 'The March invoice' })
    expect(call()?.capture.requirement).toBe('The March invoice')
    expect(now().notice).toMatchObject({ kind: 'failed', command: 'keepDraft' })

    journal.full = false
    phone.isHungUp('them')
    expect(record()).toMatchObject({ state: 'open', capture: { requirement: 'The March invoice' } })
  })

  it('keeps the reason of a release for the next try', () => {
    const { phone, attempt, journal, call, record } = aDeskInACall()
    phone.isHungUp('them')
    journal.full = true
    attempt({ type: 'release', callId: phone.callId, reason: 'sales' })
    expect(call()).toMatchObject({ phase: 'wrapUp', capture: { release: 'sales' } })
    journal.full = false
    attempt({ type: 'saveRecord', callId: phone.callId })
    expect(record()).toMatchObject({ state: 'closed', capture: { release: 'sales' } })
  })

  it('does not let us quit without a word while a record is not on it', () => {
    const { phone, attempt, journal, hasQuit, now, writes } = aDeskInACall()
    writes(filledIn)
    journal.full = true
    attempt({ type: 'hangUp', callId: phone.callId })
    phone.isHungUp('us')
    attempt({ type: 'quit', anyway: false })
    expect(hasQuit()).toBe(false)
    expect(now().notice).toMatchObject({ refusal: { reason: 'still-open', recordsOwed: 1 } })
    attempt({ type: 'quit', anyway: true })
    expect(hasQuit()).toBe(true)
  })

  it('does not let us quit without a word when the caller hung up and nothing could be kept', () => {
    const { phone, attempt, journal, hasQuit } = aDeskInACall()
    journal.full = true
    phone.isHungUp('them')
    attempt({ type: 'quit', anyway: false })
    expect(hasQuit()).toBe(false)
  })

  it('lets the next call ring and be answered', () => {
    const { phone, attempt, journal, call } = aDesk()
    journal.full = true
    const callId = phone.rings()
    attempt({ type: 'answer', callId })
    phone.connects()
    expect(call()?.phase).toBe('talking')
  })
})

describe('a reopened record', () => {
  it('comes back with everything in it, is completed, and is closed', () => {
    const { phone, attempt, call, now, record, writes } = aDeskInACall()
    const { callId } = phone
    writes({ callerName: 'Ms Okafor' })
    phone.isHungUp('them')
    attempt({ type: 'putAside', callId })

    attempt({ type: 'fetchRecord', callId })
    expect(call()).toMatchObject({ phase: 'wrapUp', capture: { callerName: 'Ms Okafor' } })
    expect(now().openRecords).toBe(1)
    attempt({ type: 'saveRecord', callId })
    expect(now().notice).toMatchObject({ refusal: { missing: ['requirement', 'contact'] } })

    writes({ requirement: 'The March invoice', contact: '+44 20 7946 0018' })
    attempt({ type: 'saveRecord', callId })
    expect(now()).toMatchObject({ calls: [], openRecords: 0 })
    expect(record()).toMatchObject({ state: 'closed', ending: 'endedByThem' })
  })

  it('is the same record when nothing was changed', () => {
    const { phone, attempt, record } = aDeskInACall()
    const { callId } = phone
    phone.isHungUp('them')
    attempt({ type: 'putAside', callId })
    const before = record()
    attempt({ type: 'fetchRecord', callId })
    attempt({ type: 'putAside', callId })
    expect(record()).toEqual(before)
  })

  it('stands on the desk once, however often it is asked for', () => {
    const { phone, attempt, now } = aDeskInACall()
    const { callId } = phone
    phone.isHungUp('them')
    attempt({ type: 'fetchRecord', callId })
    attempt({ type: 'putAside', callId })
    attempt({ type: 'fetchRecord', callId })
    attempt({ type: 'fetchRecord', callId })
    expect(now().calls).toHaveLength(1)
  })

  it('is missed aloud when the journal does not have it', () => {
    const { attempt, now } = aDesk()
    attempt({ type: 'fetchRecord', callId: 'nobody' })
    expect(now()).toMatchObject({ calls: [], notice: { kind: 'failed', command: 'fetchRecord', callId: 'nobody' } })
  })

  it('can have its verdict corrected, and then owes what that line asks for', () => {
    const { phone, attempt, record, writes } = aDeskInACall()
    const { callId } = phone
    writes({ requirement: 'The printer' })
    phone.isHungUp('them')
    attempt({ type: 'correctLine', callId, kind: 'internal' })
    expect(record()).toMatchObject({ state: 'closed', line: { kind: 'external' }, corrected: 'internal' })
  })
})

describe('a crash in the call', () => {
  it('leaves an open record with every word that was typed', () => {
    const { journal, writes, record } = aDeskInACall()
    writes({ requirement: 'The March inv' })
    for (const live of journal.interrupted()) journal.keep(afterCrash(live.record, office.gate))
    expect(record()).toMatchObject({
      state: 'open',
      ending: 'interrupted',
      capture: { requirement: 'The March inv' },
    })
    expect(journal.countOpen()).toBe(1)
    expect(journal.interrupted()).toEqual([])
  })

  it('leaves a call that was still ringing as missed', () => {
    const { phone, journal, record } = aDesk()
    phone.rings()
    for (const live of journal.interrupted()) journal.keep(afterCrash(live.record, office.gate))
    expect(record()).toMatchObject({ state: 'closed', ending: 'missed' })
  })

  it('never says that a call ended before it was answered', () => {
    const { journal, record } = aDeskInACall()
    for (const live of journal.interrupted()) journal.keep(afterCrash(live.record, office.gate))
    const { answeredAt = 0, endedAt = 0 } = record() ?? {}
    expect(endedAt).toBeGreaterThanOrEqual(answeredAt)
  })
})

describe('quitting', () => {
  it('says what is open, and quits when asked again', () => {
    const { phone, attempt, hasQuit, now } = aDeskInACall()
    attempt({ type: 'quit', anyway: false })
    expect(hasQuit()).toBe(false)
    expect(now().notice).toMatchObject({ refusal: { reason: 'still-open', callsUp: 1, recordsOwed: 0 } })

    phone.isHungUp('them')
    attempt({ type: 'quit', anyway: false })
    expect(hasQuit()).toBe(false)
    expect(now().notice).toMatchObject({ refusal: { reason: 'still-open', callsUp: 0, recordsOwed: 1 } })

    attempt({ type: 'quit', anyway: true })
    expect(hasQuit()).toBe(true)
  })

  it('needs no second word when nothing is open', () => {
    const { attempt, hasQuit } = aDesk()
    attempt({ type: 'quit', anyway: false })
    expect(hasQuit()).toBe(true)
  })
})
