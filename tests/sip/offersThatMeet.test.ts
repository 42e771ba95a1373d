import { afterEach, beforeEach, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
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

it('an offer of theirs that comes while ours is being made is answered first, and ours follows', async () => {
  const { phone, audio, told, registers } = aSipPhone(exchange)
  stop = () => phone.stop()
  await registers()
  exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], anOffer('active', 'recvonly')))
  const call = exchange.rings()
  const { callId } = await told('callInvited')
  await phone.perform({ type: 'answer', callId, microphoneFirst: false })
  const answer = await call.answered(200)
  call.acknowledge(answer)
  await exchange.isUnderstood()

  let makeOurs: (sdp: string) => void = () => undefined
  audio.reoffer = () => {
    audio.asked.push('reoffer held')
    return new Promise(resolve => (makeOurs = resolve))
  }
  let makeTheirs: (sdp: string) => void = () => undefined
  audio.answerReoffer = () => {
    audio.asked.push('answerReoffer')
    return new Promise(resolve => (makeTheirs = resolve))
  }
  const held = phone.perform({ type: 'hold', callId })
  await exchange.isUnderstood()
  const theirs = call.reinvites(answer)
  await exchange.isUnderstood()
  makeOurs(anOffer('actpass', 'sendonly'))
  await exchange.isUnderstood()
  expect(exchange.heard.filter(({ method }) => method === 'INVITE')).toEqual([])

  makeTheirs(anOffer('active'))
  await theirs.answered(200)
  theirs.acknowledge()
  await until('ours is made again', () => audio.asked.filter(order => order === 'reoffer held').length === 2)
  makeOurs(anOffer('actpass', 'sendonly'))
  await held
  expect(audio.asked.slice(-5)).toEqual(['reoffer held', 'answerReoffer', 'rollback', 'reoffer held', 'acceptAnswer'])
  await told('callHeld')
})
