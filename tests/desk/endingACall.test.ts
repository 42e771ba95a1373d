import { describe, expect, it } from 'vitest'
import { releases } from '../../domain/capture/Capture'
import { aDesk, aDeskInACall } from '../support/aDesk'
import { filledIn, nobodyKnown, tomas } from '../support/cast'

it('keeps the line open until we know who called and what they need', () => {
  const { phone, attempt, now, asked, call } = aDeskInACall()

  attempt({ type: 'hangUp', callId: phone.callId })

  expect(asked()).toEqual(['answer'])
  expect(call()?.phase).toBe('talking')
  expect(now().notice).toMatchObject({
    kind: 'refused',
    refusal: { reason: 'capture-incomplete', missing: ['requirement', 'callerName', 'contact'] },
  })
})

it('ends the call at once when everything is written down, and puts the record away', () => {
  const { phone, attempt, asked, now, record, writes } = aDeskInACall()
  writes(filledIn)

  attempt({ type: 'hangUp', callId: phone.callId })
  expect(asked()).toEqual(['answer', 'hangUp'])
  phone.isHungUp('us')

  expect(now().calls).toEqual([])
  expect(now().notice).toBeUndefined()
  expect(record()).toMatchObject({ state: 'closed', ending: 'endedByUs', capture: filledIn })
})

it('asks for one thing after the other, whichever is empty first', () => {
  const { phone, attempt, now, writes } = aDeskInACall()
  const asksFor = () => {
    attempt({ type: 'hangUp', callId: phone.callId })
    const { notice } = now()
    return notice?.kind === 'refused' && notice.refusal.reason === 'capture-incomplete' ? notice.refusal.missing[0] : ''
  }
  expect(asksFor()).toBe('requirement')
  writes({ requirement: 'The March invoice is wrong' })
  expect(asksFor()).toBe('callerName')
  writes({ callerName: 'Ms Okafor' })
  expect(asksFor()).toBe('contact')
  writes({ contact: 'okafor@example.com', forWhom: 'Tomas' })
  expect(asksFor()).toBe('response')
  writes({ response: 'callBack' })
  expect(asksFor(), 'nobody can call a mail address').toBe('contact')
})

it('takes “will not say” for an answer, and the record shows it', () => {
  const { phone, attempt, asked, record, writes } = aDeskInACall()
  writes({ requirement: 'Only asks when we open', wontSay: ['callerName', 'contact'] })
  attempt({ type: 'hangUp', callId: phone.callId })
  phone.isHungUp('us')

  expect(asked()).toEqual(['answer', 'hangUp'])
  expect(record()).toMatchObject({ state: 'closed', capture: { wontSay: ['callerName', 'contact'] } })
})

it('does not take the number on the screen for the number to call, until somebody confirms it', () => {
  const { phone, attempt, asked, writes } = aDeskInACall()
  writes({ ...filledIn, contact: '' })
  attempt({ type: 'hangUp', callId: phone.callId })
  expect(asked()).toEqual(['answer'])
})

describe('a release', () => {
  it.each(releases)('ends the line in two actions, and closes the record: %s', reason => {
    const { phone, attempt, asked, now, record } = aDeskInACall()
    attempt({ type: 'hangUp', callId: phone.callId })
    attempt({ type: 'release', callId: phone.callId, reason })
    expect(asked()).toEqual(['answer', 'hangUp'])

    phone.isHungUp('us')
    expect(now().calls).toEqual([])
    expect(now().openRecords).toBe(0)
    expect(record()).toMatchObject({ state: 'closed', capture: { release: reason } })
  })

  it('ends a held line too', () => {
    const { phone, attempt, asked } = aDeskInACall()
    attempt({ type: 'hold', callId: phone.callId })
    phone.holds()
    attempt({ type: 'release', callId: phone.callId, reason: 'abusive' })
    expect(asked()).toEqual(['answer', 'hold', 'hangUp'])
  })

  it('keeps what was typed before it', () => {
    const { phone, attempt, record, writes } = aDeskInACall()
    writes({ requirement: 'shouted at me' })
    attempt({ type: 'release', callId: phone.callId, reason: 'abusive' })
    phone.isHungUp('us')
    expect(record()?.capture).toMatchObject({ requirement: 'shouted at me', release: 'abusive' })
  })
})

it('asks a colleague only what they need', () => {
  const { phone, attempt, asked, call, writes } = aDesk()
  const callId = phone.rings({ caller: tomas, signalValues: ['internal'] })
  attempt({ type: 'answer', callId })
  phone.connects()
  expect(call()).toMatchObject({ line: { kind: 'internal' }, directoryName: 'Tomas Lind' })

  attempt({ type: 'hangUp', callId })
  expect(asked()).toEqual(['answer'])
  writes({ requirement: 'The printer on the second floor' })
  attempt({ type: 'hangUp', callId })
  expect(asked()).toEqual(['answer', 'hangUp'])
})

it('asks a stranger who shows a colleague’s number everything', () => {
  const { phone, attempt, call, now, writes } = aDesk()
  const callId = phone.rings({ caller: tomas, signalValues: ['external'] })
  attempt({ type: 'answer', callId })
  phone.connects()
  writes({ requirement: 'The password of the server' })
  attempt({ type: 'hangUp', callId })

  expect(call()?.line).toMatchObject({ kind: 'external', because: 'exchange-signal' })
  expect(now().notice).toMatchObject({ refusal: { missing: ['callerName', 'contact'] } })
})

it('asks everything of a call that nobody vouches for, and of one that withholds its number', () => {
  for (const changes of [{ signalValues: [], caller: tomas }, { caller: nobodyKnown }]) {
    const { phone, attempt, now } = aDesk()
    const callId = phone.rings(changes)
    attempt({ type: 'answer', callId })
    phone.connects()
    attempt({ type: 'hangUp', callId })
    expect(now().notice).toMatchObject({ refusal: { missing: ['requirement', 'callerName', 'contact'] } })
  }
})

it('lets the line go and asks afterwards, when the gate is set so', () => {
  const { phone, attempt, asked, call, record, now, writes } = aDeskInACall({ gate: { mode: 'afterCall', also: [] } })
  attempt({ type: 'hangUp', callId: phone.callId })
  expect(asked()).toEqual(['answer', 'hangUp'])
  phone.isHungUp('us')

  expect(call()?.phase).toBe('wrapUp')
  expect(record()?.state).toBe('open')
  expect(now().openRecords).toBe(1)
  attempt({ type: 'saveRecord', callId: phone.callId })
  expect(now().notice).toMatchObject({ refusal: { reason: 'capture-incomplete' } })

  writes(filledIn)
  attempt({ type: 'saveRecord', callId: phone.callId })
  expect(now().calls).toEqual([])
  expect(record()?.state).toBe('closed')
  expect(now().openRecords).toBe(0)
})

it('asks for the company and the urgency as well, when the gate is widened', () => {
  const { phone, attempt, now, writes } = aDeskInACall({ gate: { mode: 'line', also: ['company', 'urgency'] } })
  writes(filledIn)
  attempt({ type: 'hangUp', callId: phone.callId })
  expect(now().notice).toMatchObject({ refusal: { missing: ['company', 'urgency'] } })
})

it('says so when the line cannot be ended, and the call goes on', async () => {
  const { phone, attempt, call, now, settled, writes } = aDeskInACall()
  phone.refuses('hangUp', 'The exchange did not answer.')
  writes(filledIn)
  attempt({ type: 'hangUp', callId: phone.callId })
  await settled()
  expect(call()).toMatchObject({ phase: 'talking', capture: filledIn })
  expect(now().notice).toMatchObject({ kind: 'failed', command: 'hangUp', callId: phone.callId })
})
