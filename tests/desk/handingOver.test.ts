import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Intent } from '../../domain/desk/Intent'
import type { DeskSettings } from '../../domain/desk/Settings'
import { aDeskInACall, type DeskAtWork } from '../support/aDesk'
import { filledIn, main, msOkafor, nobodyKnown, office, tomas } from '../support/cast'

// Ms Okafor is on the line with Rosa, and wants Tomas (201).

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const toTomas = { name: 'Tomas Lind', number: '201' }
const caller = 'call-1'
const leg = 'leg'

type Way = 'announce' | 'send'

const asks = (way: Way, changes: Partial<Extract<Intent, { type: 'handOver' }>> = {}) =>
  ({ type: 'handOver', callId: caller, legId: leg, to: toTomas, way, ...changes }) as const

/** Ms Okafor is on hold, and Tomas's phone is being rung. */
async function dialling(way: Way = 'announce', settings: Partial<DeskSettings> = {}): Promise<DeskAtWork> {
  const desk = aDeskInACall(settings)
  desk.attempt(asks(way))
  desk.phone.holds(caller)
  await desk.settled()
  desk.phone.consults()
  return desk
}

async function ringing(way: Way = 'announce'): Promise<DeskAtWork> {
  const desk = await dialling(way)
  desk.phone.ringsThere(leg)
  return desk
}

/** Tomas has picked up, after five seconds. */
async function answered(way: Way = 'announce'): Promise<DeskAtWork> {
  const desk = await ringing(way)
  desk.passes(5_000)
  desk.phone.connects(leg)
  return desk
}

async function joining(): Promise<DeskAtWork> {
  const desk = await answered()
  desk.attempt({ type: 'join', callId: caller })
  desk.phone.acceptsJoin()
  return desk
}

/** The exchange has put the two together. */
function isJoined({ phone }: DeskAtWork): void {
  phone.reports(200, caller)
  phone.isHungUp('them', leg)
}

const since = (desk: DeskAtWork, count: number) =>
  desk.phone.performed.slice(count).map(command => [command.type, 'callId' in command ? command.callId : ''])

/** What leaves for the wire because of this. */
async function leaving(desk: DeskAtWork, happens: () => void): Promise<unknown> {
  const before = desk.phone.performed.length
  happens()
  await desk.settled()
  return since(desk, before)
}

const comesBack = [
  ['hangUp', leg],
  ['resume', caller],
]

describe('announcing a caller', () => {
  it('puts them on hold, rings the colleague ourselves, and joins the two when asked to', async () => {
    const desk = await answered()
    expect(desk.asked()).toEqual(['answer', 'hold', 'consult'])
    expect(desk.call(caller)).toMatchObject({ phase: 'handingOver', handOver: { stage: 'consulting' } })

    desk.attempt({ type: 'join', callId: caller })
    desk.phone.acceptsJoin()
    expect(desk.call(caller)).toMatchObject({ handOver: { stage: 'joining' } })
    expect(await leaving(desk, () => isJoined(desk)), 'our old leg is ended by us').toEqual([['hangUp', caller]])
    desk.phone.isHungUp('us', caller)

    expect(desk.now()).toMatchObject({ calls: [], openRecords: 0, notice: undefined })
    expect(desk.record(caller)).toMatchObject({ state: 'closed', ending: 'handedOver', handedTo: 'Tomas Lind' })
    expect(desk.record(caller)?.capture.requirement).toBe('asked for Tomas Lind')
  })

  it('keeps what was written down, and asks nothing', async () => {
    const desk = aDeskInACall()
    desk.writes({ requirement: 'The March invoice' })
    desk.attempt(asks('announce'))
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.consults()
    desk.phone.connects(leg)
    desk.attempt({ type: 'join', callId: caller })
    desk.phone.acceptsJoin()
    isJoined(desk)
    desk.phone.isHungUp('us', caller)
    expect(desk.record(caller)).toMatchObject({ state: 'closed', capture: { requirement: 'The March invoice' } })
  })

  it('does not ring the colleague when the caller cannot be put on hold', async () => {
    const desk = aDeskInACall()
    desk.phone.refuses('hold', 'The exchange answered 488.')
    desk.attempt(asks('announce'))
    await desk.settled()
    expect(desk.asked()).toEqual(['answer', 'hold'])
    expect(desk.now()).toMatchObject({ calls: [{ phase: 'talking' }], notice: { kind: 'failed', command: 'hold' } })
  })

  it('asks the exchange once, however often we ask', async () => {
    const desk = await answered()
    desk.attempt({ type: 'join', callId: caller })
    desk.attempt({ type: 'join', callId: caller })
    await desk.settled()
    expect(desk.asked().filter(type => type === 'join')).toEqual(['join'])
  })

  it('lets nobody overhear the colleague, neither the caller nor anybody else', async () => {
    const desk = aDeskInACall()
    desk.attempt({ type: 'hold', callId: caller })
    desk.phone.holds(caller)
    const second = desk.phone.rings()
    desk.attempt({ type: 'answer', callId: second })
    desk.phone.connects(second)
    await desk.settled()
    expect(await leaving(desk, () => desk.attempt(asks('announce')))).toEqual([
      ['hold', second],
      ['consult', caller],
    ])
  })

  it('puts a caller back on hold who was being taken back a moment before', async () => {
    const desk = await dialling()
    desk.attempt({ type: 'resume', callId: caller })
    desk.attempt(asks('announce', { legId: 'again' }))
    await desk.settled()
    desk.phone.consults()
    expect(await leaving(desk, () => desk.phone.resumes(caller))).toEqual([['hold', caller]])
  })

  it('takes up its own leg once, though it hears of it twice', async () => {
    const desk = await dialling()
    expect(await leaving(desk, () => desk.phone.consults())).toEqual([])
  })
})

describe('sending a caller', () => {
  it('joins the two by itself when the phone rang for two seconds or more', async () => {
    const desk = await ringing('send')
    desk.passes(1_000)
    expect(await leaving(desk, () => desk.phone.connects(leg))).toEqual([['join', caller]])
    desk.phone.acceptsJoin()
    isJoined(desk)
    desk.phone.isHungUp('us', caller)
    expect(desk.record(caller)).toMatchObject({ state: 'closed', ending: 'handedOver' })
  })

  it.each([
    ['at once', dialling],
    ['after a second', ringing],
  ] as const)('leaves it to us when something answers %s: it may be a mailbox', async (_, before) => {
    const desk = await before('send')
    expect(await leaving(desk, () => desk.phone.connects(leg))).toEqual([])
    expect(desk.call(caller)).toMatchObject({ handOver: { stage: 'answeredAtOnce' } })
    expect(await leaving(desk, () => desk.attempt({ type: 'join', callId: caller }))).toEqual([['join', caller]])
  })

  it('gives the caller back from what may be a mailbox', async () => {
    const desk = await dialling('send')
    desk.phone.connects(leg)
    expect(await leaving(desk, () => desk.attempt({ type: 'resume', callId: caller }))).toEqual(comesBack)
  })

  it('does not ask again while the exchange is asked already', async () => {
    const desk = await answered('send')
    expect(await leaving(desk, () => desk.attempt({ type: 'join', callId: caller }))).toEqual([])
  })

  it('lets us answer the next caller meanwhile, and then leaves ours on hold when nobody takes them', async () => {
    const desk = await ringing('send')
    const next = desk.phone.rings()
    desk.attempt({ type: 'answer', callId: next })
    desk.phone.connects(next)
    await desk.settled()
    expect(await leaving(desk, () => desk.phone.isRefused(486, leg))).toEqual([['hangUp', leg]])
    expect(desk.call(caller)?.phase).toBe('held')
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'busy', callId: caller })
  })

  it('does not take a caller off hold while another one is being announced', async () => {
    const desk = await ringing('send')
    const next = desk.phone.rings()
    desk.attempt({ type: 'answer', callId: next })
    desk.phone.connects(next)
    await desk.settled()
    desk.attempt(asks('announce', { callId: next, legId: 'another' }))
    desk.phone.holds(next)
    await desk.settled()
    desk.phone.consults()
    desk.phone.connects('another')
    expect(await leaving(desk, () => desk.phone.isRefused(486, leg))).toEqual([['hangUp', leg]])
  })
})

describe('nobody takes the caller, who is back with us at once, with the reason', () => {
  it.each([
    [486, 'busy'],
    [600, 'busy'],
    [603, 'declined'],
    [404, 'notFound'],
    [408, 'unanswered'],
    [480, 'unreachable'],
    [503, 'unreachable'],
  ] as const)('%d is %s', async (code, why) => {
    for (const before of [dialling, ringing]) {
      const desk = await before()
      expect(await leaving(desk, () => desk.phone.isRefused(code, leg))).toEqual(comesBack)
      expect(desk.call(caller)?.phase).toBe('held')
      expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why, to: toTomas, callId: caller })
      desk.phone.resumes(caller)
      expect(desk.call(caller)).toMatchObject({ phase: 'talking', capture: { requirement: '' } })
    }
  })

  it('after our own patience with somebody who does not answer', async () => {
    const desk = await dialling()
    desk.passes(14_900)
    expect(desk.call(caller)?.phase).toBe('handingOver')
    expect(await leaving(desk, () => desk.passes(200))).toEqual(comesBack)
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'unanswered' })
  })

  it('after as many seconds as the settings say', async () => {
    const desk = await dialling('send', { handOver: { ...office.handOver, noAnswerSeconds: 30 } })
    desk.passes(29_900)
    expect(desk.call(caller)?.phase).toBe('handingOver')
    desk.passes(200)
    expect(desk.call(caller)?.phase).toBe('held')
  })

  it('and the patience for one colleague is not that for the next', async () => {
    const desk = await dialling()
    desk.passes(10_000)
    desk.attempt({ type: 'resume', callId: caller })
    desk.phone.resumes(caller)
    desk.attempt(asks('announce', { legId: 'another', to: { name: 'Sam Reed', number: '203' } }))
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.consults()
    desk.passes(10_000)
    expect(desk.call(caller)).toMatchObject({ phase: 'handingOver', handOver: { legId: 'another' } })
  })

  it('when our leg is lost, at any stage', async () => {
    for (const before of [dialling, ringing, answered, joining]) {
      const desk = await before()
      expect(await leaving(desk, () => desk.phone.isHungUp('network', leg))).toContainEqual(['resume', caller])
      expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'lost' })
    }
  })

  it('when the colleague hangs up on us', async () => {
    const desk = await answered()
    expect(await leaving(desk, () => desk.phone.isHungUp('them', leg))).toEqual(comesBack)
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'hungUp' })
  })

  it('when the colleague hangs up while we join them, and the exchange says that it could not', async () => {
    const desk = await joining()
    const left = leaving(desk, () => {
      desk.phone.isHungUp('them', leg)
      desk.phone.reports(481, caller)
    })
    expect(await left, 'and they are not cut off').toEqual([['resume', caller]])
  })

  it('when the exchange will not join them', async () => {
    const desk = await answered()
    desk.phone.refuses('join', 'The exchange answered 603.')
    expect(await leaving(desk, () => desk.attempt({ type: 'join', callId: caller }))).toEqual([
      ['join', caller],
      ...comesBack,
    ])
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'joinRefused' })
  })

  it('when the exchange has agreed to join them, and then reports that it could not', async () => {
    const desk = await joining()
    expect(await leaving(desk, () => desk.phone.reports(503, caller))).toEqual(comesBack)
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'joinRefused' })
  })

  it('when the exchange has agreed to join them, and then says nothing for 32 seconds', async () => {
    const desk = await joining()
    desk.passes(31_900)
    expect(desk.call(caller)?.phase).toBe('handingOver')
    expect(await leaving(desk, () => desk.passes(200))).toEqual(comesBack)
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'joinSilent' })
  })

  it('when the exchange refuses even to ring: they are taken back once, and not twice', async () => {
    const desk = aDeskInACall()
    desk.phone.refuses('consult', 'No room with sound is open.')
    desk.attempt(asks('announce'))
    desk.phone.holds(caller)
    await desk.settled()
    expect(desk.asked()).toEqual(['answer', 'hold', 'consult', 'resume'])
    expect(desk.now().notice).toMatchObject({ kind: 'failed', command: 'consult' })
  })

  it('when our leg ends before it has begun: they are taken back once, and not twice', async () => {
    const desk = await dialling()
    const plan = { to: toTomas, way: 'announce', callerWas: 'talking' } as const
    const command = { type: 'consult', callId: caller, legId: leg, accountId: 'main', plan } as const
    const left = leaving(desk, () => {
      desk.phone.isHungUp('network', leg)
      desk.heed({ type: 'commandFailed', command, problem: 'No room with sound is open.' })
    })
    expect(((await left) as unknown[][]).filter(([type]) => type === 'resume')).toHaveLength(1)
  })

  it('though our leg to the colleague would not end', async () => {
    const desk = await ringing()
    desk.phone.refuses('hangUp', 'The socket is gone.')
    expect(await leaving(desk, () => desk.attempt({ type: 'resume', callId: caller }))).toEqual(comesBack)
  })

  it('still on hold, if that is where they were', async () => {
    const desk = aDeskInACall()
    desk.attempt({ type: 'hold', callId: caller })
    desk.phone.holds(caller)
    desk.attempt(asks('announce'))
    desk.phone.consults()
    expect(await leaving(desk, () => desk.phone.isRefused(486, leg))).toEqual([['hangUp', leg]])
    expect(desk.call(caller)?.phase).toBe('held')
  })
})

describe('Esc', () => {
  it.each([
    ['dialling', dialling],
    ['ringing', ringing],
    ['consulting', answered],
    ['joining', joining],
  ] as const)('gives the caller back at any moment, and says nothing of it: %s', async (_, before) => {
    const desk = await before()
    expect(await leaving(desk, () => desk.attempt({ type: 'resume', callId: caller }))).toEqual(comesBack)
    expect(desk.now()).toMatchObject({ calls: [{ phase: 'held' }], notice: undefined })
    desk.phone.resumes(caller)
    desk.phone.isHungUp('us', leg)
    expect(desk.now().calls).toMatchObject([{ callId: caller, phase: 'talking' }])
  })

  it('leaves nothing behind: the next hand-over hears nothing of the last', async () => {
    const desk = await answered()
    desk.attempt({ type: 'join', callId: caller })
    desk.attempt({ type: 'resume', callId: caller })
    desk.phone.resumes(caller)
    desk.attempt(asks('announce', { legId: 'another', to: { name: 'Sam Reed', number: '203' } }))
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.consults()
    desk.phone.connects('another')
    desk.phone.acceptsJoin()
    expect(desk.call(caller)).toMatchObject({ handOver: { stage: 'consulting', legId: 'another' } })
  })

  it('does not bring back somebody who is with the colleague already', async () => {
    const desk = await joining()
    isJoined(desk)
    expect(await leaving(desk, () => desk.attempt({ type: 'resume', callId: caller }))).toEqual([])
    expect(desk.now().notice).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-phase' } })
  })
})

describe('the caller hangs up', () => {
  it.each([
    ['dialling', dialling],
    ['ringing', ringing],
  ] as const)('and nobody is rung for nothing: %s', async (_, before) => {
    const desk = await before()
    expect(await leaving(desk, () => desk.phone.isHungUp('them', caller))).toEqual([['hangUp', leg]])
    expect(desk.call(caller)).toMatchObject({ phase: 'wrapUp', ending: 'endedByThem', handedTo: '' })
    expect(desk.record(caller)).toMatchObject({ state: 'open', capture: { requirement: 'asked for Tomas Lind' } })
  })

  it('and a mailbox is not left recording', async () => {
    const desk = await dialling('send')
    desk.phone.connects(leg)
    expect(await leaving(desk, () => desk.phone.isHungUp('them', caller))).toEqual([['hangUp', leg]])
  })

  it.each(['them', 'network'] as const)('and a colleague who is already talking stays: %s', async by => {
    const desk = await answered()
    expect(await leaving(desk, () => desk.phone.isHungUp(by, caller))).toEqual([])
    expect(desk.call(leg)).toMatchObject({ phase: 'talking', directoryName: 'Tomas Lind', direction: 'outgoing' })
    desk.attempt({ type: 'hangUp', callId: leg })
    desk.phone.isHungUp('us', leg)
    expect(desk.record(leg)).toMatchObject({ state: 'closed', direction: 'outgoing' })
  })

  it.each([
    ['a colleague', toTomas, 'internal', 'Tomas Lind'],
    ['an extension that nobody in the directory has', { name: '299', number: '299' }, 'unverified', ''],
    ['an outside number', { name: '+442079460018', number: '+442079460018' }, 'external', ''],
    ['a national number', { name: '020 7946 0018', number: '02079460018' }, 'external', ''],
    ['a number behind the digit for outside', { name: '902079460018', number: '902079460018' }, 'external', ''],
    ['a colleague’s mobile', { name: 'Tomas Lind', number: '07700900123' }, 'external', 'Tomas Lind'],
  ] as const)('and goes on alone as what they are: %s', async (_, to, kind, name) => {
    const desk = aDeskInACall()
    desk.attempt(asks('announce', { to }))
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.consults()
    desk.phone.connects(leg)
    desk.phone.isHungUp('them', caller)
    expect(desk.call(leg)).toMatchObject({ phase: 'talking', line: { kind }, party: { number: to.number } })
    expect(desk.record(leg)).toMatchObject({ line: { kind }, directoryName: name })
  })

  it('while they are being joined, before anybody took them, and is not written down as handed over', async () => {
    const desk = await joining()
    desk.phone.isHungUp('them', caller)
    expect(desk.record(caller)).toMatchObject({ state: 'open', ending: 'endedByThem' })
  })

  it('because the exchange has moved them, and that is a hand-over', async () => {
    const desk = await joining()
    isJoined(desk)
    desk.phone.isHungUp('them', caller)
    expect(desk.record(caller)).toMatchObject({ state: 'closed', ending: 'handedOver', handedTo: 'Tomas Lind' })
  })
})

describe('the exchange is quicker than its own answer', () => {
  it('and the two are together all the same', async () => {
    const desk = await answered()
    desk.attempt({ type: 'join', callId: caller })
    const at = desk.phone.clock.now()
    desk.phone.tells({ type: 'callEnded', callId: leg, by: 'them', code: undefined, elsewhere: false, at })
    desk.phone.tells({ type: 'joinAccepted', callId: caller, legId: leg, at })
    const left = leaving(desk, () => desk.phone.tells({ type: 'referReported', callId: caller, code: 200, at }))
    expect(await left).toEqual([['hangUp', caller]])
  })
})

describe('somebody else rings meanwhile', () => {
  it.each([
    ['dialling', dialling],
    ['ringing', ringing],
    ['consulting', answered],
    ['joining', joining],
  ] as const)('and waits while we announce, with a word why: %s', async (_, before) => {
    const desk = await before()
    const next = desk.phone.rings({ caller: tomas })
    expect(await leaving(desk, () => desk.attempt({ type: 'answer', callId: next }))).toEqual([])
    expect(desk.now().notice).toMatchObject({ kind: 'refused', refusal: { reason: 'handing-over', to: toTomas } })
    expect(desk.call(next)?.phase).toBe('ringing')
    desk.attempt({ type: 'decline', callId: next })
    expect(desk.asked().at(-1)).toBe('decline')
  })

  it('and hears that we are busy when one call at once is enough for us', async () => {
    const desk = await dialling('announce', { callsAtOnce: 1 })
    const next = desk.phone.rings()
    expect(desk.phone.performed.at(-1)).toEqual({ type: 'decline', callId: next })
    expect(desk.call(next)).toBeUndefined()
    expect(desk.record(next)).toMatchObject({ state: 'closed', ending: 'missed' })
  })

  it('and a colleague whom we had called before is put on hold when they pick up into it', async () => {
    const desk = aDeskInACall()
    desk.attempt({ type: 'dial', callId: 'ours', text: '203', accountId: null })
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.places({ ...tomas, number: '203' })
    desk.attempt(asks('announce'))
    desk.phone.consults()
    desk.phone.connects(leg)
    expect(await leaving(desk, () => desk.phone.connects('ours'))).toEqual([['hold', 'ours']])
  })
})

describe('a plain REFER', () => {
  const plainly = { handOver: { ...office.handOver, method: 'refer' } } as const

  async function referring(): Promise<DeskAtWork> {
    const desk = aDeskInACall(plainly)
    desk.attempt(asks('announce'))
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.acceptsRefer()
    return desk
  }

  it('leaves it all to the exchange, and ends our leg when it reports success', async () => {
    const desk = await referring()
    expect(desk.asked()).toEqual(['answer', 'hold', 'refer'])
    desk.phone.reports(100, caller)
    desk.phone.reports(180, caller)
    expect(await leaving(desk, () => desk.phone.reports(200, caller))).toEqual([['hangUp', caller]])
    desk.phone.isHungUp('us', caller)
    expect(desk.record(caller)).toMatchObject({ state: 'closed', ending: 'handedOver', handedTo: 'Tomas Lind' })
  })

  it.each([
    [486, 'busy'],
    [503, 'unreachable'],
    [603, 'declined'],
  ] as const)('gives the caller back when it reports that nobody took them: %d', async (code, why) => {
    const desk = await referring()
    expect(await leaving(desk, () => desk.phone.reports(code, caller))).toEqual([['resume', caller]])
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why })
  })

  it('gives the caller back when it says nothing for 32 seconds, counted from its last word', async () => {
    const desk = await referring()
    desk.passes(20_000)
    desk.phone.reports(180, caller)
    desk.passes(31_400)
    expect(desk.call(caller)?.phase).toBe('handingOver')
    expect(await leaving(desk, () => desk.passes(1_000))).toEqual([['resume', caller]])
    expect(desk.now().notice).toMatchObject({ kind: 'handedBack', why: 'joinSilent' })
  })

  it('gives the caller back when it will not even try', async () => {
    const desk = aDeskInACall(plainly)
    desk.phone.refuses('refer', 'The exchange answered 403.')
    desk.attempt(asks('send'))
    desk.phone.holds(caller)
    await desk.settled()
    expect(desk.asked()).toEqual(['answer', 'hold', 'refer', 'resume'])
    expect(desk.now().notice).toMatchObject({ kind: 'failed', command: 'refer' })
  })

  it('is asked for once, though the button was pressed twice', async () => {
    const desk = aDeskInACall(plainly)
    desk.attempt(asks('send'))
    desk.phone.holds(caller)
    await desk.settled()
    desk.attempt(asks('send'))
    await desk.settled()
    expect(desk.asked().filter(type => type === 'refer')).toEqual(['refer'])
  })

  it('knows a caller whom the exchange rings back before it has reported anything', async () => {
    const desk = await referring()
    const left = leaving(desk, () => desk.phone.rings({ caller: msOkafor, signalValues: [], recallOf: '201' }))
    expect(await left, 'the old leg is not kept').toEqual([['hangUp', caller]])
    expect(desk.now().calls).toMatchObject([{ phase: 'ringing', recordId: caller, line: { kind: 'external' } }])
  })

  it('knows a caller whom the exchange took from us without a word, and rings back', async () => {
    const desk = await referring()
    desk.phone.isHungUp('them', caller)
    const back = desk.phone.rings({ signalValues: [], recallOf: '201' })
    expect(desk.call(back)).toMatchObject({ recordId: caller, recalledFrom: 'Tomas Lind' })
  })
})

describe('a caller who comes back', () => {
  async function handedOver(settings: Partial<DeskSettings> = {}): Promise<DeskAtWork> {
    const desk = aDeskInACall(settings)
    desk.attempt(asks('announce'))
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.consults()
    desk.phone.connects(leg)
    desk.attempt({ type: 'join', callId: caller })
    desk.phone.acceptsJoin()
    isJoined(desk)
    desk.phone.isHungUp('us', caller)
    return desk
  }

  const recall = { signalValues: [], recallOf: '201' } as const

  it('is the same caller: same verdict, same record, and the gate asks again', async () => {
    const desk = await handedOver()
    const back = desk.phone.rings(recall)
    expect(desk.call(back)).toMatchObject({
      phase: 'ringing',
      recordId: caller,
      line: { kind: 'external' },
      recalledFrom: 'Tomas Lind',
    })
    expect(desk.record(caller)).toMatchObject({ state: 'live' })
    desk.attempt({ type: 'answer', callId: back })
    desk.phone.connects(back)
    desk.attempt({ type: 'hangUp', callId: back })
    expect(desk.now().notice).toMatchObject({ refusal: { reason: 'capture-incomplete' } })
    desk.writes(filledIn, back)
    desk.attempt({ type: 'hangUp', callId: back })
    desk.phone.isHungUp('us', back)
    expect(desk.journal.all()).toMatchObject([{ callId: caller, state: 'closed', capture: filledIn }])
  })

  it('is known up to five minutes afterwards, and not later', async () => {
    for (const [ms, known] of [
      [290_000, true],
      [301_000, false],
    ] as const) {
      const desk = await handedOver()
      desk.passes(ms)
      const back = desk.phone.rings(recall)
      expect(desk.call(back)).toMatchObject({ recordId: known ? caller : back })
    }
  })

  it.each([
    ['another number', '203'],
    ['no number', ''],
  ])('is a caller like any other when the sign names %s', async (_, recallOf) => {
    const desk = await handedOver()
    const back = desk.phone.rings({ ...recall, recallOf })
    expect(desk.call(back)).toMatchObject({ recordId: back, recalledFrom: '', line: { kind: 'unverified' } })
    expect(desk.record(caller)?.state).toBe('closed')
  })

  it('is known when the exchange writes either number in another way', async () => {
    const desk = await handedOver()
    const caller020 = { ...msOkafor, number: '020 7946 0018', also: ['+442079460018', '02079460018'] }
    expect(desk.call(desk.phone.rings({ ...recall, caller: caller020, recallOf: 'tel:2-01' }))).toMatchObject({
      recordId: caller,
    })
  })

  it('is not known by the number of a colleague that only ends alike', async () => {
    const desk = await handedOver()
    const also = ['+442079460201', '02079460201']
    const back = desk.phone.rings({ ...recall, recallOf: '+442079460201', recallOfAlso: also })
    expect(desk.call(back)).toMatchObject({ recordId: back })
  })

  it('is not known on another extension than they were handed over from', async () => {
    const outside = { ...main, accountId: 'outside', line: 'external' } as const
    const desk = await handedOver({ accounts: [{ ...main, line: 'internal' }, outside] })
    const back = desk.phone.rings({ ...recall, accountId: 'outside' })
    expect(desk.call(back)).toMatchObject({ recordId: back, recalledFrom: '', line: { kind: 'external' } })
  })

  it('comes back once for each time that they were handed over', async () => {
    const desk = await handedOver()
    const first = desk.phone.rings(recall)
    const second = desk.phone.rings(recall)
    expect(desk.call(first)).toMatchObject({ recordId: caller })
    expect(desk.call(second)).toMatchObject({ recordId: second })
  })

  it('is let in however busy we are', async () => {
    const desk = await handedOver({ callsAtOnce: 1 })
    desk.attempt({ type: 'choosePresence', presence: 'dnd', span: 'hour' })
    expect(desk.call(desk.phone.rings(recall))?.phase).toBe('ringing')
  })

  it('is told from another caller who went to the same colleague', async () => {
    const desk = await handedOver()
    const other = { ...msOkafor, number: '+442079460099' }
    const second = desk.phone.rings({ caller: other })
    desk.attempt({ type: 'answer', callId: second })
    desk.phone.connects(second)
    desk.attempt(asks('announce', { callId: second, legId: 'another' }))
    desk.phone.holds(second)
    await desk.settled()
    desk.phone.consults()
    desk.phone.connects('another')
    desk.attempt({ type: 'join', callId: second })
    desk.phone.acceptsJoin()
    desk.phone.reports(200, second)
    desk.phone.isHungUp('them', 'another')
    desk.phone.isHungUp('us', second)
    expect(desk.call(desk.phone.rings(recall)), 'the first of the two').toMatchObject({ recordId: caller })
  })

  it('and finds nobody, is owed: we had spoken to them', async () => {
    const desk = await handedOver()
    const back = desk.phone.rings(recall)
    desk.phone.isHungUp('them', back)
    expect(desk.record(caller)).toMatchObject({ state: 'open', answeredAt: expect.any(Number) as number })
    expect(desk.now().openRecords).toBe(1)
  })

  it('is in one place on the desk, though the disk would not take their record', async () => {
    const desk = await answered()
    desk.attempt({ type: 'join', callId: caller })
    desk.phone.acceptsJoin()
    isJoined(desk)
    desk.journal.full = true
    desk.phone.isHungUp('us', caller)
    desk.journal.full = false
    desk.writes({ callerName: 'Ms Okafor' }, caller)
    desk.phone.rings(recall)
    expect(desk.now().calls).toMatchObject([{ recordId: caller, capture: { callerName: 'Ms Okafor' } }])
  })
})

describe('somebody else is put on the line', () => {
  const aColleagueCalls = () => {
    const desk = aDeskInACall()
    desk.phone.isHungUp('network')
    desk.attempt({ type: 'putAside', callId: caller })
    const callId = desk.phone.rings({ caller: tomas, signalValues: ['internal'] })
    desk.attempt({ type: 'answer', callId })
    desk.phone.connects(callId)
    return desk
  }

  it('and is unverified, handed to us by the colleague, and owes what a customer owes', () => {
    const desk = aColleagueCalls()
    desk.phone.changesParty(msOkafor)
    expect(desk.call()).toMatchObject({
      phase: 'talking',
      party: msOkafor,
      handedBy: 'Tomas Lind',
      line: { kind: 'unverified', because: 'handed-over' },
      corrected: undefined,
    })
    desk.writes({ requirement: 'The March invoice' })
    desk.attempt({ type: 'hangUp', callId: desk.phone.callId })
    expect(desk.now().notice).toMatchObject({ refusal: { missing: ['callerName', 'contact'] } })
    expect(desk.record()).toMatchObject({ handedBy: 'Tomas Lind', number: msOkafor.number })
  })

  it('also when it was we who had called the colleague', async () => {
    const desk = aDeskInACall()
    desk.attempt({ type: 'dial', callId: 'ours', text: '201', accountId: null })
    desk.phone.holds(caller)
    await desk.settled()
    desk.phone.places(tomas)
    desk.phone.connects('ours')
    desk.phone.changesParty(msOkafor, 'ours')
    desk.attempt({ type: 'hangUp', callId: 'ours' })
    expect(desk.now().notice).toMatchObject({ refusal: { reason: 'capture-incomplete' } })
  })

  it('and nobody is named a colleague for showing a colleague’s number', () => {
    const desk = aDeskInACall()
    desk.phone.isHungUp('network')
    const callId = desk.phone.rings({ caller: { ...tomas, name: '' }, signalValues: ['external'] })
    desk.attempt({ type: 'answer', callId })
    desk.phone.connects(callId)
    desk.phone.changesParty(msOkafor)
    expect(desk.call()).toMatchObject({ handedBy: '201' })
  })

  const okafor020 = {
    ...msOkafor,
    number: '020 7946 0018',
    shape: 'national',
    also: ['+442079460018', '02079460018', '902079460018'],
  } as const

  it('and nothing happens when it is the same party in another spelling', () => {
    const desk = aDeskInACall()
    desk.phone.changesParty(okafor020)
    expect(desk.call()).toMatchObject({ handedBy: '', line: { kind: 'external' }, party: msOkafor })
  })

  it('and End call of a call of ours stays free when it is the same party in another spelling', () => {
    const desk = aDeskInACall()
    desk.phone.isHungUp('network')
    desk.attempt({ type: 'putAside', callId: caller })
    desk.attempt({ type: 'dial', callId: 'ours', text: '9 020 7946 0018', accountId: null })
    desk.phone.places({ ...okafor020, number: '902079460018' })
    desk.phone.connects('ours')
    desk.phone.changesParty({ ...msOkafor, also: okafor020.also }, 'ours')
    desk.attempt({ type: 'hangUp', callId: 'ours' })
    expect(desk.asked().at(-1)).toBe('hangUp')
  })

  it('and is somebody else when the number only ends alike', () => {
    const desk = aColleagueCalls()
    desk.phone.changesParty({ ...msOkafor, number: '+442079460201', also: ['02079460201'] })
    expect(desk.call()).toMatchObject({ handedBy: 'Tomas Lind', line: { kind: 'unverified' } })
  })

  it('and nothing happens when it is the same party once more', () => {
    const desk = aColleagueCalls()
    desk.phone.changesParty(tomas)
    expect(desk.call()).toMatchObject({ handedBy: '', line: { kind: 'internal' } })
  })
})

describe('undoing a hang-up', () => {
  const ended = (settings: Partial<DeskSettings> = {}, notes = filledIn) => {
    const desk = aDeskInACall(settings)
    desk.writes(notes)
    desk.attempt({ type: 'hangUp', callId: caller })
    desk.phone.isHungUp('us', caller)
    return desk
  }
  const undo = { type: 'undoHangUp', callId: 'again' } as const

  it('calls the same party back, and their record goes on', () => {
    const desk = ended()
    expect(desk.record(caller)?.state).toBe('closed')
    desk.attempt(undo)
    expect(desk.phone.performed.at(-1)).toMatchObject({ type: 'dial', number: msOkafor.number, into: caller })
    desk.phone.places(msOkafor)
    expect(desk.now()).toMatchObject({ undo: undefined, calls: [{ callId: 'again', recordId: caller }] })
    expect(desk.record(caller)?.state).toBe('live')
    desk.phone.connects('again')
    desk.writes({ company: 'Okafor Ltd' }, 'again')
    desk.attempt({ type: 'hangUp', callId: 'again' })
    desk.phone.isHungUp('us', 'again')
    expect(desk.journal.all()).toMatchObject([
      { callId: caller, state: 'closed', direction: 'incoming', capture: { ...filledIn, company: 'Okafor Ltd' } },
    ])
  })

  it('is offered for 15 seconds', () => {
    const desk = ended()
    desk.passes(14_900)
    expect(desk.now().undo).toBeDefined()
    desk.passes(200)
    expect(desk.now().undo).toBeUndefined()
    desk.attempt(undo)
    expect(desk.now().notice).toMatchObject({ refusal: { reason: 'nothing-to-undo' } })
  })

  it('is offered for 15 seconds each time, also for the same record', () => {
    const desk = ended()
    desk.attempt(undo)
    desk.phone.places(msOkafor)
    desk.phone.connects('again')
    desk.passes(5_000)
    desk.attempt({ type: 'hangUp', callId: 'again' })
    desk.phone.isHungUp('us', 'again')
    desk.passes(10_000)
    expect(desk.now().undo).toBeDefined()
  })

  it('is not offered for a withheld number, nor when they hung up', () => {
    const withheld = aDeskInACall()
    withheld.phone.isHungUp('them')
    expect(withheld.now().undo).toBeUndefined()
    const callId = withheld.phone.rings({ caller: nobodyKnown })
    withheld.attempt({ type: 'answer', callId })
    withheld.phone.connects(callId)
    withheld.attempt({ type: 'release', callId, reason: 'sales' })
    withheld.phone.isHungUp('us', callId)
    expect(withheld.now().undo).toBeUndefined()
  })

  it('takes back the release too', () => {
    const desk = aDeskInACall()
    desk.attempt({ type: 'release', callId: caller, reason: 'wrongNumber' })
    desk.phone.isHungUp('us', caller)
    desk.attempt(undo)
    desk.phone.places(msOkafor)
    expect(desk.call('again')?.capture.release).toBeUndefined()
  })

  it('still owes the record when nobody answers: a second call that fails does not pay for the first', () => {
    const desk = ended({ gate: { mode: 'afterCall', also: [] } }, { ...filledIn, requirement: '' })
    expect(desk.record(caller)?.state).toBe('open')
    desk.attempt(undo)
    desk.phone.places(msOkafor)
    desk.attempt({ type: 'hangUp', callId: 'again' })
    desk.phone.isHungUp('us', 'again')
    expect(desk.record(caller)).toMatchObject({ state: 'open', answeredAt: expect.any(Number) as number })
  })

  it('goes on with what was typed after the end, in one place on the desk', () => {
    const desk = ended({ gate: { mode: 'afterCall', also: [] } }, { ...filledIn, requirement: '' })
    desk.writes({ requirement: 'The March invoice' }, caller)
    desk.attempt(undo)
    desk.phone.places(msOkafor)
    expect(desk.now().calls).toMatchObject([{ callId: 'again', capture: { requirement: 'The March invoice' } }])
  })
})

describe('somebody in a call asks us to call a number', () => {
  const asked = async () => {
    const desk = aDeskInACall()
    desk.phone.tells({ type: 'callAsked', callId: caller, number: '203' })
    await desk.settled()
    return desk
  }

  it.each([true, false])('and hears our answer once: %s', async agreed => {
    const desk = await asked()
    expect(desk.call(caller)).toMatchObject({ askedToCall: '203' })
    desk.attempt({ type: 'answerRequest', callId: caller, agreed })
    desk.attempt({ type: 'answerRequest', callId: caller, agreed })
    expect(desk.phone.performed.slice(1)).toEqual([{ type: 'answerRequest', callId: caller, agreed }])
    expect(desk.call(caller)).toMatchObject({ askedToCall: '' })
  })

  it('and no longer, when the question is withdrawn', async () => {
    const desk = await asked()
    desk.phone.tells({ type: 'callAsked', callId: caller, number: '' })
    expect(await leaving(desk, () => desk.attempt({ type: 'answerRequest', callId: caller, agreed: true }))).toEqual([])
  })
})
