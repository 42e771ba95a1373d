import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDeskPhone, type DeskPhone, type DeskPhoneOptions } from './rig/DeskPhone'
import { startExchange, type Exchange } from './rig/Exchange'
import { startKamailio } from './rig/Kamailio'
import { callFromOutside, type OutsideCall, type OutsideCaller } from './rig/OutsideCaller'
import { answerOutside, type OutsidePhone, type OutsidePhoneOptions } from './rig/OutsidePhone'
import type { SipMessage } from './rig/SipMessage'
import { until } from './rig/until'

/** The test exchange alone, without the app: what the other tests here stand on. */
describe('the test exchange', { timeout: 60_000 }, () => {
  let exchange: Exchange
  const plugged: { stop: () => Promise<void> }[] = []

  beforeAll(async () => {
    exchange = await startExchange({ ringSeconds: 2 })
  }, 60_000)
  afterEach(async () => {
    exchange.thaw()
    await exchange.hangUpAll()
    await Promise.all(plugged.splice(0).map(phone => phone.stop()))
  }, 60_000)
  afterAll(() => exchange.stop())

  const keep = <Plugged extends { stop: () => Promise<void> }>(phone: Plugged): Plugged => {
    plugged.push(phone)
    return phone
  }
  const deskPhone = async (options: DeskPhoneOptions, at = exchange): Promise<DeskPhone> =>
    keep(await startDeskPhone(at, options))
  const outsideCaller = async (call: OutsideCall): Promise<OutsideCaller> => keep(await callFromOutside(exchange, call))
  const publicNetwork = async (options: OutsidePhoneOptions = {}): Promise<OutsidePhone> =>
    keep(await answerOutside(exchange, options))

  /** The newest INVITE that the exchange sent to an extension. */
  const inviteTo = (extension: string): Promise<SipMessage> =>
    until(`the exchange invites ${extension}`, async () =>
      (await exchange.messages()).findLast(
        ({ kind, direction, firstLine }) =>
          kind === 'INVITE' && direction === 'sent' && firstLine.startsWith(`INVITE sip:${extension}`),
      ),
    )

  it('is Asterisk 22 or newer', async () => {
    expect(Number(/^Asterisk (\d+)/.exec(exchange.version)?.[1])).toBeGreaterThanOrEqual(22)
    expect(await exchange.cli('core show version')).toContain(exchange.version)
  })

  it('lets somebody outside ring a desk phone, and each hears the other', async () => {
    const desk = await deskPhone({ as: '201', tone: 600 })
    const outside = await deskPhone({ as: { outside: '09011112222' }, tone: 900 })

    await outside.dial('0312345601')
    await desk.ringing()
    await desk.answer()

    expect(await desk.hears(900)).toMatchObject({ energy: expect.closeTo(0.125, 1) })
    expect(await outside.hears(600)).toMatchObject({ energy: expect.closeTo(0.125, 1) })
    await desk.hangUp()
    await outside.idle()
  })

  it('runs beside another one', async () => {
    const other = await startExchange()
    try {
      const here = await deskPhone({ as: '202', tone: 600 })
      const there = await deskPhone({ as: '202', tone: 900 }, other)
      await Promise.all([here.dial('600'), there.dial('600')])

      await Promise.all([here.hears(600), there.hears(900)])
      expect(await exchange.channels()).toMatchObject([{ endpoint: '202', application: 'Echo' }])
      expect(await other.channels()).toMatchObject([{ endpoint: '202', application: 'Echo' }])
    } finally {
      await other.stop()
    }
  })

  it('keeps what a caller says about the line to itself, and says what it knows', async () => {
    const desk = await deskPhone({ as: '201' })
    const caller = await outsideCaller({
      dial: '+81312345601',
      from: { name: 'Boss', uri: 'sip:102@127.0.0.1' },
      headers: ['Alert-Info: <http://127.0.0.1>;info=internal', 'X-Line-Type: internal', 'X-Called-DID: 101'],
    })
    await desk.ringing()

    const invite = await inviteTo('201')
    expect(invite.header('From')).toMatch(/^"Boss" <sip:102@127\.0\.0\.1>/)
    expect(invite.all('Alert-Info')).toEqual(['<http://127.0.0.1>;info=external'])
    expect(invite.all('X-Line-Type')).toEqual(['external'])
    expect(invite.all('X-Called-DID')).toEqual(['0312345601'])
    expect(await caller.cancel()).toMatchObject({ by: 'us', code: 487 })
  })

  it('says that a colleague is calling, or nothing where it is asked to say nothing', async () => {
    const desk = await deskPhone({ as: '201' })
    const colleague = await deskPhone({ as: '202' })

    await colleague.dial('201')
    await desk.ringing()
    const marked = await inviteTo('201')
    await colleague.hangUp()
    await desk.idle()
    await colleague.dial('7201')
    await desk.ringing()
    const unmarked = await inviteTo('201')

    expect(marked.all('Alert-Info')).toEqual(['<http://127.0.0.1>;info=internal'])
    expect(marked.all('X-Line-Type')).toEqual(['internal'])
    expect(marked.all('X-Called-DID')).toEqual([])
    expect(unmarked.header('Call-ID')).not.toBe(marked.header('Call-ID'))
    expect([...unmarked.all('Alert-Info'), ...unmarked.all('X-Line-Type'), ...unmarked.all('X-Called-DID')]).toEqual([])
  })

  it('tells a caller why nobody answers', async () => {
    const desk = await deskPhone({ as: '201' })
    const ending = async (dial: string): Promise<unknown> => (await outsideCaller({ dial })).ended

    expect(await ending('0312345602'), 'nobody there').toMatchObject({ by: 'them', code: 480 })
    expect(await ending('0399999999'), 'no such number').toMatchObject({ by: 'them', code: 404 })
    expect(await ending('0312345601'), 'no answer').toMatchObject({ by: 'them', code: 480 })
    await desk.idle()
    const declined = ending('0312345601')
    await desk.ringing()
    await desk.hangUp()
    expect(await declined, 'declined').toMatchObject({ by: 'them', code: 486 })
    await desk.dial('602')
    await desk.talking()
    expect(await ending('0312345601'), 'busy').toMatchObject({ by: 'them', code: 486 })
  })

  it('ends a call whichever side hangs up', async () => {
    const desk = await deskPhone({ as: '201', tone: 600, autoAnswer: true })

    const patient = await outsideCaller({ dial: '0312345601', tone: 900 })
    await patient.answered
    await desk.hears(900)
    await until('the caller hears the desk phone', () => Math.abs(patient.heard().frequency - 600) <= 10)
    await desk.hangUp()
    expect(await patient.ended).toMatchObject({ by: 'them', code: undefined })

    const brief = await outsideCaller({ dial: '0312345601', hangUpAfter: 100 })
    expect(await brief.ended).toMatchObject({ by: 'us', code: undefined })
    await desk.idle()
  })

  it('sends calls out to the public network under our own number', async () => {
    const network = await publicNetwork({ tone: 850 })
    const desk = await deskPhone({ as: '201', tone: 600 })

    await desk.dial('09011112222')
    const call = await network.called()
    await desk.hears(850)
    await until('the public network hears us', () => Math.abs(network.heard().frequency - 600) <= 10)

    expect(call.dialled).toBe('09011112222')
    expect(call.invite.header('From')).toMatch(/^<sip:0312345601@127\.0\.0\.1>/)
    expect(await network.hangUp(call)).toMatchObject({ by: 'us' })
    await desk.idle()
    for (const emergency of ['110', '118', '119']) {
      await desk.dial(emergency)
      const answered = await network.called(emergency)
      await desk.talking()
      await desk.hangUp()
      expect(await network.ended(answered)).toMatchObject({ by: 'them' })
    }
  })

  it('hears from the public network that a number is busy', async () => {
    const network = await publicNetwork({ reception: 486 })
    const desk = await deskPhone({ as: '201' })

    await desk.dial('09011112222')
    await network.called()

    expect(await desk.idle()).toBe('486 Busy Here')
  })

  it('refuses a wrong password and an unknown extension', async () => {
    await expect(deskPhone({ as: '201', password: 'a guess' })).rejects.toThrow('refuses')
    await expect(deskPhone({ as: '299' })).rejects.toThrow('refuses')
    expect(await exchange.contacts('299')).toEqual([])
  })

  it('brings a caller back to whoever sent them on, when nobody takes them', async () => {
    const sender = await deskPhone({ as: '201', autoAnswer: true, callsAtOnce: 2 })
    const colleague = await deskPhone({ as: '202' })
    const caller = await outsideCaller({ dial: '0312345601' })
    await caller.answered
    await sender.autoAnswer(false)

    await sender.transferBlind('202')
    await colleague.ringing()
    await colleague.hangUp()
    await sender.ringing()

    const recall = await inviteTo('201')
    expect(recall.all('Alert-Info')).toEqual(['<http://127.0.0.1>;info=recall'])
    expect(recall.all('X-Recall-Of')).toEqual(['202'])
    await caller.hangUp()
  })

  it('writes down the keys somebody presses', async () => {
    const desk = await deskPhone({ as: '201' })

    await desk.dial('603')
    await desk.talking()
    await desk.press('19*5')

    expect(await until('all keys are in', () => exchange.keysPressedBy('201'))).toBe('19*5')
  })

  it('takes a message for somebody who is not there, at once', async () => {
    const desk = await deskPhone({ as: '201' })

    await desk.dial('5103')
    await desk.talking()

    expect(await exchange.channels()).toMatchObject([{ endpoint: '201', application: 'VoiceMail' }])
  })

  it('falls silent when it is frozen and speaks again when it is thawed', async () => {
    const desk = await deskPhone({ as: '201' })
    await desk.dial('601')
    await desk.hears(1004)

    exchange.freeze()
    await until('the desk phone hears nothing', async () => (await desk.heard()).energy === 0)
    exchange.thaw()

    await desk.hears(1004)
  })

  it('comes back on the same ports after it was killed', async () => {
    const desk = await deskPhone({ as: '201', tone: 600 })
    await desk.dial('601')
    await desk.hears(1004)
    const killed = exchange.pid()

    await exchange.kill()
    await expect(exchange.cli('core show uptime')).rejects.toThrow()
    await exchange.restart()

    expect(exchange.pid()).not.toBe(killed)
    expect(await exchange.channels()).toEqual([])
    await desk.hangUp()
    await desk.register()
    await desk.dial('600')
    await desk.hears(600)
  })
})

describe('the test exchange that is many processes', { timeout: 60_000 }, () => {
  /** How many processes there are that were started with something of this folder. */
  const processesOf = async (folder: string): Promise<number> => {
    const lines = (await readdir('/proc')).map(id => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''))
    return (await Promise.all(lines)).filter(line => line.includes(folder)).length
  }

  it('leaves none of them behind', async () => {
    const kamailio = await startKamailio()
    const folder = dirname(kamailio.phonesFolder)
    expect(await processesOf(folder)).toBeGreaterThan(5)

    await kamailio.stop()
    await until('all of them are gone', async () => (await processesOf(folder)) === 0)
  })
})
