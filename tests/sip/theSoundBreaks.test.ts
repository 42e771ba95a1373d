import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocketWire } from '../../electron/wire/WebSocketWire'
import { agree, isReinvite, onALine } from '../support/onALine'
import { answerTo, type Said } from '../support/TextExchange'

let line: Awaited<ReturnType<typeof onALine>>

beforeEach(async () => {
  line = await onALine()
})

afterEach(async () => {
  expect(line.audio.faults).toEqual([])
  await line.leaves()
})

type Path = 'connected' | 'disconnected' | 'failed'

const path = (legId: string, is: Path) => line.audio.tells({ type: 'path', legId, path: is })
const elsewhere = (callId: string) => line.audio.askedOf(callId).filter(order => order.endsWith('elsewhere')).length
const within = (callId: string) => (said: Said) => isReinvite(said) && said.header('Call-ID') === callId

describe('a path that is lost for a while', () => {
  it('is told at once, and that it has healed, each once', async () => {
    const { callId } = await line.talking()
    line.anew()
    path(callId, 'disconnected')
    expect(line.types(callId)).toEqual(['soundBroken'])
    path(callId, 'failed')
    path(callId, 'connected')
    path(callId, 'connected')

    expect(line.types(callId)).toEqual(['soundBroken', 'soundMended'])
    await line.passes(60_000)
    expect(line.types(callId)).toEqual(['soundBroken', 'soundMended'])
  })

  it('is looked for elsewhere at once, and every three seconds until it is found', async () => {
    const { call, callId } = await line.talking()
    line.anew()
    path(callId, 'disconnected')
    await line.exchange.hears('an offer', within(call.callId))
    expect(elsewhere(callId)).toBe(1)
    await line.passes(9_500)
    expect(elsewhere(callId)).toBe(4)
    path(callId, 'connected')
    await line.passes(9_000)

    expect(elsewhere(callId)).toBe(4)
    expect(line.types(callId)).toEqual(['soundBroken', 'soundMended'])
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('is looked for again after a refusal', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', request => answerTo(request, '503 Service Unavailable'))
    path(callId, 'disconnected')
    await line.passes(6_500)

    expect(elsewhere(callId)).toBe(3)
    expect(line.types(callId)).not.toContain('callEnded')
  })

  it('leaves on hold who is on hold, and an announced colleague in our ear', async () => {
    const { call, invite, callId } = await line.consulting()
    line.anew()
    path(callId, 'disconnected')
    path('leg', 'disconnected')
    const toThem = await line.exchange.hears('the caller', within(call.callId))
    const toColleague = await line.exchange.hears('the colleague', within(invite.header('Call-ID') ?? ''))

    expect(toThem.body).toContain('a=sendonly')
    expect(toColleague.body).toContain('a=sendrecv')
    expect(line.types('leg')).toEqual(['soundBroken'])
    expect(line.audio.hearsUs(callId)).toBe(false)
  })

  it('is no news for a call that only rings', async () => {
    line.exchange.rings()
    const { callId } = await line.told('callInvited')
    path(callId, 'disconnected')
    await line.passes(60_000)

    expect(line.types(callId)).toEqual(['callInvited'])
  })
})

describe('a path that is lost together with the socket', () => {
  it('is looked for as soon as the exchange can be asked, and again until it is found', async () => {
    const { callId } = await line.talking()
    await line.goesDown()
    path(callId, 'disconnected')
    await line.passes(5_000)
    expect(elsewhere(callId)).toBe(0)
    await line.comesBack()
    await line.exchange.hears('an offer', isReinvite)
    expect(elsewhere(callId)).toBe(1)
    await line.passes(6_500)

    expect(elsewhere(callId)).toBe(3)
    path(callId, 'connected')
    expect(line.types(callId)).toEqual(['soundMended'])
  })

  it('is looked for once more although it has healed by itself, since it may carry a voice one way only', async () => {
    const { callId } = await line.talking()
    await line.goesDown()
    path(callId, 'disconnected')
    path(callId, 'connected')
    await line.comesBack()
    await line.exchange.hears('an offer', isReinvite)
    expect(elsewhere(callId)).toBe(1)
    await line.passes(9_000)

    expect(elsewhere(callId)).toBe(1)
  })

  it('is looked for by one offer at a time, however often the exchange falls silent', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', () => undefined)
    path(callId, 'disconnected')
    for (let times = 0; times < 3; times += 1) {
      line.exchange.silent = true
      await line.passes(7_500)
      line.exchange.silent = false
      await line.passes(3_000)
    }
    line.exchange.answers.set('INVITE', agree)
    await line.passes(12_000)
    const before = elsewhere(callId)
    await line.passes(6_000)

    expect(elsewhere(callId) - before).toBeLessThanOrEqual(2)
  })
})

describe('a path that does not come back', () => {
  it('ends the call as lost a minute after the sound went, and the far end hears so', async () => {
    const { call, callId } = await line.talking()
    line.anew()
    path(callId, 'disconnected')
    await line.passes(51_000)
    expect(line.types(callId)).toEqual(['soundBroken'])
    await line.passes(1_500)

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'network' })
    await line.exchange.hears('the BYE', said => said.method === 'BYE' && said.header('Call-ID') === call.callId)
    expect(line.audio.legs).toEqual([])
    await line.passes(40_000)
    expect(line.types(callId).filter(type => type === 'callEnded')).toHaveLength(1)
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it('ends it although the exchange was never to be asked, and the BYE is owed', async () => {
    const { callId } = await line.talking()
    await line.goesDown()
    path(callId, 'disconnected')
    await line.passes(53_000)
    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'network' })
    await line.comesBack()

    await line.exchange.hears('the BYE', said => said.method === 'BYE')
  })

  it('ends it at once when nothing listens where the exchange was, whichever is noticed first', async () => {
    const one = await line.held()
    const other = await line.talking()
    line.audio.tells({ type: 'path', legId: one.callId, path: 'failed' })
    await line.goesDown()
    await line.told('callEnded', fact => fact.callId === one.callId)
    expect(line.types(other.callId)).not.toContain('callEnded')
    path(other.callId, 'disconnected')
    expect(line.types(other.callId)).not.toContain('callEnded')
    path(other.callId, 'failed')

    expect(await line.told('callEnded', fact => fact.callId === other.callId)).toMatchObject({ by: 'network' })
    expect(line.types(other.callId)).toEqual(['soundBroken', 'callEnded'])
  })

  it('ends it as well when the exchange is gone, and only its proxy is left', async () => {
    const { callId } = await line.talking()
    line.anew()
    await line.exchange.leavesItsProxy()
    path(callId, 'disconnected')
    await line.passes(9_000)
    expect(line.types(callId)).toEqual(['soundBroken'])
    path(callId, 'failed')

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'network' })
  })

  it('does not end it for a minute when our own cable is pulled', async () => {
    const { callId } = await line.talking()
    line.anew()
    const unreachable = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' })
    vi.spyOn(WebSocketWire.prototype, 'renew').mockRejectedValue(unreachable)
    line.exchange.cut()
    await line.told(
      'registrationChanged',
      ({ registration }) => 'trouble' in registration && registration.trouble === 'nothing-answers',
    )
    path(callId, 'failed')
    await line.passes(50_000)

    expect(line.types(callId)).toEqual(['soundBroken'])
  })

  it('does not end it because the socket was lost at the same moment', async () => {
    const { call, callId } = await line.talking()
    path(callId, 'failed')
    await line.socketIsCut()
    await line.exchange.hears('a refresh', within(call.callId))

    expect(line.types(callId)).not.toContain('callEnded')
  })

  it('does not end it while the exchange is only silent', async () => {
    const { callId } = await line.talking()
    line.exchange.silent = true
    await line.passes(9_000)
    path(callId, 'failed')
    await line.passes(20_000)

    expect(line.types(callId)).not.toContain('callEnded')
  })

  it('ends it when the exchange knows no such call any more', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', request => answerTo(request, '481 Call Does Not Exist'))
    path(callId, 'disconnected')

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'network' })
    expect(line.audio.legs).toEqual([])
  })

  it('is given up although a leg is just being put in its place', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', request =>
      isReinvite(request) ? answerTo(request, '500 Another INVITE transaction in progress') : undefined,
    )
    path(callId, 'disconnected')
    await line.passes(120_000)

    expect(line.types(callId)).toContain('callEnded')
  })

  it('leaves a hold that was under way as it was wished', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', () => undefined)
    const holding = line.phone.perform({ type: 'hold', callId })
    const hold = await line.exchange.hears('a hold', isReinvite)
    path(callId, 'disconnected')
    line.exchange.answers.set('INVITE', agree)
    line.exchange.say(agree(hold))
    await holding
    await line.exchange.hears('another path', said => isReinvite(said) && said !== hold)
    await line.exchange.settles()

    expect(line.exchange.heard.findLast(isReinvite)?.body).toContain('a=sendonly')
    expect(line.audio.hearsUs(callId)).toBe(false)
  })

  it('goes no further when the caller hung up, or we did', async () => {
    const one = await line.talking()
    path(one.callId, 'disconnected')
    await line.exchange.settles()
    one.call.hangUp(one.answer)
    await line.told('callEnded', fact => fact.callId === one.callId && fact.by === 'them')
    const other = await line.talking()
    path(other.callId, 'disconnected')
    await line.phone.perform({ type: 'hangUp', callId: other.callId })
    line.anew()
    await line.passes(60_000)

    expect(line.count(isReinvite)).toBe(0)
    expect(line.facts.filter(fact => 'callId' in fact)).toEqual([])
  })
})

describe('a wish of ours while the path is broken', () => {
  it('waits for the offer that is under way, and is carried out', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', () => undefined)
    path(callId, 'disconnected')
    const offer = await line.exchange.hears('an offer', isReinvite)
    const hold = line.phone.perform({ type: 'hold', callId })
    line.exchange.answers.set('INVITE', agree)
    line.exchange.say(agree(offer))
    await hold

    expect(line.types(callId)).toContain('callHeld')
    expect(line.audio.hearsUs(callId)).toBe(false)
    line.anew()
    await line.passes(3_500)
    expect((await line.exchange.hears('the next', isReinvite)).body).toContain('a=sendonly')
  })
})
