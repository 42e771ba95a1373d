import { expect, it } from 'vitest'
import { aDesk, aDeskInACall } from '../support/aDesk'
import { filledIn, tomas } from '../support/cast'

it('puts the caller on hold before it answers the next', async () => {
  const { phone, attempt, call, settled } = aDeskInACall()
  const first = phone.callId
  const second = phone.rings({ caller: tomas, signalValues: ['internal'] })
  attempt({ type: 'answer', callId: second })
  await settled()
  expect(phone.performed.slice(1)).toEqual([
    { type: 'hold', callId: first },
    { type: 'answer', callId: second, microphoneFirst: false },
  ])
  phone.holds(first)
  phone.connects(second)
  expect(call(first)?.phase).toBe('held')
  expect(call(second)?.phase).toBe('talking')
})

it('goes from one caller to the other without letting them meet', async () => {
  const { phone, attempt, settled } = aDeskInACall()
  const first = phone.callId
  const second = phone.rings()
  attempt({ type: 'answer', callId: second })
  phone.holds(first)
  phone.connects(second)
  await settled()

  attempt({ type: 'resume', callId: first })
  await settled()
  expect(phone.performed.slice(-2)).toEqual([
    { type: 'hold', callId: second },
    { type: 'resume', callId: first },
  ])
})

it('lets nobody overhear the other when two ringing calls are answered at once', () => {
  const { phone, attempt } = aDesk()
  const [first, second] = [phone.rings(), phone.rings()]
  attempt({ type: 'answer', callId: first })
  attempt({ type: 'answer', callId: second })
  phone.connects(first)
  phone.connects(second)
  expect(phone.performed).toContainEqual({ type: 'hold', callId: first })
})

it('lets nobody overhear the other when a colleague picks up while a customer is on the line', () => {
  const { phone, attempt } = aDesk()
  attempt({ type: 'dial', callId: 'ours', text: '201', accountId: null })
  phone.places(tomas)
  const customer = phone.rings()
  attempt({ type: 'answer', callId: customer })
  phone.connects(customer)
  phone.connects('ours')
  expect(phone.performed).toContainEqual({ type: 'hold', callId: customer })
})

it('keeps the notes of each call apart', () => {
  const { phone, attempt, call, writes, record } = aDeskInACall()
  const first = phone.callId
  writes({ requirement: 'The March invoice' }, first)
  const second = phone.rings()
  attempt({ type: 'answer', callId: second })
  phone.connects(second)
  writes({ requirement: 'The printer' }, second)
  writes({ callerName: 'Ms Okafor' }, first)
  expect(call(first)?.capture).toMatchObject({ requirement: 'The March invoice', callerName: 'Ms Okafor' })
  expect(call(second)?.capture).toMatchObject({ requirement: 'The printer', callerName: '' })
  expect(record(first)?.capture.requirement).toBe('The March invoice')
})

it('ends the one and keeps the other', () => {
  const { phone, attempt, now, writes } = aDeskInACall()
  const first = phone.callId
  const second = phone.rings()
  attempt({ type: 'answer', callId: second })
  phone.holds(first)
  phone.connects(second)
  writes(filledIn, second)
  attempt({ type: 'hangUp', callId: second })
  phone.isHungUp('us', second)
  expect(now().calls).toMatchObject([{ callId: first, phase: 'held' }])
})
