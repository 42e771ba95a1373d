import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Failure } from '../../domain/Failure'
import { accountId, agree, isReinvite, isReplacing, onALine } from '../support/onALine'
import { answerTo, type Said, withinCallOf } from '../support/TextExchange'

let line: Awaited<ReturnType<typeof onALine>>

beforeEach(async () => {
  line = await onALine()
})

afterEach(async () => {
  expect(line.audio.faults).toEqual([])
  await line.leaves()
})

const dialog = { callId: 'from-before', localTag: 'ours', remoteTag: 'theirs' }
const takeBack = (how: { held?: boolean; muted?: boolean } = {}) =>
  line.phone.perform({ type: 'takeBack', callId: 'kept', accountId, dialog, held: false, muted: false, ...how })
const theReplacing = () => line.exchange.hears('an INVITE with Replaces', isReplacing)
const isBye = (said: Said) => said.method === 'BYE'

describe('what is kept of a call', () => {
  it('is what the exchange knows its leg by, told when it is answered, here and there', async () => {
    const { call, callId, answer } = await line.talking()
    const tag = (header: string) => /;tag=([^;>]+)/.exec(answer.header(header) ?? '')?.[1]

    expect(await line.told('legIdentified')).toEqual({
      type: 'legIdentified',
      callId,
      dialog: { callId: call.callId, localTag: tag('To'), remoteTag: tag('From') },
    })
    await line.phone.perform({ type: 'dial', callId: 'ours', accountId, number: '201', into: undefined })
    const invite = await line.exchange.hears('the INVITE', said => said.firstLine.startsWith('INVITE sip:201@'))
    expect((await line.told('legIdentified', fact => fact.callId === 'ours')).dialog).toEqual({
      callId: invite.header('Call-ID'),
      localTag: /tag=(\S+)/.exec(invite.header('From') ?? '')?.[1],
      remoteTag: 'exchange',
    })
  })
})

/** Takes it back, and waits until they hear us. */
async function isBack() {
  await takeBack()
  await line.told('microphoneOpened')
}

describe('taking a call back', () => {
  it('puts a new leg in the place of the one from before, and is heard', async () => {
    await isBack()
    const invite = await theReplacing()

    expect(invite.header('Replaces')).toBe('from-before;to-tag=theirs;from-tag=ours')
    expect(invite.header('Require')).toBe('replaces')
    expect(await line.told('callTakenBack')).toMatchObject({
      callId: 'kept',
      dialog: { callId: invite.header('Call-ID'), remoteTag: 'exchange' },
    })
    expect(line.types('kept')).toEqual(['callTakenBack', 'microphoneOpened'])
    expect(line.audio.hearsUs('kept')).toBe(true)
  })

  it('leaves on hold who was on hold, and muted who was muted', async () => {
    await takeBack({ held: true, muted: true })
    const hold = await line.exchange.hears('a hold', isReinvite)

    expect(hold.body).toContain('a=sendonly')
    expect(line.audio.overheard).toEqual([])
    await line.phone.perform({ type: 'hold', callId: 'kept' })
    await line.phone.perform({ type: 'resume', callId: 'kept' })
    expect(line.audio.overheard).toEqual([])
    await line.phone.perform({ type: 'mute', callId: 'kept', muted: false })
    expect(line.audio.hearsUs('kept')).toBe(true)
  })

  it('holds first and resumes then, as it was asked, whatever waits for the sound', async () => {
    await takeBack({ held: true })
    // The desk asks once more for the hold; before that is through, somebody presses Resume.
    const held = line.phone.perform({ type: 'hold', callId: 'kept' })
    const resumed = line.phone.perform({ type: 'resume', callId: 'kept' })
    await Promise.all([held, resumed])

    expect(line.types('kept')).toEqual(['callTakenBack', 'callHeld', 'callResumed', 'microphoneOpened'])
    expect(line.audio.hearsUs('kept')).toBe(true)
  })

  it('tells that the call is gone, and of nothing else', async () => {
    line.exchange.answers.set('INVITE', request => answerTo(request, '481 Call Does Not Exist'))
    await takeBack()

    expect(line.types('kept')).toEqual(['callGone'])
    expect(line.audio.legs).toEqual([])
    await line.passes(40_000)
    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
  })

  it.each(['500 Server Error', '420 Bad Extension'])('fails in words at %s, and can be tried again', async status => {
    line.exchange.answers.set('INVITE', request => answerTo(request, status))
    await expect(takeBack()).rejects.toThrow(status)
    expect(line.types('kept')).toEqual([])
    expect(line.audio.legs).toEqual([])
    line.exchange.answers.set('INVITE', agree)
    await isBack()

    expect(line.audio.hearsUs('kept')).toBe(true)
  })

  it('fails in words without a page, and sends nothing', async () => {
    line.audio.moves(undefined)
    await expect(takeBack()).rejects.toThrow('No room with sound is open.')
    await expect(takeBack()).rejects.toThrow(Failure)

    expect(line.count(said => said.method === 'INVITE')).toBe(0)
    expect(line.leftovers().sessions).toBe(0)
  })

  it('fails in words without a socket, also in the midst of it', async () => {
    line.exchange.answers.set('INVITE', request => answerTo(request, '100 Trying'))
    const tried = expect(takeBack()).rejects.toThrow('The connection to the phone system is lost.')
    await theReplacing()
    await line.exchange.settles()
    await line.goesDown()
    await tried
    await expect(takeBack()).rejects.toThrow('The connection to the phone system is lost.')

    expect(line.audio.legs).toEqual([])
    expect(line.types('kept')).toEqual([])
  })

  it('is done once, though asked twice', async () => {
    await Promise.all([isBack(), takeBack()])
    await isBack()

    expect(line.count(isReplacing)).toBe(1)
    expect(line.types('kept')).toEqual(['callTakenBack', 'microphoneOpened'])
  })

  it('opens no microphone on a line that the desk puts on hold at once', async () => {
    const back = takeBack()
    await line.told('callTakenBack')
    await line.phone.perform({ type: 'hold', callId: 'kept' })
    await back

    expect(line.audio.overheard).toEqual([])
    expect(line.types('kept')).toEqual(['callTakenBack', 'callHeld'])
    expect(line.exchange.heard.findLast(isReinvite)?.body).toContain('a=sendonly')
  })

  it('can be hung up at once', async () => {
    const back = takeBack()
    await line.told('callTakenBack')
    await line.phone.perform({ type: 'hangUp', callId: 'kept' })
    await back

    expect(line.types('kept')).toEqual(['callTakenBack', 'callEnded'])
    expect(line.audio.overheard).toEqual([])
    expect(line.audio.legs).toEqual([])
  })

  it('is gone when they hang up while they are being put on hold', async () => {
    line.exchange.answers.set('INVITE', request => (isReplacing(request) ? agree(request) : undefined))
    const back = takeBack({ held: true })
    const invite = await theReplacing()
    await line.exchange.hears('the hold', isReinvite)
    line.exchange.say(withinCallOf(invite, 'BYE', 900))
    await back

    expect(line.types('kept')).toEqual(['callGone'])
    expect(line.audio.legs).toEqual([])
  })

  it('has them back though they cannot be put on hold, and nobody hears us', async () => {
    line.exchange.answers.set('INVITE', request =>
      isReplacing(request) ? agree(request) : answerTo(request, '500 Server Error'),
    )
    await takeBack({ held: true })
    await expect(line.phone.perform({ type: 'hold', callId: 'kept' })).rejects.toThrow('500')

    expect(line.types('kept')).toEqual(['callTakenBack'])
    expect(line.audio.overheard).toEqual([])
  })

  it('goes on in another page when the first is gone in the midst of it', async () => {
    let invite: Said | undefined
    line.exchange.answers.set('INVITE', request => void (invite = request))
    const back = takeBack()
    await theReplacing()
    line.exchange.answers.set('INVITE', agree)
    line.otherRoom()
    if (invite) line.exchange.say(agree(invite))
    await back
    await line.told('microphoneOpened')

    expect(line.audio.hearsUs('kept')).toBe(true)
  })
})

describe('asking after a call', () => {
  const askAfter = () => line.phone.perform({ type: 'askAfter', callId: 'kept', accountId, dialog })

  it('asks in its dialog, and changes nothing', async () => {
    await askAfter()
    const asked = await line.exchange.hears(
      'OPTIONS',
      said => said.method === 'OPTIONS' && said.header('Call-ID') === 'from-before',
    )

    expect(asked.header('From')).toContain('tag=ours')
    expect(asked.header('To')).toContain('tag=theirs')
    expect(line.types('kept')).toEqual(['callStillUp'])
  })

  it.each([
    ['481 Call Does Not Exist', 'callGone'],
    ['405 Method Not Allowed', 'callStillUp'],
  ])('takes %s for %s', async (status, type) => {
    line.exchange.answers.set('OPTIONS', request => answerTo(request, status))
    await askAfter()

    expect(line.types('kept')).toEqual([type])
  })

  it('says nothing of a call when nobody answers', async () => {
    await line.goesDown()
    await expect(askAfter()).rejects.toThrow(Failure)

    expect(line.types('kept')).toEqual([])
  })
})

describe('letting a call go', () => {
  const letGo = () => line.phone.perform({ type: 'letGo', callId: 'kept', accountId, dialog })

  it.each(['200 OK', '481 Call Does Not Exist'])('says BYE in its dialog, and is content with %s', async status => {
    line.exchange.answers.set('BYE', request => answerTo(request, status))
    await letGo()
    const bye = await line.exchange.hears('BYE', isBye)

    expect(bye.header('Call-ID')).toBe('from-before')
    expect(bye.header('From')).toContain('tag=ours')
    expect(bye.header('To')).toContain('tag=theirs')
    expect(line.types('kept')).toEqual(['callGone'])
  })

  it('comes after having asked', async () => {
    await line.phone.perform({ type: 'askAfter', callId: 'kept', accountId, dialog })
    await letGo()
    const number = (method: string) =>
      parseInt(
        line.exchange.heard
          .find(said => said.method === method && said.header('Call-ID') === 'from-before')
          ?.header('CSeq') ?? '',
      )

    expect(number('BYE')).toBeGreaterThan(number('OPTIONS'))
    expect(number('BYE')).toBeLessThan(2 ** 31)
  })

  it('fails in words when nobody answers', async () => {
    await line.goesDown()
    await expect(letGo()).rejects.toThrow(Failure)
  })
})

describe('what is left', () => {
  it('is nothing, after sixty calls from before', async () => {
    await line.passes(40_000)
    const timers = vi.getTimerCount()
    for (let times = 0; times < 20; times += 1) {
      line.anew()
      line.exchange.answers.set('INVITE', request => answerTo(request, '500 Server Error'))
      await takeBack().catch(() => undefined)
      line.exchange.answers.set('INVITE', request => answerTo(request, '481 Gone'))
      await takeBack()
      line.exchange.answers.set('INVITE', agree)
      const back = takeBack({ held: times % 2 === 0 })
      await line.told('callTakenBack')
      await line.phone.perform({ type: 'hangUp', callId: 'kept' })
      await back
    }
    await line.passes(40_000)

    expect(line.leftovers()).toEqual({ dialogs: 0, clients: [], servers: 0, sessions: 0 })
    expect(line.audio.legs).toEqual([])
    // A probe may be under way.
    expect(vi.getTimerCount()).toBeLessThanOrEqual(timers + 2)
  }, 60_000)
})
