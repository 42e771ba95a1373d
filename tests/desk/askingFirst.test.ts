import { describe, expect, it } from 'vitest'
import { aDesk, aDeskInACall } from '../support/aDesk'
import type { DeskAtWork } from '../support/aDesk'

const dial = (text: string, callId = 'ours') => ({ type: 'dial', callId, text, accountId: null }) as const

function question({ now }: DeskAtWork) {
  const { notice } = now()
  return notice?.kind === 'askedFirst' ? notice : undefined
}

/** Says yes to the question on the desk. */
function saysYes(desk: DeskAtWork): void {
  desk.attempt({ type: 'callAnyway', told: question(desk)?.told ?? -1 })
}

describe('one question before a call', () => {
  it.each([
    ['*72 0900000000', 'forwards'],
    ['**21*0900000000#', 'forwards'],
    ['9*72 0900000000', 'forwards'],
    ['tel:%2A720900000000', 'forwards'],
    ['*97', 'featureCode'],
    ['09098790123', 'premium'],
    ['9 0909 879 0123', 'premium'],
    ['141 09098790123', 'premium'],
    ['+19005551234', 'premium'],
    ['sip:+19005551234@anywhere.example', 'premium'],
    ['+49 1801 234567', 'sharedCost'],
    ['+881612345678', 'satellite'],
    ['00881612345678', 'satellite'],
  ])('is asked about %s, with the reason, and a yes dials it: %s', (text, doubt) => {
    const desk = aDesk()
    desk.attempt(dial(text))
    expect(desk.asked()).toEqual([])
    expect(question(desk)).toMatchObject({ doubt, callId: undefined })

    saysYes(desk)
    expect(desk.asked()).toEqual(['dial'])
    expect(desk.phone.performed).toMatchObject([
      { callId: 'ours', number: question(desk)?.number ?? expect.any(String) },
    ])
    expect(desk.now().notice).toBeUndefined()
  })

  it.each(['201', 'Tomas Lind', '+442079460018', '02079460018', '*31#02079460018', '14102079460018'])(
    'is not asked about what costs and changes nothing: %s',
    text => {
      const desk = aDesk()
      desk.attempt(dial(text))
      expect(desk.asked()).toEqual(['dial'])
    },
  )

  it.each(['999', '#31#999', '*31#112', '9999'])('is never asked in an emergency: %s', text => {
    const desk = aDesk()
    desk.attempt(dial(text))
    expect(desk.asked()).toEqual(['dial'])
  })

  it('goes away with a no, and nothing is dialled', () => {
    const desk = aDesk()
    desk.attempt(dial('*72'))
    const told = question(desk)?.told ?? -1
    desk.attempt({ type: 'dismissNotice' })
    desk.attempt({ type: 'callAnyway', told })
    expect(desk.asked()).toEqual([])
  })

  it('takes a yes for itself only, and once', () => {
    const desk = aDesk()
    desk.attempt(dial('*72'))
    const first = question(desk)?.told ?? -1
    desk.attempt(dial('09098790123', 'other'))
    desk.attempt({ type: 'callAnyway', told: first })
    expect(desk.asked()).toEqual([])

    const second = question(desk)?.told ?? -1
    desk.attempt({ type: 'callAnyway', told: second })
    desk.attempt({ type: 'callAnyway', told: second })
    expect(desk.phone.performed).toMatchObject([{ number: '09098790123' }])
  })

  it('moves nobody before the answer: whoever is talking goes on hold with the yes', async () => {
    const desk = aDeskInACall()
    desk.attempt(dial('+881612345678'))
    await desk.settled()
    expect(desk.asked()).toEqual(['answer'])
    saysYes(desk)
    await desk.settled()
    expect(desk.asked()).toEqual(['answer', 'hold', 'dial'])
  })

  it('is asked before a caller is handed over to such a number', async () => {
    const desk = aDeskInACall()
    const callId = desk.phone.callId
    const to = { name: '+881612345678', number: '+881612345678' }
    desk.attempt({ type: 'handOver', callId, legId: 'leg', to, way: 'send' })
    await desk.settled()
    expect(desk.asked()).toEqual(['answer'])
    expect(question(desk)).toMatchObject({ doubt: 'satellite', callId })
    saysYes(desk)
    await desk.settled()
    expect(desk.asked()).toEqual(['answer', 'hold', 'consult'])
  })

  it('is asked before we call whom somebody in a call wants us to call', () => {
    const desk = aDeskInACall()
    const callId = desk.phone.callId
    desk.phone.tells({ type: 'callAsked', callId, number: '*720900000000' })
    desk.attempt({ type: 'answerRequest', callId, agreed: true })
    expect(desk.asked()).toEqual(['answer'])
    expect(question(desk)).toMatchObject({ doubt: 'forwards', callId })
    saysYes(desk)
    expect(desk.asked()).toEqual(['answer', 'answerRequest'])
  })

  it('takes no yes for another number that they name meanwhile', () => {
    const desk = aDeskInACall()
    const callId = desk.phone.callId
    desk.phone.tells({ type: 'callAsked', callId, number: '09098790123' })
    desk.attempt({ type: 'answerRequest', callId, agreed: true })
    desk.phone.tells({ type: 'callAsked', callId, number: '201' })
    saysYes(desk)
    expect(desk.asked()).toEqual(['answer'])
    expect(desk.call()).toMatchObject({ askedToCall: '201' })
  })

  it('says why when what was asked about cannot be done any more', () => {
    const desk = aDesk()
    desk.attempt(dial('*72'))
    const told = question(desk)?.told ?? -1
    desk.phone.losesTheExchange()
    desk.attempt({ type: 'callAnyway', told })
    expect(desk.asked()).toEqual([])
    expect(desk.now().notice).toMatchObject({ refusal: { reason: 'not-registered' } })
  })

  it('is not asked before we say no to them', () => {
    const desk = aDeskInACall()
    const callId = desk.phone.callId
    desk.phone.tells({ type: 'callAsked', callId, number: '*720900000000' })
    desk.attempt({ type: 'answerRequest', callId, agreed: false })
    expect(desk.asked()).toEqual(['answer', 'answerRequest'])
  })

  it('is asked again when such a call is called back', () => {
    const desk = aDesk()
    desk.attempt(dial('09098790123'))
    saysYes(desk)
    desk.phone.places({ number: '09098790123', name: '', shape: 'national', withheld: false })
    desk.phone.connects()
    desk.attempt({ type: 'hangUp', callId: 'ours' })
    desk.phone.isHungUp('us')
    desk.attempt({ type: 'undoHangUp', callId: 'again' })
    expect(desk.asked()).toEqual(['dial', 'hangUp'])
    saysYes(desk)
    expect(desk.phone.performed.at(-1)).toMatchObject({ type: 'dial', callId: 'again', into: 'ours' })
  })
})
