import { expect, it } from 'vitest'
import { aDesk } from '../support/aDesk'
import { msOkafor, tomas } from '../support/cast'

function aDeskCallingOut(to = tomas) {
  const desk = aDesk()
  desk.attempt({ type: 'dial', callId: 'ours', text: to.number, accountId: null })
  desk.phone.places(to)
  return desk
}

it('calls a colleague by name, and asks nothing afterwards', () => {
  const { phone, attempt, asked, call, now, record } = aDesk()
  attempt({ type: 'dial', callId: 'ours', text: 'Tomas Lind', accountId: null })
  expect(phone.performed).toEqual([{ type: 'dial', callId: 'ours', accountId: 'main', number: '201', into: undefined }])
  phone.places(tomas)
  phone.ringsThere('ours')
  expect(call()).toMatchObject({ phase: 'calling', farEndRinging: true })
  phone.connects()

  attempt({ type: 'hangUp', callId: 'ours' })
  expect(asked()).toEqual(['dial', 'hangUp'])
  phone.isHungUp('us')
  expect(now()).toMatchObject({ calls: [], openRecords: 0 })
  expect(record()).toMatchObject({ state: 'closed', direction: 'outgoing', ending: 'endedByUs' })
})

it('places one call for two clicks', () => {
  const { attempt, asked } = aDeskCallingOut()
  attempt({ type: 'dial', callId: 'ours', text: '201', accountId: null })
  expect(asked()).toEqual(['dial'])
})

it('gives up a call that nobody takes', () => {
  const { phone, attempt, asked, record } = aDeskCallingOut()
  attempt({ type: 'hangUp', callId: 'ours' })
  phone.isHungUp('us')
  expect(asked()).toEqual(['dial', 'hangUp'])
  expect(record()).toMatchObject({ state: 'closed', ending: 'notAnswered', answeredAt: undefined })
})

it.each([
  [486, 'busy'],
  [603, 'refused'],
  [404, 'notFound'],
  [480, 'notAnswered'],
  [503, 'failed'],
] as const)('says why a call did not come about, and leaves that to be read: %d is %s', (code, ending) => {
  const { phone, attempt, call, now } = aDeskCallingOut()
  phone.isRefused(code)
  expect(call()).toMatchObject({ phase: 'wrapUp', ending })
  attempt({ type: 'saveRecord', callId: 'ours' })
  expect(now()).toMatchObject({ calls: [], openRecords: 0, notice: undefined })
})

it('keeps what was noted on a call of ours when they hang up', () => {
  const { phone, call, writes, record } = aDeskCallingOut(msOkafor)
  phone.connects()
  writes({ requirement: 'The invoice is on its way' })
  phone.isHungUp('them')
  expect(call()?.phase).toBe('wrapUp')
  expect(record()).toMatchObject({ state: 'closed', capture: { requirement: 'The invoice is on its way' } })
})

it('says at once that a call did not leave', async () => {
  const { phone, attempt, now, settled } = aDesk()
  phone.refuses('dial', 'The socket is gone.')
  attempt({ type: 'dial', callId: 'ours', text: '201', accountId: null })
  await settled()
  expect(now()).toMatchObject({ calls: [], notice: { kind: 'failed', command: 'dial', callId: 'ours' } })
})

it('says that we are not connected before it dials anything', () => {
  const { phone, attempt, asked, now } = aDesk()
  phone.losesTheExchange()
  attempt({ type: 'dial', callId: 'ours', text: '201', accountId: null })
  expect(asked()).toEqual([])
  expect(now().notice).toMatchObject({ refusal: { reason: 'not-registered', emergency: false } })
})

it.each(['999', '9 999', '９９９', '112', 'tel:999', 'urn:service:sos'])(
  'dials the emergency services without a question, and never holds the line: %s',
  text => {
    const { phone, attempt, asked, call, now } = aDesk()
    attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    attempt({ type: 'dial', callId: 'help', text, accountId: null })
    expect(asked()).toEqual(['dial'])
    const number = text.includes('urn') ? text : text.normalize('NFKC').replaceAll(/\D/g, '')
    phone.places({ number, name: '', shape: 'short', withheld: false })
    phone.connects()
    expect(call()).toMatchObject({ phase: 'talking', emergency: true })

    attempt({ type: 'hangUp', callId: 'help' })
    expect(asked()).toEqual(['dial', 'hangUp'])
    phone.isHungUp('us')
    expect(now()).toMatchObject({ calls: [], openRecords: 0 })
  },
)

it('says that the emergency services need another phone when the exchange is gone', () => {
  const { phone, attempt, now } = aDesk()
  phone.losesTheExchange()
  attempt({ type: 'dial', callId: 'help', text: '999', accountId: null })
  expect(now().notice).toMatchObject({ refusal: { reason: 'not-registered', emergency: true } })
})
