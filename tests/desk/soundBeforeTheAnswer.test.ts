import { describe, expect, it } from 'vitest'
import { aDesk } from '../support/aDesk'

describe('what becomes of the sound between the click and its confirmation', () => {
  it('is known from the answer on: nobody hears us', () => {
    const { phone, attempt, now } = aDesk()
    const callId = phone.rings()
    attempt({ type: 'answer', callId })
    phone.tells({ type: 'callSilenced', callId, why: 'denied' })
    expect(now().calls[0]?.phase, 'a sound moves no call').toBe('ringing')
    phone.tells({ type: 'callAnswered', callId, at: phone.clock.now() })

    expect(now().calls[0]).toMatchObject({ phase: 'talking', silenced: 'denied', heard: false })
  })

  it('is known from the answer on: they are heard, and the microphone was opened at the second try', () => {
    const { phone, attempt, now } = aDesk()
    const callId = phone.rings()
    attempt({ type: 'answer', callId })
    phone.tells({ type: 'callSilenced', callId, why: 'lost' })
    phone.tells({ type: 'microphoneOpened', callId })
    phone.tells({ type: 'callHeard', callId })
    phone.tells({ type: 'callAnswered', callId, at: phone.clock.now() })

    expect(now().calls[0]).toMatchObject({ phase: 'talking', silenced: undefined, heard: true })
  })
})
