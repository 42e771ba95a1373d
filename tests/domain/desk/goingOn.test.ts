import { describe, expect, it } from 'vitest'
import type { Call } from '../../../domain/call/Call'
import { blankCapture } from '../../../domain/capture/Capture'
import { applyFact } from '../../../domain/desk/applyFact'
import type { Command } from '../../../domain/desk/Command'
import { considerIntent } from '../../../domain/desk/considerIntent'
import type { Desk, Step } from '../../../domain/desk/Desk'
import { viewOf } from '../../../domain/desk/DeskView'
import type { Fact } from '../../../domain/desk/Fact'
import type { Intent } from '../../../domain/desk/Intent'
import type { Interrupted } from '../../../domain/desk/Interrupted'
import { wrapUpOf } from '../../../domain/record/recordOf'
import { aCall, aCallHandedOver, deskWith, nine } from '../../support/aCall'
import { aDialog, aKeptLine, anInterrupted, herLeg, hisLeg } from '../../support/anInterrupted'
import { aRecord } from '../../support/aRecord'
import { filledIn } from '../../support/cast'

// The app died in Ms Okafor's call; these are its rules at the next start.

const callId = 'okafor'
const at = nine + 15_000
const accountId = 'main'
const newLeg = aDialog('okafor again')
const died = anInterrupted()
const held = aKeptLine({ heldAt: nine + 6_000 })

const takeBack = { type: 'takeBack', callId, accountId, dialog: herLeg, held: false, muted: false } as const
const askAfter = { type: 'askAfter', callId, accountId, dialog: herLeg } as const
const letGo = { type: 'letGo', callId, accountId, dialog: herLeg } as const
const letTomasGo = { type: 'letGo', callId, accountId, dialog: hisLeg } as const

const registered: Fact = { type: 'registrationChanged', accountId, registration: { state: 'registered', since: at } }
const opensRoom: Fact = { type: 'audioRoomChanged', open: true }
const takenBack: Fact = { type: 'callTakenBack', callId, dialog: newLeg, at }

const interruptedDesk = (interrupted: readonly Interrupted[], ...calls: readonly Call[]): Desk => ({
  ...deskWith(...calls),
  interrupted,
})

const starting = (desk: Desk): Desk => ({ ...desk, registrations: {}, audioRoom: false })

/** Everything that the facts lead to, one after the other. */
function all(desk: Desk, ...facts: readonly Fact[]): Step {
  return facts.reduce<Step>(
    (before, fact) => {
      const step = applyFact(before.desk, fact)
      return { desk: step.desk, commands: [...before.commands, ...step.commands] }
    },
    { desk, commands: [] },
  )
}

const forPhone = (step: Step) => step.commands.filter(({ type }) => type !== 'wake')
const found = (...calls: readonly Interrupted[]): Fact => ({
  type: 'callsInterrupted',
  calls: calls.map(({ record, line, aliveAt }) => ({ record, line, aliveAt })),
  at,
})

describe('a call in which the app died', () => {
  it.each([
    ['the exchange first', [registered, opensRoom]],
    ['the room first', [opensRoom, registered]],
  ] as const)('waits until both are there, and is taken back by itself: %s', (_, [first, second]) => {
    const waiting = all(starting(deskWith()), found(died), first)
    expect(forPhone(waiting)).toEqual([])
    expect(waiting.desk.interrupted).toEqual([died])
    const step = applyFact(waiting.desk, second)
    expect(step.commands).toEqual([takeBack])
    expect(step.desk.interrupted).toEqual([{ ...died, stage: 'returning' }])
  })

  it('is looked after once, however often the exchange and the room come and go', () => {
    const offline = { state: 'offline', since: at, trouble: 'connection-lost', detail: '' } as const
    const lost: Fact = { type: 'registrationChanged', accountId, registration: offline }
    const closes: Fact = { type: 'audioRoomChanged', open: false }
    const step = all(interruptedDesk([died]), opensRoom, lost, registered, closes, opensRoom)
    expect(step.commands).toEqual([takeBack])
  })

  it('waits for its own account, whatever the others do', () => {
    const other: Fact = {
      type: 'registrationChanged',
      accountId: 'second',
      registration: { state: 'registered', since: at },
    }
    expect(all(starting(interruptedDesk([died])), opensRoom, other).commands).toEqual([])
  })

  it.each([
    [0, true],
    [29_999, true],
    [30_000, false],
    [3_600_000, false],
  ])('comes back by itself when it died less than 30 seconds ago: %i ms', (ago, isTakenBack) => {
    const step = applyFact(deskWith(), found(anInterrupted({ aliveAt: at - ago })))
    expect(forPhone(step)).toEqual([isTakenBack ? takeBack : askAfter])
  })

  it('does not come back by itself when the exchange or the room took too long', () => {
    const start = applyFact(starting(deskWith()), found(died))
    expect(start.commands).toEqual([{ type: 'wake', wake: { what: 'waitedLong', callId }, afterMs: 25_000 }])
    const wake: Fact = { type: 'woken', wake: { what: 'waitedLong', callId }, at: at + 25_000 }
    expect(all(start.desk, wake, registered, opensRoom).commands).toEqual([askAfter])
  })

  it('is not waited for any longer because a clock was set back', () => {
    const start = applyFact(starting(deskWith()), found(anInterrupted({ aliveAt: at + 3_600_000 })))
    expect(start.commands).toEqual([])
    expect(all(start.desk, registered, opensRoom).commands).toEqual([askAfter])
  })

  it('is given back muted when it was muted, and held when it was held', () => {
    const line = aKeptLine({ muted: true, heldAt: nine + 6_000 })
    expect(all(interruptedDesk([anInterrupted({ line })]), opensRoom).commands).toEqual([
      { ...takeBack, held: true, muted: true },
    ])
  })

  it('lets the colleague go who was being asked, whether the caller comes back by itself or not', () => {
    const line = aKeptLine({ colleague: hisLeg })
    expect(all(interruptedDesk([anInterrupted({ line })]), opensRoom).commands).toEqual([takeBack, letTomasGo])
    expect(all(interruptedDesk([anInterrupted({ line, recent: false })]), opensRoom).commands).toEqual([
      askAfter,
      letTomasGo,
    ])
  })

  it('is shown as what it is', () => {
    const asked = viewOf(interruptedDesk([anInterrupted({ stage: 'stillUp' })])).interrupted
    expect(asked).toEqual([
      {
        callId,
        name: 'Ms Okafor',
        number: '+442079460018',
        line: 'external',
        stage: 'stillUp',
        since: nine + 10_000,
      },
    ])
  })

  it.each([
    ['what was written down', { capture: filledIn, shownName: 'OKAFOR' }, 'Ms Okafor'],
    ['what the wire showed, outside', { shownName: 'OKAFOR', directoryName: 'Sam Reed' }, 'OKAFOR'],
    [
      'the directory, inside',
      { line: { kind: 'internal', because: 'registration', evidence: [] }, directoryName: 'Sam Reed' },
      'Sam Reed',
    ],
    [
      'the directory, where we said that they are inside',
      { corrected: 'internal', directoryName: 'Sam Reed' },
      'Sam Reed',
    ],
    [
      'what the wire showed, where we said that they are outside',
      {
        corrected: 'external',
        line: { kind: 'internal', because: 'registration', evidence: [] },
        directoryName: 'Sam Reed',
        shownName: 'SAM',
      },
      'SAM',
    ],
    ['nothing', { shownName: '', number: '', withheld: true }, ''],
  ] as const)('is called by %s', (_, changes, name) => {
    const record = aRecord(changes)
    const desk = interruptedDesk([anInterrupted({ record, stage: 'asked' })])
    expect(viewOf(desk).interrupted[0]?.name).toBe(name)
    expect(applyFact(desk, { type: 'callGone', callId }).desk.notice).toMatchObject({ party: name || record.number })
  })
})

describe('two calls in which the app died', () => {
  const second = anInterrupted({
    record: aRecord({ callId: 'second' }),
    line: aKeptLine({ dialog: aDialog('second') }),
  })
  const takeSecondBack = { ...takeBack, callId: 'second', dialog: aDialog('second') }

  it('do not talk at once: one comes back, the other is asked after', () => {
    const step = all(interruptedDesk([died, second]), opensRoom)
    expect(step.commands).toEqual([takeBack, { ...askAfter, callId: 'second', dialog: aDialog('second') }])
    expect(step.desk.interrupted.map(({ stage }) => stage)).toEqual(['returning', 'asked'])
  })

  it('both come back when one of them was on hold', () => {
    const onHold = anInterrupted({ line: held })
    expect(all(interruptedDesk([onHold, second]), opensRoom).commands).toEqual([
      { ...takeBack, held: true },
      takeSecondBack,
    ])
  })

  it('do not talk at once when they are on two accounts, and one registers later', () => {
    const late = { ...second, record: { ...second.record, accountId: 'late' } }
    const first = all(interruptedDesk([died, late]), opensRoom).desk
    const registersLate: Fact = { ...registered, accountId: 'late' }
    const asked = [{ type: 'askAfter', callId: 'second', accountId: 'late', dialog: aDialog('second') }]
    expect(applyFact(first, registersLate).commands, 'while it is on its way').toEqual(asked)
    const back = all(first, takenBack).desk
    expect(applyFact(back, registersLate).commands, 'when it is back').toEqual(asked)
  })
})

describe('while somebody else is on the line', () => {
  const other = (phase: 'talking' | 'held' | 'ringing' | 'wrapUp') => aCall(phase, { callId: 'other' })

  it('no voice comes back by itself, but a held caller does', () => {
    expect(all(interruptedDesk([died], other('talking')), opensRoom).commands).toEqual([askAfter])
    expect(
      all(interruptedDesk([died], aCallHandedOver('ringing', {}, { callId: 'other' })), opensRoom).commands,
    ).toEqual([askAfter])
    expect(all(interruptedDesk([anInterrupted({ line: held })], other('talking')), opensRoom).commands).toEqual([
      { ...takeBack, held: true },
    ])
  })

  it.each(['held', 'ringing', 'wrapUp'] as const)('who is %s, a voice comes back all the same', phase => {
    expect(all(interruptedDesk([died], other(phase)), opensRoom).commands).toEqual([takeBack])
  })

  it('that one goes on hold first when the user wants the caller back', () => {
    const desk = interruptedDesk([{ ...died, stage: 'stillUp' }], other('talking'))
    const wants = considerIntent(desk, { type: 'takeCallBack', callId })
    expect(wants.commands).toEqual([{ type: 'hold', callId: 'other' }, takeBack])
  })

  it('nobody goes on hold for a caller who stays on hold', () => {
    const desk = interruptedDesk([anInterrupted({ line: held, stage: 'stillUp' })], other('talking'))
    expect(considerIntent(desk, { type: 'takeCallBack', callId }).commands).toEqual([{ ...takeBack, held: true }])
  })

  it.each([
    ['goes on hold when the user has asked for the caller', true, 'other'],
    ['is not cut short by a caller who comes back unasked', false, callId],
  ])('that one, who began to talk meanwhile, %s', (_, wanted, onHold) => {
    const desk = interruptedDesk([{ ...died, wanted, stage: 'returning' }], other('talking'))
    expect(applyFact(desk, takenBack).commands.slice(1)).toEqual([{ type: 'hold', callId: onHold }])
  })

  it('it is remembered that the user asked for the caller', () => {
    const desk = interruptedDesk([{ ...died, stage: 'stillUp' }], other('talking'))
    expect(considerIntent(desk, { type: 'takeCallBack', callId }).desk.interrupted).toMatchObject([{ wanted: true }])
    expect(all(interruptedDesk([died]), opensRoom).desk.interrupted).toMatchObject([{ wanted: false }])
  })

  it('who comes back unasked has been asked for already, whoever would not go on hold', () => {
    const desk = interruptedDesk([{ ...died, stage: 'returning' }], other('talking'))
    const failed: Fact = { type: 'commandFailed', command: { type: 'hold', callId: 'other' }, problem: '500' }
    expect(applyFact(desk, failed).desk.interrupted).toEqual(desk.interrupted)
  })

  it('the caller goes on hold when we have begun to announce somebody meanwhile', () => {
    const announced = aCallHandedOver('consulting', {}, { callId: 'other' })
    const { commands } = applyFact(interruptedDesk([{ ...died, stage: 'returning' }], announced), takenBack)
    expect(commands.slice(1)).toEqual([{ type: 'hold', callId }])
  })

  it('who would not go on hold, a held caller comes back none the less', () => {
    const desk = interruptedDesk([anInterrupted({ line: held, stage: 'returning' })], other('talking'))
    const failed: Fact = { type: 'commandFailed', command: { type: 'hold', callId: 'other' }, problem: '500' }
    expect(applyFact(desk, failed).desk.interrupted).toEqual(desk.interrupted)
  })

  it('they are offered again when that one would not go on hold, since nobody has asked for them', () => {
    const desk = interruptedDesk([{ ...died, wanted: true, stage: 'returning' }], other('talking'))
    const failed: Fact = { type: 'commandFailed', command: { type: 'hold', callId: 'other' }, problem: '500' }
    expect(applyFact(desk, failed).desk).toMatchObject({
      interrupted: [{ stage: 'stillUp' }],
      notice: { kind: 'failed', command: 'hold' },
    })
  })
})

describe('at each stage', () => {
  const stages = ['waiting', 'asked', 'stillUp', 'returning', 'leaving'] as const
  type After = Interrupted['stage'] | 'gone' | 'a call'
  type Row = readonly [waiting: After, asked: After, stillUp: After, returning: After, leaving: After]

  const failed = (command: Command): Fact => ({ type: 'commandFailed', command, problem: 'It did not work.' })

  // By hand. The exchange is there, a room is open, and nobody else is on the line.
  const facts: Record<string, readonly [Fact, Row]> = {
    'the exchange still holds it': [
      { type: 'callStillUp', callId },
      ['waiting', 'stillUp', 'stillUp', 'returning', 'leaving'],
    ],
    'the exchange holds it no longer': [{ type: 'callGone', callId }, ['gone', 'gone', 'gone', 'gone', 'gone']],
    'a colleague is let go': [
      { type: 'callGone', callId, dialog: hisLeg },
      ['waiting', 'asked', 'stillUp', 'returning', 'leaving'],
    ],
    'it is ours again': [takenBack, ['a call', 'a call', 'a call', 'a call', 'gone']],
    'it could not be taken back': [failed(takeBack), ['waiting', 'asked', 'stillUp', 'stillUp', 'leaving']],
    'it could not be asked after': [failed(askAfter), ['waiting', 'stillUp', 'stillUp', 'returning', 'leaving']],
    'it could not be let go': [failed(letGo), ['waiting', 'asked', 'stillUp', 'returning', 'stillUp']],
    'a colleague could not be let go': [failed(letTomasGo), ['waiting', 'asked', 'stillUp', 'returning', 'leaving']],
    'somebody would not go on hold': [
      failed({ type: 'hold', callId: 'other' }),
      ['waiting', 'asked', 'stillUp', 'returning', 'leaving'],
    ],
    'a room opens': [opensRoom, ['returning', 'asked', 'stillUp', 'returning', 'leaving']],
    'we are registered': [registered, ['returning', 'asked', 'stillUp', 'returning', 'leaving']],
    'its old leg is told to be over': [
      { type: 'callEnded', callId, by: 'network', code: undefined, elsewhere: false, at },
      ['waiting', 'asked', 'stillUp', 'returning', 'leaving'],
    ],
    'it has waited long': [
      { type: 'woken', wake: { what: 'waitedLong', callId }, at },
      ['waiting', 'asked', 'stillUp', 'returning', 'leaving'],
    ],
  }

  const intents: Record<string, readonly [Intent, Row, leaving: readonly (readonly Command['type'][])[]]> = {
    'it is taken back': [
      { type: 'takeCallBack', callId },
      ['returning', 'returning', 'returning', 'returning', 'leaving'],
      [['takeBack'], ['takeBack'], ['takeBack'], [], []],
    ],
    'it is let go': [
      { type: 'letCallGo', callId },
      ['leaving', 'leaving', 'leaving', 'leaving', 'leaving'],
      [['letGo'], ['letGo'], ['letGo'], ['letGo'], []],
    ],
  }

  const standing = ({ calls, interrupted }: Desk): After =>
    calls.some(call => call.callId === callId) ? 'a call' : (interrupted[0]?.stage ?? 'gone')

  describe.each(stages.map((stage, n) => [stage, n] as const))('%s', (stage, n) => {
    const before = interruptedDesk([{ ...died, stage }])

    it.each(Object.entries(facts))('when %s', (_, [fact, row]) => {
      const once = applyFact(before, fact)
      expect(standing(once.desk)).toBe(row[n])
      const twice = applyFact(once.desk, fact)
      expect(twice.desk.calls, 'hearing it twice is hearing it once').toEqual(once.desk.calls)
      expect(twice.desk.interrupted).toEqual(once.desk.interrupted)
      expect(twice.commands.filter(({ type }) => type !== 'hangUp')).toEqual([])
    })

    it.each(Object.entries(intents))('when %s', (_, [intent, row, leaving]) => {
      const step = considerIntent(before, intent)
      expect(standing(step.desk)).toBe(row[n])
      expect(step.commands.map(({ type }) => type)).toEqual(leaving[n])
      expect(step.desk.notice).toBeUndefined()
    })

    it.each(['takeCallBack', 'letCallGo'] as const)('%s is refused without the exchange, and stays on offer', type => {
      const step = considerIntent({ ...before, registrations: {} }, { type, callId })
      const isMoot = stage === 'leaving' || (type === 'takeCallBack' && stage === 'returning')
      expect(step.commands).toEqual([])
      expect(step.desk.interrupted).toEqual(before.interrupted)
      const notice = { kind: 'refused', callId, refusal: { reason: 'not-registered', emergency: false } }
      if (!isMoot) expect(step.desk.notice).toMatchObject(notice)
    })
  })

  it('to take back is refused where nobody could hear or speak', () => {
    const before = { ...interruptedDesk([{ ...died, stage: 'stillUp' }]), audioRoom: false }
    const step = considerIntent(before, { type: 'takeCallBack', callId })
    expect(step.desk).toMatchObject({
      interrupted: before.interrupted,
      notice: { refusal: { reason: 'no-audio-room' } },
    })
    expect(step.commands).toEqual([])
  })

  it('to take back is refused while we announce somebody, unless the caller stays on hold', () => {
    const busy = aCallHandedOver('consulting', {}, { callId: 'other' })
    const talking = considerIntent(interruptedDesk([{ ...died, stage: 'stillUp' }], busy), {
      type: 'takeCallBack',
      callId,
    })
    expect(talking.desk.notice).toMatchObject({ refusal: { reason: 'handing-over', to: { name: 'Tomas Lind' } } })
    expect(talking.commands).toEqual([])
    const onHold = interruptedDesk([anInterrupted({ line: held, stage: 'stillUp' })], busy)
    expect(considerIntent(onHold, { type: 'takeCallBack', callId }).commands).toEqual([{ ...takeBack, held: true }])
  })

  it('to let go is no refusal to the colleague either, who may not have been told yet', () => {
    const line = aKeptLine({ colleague: hisLeg })
    const waiting = interruptedDesk([anInterrupted({ line })])
    expect(considerIntent(waiting, { type: 'letCallGo', callId }).commands).toEqual([letGo, letTomasGo])
    const told = interruptedDesk([anInterrupted({ line, stage: 'stillUp' })])
    expect(considerIntent(told, { type: 'letCallGo', callId }).commands).toEqual([letGo])
  })

  it('of one, nothing changes for another', () => {
    const another = anInterrupted({ record: aRecord({ callId: 'another' }), stage: 'stillUp' })
    for (const [, [fact]] of Object.entries(facts)) {
      expect(applyFact(interruptedDesk([{ ...died, stage: 'asked' }, another]), fact).desk.interrupted).toContainEqual(
        another,
      )
    }
  })
})

describe('a call that is ours again', () => {
  const returning = anInterrupted({ stage: 'returning' })

  it('stands on the desk as it was, its record lives, and the disk knows its new leg', () => {
    const { desk, commands } = applyFact(interruptedDesk([returning]), takenBack)
    expect(desk.interrupted).toEqual([])
    expect(desk.calls).toMatchObject([{ phase: 'talking', callId, recordId: callId, answeredAt: nine + 4_000 }])
    expect(desk.dialogs).toEqual({ okafor: newLeg })
    expect(commands).toEqual([
      {
        type: 'reviveRecord',
        record: aRecord({ state: 'live', endedAt: undefined, ending: undefined }),
        line: aKeptLine({ dialog: newLeg }),
      },
    ])
  })

  it('is put on hold once more when it was on hold, and its clock runs on', () => {
    const { desk, commands } = applyFact(interruptedDesk([{ ...returning, line: held }]), takenBack)
    expect(desk.calls).toMatchObject([{ phase: 'held', heldAt: nine + 6_000 }])
    expect(commands).toMatchObject([
      { type: 'reviveRecord', line: { heldAt: nine + 6_000 } },
      { type: 'hold', callId },
    ])
    const heldAgain = applyFact(desk, { type: 'callHeld', callId, at }).desk
    expect(heldAgain.calls).toMatchObject([{ heldAt: nine + 6_000 }])
  })

  it('takes its place from its open record, with every word and correction that was made meanwhile', () => {
    const record = { ...returning.record, corrected: 'internal' as const }
    const open = { ...wrapUpOf(record), capture: { ...filledIn, release: 'sales' as const } }
    const { desk, commands } = applyFact(interruptedDesk([returning], open), takenBack)
    expect(desk.calls).toHaveLength(1)
    const capture = { ...filledIn, release: undefined }
    expect(desk.calls[0]).toMatchObject({ phase: 'talking', capture, corrected: 'internal' })
    expect(commands).toMatchObject([
      { type: 'reviveRecord', record: { state: 'live', capture, corrected: 'internal' } },
    ])
  })

  it('goes on with what was saved meanwhile, and is no longer released', () => {
    const record = aRecord({ state: 'closed', capture: { ...filledIn, release: 'sales' } })
    const { desk } = all(interruptedDesk([returning]), { type: 'recordSaved', record, openRecords: 0 }, takenBack)
    expect(desk.calls[0]?.capture).toEqual({ ...filledIn, release: undefined })
  })

  it('is asked by the gate for the same as before', () => {
    const { desk } = applyFact(interruptedDesk([returning]), takenBack)
    expect(considerIntent(desk, { type: 'hangUp', callId }).desk.notice).toMatchObject({
      refusal: { reason: 'capture-incomplete', missing: ['requirement', 'callerName', 'contact'] },
    })
  })

  it('is ended when the user had let it go meanwhile: a line that nobody knows of must not stay up', () => {
    const leaving = considerIntent(interruptedDesk([returning]), { type: 'letCallGo', callId }).desk
    const step = applyFact(leaving, takenBack)
    expect(step.commands).toEqual([
      { type: 'forgetLine', callId },
      { type: 'hangUp', callId },
    ])
    expect(step.desk).toEqual({ ...leaving, interrupted: [] })
    const gone = applyFact(leaving, { type: 'callGone', callId }).desk
    expect(applyFact(gone, takenBack)).toEqual({ desk: gone, commands: [{ type: 'hangUp', callId }] })
  })

  it('is one call, however often it is told', () => {
    const once = applyFact(interruptedDesk([returning]), takenBack).desk
    expect(applyFact(once, takenBack)).toEqual({ desk: once, commands: [] })
  })
})

describe('a caller who hung up meanwhile', () => {
  it('is told as such, and the record stays owed with all that was written', () => {
    const record = aRecord({ capture: { ...blankCapture, requirement: 'half a sen' } })
    const open = wrapUpOf(record)
    const { desk, commands } = applyFact(interruptedDesk([anInterrupted({ record, stage: 'asked' })], open), {
      type: 'callGone',
      callId,
    })
    expect(desk).toMatchObject({
      interrupted: [],
      calls: [open],
      notice: { kind: 'endedMeanwhile', party: 'Ms Okafor', callId, told: 1 },
    })
    expect(commands).toEqual([{ type: 'forgetLine', callId }])
  })
})

describe('a caller who is let go', () => {
  const leaving = interruptedDesk([anInterrupted({ stage: 'leaving' })])

  it('is gone without a word, since the user wanted it', () => {
    expect(applyFact(leaving, { type: 'callGone', callId })).toEqual({
      desk: { ...leaving, interrupted: [] },
      commands: [{ type: 'forgetLine', callId }],
    })
  })

  it('is offered again when that did not come about, and the user hears of it', () => {
    const failed = applyFact(leaving, { type: 'commandFailed', command: letGo, problem: '503' })
    expect(failed.desk).toMatchObject({
      interrupted: [{ stage: 'stillUp' }],
      notice: { kind: 'failed', command: 'letGo', callId },
    })
    expect(considerIntent(failed.desk, { type: 'letCallGo', callId }).commands).toEqual([letGo])
  })

  it('is not disturbed by what becomes of the colleague, nor is anybody who is on the way back', () => {
    for (const stage of ['leaving', 'returning', 'asked'] as const) {
      const desk = interruptedDesk([anInterrupted({ stage, line: aKeptLine({ colleague: hisLeg }) })])
      const unchanged = { desk, commands: [] }
      expect(applyFact(desk, { type: 'commandFailed', command: letTomasGo, problem: '503' })).toEqual(unchanged)
      expect(applyFact(desk, { type: 'callGone', callId, dialog: hisLeg })).toEqual(unchanged)
    }
  })

  it('is quietly looked for once more at the next start when the disk would not forget them', () => {
    const desk = interruptedDesk([])
    const command = { type: 'forgetLine', callId } as const
    expect(applyFact(desk, { type: 'commandFailed', command, problem: 'Full.' })).toEqual({ desk, commands: [] })
  })
})

describe('an account by which nobody can be reached any more', () => {
  const refusedAccount: Fact = {
    type: 'registrationChanged',
    accountId,
    registration: { state: 'refused', since: at, trouble: 'wrong-password', detail: '' },
  }
  const removed: Fact = { type: 'settingsChanged', settings: { ...deskWith().settings, accounts: [] } }

  it.each([
    ['refused', refusedAccount],
    ['removed', removed],
  ])('lets the card be put away at every stage; the record stays as it is: %s', (_, fact) => {
    for (const stage of ['waiting', 'asked', 'stillUp', 'returning', 'leaving'] as const) {
      const desk = applyFact(interruptedDesk([anInterrupted({ stage })]), fact).desk
      const step = considerIntent(desk, { type: 'letCallGo', callId })
      expect(step.desk).toMatchObject({ interrupted: [], notice: undefined })
      expect(step.commands).toEqual([{ type: 'forgetLine', callId }])
    }
  })

  it('is only waited for while it may come back', () => {
    const registration = { state: 'offline', since: at, trouble: 'connection-lost', detail: '' } as const
    const offline = all(interruptedDesk([died]), { type: 'registrationChanged', accountId, registration }).desk
    const step = considerIntent(offline, { type: 'letCallGo', callId })
    expect(step.desk).toMatchObject({ interrupted: [{}], notice: { refusal: { reason: 'not-registered' } } })
  })

  it('puts nobody on the desk at the start', () => {
    const step = all(removedDesk(), found(died))
    expect(step.desk.interrupted).toEqual([])
    expect(step.commands).toEqual([{ type: 'forgetLine', callId }])
  })

  const removedDesk = () => applyFact(starting(deskWith()), removed).desk
})

describe('the name that the exchange gives a leg', () => {
  const identified = (id: string, dialog = herLeg): Fact => ({ type: 'legIdentified', callId: id, dialog })

  it.each(['talking', 'held'] as const)('goes to the disk with the draft: %s', phase => {
    const { desk, commands } = applyFact(deskWith(aCall(phase)), identified(callId))
    expect(desk.dialogs).toEqual({ okafor: herLeg })
    expect(commands).toMatchObject([{ type: 'keepDraft', record: { callId, state: 'live' }, line: { dialog: herLeg } }])
  })

  it('of a colleague goes beside the caller who waits for them', () => {
    const known = { ...deskWith(aCallHandedOver('ringing')), dialogs: { okafor: herLeg } }
    const { commands } = applyFact(known, identified('leg', hisLeg))
    expect(commands).toMatchObject([
      { type: 'keepDraft', record: { callId }, line: { dialog: herLeg, colleague: hisLeg } },
    ])
  })

  it.each(['calling', 'ringing'] as const)('is remembered before anybody has answered: %s', phase => {
    const named = applyFact(deskWith(aCall(phase)), identified(callId)).desk
    const { commands } = applyFact(named, { type: 'callAnswered', callId, at })
    expect(commands).toMatchObject([{ type: 'keepDraft', line: { dialog: herLeg, answeredAt: at } }])
  })

  it('is forgotten when the leg is over, and nothing of it is kept', () => {
    const named = applyFact(deskWith(aCall('talking')), identified(callId)).desk
    const ended: Fact = { type: 'callEnded', callId, by: 'them', code: undefined, elsewhere: false, at }
    const { desk, commands } = applyFact(named, ended)
    expect(desk.dialogs).toEqual({})
    expect(commands).toMatchObject([{ type: 'keepDraft', line: undefined }])
    expect(applyFact(desk, identified(callId))).toEqual({ desk, commands: [] })
  })

  it('is written once, however often it is told, and again when it is another', () => {
    const named = applyFact(deskWith(aCall('talking')), identified(callId)).desk
    expect(applyFact(named, identified(callId, { ...herLeg }))).toEqual({ desk: named, commands: [] })
    expect(applyFact(named, identified(callId, { ...herLeg, remoteTag: 'new' })).commands).toHaveLength(1)
  })

  it('goes with every draft from then on: notes, hold, mute and new party', () => {
    const desk = { ...deskWith(aCall('talking')), dialogs: { okafor: herLeg } }
    const party = { number: '203', name: 'Sam', shape: 'short', withheld: false } as const
    expect(considerIntent(desk, { type: 'note', callId, slot: 'company', text: 'x' }).commands).toMatchObject([
      { line: aKeptLine() },
    ])
    expect(applyFact(desk, { type: 'callHeld', callId, at }).commands).toMatchObject([
      { line: aKeptLine({ heldAt: at }) },
    ])
    expect(applyFact(desk, { type: 'callMuted', callId, muted: true }).commands).toMatchObject([
      { line: aKeptLine({ muted: true }) },
    ])
    expect(applyFact(desk, { type: 'partyChanged', callId, party, at }).commands).toMatchObject([
      { line: aKeptLine({ shape: 'short' }) },
    ])
  })
})

describe('what the rooms see of the signal', () => {
  it.each([
    ['registered', { state: 'registered', since: at }, 'up'],
    ['connecting', { state: 'connecting', since: at }, 'lost'],
    ['offline', { state: 'offline', since: at, trouble: 'connection-lost', detail: '' }, 'lost'],
    ['refused', { state: 'refused', since: at, trouble: 'wrong-password', detail: '' }, 'lost'],
  ] as const)('is that of the account of the call: %s', (_, registration, signal) => {
    const call = aCall('talking', { accountId: 'second' })
    const registrations = { main: { state: 'registered', since: at }, second: registration } as const
    expect(viewOf({ ...deskWith(call), registrations }).calls[0]?.signal).toBe(signal)
  })

  it('is lost with the whole account, while the call and its sound go on', () => {
    const lost = { ...deskWith(aCall('talking')), registrations: {} }
    expect(viewOf(lost).calls[0]).toMatchObject({ signal: 'lost', phase: 'talking', gapSince: undefined })
  })
})
