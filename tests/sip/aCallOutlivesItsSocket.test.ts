import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Failure } from '../../domain/Failure'
import { accountId, agree, isReinvite, onALine } from '../support/onALine'
import { answerTo, type Said, withinCallOf } from '../support/TextExchange'

let line: Awaited<ReturnType<typeof onALine>>

beforeEach(async () => {
  line = await onALine()
})

afterEach(async () => {
  expect(line.audio.faults).toEqual([])
  await line.leaves()
})

const reinvites = (said: Said) => isReinvite(said)
const within = (callId: string) => (said: Said) => isReinvite(said) && said.header('Call-ID') === callId
const isBye = (said: Said) => said.method === 'BYE'

describe('after the socket was lost', () => {
  it('tells the exchange where we are in a call that talks, and nobody notices', async () => {
    const { call, callId } = await line.talking()
    await line.socketIsCut()
    const refresh = await line.exchange.hears('a refresh', within(call.callId))
    await line.exchange.hears('its ACK', said => said.method === 'ACK')

    expect(refresh.body).toContain('a=sendrecv')
    expect(line.types(callId)).toEqual([])
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('leaves on hold who was on hold', async () => {
    const { call, callId } = await line.held()
    await line.socketIsCut()
    const refresh = await line.exchange.hears('a refresh', within(call.callId))

    expect(refresh.body).toContain('a=sendonly')
    expect(line.types(callId)).toEqual([])
    expect(line.audio.hearsUs(callId)).toBe(false)
  })

  it('does so in every call, and on the leg of a colleague', async () => {
    const { call, invite } = await line.consulting()
    const other = await line.held()
    await line.socketIsCut()

    await line.exchange.hears('the caller', within(call.callId))
    await line.exchange.hears('the colleague', within(invite.header('Call-ID') ?? ''))
    await line.exchange.hears('the other caller', within(other.call.callId))
    expect(line.count(reinvites)).toBe(3)
  })

  it('asks only after the exchange has let us in', async () => {
    await line.talking()
    await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    const order = line.exchange.heard.map(said => said.method)

    expect(order.indexOf('INVITE')).toBeGreaterThan(order.lastIndexOf('REGISTER'))
  })

  it.each(['481 Call Does Not Exist'])('ends a call as lost of which the exchange says %s', async status => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', request => answerTo(request, status))
    await line.socketIsCut()

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'network' })
    expect(line.audio.legs).toEqual([])
  })

  it('asks again when both spoke at once', async () => {
    const { callId } = await line.talking()
    let refused = 0
    line.exchange.answers.set('INVITE', request =>
      refused++ < 2 ? answerTo(request, '491 Request Pending') : agree(request),
    )
    await line.socketIsCut()
    await line.exchange.hears('the third', () => line.count(reinvites) === 3)
    await line.exchange.settles()

    expect(line.types(callId)).toEqual([])
  })

  it('leaves the next throw of the dice to the other side for longer when we had called', async () => {
    const { invite } = await line.consulting()
    const at = new Map<string, number[]>()
    line.exchange.answers.set('INVITE', request => {
      const times = at.get(request.header('Call-ID') ?? '') ?? []
      at.set(request.header('Call-ID') ?? '', [...times, Number(process.hrtime.bigint() / 1_000_000n)])
      return times.length === 0 ? answerTo(request, '491 Request Pending') : agree(request)
    })
    await line.socketIsCut()
    await line.exchange.hears('both again', () => line.count(reinvites) === 4)
    const ours = at.get(invite.header('Call-ID') ?? '') ?? []

    expect((ours[1] ?? 0) - (ours[0] ?? 0)).toBeGreaterThanOrEqual(2_000)
  })

  it('asks again after a 503', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', request => answerTo(request, '503 Service Unavailable'))
    await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    line.exchange.answers.set('INVITE', agree)
    await line.passes(3_500)

    expect(line.count(reinvites)).toBe(2)
    expect(line.types(callId)).toEqual([])
    await line.passes(10_000)
    expect(line.count(reinvites)).toBe(2)
  })

  it('waits for a dialog that is busy with an offer that was answered in vain, as long as the sound goes on', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', request => answerTo(request, '500 Another INVITE transaction in progress'))
    await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    await line.passes(30_000)

    expect(line.count(said => said.header('Replaces') !== undefined)).toBe(0)
    expect(line.types(callId)).toEqual([])
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('puts another leg in its place when the sound is broken as well', async () => {
    const { call, callId } = await line.talking()
    line.exchange.answers.set('INVITE', request =>
      isReinvite(request) && request.header('Call-ID') === call.callId
        ? answerTo(request, '500 Another INVITE transaction in progress')
        : agree(request),
    )
    await line.goesDown()
    line.audio.tells({ type: 'path', legId: callId, path: 'disconnected' })
    await line.comesBack()
    const next = await line.exchange.hears('another leg', said => said.header('Replaces') !== undefined)
    await line.told('microphoneOpened')

    expect(next.header('Replaces')).toContain(call.callId)
    expect(line.types(callId)).not.toContain('callEnded')
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('asks no more where the exchange will not hear of it', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', request => answerTo(request, '488 Not Acceptable Here'))
    await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    await line.passes(30_000)

    expect(line.count(reinvites)).toBe(1)
    expect(line.types(callId)).toEqual([])
  })

  it('asks on the next socket when the one it asked on is lost as well, once', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', () => undefined)
    await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    line.exchange.answers.set('INVITE', agree)
    await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    await line.passes(10_000)

    expect(line.count(reinvites)).toBe(1)
    expect(line.types(callId)).toEqual([])
  })

  it('takes a yes that comes late', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', () => undefined)
    await line.socketIsCut()
    const refresh = await line.exchange.hears('a refresh', reinvites)
    await line.passes(20_000)
    line.exchange.say(agree(refresh))
    await line.exchange.hears('an ACK', said => said.method === 'ACK')

    expect(line.types(callId)).toEqual([])
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('asks no more than once in three seconds, however often the socket is lost', async () => {
    await line.talking()
    line.exchange.answers.set('INVITE', request => answerTo(request, '503 Service Unavailable'))
    for (let times = 0; times < 4; times += 1) await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    line.anew()
    await line.passes(9_500)

    expect(line.count(reinvites)).toBeLessThanOrEqual(4)
  })

  it('hears that the far end hung up', async () => {
    const { call, answer, callId } = await line.talking()
    await line.socketIsCut()
    await line.exchange.hears('a refresh', reinvites)
    await line.exchange.settles()
    call.hangUp(answer)

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'them' })
    await line.exchange.hears(
      'our yes',
      said => said.firstLine.startsWith('SIP/2.0 200') && /BYE/.test(said.header('CSeq') ?? ''),
    )
  })

  it('loses whose exchange has forgotten everything, each once', async () => {
    const one = await line.held()
    const other = await line.talking()
    await line.goesDown()
    line.exchange.answers.set('INVITE', request => answerTo(request, '481 Call Does Not Exist'))
    await line.comesBack()
    await line.told('callEnded', fact => fact.callId === one.callId)
    await line.told('callEnded', fact => fact.callId === other.callId)

    expect(line.facts.filter(fact => fact.type === 'callEnded')).toHaveLength(2)
    expect(line.audio.legs).toEqual([])
  })

  it('has nobody who rang before it mistaken for somebody who rings now', async () => {
    await line.talking()
    line.anew()
    const register = line.exchange.answers.get('REGISTER')
    // What rings on the new socket before the REGISTER is answered rings on.
    line.exchange.answers.set('REGISTER', request => {
      const answer = register?.(request)
      if (answer?.startsWith('SIP/2.0 200')) line.exchange.rings({ contactFrom: request })
      return answer
    })
    line.exchange.cut()
    const { callId } = await line.told('callInvited')
    await line.isRegistered()
    await line.exchange.settles()

    expect(line.types(callId)).toEqual(['callInvited'])
  })
})

describe('who is not up yet when the socket goes', () => {
  it('ends at once who rings, and once', async () => {
    line.exchange.rings()
    const { callId } = await line.told('callInvited')
    await line.socketIsCut()
    await line.passes(40_000)

    expect(line.facts.filter(fact => fact.type === 'callEnded')).toMatchObject([{ callId, by: 'network' }])
    expect(line.audio.legs).toEqual([])
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it.each([
    ['before the exchange said a word', undefined],
    ['while the exchange was trying', '100 Trying'],
    ['while it rang there', '180 Ringing'],
  ])('ends at once whom we call %s, and once', async (_, status) => {
    line.exchange.answers.set('INVITE', request => (status ? answerTo(request, status) : undefined))
    await line.phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
    await line.exchange.hears('the INVITE', said => said.method === 'INVITE')
    await line.exchange.settles()
    await line.socketIsCut()
    await line.passes(40_000)

    expect(line.facts.filter(fact => fact.type === 'callEnded')).toMatchObject([
      { callId: 'ours', by: 'network', code: undefined },
    ])
    expect(line.audio.legs).toEqual([])
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it('ends at once whom we were taking back', async () => {
    line.exchange.answers.set('INVITE', request => answerTo(request, '180 Ringing'))
    line.exchange.answers.set('CANCEL', request => answerTo(request, '200 OK'))
    await line.phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
    await line.told('farEndRinging')
    await line.phone.perform({ type: 'hangUp', callId: 'ours' })
    await line.socketIsCut()

    expect(await line.told('callEnded', () => true, 2_000)).toMatchObject({ callId: 'ours', by: 'us' })
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it('ends at once a call that was being hung up before the caller had confirmed our answer', async () => {
    const call = line.exchange.rings()
    const { callId } = await line.told('callInvited')
    await line.phone.perform({ type: 'answer', callId, microphoneFirst: false })
    await call.answered(200)
    const over = line.phone.perform({ type: 'hangUp', callId })
    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'us' })
    expect(line.audio.legs).toEqual([])
    await over
    await line.socketIsCut()
    await line.passes(40_000)

    expect(line.facts.some(fact => fact.type === 'callEnded')).toBe(false)
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it('does not say that the far end refused what never left', async () => {
    await line.goesDown()
    await line.phone
      .perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
      .catch(() => undefined)

    expect(await line.told('callEnded')).toMatchObject({ callId: 'ours', by: 'network', code: undefined })
  })
})

describe('hanging up', () => {
  it('is over at once while the socket is down, and said as soon as it can be, once', async () => {
    const { call, callId } = await line.talking()
    await line.goesDown()
    await line.phone.perform({ type: 'hangUp', callId })
    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'us' })
    expect(line.audio.legs).toEqual([])
    await line.comesBack()
    await line.exchange.hears('the BYE', said => isBye(said) && said.header('Call-ID') === call.callId)
    await line.passes(5_000)
    await line.socketIsCut()
    await line.passes(5_000)

    expect(line.count(isBye)).toBe(0)
  })

  it('is said on every new socket until it was heard, once on each', async () => {
    const { callId } = await line.talking()
    await line.goesDown()
    await line.phone.perform({ type: 'hangUp', callId })
    line.exchange.answers.set('BYE', () => undefined)
    await line.comesBack()
    await line.exchange.hears('the BYE', isBye)
    expect(line.count(isBye)).toBe(1)
    await line.socketIsCut()
    await line.exchange.hears('the BYE', isBye)
    expect(line.count(isBye)).toBe(1)
    line.exchange.answers.set('BYE', request => answerTo(request, '481 Call Does Not Exist'))
    await line.socketIsCut()
    await line.exchange.hears('the BYE', isBye)
    await line.exchange.settles()
    await line.socketIsCut()

    expect(line.count(isBye)).toBe(0)
    expect(line.facts.some(fact => fact.type === 'callEnded')).toBe(false)
  })

  it('is said once when it happens on a new socket that has not let us in yet', async () => {
    const { callId } = await line.talking()
    const register = line.exchange.answers.get('REGISTER')
    let asked: Said | undefined
    line.exchange.answers.set('REGISTER', request => {
      asked = request
      return undefined
    })
    line.anew()
    line.exchange.cut()
    await line.exchange.hears('REGISTER', said => said.method === 'REGISTER')
    await line.phone.perform({ type: 'hangUp', callId })
    await line.exchange.hears('the BYE', isBye)
    line.exchange.answers.set('BYE', () => undefined)
    line.exchange.answers.set('REGISTER', request => register?.(request))
    if (asked) line.exchange.say(register?.(asked) ?? '')
    await line.isRegistered()
    await line.exchange.settles()

    expect(line.count(isBye)).toBe(1)
  })

  it('is over at once while the exchange is silent', async () => {
    const { callId } = await line.talking()
    line.exchange.silent = true
    await line.phone.perform({ type: 'hangUp', callId })
    await line.exchange.hears('the BYE', isBye)

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'us' })
    line.exchange.silent = false
    line.anew()
    await line.passes(40_000)
    await line.socketIsCut()
    await line.exchange.settles()
    expect(line.count(isBye)).toBe(1)
  })

  it('goes out in the midst of a refresh, whatever becomes of that', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', () => undefined)
    await line.socketIsCut()
    const refresh = await line.exchange.hears('a refresh', reinvites)
    await line.phone.perform({ type: 'hangUp', callId })
    await line.exchange.hears('the BYE', isBye)
    line.exchange.say(agree(refresh))
    await line.exchange.isUnderstood()

    expect(line.facts.filter(fact => fact.type === 'callEnded')).toMatchObject([{ callId, by: 'us' }])
    await line.passes(40_000)
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it('goes out in the midst of a hold, and the hold is no failure', async () => {
    const { callId } = await line.talking()
    line.exchange.answers.set('INVITE', () => undefined)
    const hold = line.phone.perform({ type: 'hold', callId })
    const asked = await line.exchange.hears('the hold', reinvites)
    await line.phone.perform({ type: 'hangUp', callId })
    await expect(hold).resolves.toBeUndefined()
    line.exchange.say(answerTo(asked, '487 Request Terminated'))
    await line.exchange.hears('the BYE', isBye)

    expect(line.facts.filter(fact => fact.type === 'callEnded')).toHaveLength(1)
    expect(line.audio.hearsUs(callId)).toBe(false)
  })
})

describe('what else is wished while the socket is down', () => {
  it('is not put on hold, says so in words, and goes on talking', async () => {
    const { callId } = await line.talking()
    await line.goesDown()

    await expect(line.phone.perform({ type: 'hold', callId })).rejects.toThrow(Failure)
    expect(line.audio.hearsUs(callId)).toBe(true)
    expect(line.types(callId)).toEqual(['microphoneOpened'])
  })

  it('is not taken back from hold, says so in words, and nobody hears us', async () => {
    const { callId } = await line.held()
    await line.goesDown()

    await expect(line.phone.perform({ type: 'resume', callId })).rejects.toThrow(Failure)
    expect(line.audio.hearsUs(callId)).toBe(false)
    expect(line.types(callId)).toEqual([])
    await line.comesBack()
    expect((await line.exchange.hears('a refresh', reinvites)).body).toContain('a=sendonly')
  })

  it('is muted, and heard again, since that is ours', async () => {
    const { callId } = await line.talking()
    await line.goesDown()
    await line.phone.perform({ type: 'mute', callId, muted: true })
    expect(line.audio.hearsUs(callId)).toBe(false)
    await line.comesBack()
    await line.exchange.hears('a refresh', reinvites)

    expect(line.audio.hearsUs(callId)).toBe(false)
    expect(line.types(callId)).toEqual([])
  })

  it('sends its keys, which travel with the sound', async () => {
    const { callId } = await line.talking()
    await line.goesDown()
    await line.phone.perform({ type: 'sendDigits', callId, digits: '1' })

    expect(line.audio.askedOf(callId)).toContain('digits 1')
  })

  it('hears in words of a hand-over that was under way', async () => {
    const { callId } = await line.consulting()
    const join = line.phone.perform({ type: 'join', callId, legId: 'leg' })
    await line.exchange.hears('REFER', said => said.method === 'REFER')
    const said = expect(join).rejects.toThrow(Failure)
    await line.socketIsCut()
    await said

    expect(line.types(callId)).toEqual([])
  })

  it('hears that the colleague hung up meanwhile', async () => {
    const { invite } = await line.consulting()
    await line.socketIsCut()
    await line.exchange.hears(
      'a refresh',
      said => isReinvite(said) && said.header('Call-ID') === invite.header('Call-ID'),
    )
    await line.exchange.settles()
    line.exchange.say(withinCallOf(invite, 'BYE', 900))

    expect(await line.told('callEnded')).toMatchObject({ callId: 'leg', by: 'them' })
  })
})

describe('an offer of ours', () => {
  it('is made again after a glare, and the hold is carried out', async () => {
    const { callId } = await line.talking()
    let refused = 0
    line.exchange.answers.set('INVITE', request =>
      refused++ < 2 ? answerTo(request, '491 Request Pending') : agree(request),
    )
    await line.phone.perform({ type: 'hold', callId })

    expect(line.count(reinvites)).toBe(3)
    expect(line.types(callId)).toContain('callHeld')
  })

  it('waits for the refresh that is under way', async () => {
    const { callId } = await line.held()
    line.exchange.answers.set('INVITE', () => undefined)
    await line.socketIsCut()
    const refresh = await line.exchange.hears('a refresh', reinvites)
    const resumed = line.phone.perform({ type: 'resume', callId })
    line.exchange.answers.set('INVITE', agree)
    line.exchange.say(agree(refresh))
    await resumed

    expect(line.audio.hearsUs(callId)).toBe(true)
  })
})

describe('a socket that falls silent', () => {
  it('takes with it who rang on it, once it is replaced', async () => {
    line.exchange.rings()
    const { callId } = await line.told('callInvited')
    line.exchange.losesPaths()
    await line.passes(25_000)

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'network' })
    expect(line.facts.filter(fact => fact.type === 'callEnded')).toHaveLength(1)
  })

  it('is replaced, and the call told so', async () => {
    const { call, callId } = await line.talking()
    line.exchange.losesPaths()
    line.anew()
    await line.passes(16_000)
    await line.isRegistered()
    await line.exchange.hears('a refresh', within(call.callId))

    expect(line.types(callId)).toEqual([])
  })
})

describe('what is left', () => {
  it('is nothing, after a hundred and sixty calls and forty lost sockets', async () => {
    await line.passes(40_000)
    const timers = vi.getTimerCount()
    for (let times = 0; times < 20; times += 1) {
      const { callId } = await line.talking()
      for (let ringing = 0; ringing < 7; ringing += 1) line.exchange.rings()
      await line.exchange.isUnderstood()
      await line.socketIsCut()
      if (times % 2 === 0) line.exchange.answers.set('INVITE', request => answerTo(request, '481 Gone'))
      await line.socketIsCut()
      if (times % 2 === 0) await line.told('callEnded', fact => fact.callId === callId)
      else await line.phone.perform({ type: 'hangUp', callId })
      line.exchange.answers.set('INVITE', agree)
      await line.exchange.settles()
    }
    await line.passes(40_000)

    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
    expect(line.audio.legs).toEqual([])
    // A probe may be under way.
    expect(vi.getTimerCount()).toBeLessThanOrEqual(timers + 2)
  }, 120_000)
})
