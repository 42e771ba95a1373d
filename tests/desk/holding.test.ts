import { expect, it } from 'vitest'
import { aDeskInACall } from '../support/aDesk'

it('holds and takes back, each when the wire says so', () => {
  const { phone, attempt, asked, call } = aDeskInACall()
  const { callId } = phone
  attempt({ type: 'hold', callId })
  expect(call()?.phase).toBe('talking')
  phone.holds()
  expect(call()?.phase).toBe('held')
  attempt({ type: 'resume', callId })
  expect(call()?.phase).toBe('held')
  phone.resumes()
  expect(call()?.phase).toBe('talking')
  expect(asked()).toEqual(['answer', 'hold', 'resume'])
})

it('never claims a hold that the exchange refused', async () => {
  const { phone, attempt, call, now, settled } = aDeskInACall()
  phone.refuses('hold', 'The exchange answered 488 Not Acceptable Here')
  attempt({ type: 'hold', callId: phone.callId })
  await settled()
  expect(call()?.phase).toBe('talking')
  expect(now().notice).toMatchObject({ kind: 'failed', command: 'hold', callId: phone.callId })
})

it('leaves the caller on hold when they cannot be taken back, and says so', async () => {
  const { phone, attempt, call, now, settled } = aDeskInACall()
  phone.holds()
  phone.refuses('resume', 'The exchange answered 500')
  attempt({ type: 'resume', callId: phone.callId })
  await settled()
  expect(call()?.phase).toBe('held')
  expect(now().notice).toMatchObject({ kind: 'failed', command: 'resume' })
})

it('goes on taking notes while the caller waits', () => {
  const { phone, record, writes } = aDeskInACall()
  phone.holds()
  writes({ requirement: 'The March invoice' })
  expect(record()).toMatchObject({ state: 'live', capture: { requirement: 'The March invoice' } })
})

it('owes the record when the caller hangs up on hold', () => {
  const { phone, call, now } = aDeskInACall()
  phone.holds()
  phone.isHungUp('them')
  expect(call()).toMatchObject({ phase: 'wrapUp', ending: 'endedByThem' })
  expect(now().openRecords).toBe(1)
})

it('hears of a hold that comes after the end, and does nothing', () => {
  const { phone, attempt, call } = aDeskInACall()
  attempt({ type: 'hold', callId: phone.callId })
  phone.isHungUp('them')
  phone.holds()
  expect(call()?.phase).toBe('wrapUp')
})
