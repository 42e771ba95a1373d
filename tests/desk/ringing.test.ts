import { expect, it } from 'vitest'
import { viewOf } from '../../domain/desk/DeskView'
import { aDesk, aDeskInACall } from '../support/aDesk'
import { msOkafor, nobodyKnown, tomas } from '../support/cast'

it('shows who rings, on what line and for which company, before anybody answers', () => {
  const { phone, call } = aDesk()
  phone.rings()
  expect(call()).toMatchObject({
    phase: 'ringing',
    line: { kind: 'external', because: 'exchange-signal' },
    party: msOkafor,
    answerAs: 'Example Trading',
  })
})

it('moves only when the wire has spoken', () => {
  const { phone, attempt, call } = aDesk()
  const callId = phone.rings()
  attempt({ type: 'answer', callId })
  expect(call()?.phase).toBe('ringing')
  phone.connects()
  expect(call()?.phase).toBe('talking')
})

it('keeps a missed call, and owes nothing for it', () => {
  const { phone, now, record } = aDesk()
  phone.rings()
  phone.isHungUp('them')
  expect(now()).toMatchObject({ calls: [], openRecords: 0 })
  expect(record()).toMatchObject({ state: 'closed', ending: 'missed', number: msOkafor.number, answeredAt: undefined })
})

it('keeps a declined call', () => {
  const { phone, attempt, asked, record } = aDesk()
  const callId = phone.rings()
  attempt({ type: 'decline', callId })
  phone.isHungUp('us')
  expect(asked()).toEqual(['decline'])
  expect(record()).toMatchObject({ state: 'closed', ending: 'declined' })
})

it('says that another phone took the call, and does not call it missed', () => {
  const { phone, now, record } = aDesk()
  phone.rings()
  phone.isTakenElsewhere()
  expect(now().calls).toEqual([])
  expect(record()).toMatchObject({ state: 'closed', ending: 'answeredElsewhere' })
})

it('declines in silence on do not disturb, and keeps the missed call', () => {
  const { phone, attempt, asked, now, record } = aDesk()
  attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
  phone.rings()
  expect(now().calls).toEqual([])
  phone.isHungUp('us')
  expect(asked()).toEqual(['decline'])
  expect(record()).toMatchObject({ state: 'closed', ending: 'missed' })

  attempt({ type: 'choosePresence', presence: 'available' })
  phone.rings()
  expect(now().calls).toHaveLength(1)
})

it('tells the eleventh that we are busy before the disk is asked: a slow one keeps nobody waiting', () => {
  const { phone, journal, asked } = aDesk()
  for (let rung = 0; rung < 10; rung += 1) phone.rings()
  let askedBefore: readonly string[] = []
  journal.keep = () => {
    askedBefore = asked()
  }
  phone.rings()
  expect(askedBefore).toEqual(['decline'])
})

it('rings ten at once and tells the eleventh that we are busy, and keeps all eleven', () => {
  const { phone, asked, now, record } = aDesk()
  const calls = Array.from({ length: 11 }, () => phone.rings())
  expect(now().calls.map(call => call.callId)).toEqual(calls.slice(0, 10))
  expect(asked()).toEqual(['decline'])
  expect(record(calls[10])).toMatchObject({ state: 'closed', ending: 'missed' })
  for (const callId of calls) expect(record(callId)).toBeDefined()
})

it('rings on when there is no microphone to answer with, and says so', () => {
  const { phone, attempt, asked, call, now } = aDesk()
  phone.findsMicrophone('none')
  const callId = phone.rings()
  attempt({ type: 'answer', callId })
  expect(asked()).toEqual([])
  expect(call()?.phase).toBe('ringing')
  expect(now().notice).toMatchObject({ refusal: { reason: 'no-microphone', microphone: 'none' } })

  phone.findsMicrophone('ready')
  attempt({ type: 'answer', callId })
  expect(asked()).toEqual(['answer'])
  expect(now().notice).toBeUndefined()
})

it('rings on when no room with sound is open, and says so', () => {
  const { phone, attempt, asked, now } = aDesk()
  phone.tells({ type: 'audioRoomChanged', open: false })
  const callId = phone.rings()
  attempt({ type: 'answer', callId })
  expect(asked()).toEqual([])
  expect(now().notice).toMatchObject({ refusal: { reason: 'no-audio-room' } })
})

it('rings on when the answer does not succeed', async () => {
  const { phone, attempt, call, now, settled } = aDesk()
  const callId = phone.rings()
  phone.refuses('answer', 'The microphone did not open.')
  attempt({ type: 'answer', callId })
  await settled()
  expect(call()?.phase).toBe('ringing')
  expect(now().notice).toMatchObject({ kind: 'failed', command: 'answer', problem: 'The microphone did not open.' })
})

it('lets the call stand when the microphone is lost after the answer, and tries again at a click', () => {
  const { phone, attempt, asked, call } = aDeskInACall()
  const { callId } = phone
  phone.tells({ type: 'callSilenced', callId, why: 'lost' })
  expect(call()).toMatchObject({ phase: 'talking', silenced: 'lost' })
  attempt({ type: 'openMicrophone', callId })
  phone.tells({ type: 'microphoneOpened', callId })
  expect(asked()).toEqual(['answer', 'openMicrophone'])
  expect(call()).toMatchObject({ phase: 'talking', silenced: undefined })
})

it('neither shows nor keeps a number that was withheld', () => {
  const { phone, now, record } = aDesk()
  phone.rings({ caller: nobodyKnown })
  expect(viewOf(now()).calls[0]).toMatchObject({ suggestedContact: '', party: { number: '', withheld: true } })
  phone.isHungUp('them')
  expect(record()).toMatchObject({ number: '', shownName: '', withheld: true })
})

it('keeps what was shown beside what the user says the line really was', () => {
  const { phone, attempt, record } = aDesk()
  const callId = phone.rings({ caller: tomas, signalValues: [] })
  attempt({ type: 'correctLine', callId, kind: 'internal' })
  expect(record()).toMatchObject({ line: { kind: 'unverified' }, corrected: 'internal' })
})

it('writes no name, number or note into the log', () => {
  const { phone, attempt, log, writes } = aDeskInACall()
  writes({ ...filledNotes, response: 'callBack' })
  attempt({ type: 'dial', callId: 'ours', text: '+44 20 7946 0018', accountId: null })
  phone.isHungUp('them')
  expect(log.join('\n')).not.toMatch(/Okafor|7946|0018|460018|invoice/)
  expect(log.join('\n')).toContain('callEnded')
})

const filledNotes = { requirement: 'The March invoice', callerName: 'Ms Okafor', contact: '+44 20 7946 0018' }
