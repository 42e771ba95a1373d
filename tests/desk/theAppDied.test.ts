import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Intent } from '../../domain/desk/Intent'
import { viewOf } from '../../domain/desk/DeskView'
import { oweInterrupted } from '../../electron/desk/oweInterrupted'
import { aDeskAtStart, aDeskInACall, type DeskAtWork } from '../support/aDesk'
import { aDialog } from '../support/anInterrupted'
import { filledIn, office, tomas } from '../support/cast'
import { FakePhone } from '../support/FakePhone'

// Ms Okafor is on the line with Rosa; the app dies in the call, and is started again.

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const her = 'call-1'
const herLeg = aDialog(her)
const takesHerBack = { type: 'takeBack', callId: her, accountId: 'main', dialog: herLeg, held: false, muted: false }
const asksAfterHer = { type: 'askAfter', callId: her, accountId: 'main', dialog: herLeg }

/** Rosa talks to Ms Okafor, and the exchange has given the leg its name. */
function talking(): DeskAtWork {
  const desk = aDeskInACall()
  desk.phone.identifies(her)
  return desk
}

/** The app gives its last sign of life, dies, and is started again so many seconds later. */
function diesAndStarts(died: DeskAtWork, seconds = 5, prefix = 'later'): DeskAtWork {
  died.journal.noteLife(died.phone.clock.now())
  return starts(died, seconds, prefix)
}

/** What it had in memory is gone; the disk is there. */
function starts(died: DeskAtWork, seconds: number, prefix = 'later'): DeskAtWork {
  const { journal } = died
  vi.clearAllTimers()
  died.phone.clock.passes(seconds * 1_000)
  const phone = new FakePhone(died.phone.clock, prefix)
  const calls = oweInterrupted(journal, office.gate)
  const desk = aDeskAtStart({ phone, journal })
  desk.heed({ type: 'openRecordsCounted', openRecords: journal.countOpen() })
  desk.heed({ type: 'callsInterrupted', calls, at: phone.clock.now() })
  return desk
}

/** And it is registered, with a room open. */
function isBack(died: DeskAtWork, seconds = 5, prefix = 'later'): DeskAtWork {
  const desk = diesAndStarts(died, seconds, prefix)
  desk.phone.isReady()
  return desk
}

const takeCallBack = { type: 'takeCallBack', callId: her } as const satisfies Intent
const stages = (desk: DeskAtWork) => desk.now().interrupted.map(({ stage }) => stage)

describe('an app that died five seconds ago', () => {
  it('owes the record at once, whatever becomes of the call', () => {
    const died = talking()
    died.writes({ requirement: 'The March inv' }, her)
    const desk = diesAndStarts(died)
    expect(desk.record(her)).toMatchObject({
      state: 'open',
      ending: 'interrupted',
      capture: { requirement: 'The March inv' },
    })
    expect(desk.now()).toMatchObject({ openRecords: 1, calls: [] })
    expect(desk.journal.interrupted()).toMatchObject([{ record: { callId: her, state: 'open' } }])
  })

  it.each([
    ['the exchange first', (phone: FakePhone) => phone.registers(), (phone: FakePhone) => opens(phone)],
    ['the room first', (phone: FakePhone) => opens(phone), (phone: FakePhone) => phone.registers()],
  ])('takes the call back by itself, as soon as it can: %s', (_, first, second) => {
    const desk = diesAndStarts(talking())
    first(desk.phone)
    expect(desk.phone.performed).toEqual([])
    expect(stages(desk)).toEqual(['waiting'])
    second(desk.phone)
    expect(desk.phone.performed).toEqual([takesHerBack])
    expect(stages(desk)).toEqual(['returning'])

    desk.phone.takesBack(her)
    expect(desk.now()).toMatchObject({ calls: [{ callId: her, phase: 'talking' }], interrupted: [], notice: undefined })
    expect(desk.phone.performed).toEqual([takesHerBack])
  })

  it('goes on with the notes, the line, the clock and the gate as they were', async () => {
    const died = talking()
    died.writes({ requirement: 'The March inv', callerName: 'Ms Okafor' }, her)
    died.attempt({ type: 'correctLine', callId: her, kind: 'unverified' })
    const before = died.call(her)
    const { answeredAt } = died.record(her) ?? {}
    const desk = isBack(died)
    desk.phone.takesBack(her)
    expect(desk.call(her)).toEqual(before)

    desk.attempt({ type: 'hangUp', callId: her })
    expect(desk.now().notice).toMatchObject({ refusal: { reason: 'capture-incomplete', missing: ['contact'] } })
    desk.writes({ contact: filledIn.contact, requirement: 'The March invoice' }, her)
    expect(desk.record(her)).toMatchObject({ state: 'live', capture: { requirement: 'The March invoice' } })
    desk.attempt({ type: 'hangUp', callId: her })
    desk.phone.isHungUp('us', her)
    await desk.settled()
    expect(answeredAt).toBeDefined()
    expect(desk.record(her)).toMatchObject({ state: 'closed', ending: 'endedByUs', answeredAt })
    expect(desk.journal.all()).toHaveLength(1)
  })

  it('is owed nothing while the call goes on, and the count says so', () => {
    const desk = isBack(talking())
    expect(desk.now().openRecords).toBe(1)
    desk.phone.takesBack(her)
    expect(desk.now().openRecords).toBe(0)
  })

  it('keeps a caller on hold who was on hold, with their clock', async () => {
    const died = talking()
    died.phone.holds(her)
    const before = died.call(her)
    const desk = isBack(died)
    expect(desk.phone.performed).toEqual([{ ...takesHerBack, held: true }])
    desk.phone.takesBack(her)
    await desk.settled()
    desk.phone.holds(her)
    expect(desk.call(her)).toEqual(before)
    expect(desk.asked()).toEqual(['takeBack', 'hold'])
  })

  it('keeps us muted when we were muted, so that nobody hears what was not meant for them', () => {
    const died = talking()
    died.phone.tells({ type: 'callMuted', callId: her, muted: true })
    const desk = isBack(died)
    expect(desk.phone.performed).toEqual([{ ...takesHerBack, muted: true }])
    desk.phone.takesBack(her)
    expect(desk.call(her)).toMatchObject({ phase: 'talking', muted: true })
  })

  it('does not take back what was muted once and is not any more', () => {
    const died = talking()
    for (const muted of [true, false]) died.phone.tells({ type: 'callMuted', callId: her, muted })
    expect(isBack(died).phone.performed).toEqual([takesHerBack])
  })

  it.each(['talking', 'held'] as const)(
    'brings back a caller who was on the way to a colleague, as they were before, and lets the colleague go: %s',
    async callerWas => {
      const died = talking()
      if (callerWas === 'held') died.phone.holds(her)
      died.attempt({
        type: 'handOver',
        callId: her,
        legId: 'leg',
        to: { name: 'Tomas Lind', number: '201' },
        way: 'announce',
      })
      if (callerWas === 'talking') died.phone.holds(her)
      await died.settled()
      died.phone.consults()
      died.phone.identifies('leg')
      died.phone.connects('leg')
      const desk = isBack(died)
      await desk.settled()
      expect(desk.phone.performed).toEqual([
        { ...takesHerBack, held: callerWas === 'held' },
        { type: 'letGo', callId: her, accountId: 'main', dialog: aDialog('leg') },
      ])
      desk.phone.takesBack(her)
      expect(desk.call(her)?.phase).toBe(callerWas)
    },
  )

  it('has no colleague to let go when the caller was back with us before', async () => {
    const died = talking()
    died.attempt({
      type: 'handOver',
      callId: her,
      legId: 'leg',
      to: { name: 'Tomas Lind', number: '201' },
      way: 'announce',
    })
    died.phone.holds(her)
    await died.settled()
    died.phone.consults()
    died.phone.identifies('leg')
    died.phone.isRefused(486, 'leg')
    const desk = isBack(died)
    await desk.settled()
    expect(desk.phone.performed).toEqual([{ ...takesHerBack, held: true }])
  })

  it('has nobody to take back when the exchange never gave the leg a name, or when nobody had answered', () => {
    const unnamed = aDeskInACall()
    expect(isBack(unnamed).now()).toMatchObject({ interrupted: [], openRecords: 1 })
    const ringing = aDeskAtStart({})
    ringing.phone.isReady()
    ringing.phone.identifies(ringing.phone.rings())
    const desk = isBack(ringing)
    expect(desk.phone.performed).toEqual([])
    expect(desk.record(her)).toMatchObject({ state: 'closed', ending: 'missed' })
  })

  it('lets new calls ring meanwhile', () => {
    const desk = diesAndStarts(talking())
    desk.phone.rings({ caller: tomas })
    expect(desk.now().calls).toMatchObject([{ phase: 'ringing' }])
  })

  it('offers the call again when it could not be taken back, and says so', async () => {
    const desk = diesAndStarts(talking())
    desk.phone.refuses('takeBack', 'The exchange did not answer.')
    desk.phone.isReady()
    await desk.settled()
    expect(desk.now()).toMatchObject({
      interrupted: [{ stage: 'stillUp' }],
      notice: { kind: 'failed', command: 'takeBack', callId: her, problem: 'The exchange did not answer.' },
    })
    desk.phone.obeys('takeBack')
    desk.attempt(takeCallBack)
    desk.phone.takesBack(her)
    expect(desk.now()).toMatchObject({ calls: [{ phase: 'talking' }], notice: undefined })
  })

  it('looks after the next caller too when one could not be taken back', async () => {
    const died = talking()
    died.phone.holds(her)
    const second = died.phone.rings({ caller: tomas })
    died.phone.connects(second)
    died.phone.identifies(second)
    const desk = diesAndStarts(died)
    desk.phone.refuses('takeBack', 'The exchange did not answer.')
    desk.phone.isReady()
    await desk.settled()
    expect(desk.asked()).toEqual(['takeBack', 'takeBack'])
    expect(stages(desk)).toEqual(['stillUp', 'stillUp'])
  })

  it('does not take anybody back by itself when the exchange could not be reached for long', () => {
    const desk = diesAndStarts(talking())
    opens(desk.phone)
    desk.passes(24_000)
    expect(desk.now().interrupted).toMatchObject([{ recent: true }])
    desk.passes(2_000)
    desk.phone.registers()
    expect(desk.phone.performed).toEqual([asksAfterHer])
  })
})

describe('an app that died forty seconds ago', () => {
  it('asks whether the call is still up, and takes it back when it is told to', () => {
    const desk = isBack(talking(), 40)
    expect(desk.phone.performed).toEqual([asksAfterHer])
    expect(stages(desk)).toEqual(['asked'])
    desk.phone.findsStillUp(her)
    expect(viewOf(desk.now()).interrupted).toMatchObject([{ callId: her, name: 'Ms Okafor', stage: 'stillUp' }])
    expect(desk.now().calls).toEqual([])

    desk.attempt(takeCallBack)
    expect(desk.phone.performed).toEqual([asksAfterHer, takesHerBack])
    desk.phone.takesBack(her)
    expect(desk.now()).toMatchObject({ calls: [{ callId: her, phase: 'talking' }], interrupted: [] })
  })

  it('counts from the last sign of life, which was long after the answer', () => {
    const died = talking()
    died.passes(600_000)
    expect(isBack(died, 5).asked()).toEqual(['takeBack'])
  })

  it('counts from the answer when it gave no other sign of life', () => {
    const died = talking()
    const desk = starts(died, 40)
    desk.phone.isReady()
    expect(desk.asked()).toEqual(['askAfter'])
  })

  it('puts whoever is talking by then on hold, when it is told to take the caller back', async () => {
    const desk = isBack(talking(), 40)
    desk.phone.findsStillUp(her)
    const other = desk.phone.rings({ caller: tomas })
    desk.phone.connects(other)
    desk.attempt(takeCallBack)
    await desk.settled()
    expect(desk.phone.performed.slice(1)).toEqual([{ type: 'hold', callId: other }, takesHerBack])
    desk.phone.holds(other)
    desk.phone.takesBack(her)
    expect(desk.now().calls).toMatchObject([
      { callId: other, phase: 'held' },
      { callId: her, phase: 'talking' },
    ])
  })

  it('offers the caller again when whoever is talking could not be put on hold', async () => {
    const desk = isBack(talking(), 40)
    desk.phone.findsStillUp(her)
    desk.phone.connects(desk.phone.rings({ caller: tomas }))
    desk.phone.refuses('hold', 'The exchange said 500.')
    desk.attempt(takeCallBack)
    await desk.settled()
    expect(desk.asked()).toEqual(['askAfter', 'hold'])
    expect(stages(desk)).toEqual(['stillUp'])
    desk.phone.obeys('hold')
    desk.attempt(takeCallBack)
    await desk.settled()
    expect(desk.asked().slice(2)).toEqual(['hold', 'takeBack'])
  })

  it('lets the caller go when it is told to, and the record stays owed', () => {
    const desk = isBack(talking(), 40)
    desk.phone.findsStillUp(her)
    desk.attempt({ type: 'letCallGo', callId: her })
    expect(desk.phone.performed.at(-1)).toEqual({ ...asksAfterHer, type: 'letGo' })
    expect(stages(desk)).toEqual(['leaving'])
    desk.phone.findsGone(her)
    expect(desk.now()).toMatchObject({ interrupted: [], openRecords: 1, notice: undefined })
    expect(desk.record(her)?.state).toBe('open')
    expect(desk.journal.interrupted()).toEqual([])
  })

  it('offers the caller again when they could not be let go, and says so', async () => {
    const desk = isBack(talking(), 40)
    desk.phone.findsStillUp(her)
    desk.phone.refuses('letGo', 'The connection is lost.')
    desk.attempt({ type: 'letCallGo', callId: her })
    await desk.settled()
    expect(desk.now()).toMatchObject({
      interrupted: [{ stage: 'stillUp' }],
      notice: { kind: 'failed', command: 'letGo', callId: her },
    })
  })

  it('loses nothing that is written into the open record meanwhile', () => {
    const died = talking()
    died.writes({ requirement: 'The March inv' }, her)
    const desk = isBack(died, 40)
    desk.phone.findsStillUp(her)
    desk.attempt({ type: 'fetchRecord', callId: her })
    desk.writes({ requirement: 'The March invoice', callerName: 'Ms Okafor' }, her)
    desk.attempt({ type: 'correctLine', callId: her, kind: 'unverified' })
    desk.attempt(takeCallBack)
    desk.writes({ company: 'Okafor Ltd' }, her)
    desk.phone.takesBack(her)
    const capture = { requirement: 'The March invoice', callerName: 'Ms Okafor', company: 'Okafor Ltd' }
    expect(desk.now().calls).toMatchObject([{ phase: 'talking', corrected: 'unverified', capture }])
    expect(desk.record(her)).toMatchObject({ state: 'live', corrected: 'unverified', capture })
  })

  it('loses nothing of an open record that was put away again meanwhile', () => {
    const desk = isBack(talking(), 40)
    desk.phone.findsStillUp(her)
    desk.attempt({ type: 'fetchRecord', callId: her })
    desk.writes(filledIn, her)
    desk.attempt({ type: 'saveRecord', callId: her })
    expect(desk.record(her)?.state).toBe('closed')
    desk.attempt(takeCallBack)
    desk.phone.takesBack(her)
    expect(desk.call(her)).toMatchObject({ phase: 'talking', capture: filledIn })
  })
})

describe('a caller who hung up meanwhile', () => {
  it.each([5, 40])('is told as ended, and the record stays open with all that was typed: %i s', seconds => {
    const died = talking()
    died.writes({ requirement: 'half a sen' }, her)
    const desk = isBack(died, seconds)
    desk.phone.findsGone(her)
    expect(desk.journal.interrupted()).toEqual([])
    expect(desk.now()).toMatchObject({
      interrupted: [],
      calls: [],
      openRecords: 1,
      notice: { kind: 'endedMeanwhile', party: 'Ms Okafor', callId: her },
    })
    expect(desk.record(her)).toMatchObject({ state: 'open', capture: { requirement: 'half a sen' } })
    desk.attempt(takeCallBack)
    expect(desk.now().notice).toMatchObject({ kind: 'refused', refusal: { reason: 'no-call' } })
  })
})

describe('two callers at once', () => {
  it('come back as they were: one on hold, one on the line', async () => {
    const died = talking()
    died.phone.holds(her)
    const second = died.phone.rings({ caller: tomas })
    died.phone.connects(second)
    died.phone.identifies(second)
    const desk = isBack(died)
    desk.phone.takesBack(her)
    desk.phone.takesBack(second)
    await desk.settled()
    expect(desk.now().calls).toMatchObject([
      { callId: her, phase: 'held' },
      { callId: second, phase: 'talking' },
    ])
    expect(desk.asked()).toEqual(['takeBack', 'hold', 'takeBack'])
  })

  it('never overhear each other: who comes back by itself goes on hold when another was answered meanwhile', async () => {
    const desk = isBack(talking())
    const other = desk.phone.rings({ caller: tomas })
    desk.attempt({ type: 'answer', callId: other })
    desk.phone.connects(other)
    desk.phone.takesBack(her)
    await desk.settled()
    expect(desk.phone.performed.at(-1)).toEqual({ type: 'hold', callId: her })
    desk.phone.holds(her)
    expect(desk.now().calls).toMatchObject([
      { callId: other, phase: 'talking' },
      { callId: her, phase: 'held' },
    ])
  })
})

describe('an app that dies twice', () => {
  it('takes the call back twice, on the leg that it had last', () => {
    const once = isBack(talking())
    once.phone.takesBack(her)
    once.writes({ requirement: 'The March invoice' }, her)
    once.attempt({ type: 'note', callId: her, slot: 'company', text: 'Okafor Ltd' })
    const before = once.call(her)

    const twice = isBack(once, 5, 'last')
    expect(twice.phone.performed).toEqual([{ ...takesHerBack, dialog: aDialog(`${her} again`) }])
    twice.phone.takesBack(her)
    expect(twice.call(her)).toEqual(before)
    expect(twice.journal.all()).toHaveLength(1)
  })

  it('takes the call back in its last life when it dies before the call is back', () => {
    const twice = isBack(diesAndStarts(talking()), 5, 'last')
    expect(twice.now()).toMatchObject({ interrupted: [{ stage: 'returning' }], openRecords: 1 })
    expect(twice.record(her)?.state).toBe('open')
    expect(twice.phone.performed).toEqual([takesHerBack])
    twice.phone.takesBack(her)
    expect(twice.record(her)?.state).toBe('live')
  })

  it('counts from the first death, though another call was up since', () => {
    const once = diesAndStarts(talking(), 20)
    once.phone.connects(once.phone.rings({ caller: tomas }))
    const twice = isBack(once, 20, 'last')
    expect(twice.phone.performed).toEqual([asksAfterHer])
  })

  it.each([
    ['typed into', {}, []],
    ['saved', filledIn, [{ type: 'saveRecord', callId: her }]],
    ['put aside', {}, [{ type: 'putAside', callId: her }]],
  ] as const)('knows the line still when its open record was %s meanwhile', (_, notes, intents) => {
    const once = diesAndStarts(talking())
    once.attempt({ type: 'fetchRecord', callId: her })
    once.writes({ company: 'Okafor Ltd', ...notes }, her)
    for (const intent of intents) once.attempt(intent)
    const { capture } = once.record(her) ?? {}

    const twice = isBack(once, 5, 'last')
    expect(twice.phone.performed).toEqual([takesHerBack])
    twice.phone.takesBack(her)
    expect(twice.call(her)).toMatchObject({ phase: 'talking', capture })
  })

  it('finds nobody any more who hung up, was let go, or ended the call in between', () => {
    const hungUp = isBack(talking(), 40)
    hungUp.phone.findsGone(her)
    expect(diesAndStarts(hungUp, 5, 'last').now().interrupted).toEqual([])
    const ended = isBack(talking())
    ended.phone.takesBack(her)
    ended.phone.isHungUp('them', her)
    expect(diesAndStarts(ended, 5, 'last').now().interrupted).toEqual([])
  })

  it('looks once more for a caller of whom it does not know whether they were let go', () => {
    const once = isBack(talking(), 40)
    once.phone.findsStillUp(her)
    once.attempt({ type: 'letCallGo', callId: her })
    expect(isBack(once, 5, 'last').phone.performed).toEqual([asksAfterHer])
  })

  it('forgets the line of an account that was taken out of the settings, and owes the record', () => {
    const once = talking()
    once.journal.noteLife(once.phone.clock.now())
    const calls = oweInterrupted(once.journal, office.gate)
    const desk = aDeskAtStart({ journal: once.journal }, { accounts: [] })
    desk.heed({ type: 'callsInterrupted', calls, at: once.phone.clock.now() })
    expect(desk.now().interrupted).toEqual([])
    expect(desk.record(her)?.state).toBe('open')
    expect(desk.journal.interrupted()).toEqual([])
  })
})

function opens(phone: FakePhone): void {
  phone.tells({ type: 'audioRoomChanged', open: true })
}
