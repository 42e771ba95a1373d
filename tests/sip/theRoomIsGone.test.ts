import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accountId, agree, isReinvite, isReplacing, later, onALine, sent } from '../support/onALine'
import { anOffer, answerTo, type RingingCall, type Said, withinCallOf } from '../support/TextExchange'

let line: Awaited<ReturnType<typeof onALine>>

beforeEach(async () => {
  line = await onALine()
})

afterEach(async () => {
  expect(line.audio.faults).toEqual([])
  await line.leaves()
})

const isBye = (said: Said) => said.method === 'BYE'

/** What the phone and the exchange know a call by that rang here. */
function dialogOf(call: RingingCall, answer: Said) {
  const tag = (header: string) => /;tag=([^;>]+)/.exec(answer.header(header) ?? '')?.[1] ?? ''
  return { callId: call.callId, localTag: tag('To'), remoteTag: tag('From') }
}

/** Answers whatever would replace a leg; everything else is agreed to. */
function toReplacing(answer: (request: Said) => string | undefined): void {
  line.exchange.answers.set('INVITE', request => (isReplacing(request) ? answer(request) : agree(request)))
}

const theReplacing = () => line.exchange.hears('an INVITE with Replaces', isReplacing)
const isIdentified = (callId: string) => line.told('legIdentified', fact => fact.callId === callId)
async function goesOn(callId: string): Promise<void> {
  await line.told('microphoneOpened', fact => fact.callId === callId)
  // Pages come and go as events do, one after the other.
  await line.exchange.settles()
}

describe('a page that is gone and comes back', () => {
  it('is told when the sound goes, and again when we are heard', async () => {
    const { callId } = await line.talking()
    line.anew()
    line.audio.moves(undefined)
    expect(line.facts).toEqual([{ type: 'callSilenced', callId, why: 'lost' }])
    await line.passes(5_000)
    expect(line.count(said => said.method === 'INVITE')).toBe(0)
    line.otherRoom()
    await goesOn(callId)

    expect(line.audio.hearsUs(callId)).toBe(true)
    expect(line.types(callId)).toEqual(['callSilenced', 'callSilenced', 'legIdentified', 'microphoneOpened'])
  })

  it('has its new leg known by name before the sound is there: only that name is good from then on', async () => {
    const { callId } = await line.talking()
    line.anew()
    line.audio.acceptAnswer = () => new Promise<void>(() => undefined)
    line.otherRoom()
    const { dialog } = await isIdentified(callId)

    expect(dialog.callId).toBe((await theReplacing()).header('Call-ID'))
  })

  it('asks to be put in the place of our own leg, by its own name', async () => {
    const { call, answer } = await line.talking()
    line.anew()
    line.otherRoom()
    const invite = await theReplacing()
    const { callId, localTag, remoteTag } = dialogOf(call, answer)

    expect(invite.header('Replaces')).toBe(`${callId};to-tag=${remoteTag};from-tag=${localTag}`)
    expect(invite.header('Require')).toBe('replaces')
    expect(invite.firstLine).toBe('INVITE sip:200@127.0.0.1 SIP/2.0')
    expect(invite.header('To')).not.toContain('tag=')
    expect(invite.body).toContain('m=audio')
  })

  it('knows exactly one leg afterwards, the new one', async () => {
    const { call, callId } = await line.talking()
    line.anew()
    line.otherRoom()
    const invite = await theReplacing()
    const { dialog } = await isIdentified(callId)

    expect(dialog).toEqual({
      callId: invite.header('Call-ID'),
      localTag: /tag=(\S+)/.exec(invite.header('From') ?? '')?.[1],
      remoteTag: 'exchange',
    })
    await goesOn(callId)
    await line.phone.perform({ type: 'hangUp', callId })
    await line.exchange.hears('a BYE', said => isBye(said) && said.header('Call-ID') === invite.header('Call-ID'))
    expect(line.types(callId).filter(type => type === 'callEnded')).toHaveLength(1)
    await line.passes(6_000)
    await line.exchange.hears('the old one ended', said => isBye(said) && said.header('Call-ID') === call.callId)
    await line.passes(40_000)
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it.each(['before', 'after'] as const)('does not notice that the exchange ends the old leg %s its yes', async when => {
    const { call, answer, callId } = await line.talking()
    line.anew()
    toReplacing(request => {
      if (when === 'before') call.hangUp(answer)
      line.exchange.say(agree(request))
      if (when === 'after') call.hangUp(answer)
      return undefined
    })
    line.otherRoom()
    await goesOn(callId)
    await line.exchange.isUnderstood()
    await line.passes(10_000)

    expect(line.types(callId)).toEqual(['callSilenced', 'legIdentified', 'microphoneOpened'])
    expect(line.audio.hearsUs(callId)).toBe(true)
    expect(line.count(isBye)).toBe(0)
  })

  it('hears of the far end on the new leg', async () => {
    const { callId } = await line.talking()
    line.anew()
    line.otherRoom()
    const invite = await theReplacing()
    await goesOn(callId)
    line.exchange.say(withinCallOf(invite, 'BYE', 900))

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'them' })
    expect(line.audio.legs).toEqual([])
  })

  it('tells where we are on the new leg when the socket is lost after it', async () => {
    const { callId } = await line.talking()
    line.anew()
    line.otherRoom()
    const invite = await theReplacing()
    await goesOn(callId)
    await line.passes(6_000)
    await line.socketIsCut()
    await line.exchange.hears('a refresh', isReinvite)

    expect(line.exchange.heard.filter(isReinvite).map(said => said.header('Call-ID'))).toEqual([
      invite.header('Call-ID'),
    ])
  })

  it('prepares the answer to a call that rings', async () => {
    const call = line.exchange.rings()
    const { callId } = await line.told('callInvited')
    line.otherRoom()
    await line.phone.perform({ type: 'answer', callId, microphoneFirst: false })
    call.acknowledge(await call.answered(200))
    await goesOn(callId)

    expect(line.audio.askedOf(callId).filter(order => order === 'prepareAnswer')).toHaveLength(2)
    expect(line.count(isReplacing)).toBe(0)
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it.each(['before', 'after'] as const)(
    'gives a call its sound whose offer was made in the old page, and answered %s there was a new one',
    async when => {
      toReplacing(agree)
      line.exchange.answers.set('INVITE', request => answerTo(request, '180 Ringing'))
      await line.phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
      await line.told('farEndRinging')
      const invite = await line.exchange.hears('the INVITE', said => said.method === 'INVITE')
      line.exchange.answers.set('INVITE', agree)
      line.audio.moves(undefined)
      if (when === 'after') line.otherRoom()
      line.exchange.say(agree(invite))
      await line.told('callAnswered')
      await line.exchange.isUnderstood()
      if (when === 'before') line.otherRoom()
      const next = await theReplacing()

      expect(next.header('Replaces')).toMatch(
        new RegExp(`^${invite.header('Call-ID') ?? ''};to-tag=exchange;from-tag=`),
      )
      await goesOn('ours')
      expect(line.audio.hearsUs('ours')).toBe(true)
    },
  )
})

describe('how it comes back', () => {
  it('is muted before the microphone is opened', async () => {
    const { callId } = await line.talking()
    await line.phone.perform({ type: 'mute', callId, muted: true })
    line.anew()
    line.audio.overheard.length = 0
    line.otherRoom()
    await goesOn(callId)

    expect(line.audio.overheard).toEqual([])
    await line.phone.perform({ type: 'mute', callId, muted: false })
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('is on hold, and the microphone is never opened', async () => {
    const { callId } = await line.held()
    line.anew()
    line.audio.overheard.length = 0
    line.otherRoom()
    const invite = await theReplacing()
    const hold = await line.exchange.hears(
      'a hold',
      said => isReinvite(said) && said.header('Call-ID') === invite.header('Call-ID'),
    )

    expect(hold.body).toContain('a=sendonly')
    await line.exchange.settles()
    expect(line.audio.overheard).toEqual([])
    expect(line.audio.askedOf(callId).slice(-4)).not.toContain('openMicrophone')
    await line.phone.perform({ type: 'resume', callId })
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('opens no microphone on the leg of a caller who was sent', async () => {
    await line.consulting(sent)
    line.anew()
    line.audio.overheard.length = 0
    line.otherRoom()
    await isIdentified('leg')
    await line.passes(1_000)

    expect(line.audio.askedOf('leg')).not.toContain('openMicrophone')
    expect(line.audio.overheard).toEqual([])
  })

  it('is what it was after the page is gone again', async () => {
    const { callId } = await line.talking()
    for (let times = 0; times < 3; times += 1) {
      line.anew()
      line.otherRoom()
      await goesOn(callId)
      expect(line.audio.hearsUs(callId)).toBe(true)
    }
  })

  it('leaves on hold who was on hold when the page is gone again', async () => {
    const { callId } = await line.held()
    line.audio.overheard.length = 0
    for (let times = 0; times < 3; times += 1) {
      line.anew()
      line.otherRoom()
      const invite = await theReplacing()
      await line.exchange.hears(
        'a hold',
        said =>
          isReinvite(said) && said.header('Call-ID') === invite.header('Call-ID') && said.body.includes('sendonly'),
      )
      await line.exchange.settles()
    }

    expect(line.audio.overheard).toEqual([])
    await line.phone.perform({ type: 'hold', callId })
    expect(line.types(callId)).toContain('callHeld')
  })

  it('is on hold, and says so, when the exchange keeps on hold whom it was to wake', async () => {
    const { callId } = await line.talking()
    line.otherRoom()
    await isIdentified(callId)
    line.anew()
    let offers = 0
    line.exchange.answers.set('INVITE', request =>
      isReinvite(request) && (offers += 1) === 2 ? answerTo(request, '500 Server Error') : agree(request),
    )
    line.otherRoom()
    await line.told('callHeld')

    expect(line.audio.hearsUs(callId)).toBe(false)
    await line.phone.perform({ type: 'resume', callId })
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('has no use any more for what they asked us on the leg before', async () => {
    await line.phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
    await goesOn('ours')
    const invite = await line.exchange.hears('the INVITE', said => said.firstLine.startsWith('INVITE sip:201@'))
    const refer = withinCallOf(invite, 'REFER', 900)
    line.exchange.say(refer.replace('Max-Forwards', 'Refer-To: <sip:203@127.0.0.1>\r\nMax-Forwards'))
    await line.told('callAsked', fact => fact.number === '203')
    line.otherRoom()

    await line.told('callAsked', fact => fact.number === '')
    await line.exchange.hears('no', said => said.firstLine.startsWith('SIP/2.0 603'))
  })

  it('mends a path that was broken before, by the new leg', async () => {
    const { callId } = await line.talking()
    line.audio.tells({ type: 'path', legId: callId, path: 'disconnected' })
    await line.exchange.settles()
    line.anew()
    line.otherRoom()
    await goesOn(callId)
    line.audio.tells({ type: 'path', legId: callId, path: 'connected' })

    await line.told('soundMended')
    await line.passes(60_000)
    expect(line.types(callId)).not.toContain('callEnded')
  })

  it('forgets about the path of the leg before', async () => {
    const { callId } = await line.talking()
    line.audio.tells({ type: 'path', legId: callId, path: 'failed' })
    await line.exchange.settles()
    line.otherRoom()
    await goesOn(callId)
    await line.goesDown()
    await line.passes(3_000)

    expect(line.types(callId)).not.toContain('callEnded')
  })

  it('is given up on the new leg as well when there is no path', async () => {
    const { callId } = await line.talking()
    line.audio.tells({ type: 'path', legId: callId, path: 'disconnected' })
    await line.exchange.settles()
    line.otherRoom()
    const invite = await theReplacing()
    await goesOn(callId)
    await line.passes(53_000)

    expect(await line.told('callEnded')).toMatchObject({ by: 'network' })
    await line.exchange.hears('a BYE', said => isBye(said) && said.header('Call-ID') === invite.header('Call-ID'))
  })
})

describe('in the midst of it', () => {
  async function inTheMidst() {
    const up = await line.talking()
    const asked = later<Said>()
    toReplacing(request => {
      asked.resolve(request)
      return answerTo(request, '100 Trying')
    })
    line.anew()
    line.audio.overheard.length = 0
    line.otherRoom()
    return { ...up, invite: await asked.promise, yes: (invite: Said) => line.exchange.say(agree(invite)) }
  }

  it('we hang up: it is over at once, and both legs are ended', async () => {
    const { call, callId, invite, yes } = await inTheMidst()
    await line.phone.perform({ type: 'hangUp', callId })
    expect(await line.told('callEnded', () => true, 2_000)).toMatchObject({ by: 'us' })
    yes(invite)
    await line.exchange.hears('a BYE', said => isBye(said) && said.header('Call-ID') === call.callId)
    await line.exchange.hears('a BYE', said => isBye(said) && said.header('Call-ID') === invite.header('Call-ID'))
    await line.passes(40_000)

    expect(line.types(callId).filter(type => type === 'callEnded')).toHaveLength(1)
    expect(line.audio.legs).toEqual([])
    expect(line.audio.overheard).toEqual([])
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it('we hold: nobody hears us, and they are on hold on the new leg', async () => {
    const { callId, invite, yes } = await inTheMidst()
    const hold = line.phone.perform({ type: 'hold', callId })
    yes(invite)
    await hold

    expect(line.types(callId)).toContain('callHeld')
    expect(line.audio.overheard).toEqual([])
    const last = line.exchange.heard.findLast(isReinvite)
    expect(last?.header('Call-ID')).toBe(invite.header('Call-ID'))
    expect(last?.body).toContain('a=sendonly')
  })

  it('we hold while the exchange is being woken: they stay on hold', async () => {
    const { callId } = await line.talking()
    line.otherRoom()
    await goesOn(callId)
    line.anew()
    line.audio.overheard.length = 0
    line.otherRoom()
    await isIdentified(callId)
    await line.phone.perform({ type: 'hold', callId })
    await line.exchange.settles()

    expect(line.audio.overheard).toEqual([])
    expect(line.exchange.heard.findLast(isReinvite)?.body).toContain('a=sendonly')
    await line.phone.perform({ type: 'resume', callId })
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('we take them back from hold: they hear us on the new leg', async () => {
    const { callId } = await line.held()
    const asked = later<Said>()
    toReplacing(request => void asked.resolve(request))
    line.anew()
    line.otherRoom()
    const invite = await asked.promise
    const resumed = line.phone.perform({ type: 'resume', callId })
    line.exchange.say(agree(invite))
    await resumed

    expect(line.audio.hearsUs(callId)).toBe(true)
    const last = line.exchange.heard.findLast(isReinvite)
    expect(last?.header('Call-ID')).toBe(invite.header('Call-ID'))
    expect(last?.body).toContain('a=sendrecv')
  })

  it('the exchange offers something on the old leg: the new sound is not disturbed by it', async () => {
    await line.phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
    await goesOn('ours')
    const old = await line.exchange.hears('the INVITE', said => said.firstLine.startsWith('INVITE sip:201@'))
    const asked = later<Said>()
    toReplacing(request => void asked.resolve(request))
    line.otherRoom()
    const invite = await asked.promise
    line.anew()
    line.exchange.say(withinCallOf(old, 'INVITE', 900, anOffer()))
    await line.exchange.hears('no', said => said.firstLine.startsWith('SIP/2.0 488'))
    line.exchange.say(agree(invite))
    await goesOn('ours')

    expect(line.audio.hearsUs('ours')).toBe(true)
  })

  it('we mute: nobody hears us', async () => {
    const { callId, invite, yes } = await inTheMidst()
    await line.phone.perform({ type: 'mute', callId, muted: true })
    yes(invite)
    await goesOn(callId)

    expect(line.types(callId)).toContain('callMuted')
    expect(line.audio.overheard).toEqual([])
  })

  it('the caller hangs up: it ends once, as theirs', async () => {
    const { call, answer, callId, invite } = await inTheMidst()
    call.hangUp(answer)
    line.exchange.say(answerTo(invite, '481 Call Does Not Exist'))

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'them' })
    await line.exchange.isUnderstood()
    expect(line.types(callId).filter(type => type === 'callEnded')).toHaveLength(1)
    expect(line.audio.legs).toEqual([])
  })

  it('the caller hangs up, and the exchange says nothing more: it ends all the same', async () => {
    const { call, answer, callId } = await inTheMidst()
    call.hangUp(answer)
    await line.exchange.isUnderstood()
    await line.passes(6_000)

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'them' })
    expect(line.audio.legs).toEqual([])
  })

  it('the page is gone again: the last one has the sound, and the microphone', async () => {
    const { callId, invite, yes } = await inTheMidst()
    line.otherRoom()
    toReplacing(agree)
    yes(invite)
    await goesOn(callId)
    const replacing = line.exchange.heard.filter(isReplacing)

    expect(replacing.at(-1)?.header('Replaces')).toContain(invite.header('Call-ID'))
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('the page is gone again while they are on hold: they stay so', async () => {
    const { callId } = await line.held()
    const asked = later<Said>()
    toReplacing(request => void asked.resolve(request))
    line.otherRoom()
    const invite = await asked.promise
    line.anew()
    line.audio.overheard.length = 0
    line.otherRoom()
    toReplacing(agree)
    line.exchange.say(agree(invite))
    const last = await line.exchange.hears('another', said => isReplacing(said))
    await line.exchange.hears(
      'a hold',
      said => isReinvite(said) && said.header('Call-ID') === last.header('Call-ID') && said.body.includes('sendonly'),
    )
    await line.exchange.settles()

    expect(line.audio.overheard).toEqual([])
    await line.phone.perform({ type: 'resume', callId })
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('the page is gone, and none comes for a while', async () => {
    const { callId, invite, yes } = await inTheMidst()
    line.audio.moves(undefined)
    yes(invite)
    await isIdentified(callId)
    await line.passes(2_000)
    expect(line.types(callId)).not.toContain('microphoneOpened')
    toReplacing(agree)
    line.anew()
    line.otherRoom()
    await goesOn(callId)

    expect((await theReplacing()).header('Replaces')).toContain(invite.header('Call-ID'))
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('the exchange no longer knows the old leg, in answer to an offer from before: the new one has it', async () => {
    const { callId } = await line.talking()
    const asked = new Map<boolean, Said>()
    line.exchange.answers.set('INVITE', request => void asked.set(isReplacing(request), request))
    line.audio.tells({ type: 'path', legId: callId, path: 'disconnected' })
    const before = await line.exchange.hears('an offer', isReinvite)
    line.anew()
    line.otherRoom()
    const invite = await theReplacing()
    line.exchange.answers.set('INVITE', agree)
    line.exchange.say(answerTo(before, '481 Call Does Not Exist'))
    await line.exchange.isUnderstood()
    expect(line.count(isBye)).toBe(0)
    line.exchange.say(agree(invite))
    await goesOn(callId)

    expect(line.types(callId)).not.toContain('callEnded')
    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('the socket is lost: it is asked again on the next one', async () => {
    const { callId } = await inTheMidst()
    toReplacing(agree)
    await line.socketIsCut()
    await theReplacing()
    await goesOn(callId)

    expect(line.audio.hearsUs(callId)).toBe(true)
    expect(line.types(callId)).not.toContain('callEnded')
  })
})

describe('an exchange that does not agree', () => {
  async function refusedWith(status: string | undefined) {
    const up = await line.talking()
    toReplacing(request => status && answerTo(request, status))
    line.anew()
    line.otherRoom()
    await theReplacing()
    await line.exchange.settles()
    return up
  }

  it('has lost the call when it does not know it', async () => {
    const { callId } = await refusedWith('481 Call Does Not Exist')

    expect(await line.told('callEnded')).toMatchObject({ callId, by: 'network' })
    expect(line.audio.legs).toEqual([])
  })

  it('leaves the call up and silent when it cannot, and is not asked again', async () => {
    const { callId } = await refusedWith('420 Bad Extension')
    await line.passes(20_000)

    expect(new Set(line.types(callId))).toEqual(new Set(['callSilenced']))
    expect(line.count(isReplacing)).toBe(1)
    expect(line.audio.legs).toEqual([])
    await line.phone.perform({ type: 'hangUp', callId })
    expect(await line.told('callEnded')).toMatchObject({ by: 'us' })
  })

  it('is asked again after a fault of its own', async () => {
    const { callId } = await refusedWith('500 Server Error')
    toReplacing(agree)
    await line.passes(3_500)
    await goesOn(callId)

    expect(line.audio.hearsUs(callId)).toBe(true)
  })

  it('is asked again when it said nothing for half a minute', async () => {
    const { callId } = await refusedWith(undefined)
    await line.passes(33_000)
    toReplacing(agree)
    await line.passes(3_500)
    await goesOn(callId)

    expect(line.audio.hearsUs(callId)).toBe(true)
    expect(line.types(callId)).not.toContain('callEnded')
  })

  it('is asked again when it was trying for half a minute', async () => {
    const { callId } = await refusedWith('100 Trying')
    await line.passes(33_000)
    await line.exchange.hears('that it is called off', said => said.method === 'CANCEL')
    toReplacing(agree)
    await line.passes(3_500)
    await goesOn(callId)

    expect(line.audio.hearsUs(callId)).toBe(true)
  })
})

describe('a page that is gone while the socket is down', () => {
  it('gets the call its sound back when the exchange can be asked', async () => {
    const { call, callId } = await line.talking()
    await line.goesDown()
    line.otherRoom()
    await line.passes(2_000)
    await line.comesBack()
    const invite = await theReplacing()
    await goesOn(callId)

    expect(invite.header('Replaces')).toContain(call.callId)
    expect(line.audio.hearsUs(callId)).toBe(true)
    expect(line.types(callId)).not.toContain('callEnded')
  })

  it('can still be told what to do, and fails in words', async () => {
    const { callId } = await line.talking()
    line.audio.moves(undefined)

    await expect(line.phone.perform({ type: 'hold', callId })).rejects.toMatchObject({ name: 'Failure' })
    await expect(line.phone.perform({ type: 'sendDigits', callId, digits: '1' })).rejects.toMatchObject({
      name: 'Failure',
    })
    await expect(line.phone.perform({ type: 'mute', callId, muted: true })).resolves.toBeUndefined()
    line.audio.overheard.length = 0
    line.otherRoom()
    await goesOn(callId)
    expect(line.audio.overheard).toEqual([])
  })
})

describe('what is left', () => {
  it('is nothing, after sixty pages', async () => {
    await line.passes(40_000)
    const timers = vi.getTimerCount()
    for (let times = 0; times < 20; times += 1) {
      const { callId } = await line.talking()
      line.anew()
      line.otherRoom()
      await goesOn(callId)
      line.audio.moves(undefined)
      line.anew()
      toReplacing(request => answerTo(request, times % 2 === 0 ? '420 Bad Extension' : '481 Gone'))
      line.otherRoom()
      await theReplacing()
      await line.exchange.settles()
      await line.phone.perform({ type: 'hangUp', callId })
      await line.told('callEnded', fact => fact.callId === callId)
      line.exchange.answers.set('INVITE', agree)
    }
    await line.passes(40_000)

    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
    expect(line.audio.legs).toEqual([])
    // A probe may be under way.
    expect(vi.getTimerCount()).toBeLessThanOrEqual(timers + 2)
  }, 60_000)
})
