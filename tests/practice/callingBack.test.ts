import { expect, it, onTestFinished } from 'vitest'
import type { Caller } from '../../electron/practice/invitation'
import { openPracticeExchange } from '../../electron/practice/PracticeExchange'
import { anOffer } from '../support/TextExchange'
import { TextPhone } from './TextPhone'

const ken: Caller = { number: '231', name: 'Ken', line: 'external', calledNumber: '+442079460100' }

it.each([
  ['can be called back', ken, '200'],
  ['cannot be called back at a number for which nobody vouches', { ...ken, line: 'unverified' }, '404'],
  ['cannot be called back at a number that they withheld', { ...ken, isWithheld: true }, '404'],
] as const)('somebody who has called %s', async (_, caller, code) => {
  const exchange = await openPracticeExchange()
  onTestFinished(() => exchange.close())
  const phone = await TextPhone.connect(exchange.settings.server)
  await phone.register({ password: exchange.password })
  exchange.ring(caller).hangUp()
  const offer = anOffer('actpass', 'sendrecv')

  const answer = await phone.ask('INVITE', caller.number, ['Content-Type: application/sdp'], offer)
  expect(answer.firstLine.split(' ')[1]).toBe(code)
})
