import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aSipPhone } from '../support/aSipPhone'
import { anOffer, answerTo, TextExchange } from '../support/TextExchange'

let exchange: TextExchange
let stop: () => Promise<void>

beforeEach(async () => {
  exchange = await TextExchange.open()
})

afterEach(async () => {
  await stop()
  await exchange.close()
})

async function registered(account: Parameters<typeof aSipPhone>[1] = {}) {
  const rig = aSipPhone(exchange, account)
  stop = () => rig.phone.stop()
  await rig.registers()
  return rig
}

describe('who is calling', () => {
  it('reads the caller, the line and the number that was dialled', async () => {
    const { told } = await registered()
    exchange.rings({ headers: ['X-Line-Type: external', 'X-Called-DID: +442079460100'] })
    const { invitation } = await told('callInvited')

    expect(invitation).toEqual({
      accountId: '200@127.0.0.1',
      caller: {
        number: '+442079460018',
        name: 'Ms Okafor',
        shape: 'international',
        also: ['+442079460018', '442079460018', '02079460018', '00442079460018'],
        withheld: false,
      },
      claimed: undefined,
      signalValues: ['external'],
      dialled: '+442079460100',
      dialledAlso: ['+442079460100', '442079460100', '02079460100', '00442079460100'],
      verificationFailed: false,
      forwardedBy: '',
      recallOf: '',
      recallOfAlso: [],
    })
  })

  it.each([
    ['Priority: psap-callback', 'psap-callback'],
    ['priority:PSAP-Callback ', 'psap-callback'],
    ['Priority: emergency', undefined],
    ['Priority: psap-callback-not', undefined],
    ['X-Priority: psap-callback', undefined],
  ])('reads what a call says of itself, and believes nothing yet: %s', async (header, priority) => {
    const { told } = await registered()
    exchange.rings({ headers: [header] })
    expect((await told('callInvited')).invitation.priority).toBe(priority)
  })

  it('believes the exchange about the caller, and keeps what the caller claimed', async () => {
    const { told } = await registered()
    exchange.rings({
      from: '"Boss" <sip:201@127.0.0.1>',
      headers: ['P-Asserted-Identity: "Okafor Ltd" <sip:+442079460018@127.0.0.1>'],
    })
    const { invitation } = await told('callInvited')

    expect(invitation.caller).toMatchObject({ number: '+442079460018', name: 'Okafor Ltd' })
    expect(invitation.claimed).toMatchObject({ number: '201', name: 'Boss' })
  })

  it('neither shows nor keeps a number that the caller withheld, though the exchange knows it', async () => {
    const { told } = await registered()
    exchange.rings({
      from: '"Anonymous" <sip:anonymous@127.0.0.1>',
      headers: ['Privacy: id', 'P-Asserted-Identity: "Okafor" <sip:+442079460018@127.0.0.1>'],
    })
    const { invitation } = await told('callInvited')

    expect(JSON.stringify(invitation)).not.toContain('442079460018')
    expect(invitation.caller).toEqual({ number: '', name: '', shape: 'none', withheld: true })
  })

  it('reads a quoted name as it was meant', async () => {
    const { told } = await registered()
    exchange.rings({ from: String.raw`"a\"b\\c" <sip:+442079460018@127.0.0.1>` })

    expect((await told('callInvited')).invitation.caller.name).toBe(String.raw`a"b\c`)
  })

  it('lets no name rearrange the screen', async () => {
    const { told } = await registered()
    exchange.rings({ from: '"Okafor \u202ELANRETNI" <sip:+442079460018@127.0.0.1>' })

    expect((await told('callInvited')).invitation.caller.name).toBe('Okafor LANRETNI')
  })

  it('survives a byte that is no text, and the next call rings', async () => {
    const { told, facts } = await registered()
    exchange.rings({ from: '"Caf\uFFFD" <sip:+442079460018@127.0.0.1>' })
    await told('callInvited')
    facts.length = 0
    exchange.rings()

    expect((await told('callInvited')).invitation.caller.name).toBe('Ms Okafor')
  })

  it('drops a message that is too large before anything parses it, and the next call rings', async () => {
    const { told } = await registered()
    exchange.rings({ from: `"${'x'.repeat(70_000)}" <sip:1@127.0.0.1>` })
    exchange.rings()

    expect((await told('callInvited')).invitation.caller.name).toBe('Ms Okafor')
  })
})

describe('answering', () => {
  it('has the answer ready before anybody asks for it, and opens no microphone', async () => {
    const { told, audio } = await registered()
    exchange.rings()
    await told('callInvited')

    expect(audio.asked).toEqual(['checkMicrophone', 'prepareAnswer'])
  })

  it('sends the prepared answer and opens the microphone at once', async () => {
    const { phone, told, audio } = await registered()
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    const answer = await call.answered(200)

    expect(answer.body).toContain('m=audio')
    expect(audio.asked.filter(order => order === 'prepareAnswer')).toHaveLength(1)
    await told('callAnswered')
    await told('microphoneOpened')
  })

  it('rings on when there is no sound to answer with', async () => {
    const { phone, told, audio, facts } = await registered()
    audio.broken = true
    exchange.rings()
    const { callId } = await told('callInvited')

    await expect(phone.perform({ type: 'answer', callId, microphoneFirst: false })).rejects.toThrow(
      'No room with sound',
    )
    expect(facts.some(fact => fact.type === 'callEnded')).toBe(false)
    expect(exchange.heard.some(said => /^SIP\/2.0 [3-6]/.test(said.firstLine))).toBe(false)
  })

  it('prepares anew in the window that has the sound now', async () => {
    const { told, audio, phone } = await registered()
    audio.broken = true
    audio.moves(undefined)
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    audio.broken = false
    audio.moves({ order: () => undefined })
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })

    await call.answered(200)
  })

  it('says that nobody hears us when the window with the sound is closed in a call', async () => {
    const { told, audio, phone } = await registered()
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    call.acknowledge(await call.answered(200))
    audio.moves(undefined)

    expect(await told('callSilenced')).toMatchObject({ callId, why: 'lost' })
  })

  it('asks for the microphone before the answer when a person has yet to allow it, and rings on when they refuse', async () => {
    const { phone, told, audio, facts } = await registered()
    audio.microphoneFails = 'denied'
    exchange.rings()
    const { callId } = await told('callInvited')

    await expect(phone.perform({ type: 'answer', callId, microphoneFirst: true })).rejects.toThrow()
    expect(facts.some(fact => fact.type === 'callAnswered' || fact.type === 'callEnded')).toBe(false)
  })

  it('keeps the call when the microphone fails after the answer, and says so', async () => {
    const { phone, told, audio, facts } = await registered()
    exchange.rings()
    const { callId } = await told('callInvited')
    audio.microphoneFails = 'lost'
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })

    expect(await told('callSilenced')).toMatchObject({ why: 'lost' })
    expect(facts.some(fact => fact.type === 'callEnded')).toBe(false)
  })
})

describe('how a call ends', () => {
  it('is busy here, and here only, when it is declined', async () => {
    const { phone, told } = await registered()
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'decline', callId })

    await call.answered(486)
    expect(await told('callEnded')).toMatchObject({ by: 'us', elsewhere: false })
  })

  it('tells that the caller gave up', async () => {
    const { told } = await registered()
    const call = exchange.rings()
    await told('callInvited')
    call.cancel()

    expect(await told('callEnded')).toMatchObject({ by: 'them', elsewhere: false })
  })

  it('tells that another phone of ours took it', async () => {
    const { told } = await registered()
    const call = exchange.rings()
    await told('callInvited')
    call.cancel('SIP;cause=200;text="Call completed elsewhere"')

    expect(await told('callEnded')).toMatchObject({ by: 'them', elsewhere: true })
  })

  it('hangs up with a BYE', async () => {
    const { phone, told } = await registered()
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    call.acknowledge(await call.answered(200))
    await phone.perform({ type: 'hangUp', callId })

    await call.asked('BYE')
    expect(await told('callEnded')).toMatchObject({ by: 'us' })
  })

  it('tells that the caller hung up, and closes the sound', async () => {
    const { phone, told, audio } = await registered()
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    const answer = await call.answered(200)
    call.acknowledge(answer)
    call.hangUp(answer)

    expect(await told('callEnded')).toMatchObject({ by: 'them' })
    expect(audio.asked).toContain('close')
  })
})

describe('holding', () => {
  async function talking() {
    const rig = await registered()
    const call = exchange.rings()
    const { callId } = await rig.told('callInvited')
    await rig.phone.perform({ type: 'answer', callId, microphoneFirst: false })
    call.acknowledge(await call.answered(200))
    await rig.told('microphoneOpened')
    await exchange.isUnderstood()
    rig.facts.length = 0
    return { ...rig, callId }
  }

  it('is on hold when the exchange has agreed, not before', async () => {
    const { phone, told, callId } = await talking()
    exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], anOffer('active', 'recvonly')))
    await phone.perform({ type: 'hold', callId })

    expect(await told('callHeld')).toMatchObject({ callId })
  })

  it('opens the microphone again when the caller is taken back', async () => {
    const { phone, told, callId } = await talking()
    exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], anOffer('active')))
    await phone.perform({ type: 'hold', callId })
    await phone.perform({ type: 'resume', callId })

    await told('callResumed')
    await told('microphoneOpened')
  })

  it('goes on talking when the exchange refuses to hold', async () => {
    const { phone, told, audio, callId, facts } = await talking()
    exchange.answers.set('INVITE', request => answerTo(request, '488 Not Acceptable Here'))

    await expect(phone.perform({ type: 'hold', callId })).rejects.toThrow('488')
    expect(audio.asked).toContain('rollback')
    await told('microphoneOpened')
    expect(facts.some(fact => fact.type === 'callHeld' || fact.type === 'callEnded')).toBe(false)
  })

  it('is heard again when the exchange refuses to hold, however often it was asked', async () => {
    const { phone, audio, callId } = await talking()
    exchange.answers.set('INVITE', request => answerTo(request, '488 Not Acceptable Here'))
    const both = [phone.perform({ type: 'hold', callId }), phone.perform({ type: 'hold', callId })]

    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(audio.asked.at(-1)).toBe('openMicrophone')
  })
})

describe('calling out', () => {
  it.each([
    ['119', 'sip:119@127.0.0.1'],
    ['184119', 'sip:184119@127.0.0.1'],
    ['#31#112', 'sip:%2331%23112@127.0.0.1'],
    ['*67911', 'sip:*67911@127.0.0.1'],
    ['urn:service:sos', 'sip:119@127.0.0.1'],
    ['urn:service:sos.police', 'sip:110@127.0.0.1'],
  ])('asks the exchange for the number as it was dialled: %s', async (number, address) => {
    const { phone } = await registered({ country: 'JP' })
    exchange.answers.set('INVITE', request => answerTo(request, '180 Ringing'))
    await phone.perform({ type: 'dial', callId: 'help', accountId: '200@127.0.0.1', number, into: undefined })

    const invite = await exchange.hears('the INVITE', said => said.method === 'INVITE')
    expect(invite.firstLine).toBe(`INVITE ${address} SIP/2.0`)
  })

  it('tells that it rings there, that it was answered, and with which code it was refused', async () => {
    const { phone, told } = await registered()
    exchange.answers.set('INVITE', request => answerTo(request, '180 Ringing'))
    await phone.perform({ type: 'dial', callId: 'ours', accountId: '200@127.0.0.1', number: '201', into: undefined })
    expect((await told('callPlaced')).to).toMatchObject({ number: '201', shape: 'short' })
    await told('farEndRinging')
    const invite = await exchange.hears('the INVITE', said => said.method === 'INVITE')
    exchange.say(answerTo(invite, '486 Busy Here'))

    expect(await told('callEnded')).toMatchObject({ callId: 'ours', by: 'them', code: 486 })
  })

  it('takes the call back before anybody answers', async () => {
    const { phone, told } = await registered()
    exchange.answers.set('INVITE', request => answerTo(request, '180 Ringing'))
    await phone.perform({ type: 'dial', callId: 'ours', accountId: '200@127.0.0.1', number: '201', into: undefined })
    await told('farEndRinging')
    const invite = await exchange.hears('the INVITE', said => said.method === 'INVITE')
    exchange.answers.set('CANCEL', request => answerTo(request, '200 OK'))
    await phone.perform({ type: 'hangUp', callId: 'ours' })
    await exchange.hears('CANCEL', said => said.method === 'CANCEL')
    exchange.say(answerTo(invite, '487 Request Terminated'))

    expect(await told('callEnded')).toMatchObject({ by: 'us' })
  })
})
