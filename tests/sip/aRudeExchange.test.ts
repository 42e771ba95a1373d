import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AudioFailure } from '../../electron/audio/AudioPort'
import { aSipPhone } from '../support/aSipPhone'
import { anOffer, answerTo, type RingingCall, type Said, TextExchange } from '../support/TextExchange'

let exchange: TextExchange
let stop: () => Promise<void>

beforeEach(async () => {
  exchange = await TextExchange.open()
})

afterEach(async () => {
  await stop()
  await exchange.close()
})

async function registered() {
  const rig = aSipPhone(exchange)
  stop = () => rig.phone.stop()
  await rig.registers()
  return rig
}

async function talking() {
  const rig = await registered()
  const call = exchange.rings()
  const { callId } = await rig.told('callInvited')
  await rig.phone.perform({ type: 'answer', callId, microphoneFirst: false })
  const answer = await call.answered(200)
  call.acknowledge(answer)
  await exchange.isUnderstood()
  return { ...rig, call, callId, answer }
}

/** A request of the exchange's within a call. */
function within(call: RingingCall, answer: Said, method: string, headers: readonly string[] = [], body = ''): string {
  const contact = /<([^>]+)>/.exec(answer.header('Contact') ?? '')?.[1] ?? ''
  return [
    `${method} ${contact} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKwithin${method}`,
    `From: ${answer.header('From') ?? ''}`,
    `To: ${answer.header('To') ?? ''}`,
    `Call-ID: ${call.callId}`,
    `CSeq: 700 ${method}`,
    'Contact: <sip:exchange@127.0.0.1;transport=ws>',
    'Max-Forwards: 70',
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

describe('messages that SIP.js falls over', () => {
  it('survives a request to an address of a kind it does not know, and the next call rings', async () => {
    const { told } = await registered()
    exchange.say('INVITE nobodyKnows:opaque SIP/2.0\r\nContent-Length: 0\r\n\r\n')
    exchange.rings()

    await told('callInvited')
  })

  it('survives a PRACK that nobody asked for, and the call goes on', async () => {
    const { call, answer, facts } = await talking()
    exchange.say(within(call, answer, 'PRACK', ['RAck: 1 1 INVITE']))
    await exchange.isUnderstood()

    expect(facts.some(fact => fact.type === 'callEnded')).toBe(false)
  })
})

describe('an offer that the sound cannot take', () => {
  it('is refused, and does not stand in for our own wish afterwards', async () => {
    const { phone, audio, call, answer, callId, told } = await talking()
    audio.answerReoffer = () => Promise.reject(new AudioFailure('other', 'Their offer has no sound in it.'))
    exchange.say(within(call, answer, 'INVITE', ['Content-Type: application/sdp'], anOffer()))
    await exchange.hears('a refusal', said => said.firstLine.startsWith('SIP/2.0 488'))

    exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], anOffer('active', 'recvonly')))
    await phone.perform({ type: 'hold', callId })
    await told('callHeld')
    const invite = await exchange.hears('our INVITE', said => said.method === 'INVITE')
    expect(invite.body).toContain('a=sendonly')
  })
})

describe('leaving', () => {
  it('hangs up, so that nobody is left waiting for a voice', async () => {
    const { phone, call } = await talking()
    await phone.stop()

    await call.asked('BYE')
  })

  it('declines who rings, so that the exchange can go on with them', async () => {
    const { phone, told } = await registered()
    const call = exchange.rings()
    await told('callInvited')
    await phone.stop()

    await call.answered(486)
  })

  it('takes nobody in who rings while we sign off, and lets them ring elsewhere at once', async () => {
    const { phone, facts } = await registered()
    exchange.answers.set('REGISTER', () => undefined)
    const gone = phone.stop()
    const call = exchange.rings()

    await call.answered(480)
    expect(facts.map(({ type }) => type)).not.toContain('callInvited')
    await gone
  })
})

describe('a socket that is lost', () => {
  it('ends what rings, since nobody could answer it or hear that they gave up', async () => {
    const { told } = await registered()
    exchange.rings()
    await told('callInvited')
    exchange.cut()

    expect(await told('callEnded')).toMatchObject({ by: 'network' })
  })
})

describe('a hasty user', () => {
  it('answers once, however often they press', async () => {
    const { phone, told, audio } = await registered()
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    const press = () => phone.perform({ type: 'answer', callId, microphoneFirst: false })
    await Promise.all([press(), press(), press()])

    await call.answered(200)
    expect(audio.asked.filter(order => order === 'openMicrophone')).toHaveLength(1)
  })
})
