import { describe, expect, it } from 'vitest'
import { type Ending, phases, type Phase } from '../../../domain/call/Call'
import { blankCapture, type Capture } from '../../../domain/capture/Capture'
import { applyFact } from '../../../domain/desk/applyFact'
import type { Command } from '../../../domain/desk/Command'
import type { Desk } from '../../../domain/desk/Desk'
import type { Fact } from '../../../domain/desk/Fact'
import type { Party } from '../../../domain/phone/Invitation'
import type { EndedBy } from '../../../domain/phone/Phone'
import { aCall, deskWith, nine } from '../../support/aCall'
import { aRecord } from '../../support/aRecord'
import { herLeg } from '../../support/anInterrupted'
import { anInvitation, filledIn, main, msOkafor, nobodyKnown, office, people, tomas } from '../../support/cast'

const callId = 'okafor'
const at = nine + 90_000

const ended = (by: EndedBy, more: { code?: number; elsewhere?: boolean } = {}): Fact => ({
  type: 'callEnded',
  callId,
  by,
  code: more.code,
  elsewhere: more.elsewhere ?? false,
  at,
})

const failed = (command: Command): Fact => ({ type: 'commandFailed', command, problem: 'It did not work.' })

/** What leaves for the disk and the wire; that a hang-up can be undone for a while has a test of its own. */
const withoutUndo = (commands: readonly Command[]) =>
  commands.filter(command => command.type !== 'wake' || command.wake.what !== 'undoOver')

type After = Phase | 'gone'
type Row = Record<Phase, After>

const row = (
  calling: After,
  ringing: After,
  talking: After,
  held: After,
  handingOver: After,
  wrapUp: After,
  saving: After,
): Row => ({
  calling,
  ringing,
  talking,
  held,
  handingOver,
  wrapUp,
  saving,
})

const unmoved = row('calling', 'ringing', 'talking', 'held', 'handingOver', 'wrapUp', 'saving')

// Where Ms Okafor's call stands afterwards, by hand. Nothing has been written down yet.
const facts: Record<string, readonly [fact: Fact, after: Row]> = {
  'the same call rings again': [{ type: 'callInvited', callId, invitation: anInvitation(), at }, unmoved],
  'the same call is placed again': [
    { type: 'callPlaced', callId, accountId: 'main', to: tomas, into: undefined, at },
    unmoved,
  ],
  'it rings at the far end': [{ type: 'farEndRinging', callId, at }, unmoved],
  'it is answered': [
    { type: 'callAnswered', callId, at },
    row('talking', 'talking', 'talking', 'held', 'handingOver', 'wrapUp', 'saving'),
  ],
  'it is on hold': [
    { type: 'callHeld', callId, at },
    row('calling', 'ringing', 'held', 'held', 'handingOver', 'wrapUp', 'saving'),
  ],
  'it is taken back': [
    { type: 'callResumed', callId, at },
    row('calling', 'ringing', 'talking', 'talking', 'handingOver', 'wrapUp', 'saving'),
  ],
  'it is muted': [{ type: 'callMuted', callId, muted: true }, unmoved],
  'the microphone is lost': [{ type: 'callSilenced', callId, why: 'lost' }, unmoved],
  'the microphone is open': [{ type: 'microphoneOpened', callId }, unmoved],
  'they are heard': [{ type: 'callHeard', callId }, unmoved],
  'they hang up': [ended('them'), row('wrapUp', 'saving', 'wrapUp', 'wrapUp', 'wrapUp', 'wrapUp', 'saving')],
  'the line drops': [ended('network'), row('wrapUp', 'saving', 'wrapUp', 'wrapUp', 'wrapUp', 'wrapUp', 'saving')],
  'we end it': [ended('us'), row('saving', 'saving', 'wrapUp', 'wrapUp', 'wrapUp', 'wrapUp', 'saving')],
  'another phone takes it': [
    ended('them', { elsewhere: true }),
    row('wrapUp', 'saving', 'wrapUp', 'wrapUp', 'wrapUp', 'wrapUp', 'saving'),
  ],
  'its record is on disk': [
    { type: 'recordSaved', record: aRecord(), openRecords: 0 },
    row('calling', 'ringing', 'talking', 'held', 'handingOver', 'wrapUp', 'gone'),
  ],
  'its record is fetched': [{ type: 'recordFetched', record: aRecord() }, unmoved],
  'its record could not be saved': [
    failed({ type: 'saveRecord', record: aRecord() }),
    row('calling', 'ringing', 'talking', 'held', 'handingOver', 'wrapUp', 'wrapUp'),
  ],
  'its draft could not be kept': [failed({ type: 'keepDraft', record: aRecord(), line: undefined }), unmoved],
  'it could not be answered': [failed({ type: 'answer', callId, microphoneFirst: false }), unmoved],
  'it could not be declined': [failed({ type: 'decline', callId }), unmoved],
  'it could not be put on hold': [failed({ type: 'hold', callId }), unmoved],
  'it could not be taken back': [failed({ type: 'resume', callId }), unmoved],
  'it could not be ended': [failed({ type: 'hangUp', callId }), unmoved],
  'it could not be muted': [failed({ type: 'mute', callId, muted: true }), unmoved],
  'the sound breaks': [{ type: 'soundBroken', callId, at }, unmoved],
  'the sound is mended': [{ type: 'soundMended', callId }, unmoved],
  'the exchange names its leg': [{ type: 'legIdentified', callId, dialog: herLeg }, unmoved],
  'it is said to be still up after a crash': [{ type: 'callStillUp', callId }, unmoved],
  'it is said to be gone after a crash': [{ type: 'callGone', callId }, unmoved],
  'it is said to be taken back after a crash': [{ type: 'callTakenBack', callId, dialog: herLeg, at }, unmoved],
  'it could not be taken back after a crash': [
    failed({ type: 'takeBack', callId, accountId: 'main', dialog: herLeg, held: false, muted: false }),
    unmoved,
  ],
  'it could not be asked after': [failed({ type: 'askAfter', callId, accountId: 'main', dialog: herLeg }), unmoved],
  'it could not be let go': [failed({ type: 'letGo', callId, accountId: 'main', dialog: herLeg }), unmoved],
  'nobody waits for it any more': [{ type: 'woken', wake: { what: 'waitedLong', callId }, at }, unmoved],
  'no call was interrupted': [{ type: 'callsInterrupted', calls: [], at }, unmoved],
  'the exchange is lost': [
    {
      type: 'registrationChanged',
      accountId: 'main',
      registration: { state: 'offline', since: at, trouble: 'connection-lost', detail: '' },
    },
    unmoved,
  ],
  'the microphone is unplugged': [{ type: 'microphoneChecked', microphone: 'none' }, unmoved],
  'the room with sound closes': [{ type: 'audioRoomChanged', open: false }, unmoved],
  'the directory is read': [{ type: 'directoryRead', people: [] }, unmoved],
  'the settings change': [{ type: 'settingsChanged', settings: { ...office, accounts: [] } }, unmoved],
  'something is found at the start': [{ type: 'foundAtStart', findings: [] }, unmoved],
  'something comes that nobody can read': [{ type: 'messageUnreadable', accountId: 'main', at }, unmoved],
  'open records are counted': [{ type: 'openRecordsCounted', openRecords: 7 }, unmoved],
}

const phaseOf = (desk: Desk, id = callId): After => desk.calls.find(call => call.callId === id)?.phase ?? 'gone'

describe.each(Object.entries(facts))('when %s', (_, [fact, after]) => {
  it.each(phases)('a call that is %s goes where the table says', phase => {
    expect(phaseOf(applyFact(deskWith(aCall(phase)), fact).desk)).toBe(after[phase])
  })

  it.each(phases)('hearing it twice is hearing it once: %s', phase => {
    const once = applyFact(deskWith(aCall(phase)), fact)
    const twice = applyFact(once.desk, fact)
    expect(twice.desk.calls).toEqual(once.desk.calls)
    // Whoever comes off hold on the way to a colleague goes back on it, each time.
    const again = phase === 'handingOver' && fact.type === 'callResumed' ? [{ type: 'hold', callId }] : []
    expect(twice.commands, 'nothing more leaves').toEqual(again)
  })

  it('other calls stay as they are', () => {
    const others = phases.map(phase => aCall(phase, { callId: `another ${phase}` }))
    const { desk } = applyFact(deskWith(...others, aCall('talking')), fact)
    expect(desk.calls.filter(call => call.callId !== callId)).toEqual(others)
  })
})

describe('a fact about a call that nobody knows', () => {
  // A line that came back to nobody is ended; goingOn.test.ts tells of it.
  const late = Object.entries(facts).filter(
    ([, [{ type }]]) => !['callInvited', 'callPlaced', 'recordFetched', 'callTakenBack'].includes(type),
  )
  it.each(late)('is late, not wrong: %s', (_, [fact]) => {
    const before = deskWith(...phases.map(phase => aCall(phase, { callId: `another ${phase}` })))
    const { desk, commands } = applyFact(before, fact)
    expect(desk.calls).toEqual(before.calls)
    expect(commands).toEqual([])
  })
})

describe('while a call goes on', () => {
  it('keeps the first moment of the answer and of the hold', () => {
    const answered = applyFact(deskWith(aCall('ringing')), { type: 'callAnswered', callId, at: nine + 5 }).desk
    const again = applyFact(answered, { type: 'callAnswered', callId, at: nine + 50 }).desk
    const held = applyFact(again, { type: 'callHeld', callId, at: nine + 60 }).desk
    const heldAgain = applyFact(held, { type: 'callHeld', callId, at: nine + 600 }).desk
    expect(heldAgain.calls[0]).toMatchObject({ phase: 'held', answeredAt: nine + 5, heldAt: nine + 60 })
  })

  it('does not remember the hold when the caller is back', () => {
    const back = applyFact(deskWith(aCall('held')), { type: 'callResumed', callId, at }).desk
    expect(back.calls[0]).not.toHaveProperty('heldAt')
  })

  it('stays muted through a hold', () => {
    let desk = applyFact(deskWith(aCall('talking')), { type: 'callMuted', callId, muted: true }).desk
    desk = applyFact(desk, { type: 'callHeld', callId, at }).desk
    desk = applyFact(desk, { type: 'callResumed', callId, at }).desk
    expect(desk.calls[0]).toMatchObject({ phase: 'talking', muted: true })
  })

  it('says since when no sound comes through, until it does', () => {
    for (const phase of ['talking', 'held', 'handingOver'] as const) {
      const broken = applyFact(deskWith(aCall(phase)), { type: 'soundBroken', callId, at }).desk
      const stillBroken = applyFact(broken, { type: 'soundBroken', callId, at: at + 9_000 }).desk
      expect(stillBroken.calls[0]).toEqual({ ...aCall(phase), gapSince: at })
      const mended = applyFact(stillBroken, { type: 'soundMended', callId }).desk
      expect(mended.calls).toEqual([aCall(phase)])
    }
  })

  it('says since when no sound comes through when it is put on hold meanwhile', () => {
    const broken = applyFact(deskWith(aCall('talking')), { type: 'soundBroken', callId, at }).desk
    const held = applyFact(broken, { type: 'callHeld', callId, at: at + 1_000 }).desk
    expect(held.calls[0]).toMatchObject({ phase: 'held', gapSince: at })
  })

  it('knows of no broken sound where nobody speaks yet, or any more', () => {
    for (const phase of ['calling', 'ringing', 'wrapUp', 'saving'] as const) {
      expect(applyFact(deskWith(aCall(phase)), { type: 'soundBroken', callId, at }).desk.calls).toEqual([aCall(phase)])
    }
  })

  it('says why they cannot hear us, until they can', () => {
    const silenced = applyFact(deskWith(aCall('talking')), { type: 'callSilenced', callId, why: 'denied' }).desk
    expect(silenced.calls[0]).toMatchObject({ phase: 'talking', silenced: 'denied' })
    const open = applyFact(silenced, { type: 'microphoneOpened', callId }).desk
    expect(open.calls[0]).toMatchObject({ phase: 'talking', silenced: undefined })
  })

  it.each(['none', 'denied'] as const)('knows that in practice nobody needs a microphone to be heard: %s', why => {
    const practising = { ...deskWith(aCall('talking')), settings: { ...office, practice: true } }
    expect(applyFact(practising, { type: 'callSilenced', callId, why }).desk).toBe(practising)
  })

  it('keeps every word through every change', () => {
    const capture: Capture = { ...filledIn, forWhom: 'Tomas', company: 'Okafor Ltd' }
    let desk = deskWith(aCall('talking', { capture, corrected: 'unverified' }))
    for (const fact of [
      { type: 'callHeld', callId, at },
      { type: 'callResumed', callId, at },
      { type: 'callHeld', callId, at },
      ended('network'),
    ] as const satisfies readonly Fact[]) {
      desk = applyFact(desk, fact).desk
      expect(desk.calls[0]).toMatchObject({ capture, corrected: 'unverified' })
    }
  })
})

describe('somebody rings', () => {
  const rings = (desk: Desk, changes = {}, id = callId) =>
    applyFact(desk, { type: 'callInvited', callId: id, invitation: anInvitation(changes), at })

  it('stands on the desk with the verdict, the number and the company to answer for', () => {
    const { desk, commands } = rings(deskWith())
    expect(desk.calls).toEqual([
      {
        phase: 'ringing',
        callId,
        recordId: callId,
        accountId: 'main',
        direction: 'incoming',
        party: msOkafor,
        line: { kind: 'external', because: 'exchange-signal', evidence: expect.anything() },
        corrected: undefined,
        directoryName: '',
        handedBy: '',
        recalledFrom: '',
        dialled: '02079460100',
        answerAs: 'Example Trading',
        startedAt: at,
        capture: blankCapture,
        emergency: false,
        invitation: anInvitation(),
      },
    ])
    expect(commands.map(command => command.type)).toEqual(['keepDraft'])
  })

  it('is not made internal by showing a colleague’s number', () => {
    const [call] = rings(deskWith(), { caller: tomas, signalValues: ['external'] }).desk.calls
    expect(call).toMatchObject({ line: { kind: 'external' }, directoryName: 'Tomas Lind' })
  })

  it('is classified by the signs of the account that rings', () => {
    const inside = { ...main, accountId: 'inside', line: 'internal' } as const
    const desk = { ...deskWith(), settings: { ...office, accounts: [main, inside] } }
    expect(rings(desk, { accountId: 'inside' }).desk.calls[0]?.line.kind).toBe('internal')
    expect(rings(desk, { accountId: 'main' }).desk.calls[0]?.line.kind).toBe('external')
  })

  it('is never internal on an account that is no longer set up', () => {
    const [call] = rings(deskWith(), { accountId: 'gone', caller: tomas, signalValues: ['internal'] }).desk.calls
    expect(call?.line.kind).toBe('unverified')
  })

  it('is looked up however the number is written, here and in the list', () => {
    const mobile = { name: 'Ngozi Okafor', kana: '', romaji: '', department: '', mail: '', topics: [], deputies: [] }
    const desk = { ...deskWith(), people: [...people, { ...mobile, extension: '020-7946-0018' }] }
    const named = (caller: Party) => rings(desk, { caller }).desk.calls[0]?.directoryName
    const also = ['+442079460018', '02079460018']
    expect(named({ ...msOkafor, also })).toBe('Ngozi Okafor')
    expect(named({ ...msOkafor, number: '(020) 7946 0018', shape: 'national' })).toBe('Ngozi Okafor')
    expect(named({ ...msOkafor, number: '+442079460201', also: ['02079460201'] }), 'and 201 is somebody else').toBe('')
  })

  it('is answered for the company whose number was dialled, however that is written', () => {
    const dialledAlso = ['+442079460100', '02079460100']
    expect(rings(deskWith(), { dialled: '+442079460100', dialledAlso }).desk.calls[0]?.answerAs).toBe('Example Trading')
    expect(rings(deskWith(), { dialled: '020-7946-0100' }).desk.calls[0]?.answerAs).toBe('Example Trading')
  })

  it('is not looked up when the number is withheld', () => {
    const caller = { ...tomas, withheld: true }
    expect(rings(deskWith(), { caller }).desk.calls[0]?.directoryName).toBe('')
  })

  it('is answered for no company when the called number is not ours', () => {
    expect(rings(deskWith(), { dialled: '' }).desk.calls[0]?.answerAs).toBe('')
    expect(rings(deskWith(), { dialled: '02079460199' }).desk.calls[0]?.answerAs).toBe('')
  })

  it('is not answered for another company when neither called number has digits', () => {
    const settings = { ...office, calledNumbers: [{ number: 'sales', answerAs: 'Example Sales' }] }
    expect(rings({ ...deskWith(), settings }, { dialled: 'support' }).desk.calls[0]?.answerAs).toBe('')
  })

  it('rings ten times over, and then is told that we are busy', () => {
    let desk = deskWith()
    for (let n = 1; n <= 10; n += 1) desk = rings(desk, {}, `call ${n}`).desk
    expect(desk.calls.map(call => call.phase)).toEqual(Array(10).fill('ringing'))

    const eleventh = rings(desk, {}, 'call 11')
    expect(eleventh.desk.calls).toEqual(desk.calls)
    expect(eleventh.commands).toEqual([
      { type: 'decline', callId: 'call 11' },
      { type: 'saveRecord', record: expect.objectContaining({ callId: 'call 11', ending: 'missed', state: 'closed' }) },
    ])
  })

  it.each(['calling', 'ringing', 'talking', 'held', 'handingOver'] as const)(
    'is told that we are busy when as many calls are up as we want at once: %s',
    phase => {
      const settings = { ...office, callsAtOnce: 2 }
      const desk = { ...deskWith(aCall('held', { callId: 'one' }), aCall(phase, { callId: 'two' })), settings }
      expect(rings(desk).commands.map(command => command.type)).toEqual(['decline', 'saveRecord'])
      expect(rings({ ...desk, calls: desk.calls.slice(1) }).desk.calls).toHaveLength(2)
    },
  )

  it('rings again as soon as one of them is over, though its record is not', () => {
    const settings = { ...office, callsAtOnce: 1 }
    for (const phase of ['wrapUp', 'saving'] as const) {
      expect(phaseOf(rings({ ...deskWith(aCall(phase, { callId: 'one' })), settings }).desk)).toBe('ringing')
    }
  })

  it('rings however many records are owed', () => {
    const owed = Array.from({ length: 30 }, (_, n) => aCall('wrapUp', { callId: `call ${n}` }))
    expect(phaseOf(rings({ ...deskWith(...owed), openRecords: 30 }).desk)).toBe('ringing')
  })

  it('is declined and counted as missed on do not disturb, and the screen stays as it is', () => {
    const doNotDisturb = { until: nine + 3_600_000, missed: 1 }
    const before: Desk = { ...deskWith(aCall('talking', { callId: 'other' })), doNotDisturb }
    const { desk, commands } = rings(before)
    expect(desk).toEqual({ ...before, doNotDisturb: { ...doNotDisturb, missed: 2 } })
    expect(commands).toEqual([
      { type: 'decline', callId },
      {
        type: 'saveRecord',
        record: expect.objectContaining({ callId, ending: 'missed', state: 'closed', answeredAt: undefined }),
      },
    ])
  })

  it('keeps no number that was withheld', () => {
    const { commands } = rings(deskWith(), { caller: { ...msOkafor, withheld: true }, claimed: msOkafor })
    expect(JSON.stringify(commands)).not.toMatch(/7946 ?0018|Okafor/)
    expect(rings(deskWith(), { caller: nobodyKnown }).commands).toEqual([
      {
        type: 'keepDraft',
        record: expect.objectContaining({ number: '', shownName: '', withheld: true }),
      },
    ])
  })
})

describe('we call somebody', () => {
  const places = (number: string, shape: 'short' | 'international' | 'national' = 'short') =>
    applyFact(deskWith(), {
      type: 'callPlaced',
      callId,
      accountId: 'main',
      to: { number, name: '', shape, withheld: false },
      into: undefined,
      at,
    }).desk.calls[0]

  it('knows a colleague by the number that we dialled', () => {
    expect(places('201')).toMatchObject({
      phase: 'calling',
      direction: 'outgoing',
      directoryName: 'Tomas Lind',
      line: { kind: 'internal', because: 'we-dialled' },
      emergency: false,
    })
  })

  it('knows an outside number', () => {
    expect(places('+442079460018', 'international')).toMatchObject({ line: { kind: 'external' }, emergency: false })
  })

  it.each(['999', '112', '9999'])('never takes the emergency services for a colleague: %s', number => {
    const call = places(number)
    expect(call?.emergency).toBe(true)
    expect(call?.line.kind).not.toBe('internal')
  })

  it('owes nothing afterwards', () => {
    for (const emergency of [true, false]) {
      const talking = deskWith(aCall('talking', { direction: 'outgoing', emergency }))
      const { commands } = applyFact(talking, ended('us'))
      const saved = { type: 'saveRecord', record: expect.objectContaining({ state: 'closed' }) }
      expect(withoutUndo(commands)).toEqual([saved])
    }
  })
})

describe('a call ends', () => {
  const endings: readonly (readonly [phase: Phase, fact: Fact, ending: Ending])[] = [
    ['ringing', ended('them'), 'missed'],
    ['ringing', ended('network'), 'missed'],
    ['ringing', ended('network', { code: 488 }), 'noSharedSound'],
    ['ringing', ended('us'), 'declined'],
    ['ringing', ended('them', { elsewhere: true }), 'answeredElsewhere'],
    ['talking', ended('us'), 'endedByUs'],
    ['talking', ended('them'), 'endedByThem'],
    ['talking', ended('network'), 'lineLost'],
    ['held', ended('us'), 'endedByUs'],
    ['held', ended('them'), 'endedByThem'],
    ['held', ended('network'), 'lineLost'],
    ['calling', ended('us'), 'notAnswered'],
    ['calling', ended('us', { code: 487 }), 'notAnswered'],
    ['calling', ended('them', { code: 486 }), 'busy'],
    ['calling', ended('them', { code: 600 }), 'busy'],
    ['calling', ended('them', { code: 404 }), 'notFound'],
    ['calling', ended('them', { code: 410 }), 'notFound'],
    ['calling', ended('them', { code: 484 }), 'notFound'],
    ['calling', ended('them', { code: 604 }), 'notFound'],
    ['calling', ended('them', { code: 408 }), 'notAnswered'],
    ['calling', ended('them', { code: 480 }), 'notAnswered'],
    ['calling', ended('them', { code: 403 }), 'refused'],
    ['calling', ended('them', { code: 603 }), 'refused'],
    ['calling', ended('them', { code: 488 }), 'failed'],
    ['calling', ended('them', { code: 500 }), 'failed'],
    ['calling', ended('them', { code: 503 }), 'failed'],
    ['calling', ended('network'), 'failed'],
  ]
  it.each(endings)('%s: %o is %s', (phase, fact, ending) => {
    const { desk, commands } = applyFact(deskWith(aCall(phase)), fact)
    expect(desk.calls[0]).toMatchObject({ ending, endedAt: at })
    expect(withoutUndo(commands)).toEqual([
      {
        type: expect.stringMatching(/^(saveRecord|keepDraft)$/),
        record: expect.objectContaining({ ending, endedAt: at }),
      },
    ])
  })

  it.each(['them', 'network', 'us'] as const)('owes a record when nothing was written down: ended by %s', by => {
    const { desk, commands } = applyFact(deskWith(aCall('talking')), ended(by))
    expect(phaseOf(desk)).toBe('wrapUp')
    const kept = { type: 'keepDraft', record: expect.objectContaining({ state: 'open' }) }
    expect(withoutUndo(commands)).toEqual([kept])
  })

  it.each(['talking', 'held'] as const)('can be called back for 15 seconds when we ended it: %s', phase => {
    const { desk, commands } = applyFact(deskWith(aCall(phase)), ended('us'))
    expect(desk.undo).toMatchObject({ call: { callId, recordId: callId }, until: at + 15_000 })
    expect(commands).toContainEqual({ type: 'wake', wake: { what: 'undoOver', callId }, afterMs: 15_000 })
  })

  it.each([
    ['they ended it', aCall('talking'), ended('them')],
    ['the line dropped', aCall('talking'), ended('network')],
    ['nobody had answered', aCall('calling'), ended('us')],
    ['we declined it', aCall('ringing'), ended('us')],
    ['the number was withheld', aCall('talking', { party: nobodyKnown }), ended('us')],
  ] as const)('cannot be called back when %s', (_, call, fact) => {
    const { desk, commands } = applyFact(deskWith(call), fact)
    expect(desk.undo).toBeUndefined()
    expect(withoutUndo(commands)).toEqual(commands)
  })

  it('keeps what was typed when it dropped', () => {
    const capture: Capture = { ...blankCapture, requirement: 'half a sen' }
    const { commands } = applyFact(deskWith(aCall('held', { capture })), ended('network'))
    expect(commands).toEqual([{ type: 'keepDraft', record: expect.objectContaining({ state: 'open', capture }) }])
  })

  it('is put away at once when we end it and nothing is owed', () => {
    const { desk, commands } = applyFact(deskWith(aCall('talking', { capture: filledIn })), ended('us'))
    expect(phaseOf(desk)).toBe('saving')
    expect(withoutUndo(commands)).toEqual([
      { type: 'saveRecord', record: expect.objectContaining({ state: 'closed', capture: filledIn }) },
    ])
  })

  it('leaves the form in front of whoever may still be writing, though nothing is owed', () => {
    const { desk, commands } = applyFact(deskWith(aCall('talking', { capture: filledIn })), ended('them'))
    expect(phaseOf(desk)).toBe('wrapUp')
    expect(commands).toEqual([{ type: 'keepDraft', record: expect.objectContaining({ state: 'closed' }) }])
  })

  it('is closed by a release, whoever ended it', () => {
    for (const by of ['us', 'them', 'network'] as const) {
      const released = aCall('talking', { capture: { ...blankCapture, release: 'abusive' } })
      const { commands } = applyFact(deskWith(released), ended(by))
      expect(withoutUndo(commands)).toEqual([
        { type: 'saveRecord', record: expect.objectContaining({ state: 'closed' }) },
      ])
    }
  })

  it('owes what the line asks for: a colleague’s requirement only', () => {
    const line = { kind: 'internal', because: 'exchange-signal', evidence: [] } as const
    const capture: Capture = { ...blankCapture, requirement: 'The printer' }
    expect(withoutUndo(applyFact(deskWith(aCall('talking', { line, capture })), ended('us')).commands)).toEqual([
      { type: 'saveRecord', record: expect.objectContaining({ state: 'closed' }) },
    ])
  })
})

describe('something could not be done', () => {
  const record = aRecord()
  const commands: readonly Command[] = [
    { type: 'registerAgain', accountId: 'main' },
    { type: 'answer', callId, microphoneFirst: true },
    { type: 'decline', callId },
    { type: 'hangUp', callId },
    { type: 'hold', callId },
    { type: 'resume', callId },
    { type: 'mute', callId, muted: true },
    { type: 'openMicrophone', callId },
    { type: 'sendDigits', callId, digits: '1' },
    { type: 'dial', callId, accountId: 'main', number: '201', into: undefined },
    { type: 'keepDraft', record, line: undefined },
    { type: 'saveRecord', record },
    { type: 'reviveRecord', record, line: undefined },
    { type: 'answerRequest', callId, agreed: true },
    { type: 'fetchRecord', callId },
    { type: 'quit' },
  ]
  it.each(commands)('$type: the user hears it, and the call is as it was', command => {
    for (const phase of phases) {
      const before = deskWith(aCall(phase))
      const step = applyFact(before, failed(command))
      const about = command.type === 'registerAgain' || command.type === 'quit' ? undefined : callId
      expect(step.desk.notice).toEqual({
        told: 1,
        kind: 'failed',
        command: command.type,
        problem: 'It did not work.',
        callId: about,
      })
      expect(step.commands).toEqual([])
      const back = command.type === 'saveRecord' && phase === 'saving'
      expect(step.desk.calls).toEqual(back ? [aCall('wrapUp')] : before.calls)
    }
  })
})

describe('records', () => {
  it('leave the desk only when they are on disk, and are counted', () => {
    const saved: Fact = { type: 'recordSaved', record: aRecord({ state: 'closed' }), openRecords: 4 }
    const { desk } = applyFact(deskWith(aCall('saving'), aCall('ringing', { callId: 'next' })), saved)
    expect(desk.calls.map(call => call.callId)).toEqual(['next'])
    expect(desk.openRecords).toBe(4)
  })

  it('come back from the journal as they were, to be completed', () => {
    const record = aRecord({ corrected: 'unverified', capture: { ...blankCapture, callerName: 'Ms Okafor' } })
    const { desk, commands } = applyFact(deskWith(), { type: 'recordFetched', record })
    expect(commands).toEqual([])
    expect(desk.calls[0]).toMatchObject({
      phase: 'wrapUp',
      callId,
      corrected: 'unverified',
      answeredAt: record.answeredAt,
      endedAt: record.endedAt,
      ending: 'endedByThem',
      capture: record.capture,
      party: { number: msOkafor.number, withheld: false },
    })
  })
})

describe('the desk', () => {
  it('takes in what it is told about the world', () => {
    const settings = { ...office, locale: 'ja' } as const
    let desk = deskWith()
    for (const fact of [
      { type: 'registrationChanged', accountId: 'main', registration: { state: 'connecting', since: at } },
      { type: 'microphoneChecked', microphone: 'denied' },
      { type: 'audioRoomChanged', open: false },
      { type: 'directoryRead', people: people.slice(0, 1) },
      { type: 'settingsChanged', settings },
      { type: 'openRecordsCounted', openRecords: 2 },
    ] as const satisfies readonly Fact[]) {
      desk = applyFact(desk, fact).desk
    }
    expect(desk).toEqual({
      ...deskWith(),
      registrations: { main: { state: 'connecting', since: at } },
      microphone: 'denied',
      audioRoom: false,
      people: people.slice(0, 1),
      settings,
      openRecords: 2,
    })
  })
})

describe('two callers', () => {
  const first = aCall('talking', { callId: 'first' })
  const holdsFirst = expect.arrayContaining([{ type: 'hold', callId: 'first' }])

  it('never overhear each other when two answers go out at once', () => {
    const { commands } = applyFact(deskWith(first, aCall('ringing')), { type: 'callAnswered', callId, at })
    expect(commands).toEqual(holdsFirst)
  })

  it('never overhear each other when somebody whom we called picks up late', () => {
    const { commands } = applyFact(deskWith(first, aCall('calling')), { type: 'callAnswered', callId, at })
    expect(commands).toEqual(holdsFirst)
  })

  it('never overhear each other when both are taken back at once', () => {
    const { commands } = applyFact(deskWith(first, aCall('held')), { type: 'callResumed', callId, at })
    expect(commands).toEqual(holdsFirst)
  })
})
