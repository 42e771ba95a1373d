import { describe, expect, it } from 'vitest'
import { type Call, phases, type Phase } from '../../../domain/call/Call'
import { blankCapture, type Capture, releases } from '../../../domain/capture/Capture'
import { applyFact } from '../../../domain/desk/applyFact'
import type { Command } from '../../../domain/desk/Command'
import { considerIntent } from '../../../domain/desk/considerIntent'
import type { Desk } from '../../../domain/desk/Desk'
import type { Intent } from '../../../domain/desk/Intent'
import type { Stage } from '../../../domain/handover/HandOver'
import type { Notice } from '../../../domain/desk/Notice'
import { aCall, aCallHandedOver, deskWith } from '../../support/aCall'
import { aRecord } from '../../support/aRecord'
import { anInterrupted } from '../../support/anInterrupted'
import { filledIn, main, office, tomas } from '../../support/cast'

const callId = 'okafor'

type Asked = Exclude<Intent['type'], 'quit'>

/** Everything that a person can ask, once. Quitting has tests of its own: it depends on the disk as well. */
const intents = {
  answer: { type: 'answer', callId },
  decline: { type: 'decline', callId },
  hold: { type: 'hold', callId },
  resume: { type: 'resume', callId },
  hangUp: { type: 'hangUp', callId },
  mute: { type: 'mute', callId, muted: true },
  openMicrophone: { type: 'openMicrophone', callId },
  handOver: { type: 'handOver', callId, legId: 'leg', to: { name: 'Tomas Lind', number: '201' }, way: 'announce' },
  join: { type: 'join', callId },
  answerRequest: { type: 'answerRequest', callId, agreed: true },
  undoHangUp: { type: 'undoHangUp', callId: 'ours' },
  sendDigits: { type: 'sendDigits', callId, digits: '1#' },
  note: { type: 'note', callId, slot: 'requirement', text: 'The March invoice' },
  chooseResponse: { type: 'chooseResponse', callId, response: 'passOn' },
  markUrgent: { type: 'markUrgent', callId, urgent: true },
  noteWontSay: { type: 'noteWontSay', callId, slot: 'contact', wontSay: true },
  correctLine: { type: 'correctLine', callId, kind: 'internal' },
  release: { type: 'release', callId, reason: 'sales' },
  saveRecord: { type: 'saveRecord', callId },
  putAside: { type: 'putAside', callId },
  fetchRecord: { type: 'fetchRecord', callId },
  dial: { type: 'dial', callId: 'ours', text: '201', accountId: null },
  speakIn: { type: 'speakIn', callId, language: 'ja' },
  hush: { type: 'hush', callId },
  registerAgain: { type: 'registerAgain', accountId: 'main' },
  choosePresence: { type: 'choosePresence', presence: 'dnd', span: 'hour' },
  prefer: { type: 'prefer', changes: { locale: 'ja' } },
  dismissNotice: { type: 'dismissNotice' },
  dismissFindings: { type: 'dismissFindings' },
  dismissOutages: { type: 'dismissOutages' },
  dismissUnreadable: { type: 'dismissUnreadable' },
  takeCallBack: { type: 'takeCallBack', callId },
  letCallGo: { type: 'letCallGo', callId },
  callAnyway: { type: 'callAnyway', told: 1 },
} as const satisfies { readonly [Type in Asked]: Extract<Intent, { type: Type }> }

type Leaving = readonly Command['type'][]
type Row = Record<Phase, Leaving>

const row = (
  calling: Leaving,
  ringing: Leaving,
  talking: Leaving,
  held: Leaving,
  handingOver: Leaving,
  wrapUp: Leaving,
  saving: Leaving,
): Row => ({ calling, ringing, talking, held, handingOver, wrapUp, saving })

const no: Leaving = []
const draft: Leaving = ['keepDraft']
const save: Leaving = ['saveRecord']
const keep: Leaving = ['keepPreferences']
const silence: Leaving = ['beginDoNotDisturb']
const signIn: Leaving = ['registerAgain']

// What leaves the desk, by hand. The notes of this call are filled in; `owing` says where blank ones change the answer.
const expected: Record<Asked, Row> = {
  //                calling ringing talking held handingOver wrapUp saving
  answer: row(no, ['answer'], no, no, no, no, no),
  decline: row(no, ['decline'], no, no, no, no, no),
  hold: row(no, no, ['hold'], no, no, no, no),
  resume: row(no, no, no, ['resume'], ['keepDraft', 'hangUp', 'resume'], no, no),
  handOver: row(no, no, ['hold', 'consult'], ['consult'], no, no, no),
  join: row(no, no, no, no, no, no, no),
  answerRequest: row(no, no, no, no, no, no, no),
  hangUp: row(['hangUp'], no, ['hangUp'], ['hangUp'], no, no, no),
  mute: row(no, no, ['mute'], ['mute'], ['mute'], no, no),
  openMicrophone: row(no, no, ['openMicrophone'], ['openMicrophone'], no, no, no),
  sendDigits: row(no, no, ['sendDigits'], no, no, no, no),
  note: row(draft, no, draft, draft, draft, draft, no),
  chooseResponse: row(draft, no, draft, draft, draft, draft, no),
  markUrgent: row(draft, no, draft, draft, draft, draft, no),
  noteWontSay: row(draft, no, draft, draft, draft, draft, no),
  correctLine: row(no, draft, draft, draft, draft, draft, no),
  speakIn: row(no, no, no, no, no, no, no),
  hush: row(no, no, no, no, no, no, no),
  release: row(no, no, ['keepDraft', 'hangUp'], ['keepDraft', 'hangUp'], no, save, no),
  saveRecord: row(no, no, no, no, no, save, no),
  putAside: row(no, no, no, no, no, save, no),
  fetchRecord: row(no, no, no, no, no, no, no),
  dial: row(['dial'], ['dial'], ['hold', 'dial'], ['dial'], no, ['dial'], ['dial']),
  undoHangUp: row(no, no, no, no, no, no, no),
  registerAgain: row(signIn, signIn, signIn, signIn, signIn, signIn, signIn),
  choosePresence: row(silence, silence, silence, silence, silence, silence, silence),
  prefer: row(keep, keep, keep, keep, keep, keep, keep),
  dismissNotice: row(no, no, no, no, no, no, no),
  dismissFindings: row(no, no, no, no, no, no, no),
  dismissOutages: row(no, no, no, no, no, no, no),
  dismissUnreadable: row(no, no, no, no, no, no, no),
  // About calls in which the app died; what leaves at each of their stages is told in goingOn.test.ts.
  takeCallBack: row(no, no, no, no, no, no, no),
  letCallGo: row(no, no, no, no, no, no, no),
  // The answer to a question that nobody has asked; what leaves after one is told in askingFirst.test.ts.
  callAnyway: row(no, no, no, no, no, no, no),
}

const owing: Partial<Record<Asked, Partial<Row>>> = {
  hangUp: { talking: no, held: no },
  saveRecord: { wrapUp: no },
}

/** The only intents by which a call changes its phase: those that send its record to the disk. */
const finishing: Partial<Record<Asked, readonly Phase[]>> = {
  release: ['wrapUp'],
  saveRecord: ['wrapUp'],
  putAside: ['wrapUp'],
}

/** Taking a caller back on their way to a colleague is our own doing, so the call stands as on hold at once. */
const afterwards = (type: Asked, phase: Phase): Phase => (type === 'resume' && phase === 'handingOver' ? 'held' : phase)

/** These say nothing when nothing leaves: there was nothing to refuse. */
const quiet: readonly Asked[] = [
  'fetchRecord',
  'speakIn',
  'dismissNotice',
  'dismissFindings',
  'dismissOutages',
  'dismissUnreadable',
  'callAnyway',
]

const leaving = (step: { commands: readonly Command[] }) => step.commands.map(command => command.type)
const refusalOf = (notice: Notice | undefined) => (notice?.kind === 'refused' ? notice.refusal : undefined)

describe.each(phases)('while %s', phase => {
  describe.each([
    ['with everything written down', filledIn, false],
    ['with nothing written down', blankCapture, true],
  ] as const)('%s', (_, capture, blank) => {
    const before = deskWith(aCall(phase, { capture }))

    it.each(Object.values(intents))('$type leaves the desk, or is refused, as the table says', intent => {
      const step = considerIntent(before, intent)
      const wanted = (blank ? owing[intent.type]?.[phase] : undefined) ?? expected[intent.type][phase]

      expect(leaving(step)).toEqual(wanted)
      // Nobody asks us to call anybody: to answer that is to say nothing, where an answer is possible at all. A ring is
      // silenced here, by nobody else.
      const isMoot =
        (intent.type === 'answerRequest' && (phase === 'talking' || phase === 'held')) ||
        (intent.type === 'hush' && phase === 'ringing')
      const refused = wanted.length === 0 && !quiet.includes(intent.type) && !isMoot
      expect(refusalOf(step.desk.notice) !== undefined, 'a refusal is said aloud').toBe(refused)
    })

    it.each(Object.values(intents))('$type never moves the wire', intent => {
      const [after] = considerIntent(before, intent).desk.calls
      const done = finishing[intent.type]?.includes(phase) && !(blank && owing[intent.type]?.[phase])
      expect(after?.phase).toBe(done ? 'saving' : afterwards(intent.type, phase))
    })
  })

  it.each(Object.values(intents).filter(intent => 'callId' in intent && intent.callId === callId))(
    '$type about a call that is not there is refused, and leaves the others alone',
    intent => {
      const before = deskWith(aCall(phase, { callId: 'another' }))
      const step = considerIntent(before, intent)
      expect(step.desk.calls).toEqual(before.calls)
      expect(leaving(step)).toEqual(intent.type === 'fetchRecord' ? ['fetchRecord'] : [])
      if (intent.type !== 'fetchRecord') expect(refusalOf(step.desk.notice)).toEqual({ reason: 'no-call' })
    },
  )
})

describe('a caller on the way to a colleague', () => {
  const taken: Leaving = ['keepDraft', 'hangUp', 'resume']

  // What leaves the desk at each stage, by hand.
  const stages = {
    //              take back  join  hang up
    dialling: [taken, no, no],
    ringing: [taken, no, no],
    consulting: [taken, ['join'], no],
    answeredAtOnce: [taken, ['join'], no],
    joining: [taken, no, no],
    referring: [['keepDraft', 'resume'], no, no],
    joined: [no, no, no],
  } as const satisfies { readonly [S in Stage]: readonly [Leaving, Leaving, Leaving] }

  it.each(Object.entries(stages) as [Stage, readonly [Leaving, Leaving, Leaving]][])(
    'can be taken back, joined or let go only as the table says: %s',
    (stage, [takeBack, join, hangUp]) => {
      const before = deskWith(aCallHandedOver(stage))
      for (const [intent, wanted] of [
        [intents.resume, takeBack],
        [intents.join, join],
        [intents.hangUp, hangUp],
      ] as const) {
        const step = considerIntent(before, intent)
        expect(leaving(step), intent.type).toEqual(wanted)
        expect(refusalOf(step.desk.notice) !== undefined, 'a refusal is said aloud').toBe(wanted.length === 0)
      }
    },
  )

  it.each(['announce', 'send', 'refer'] as const)('lets another be let in only when our ear is free: %s', way => {
    const before = deskWith(aCallHandedOver('ringing', { way }), aCall('ringing', { callId: 'next' }))
    const step = considerIntent(before, { type: 'answer', callId: 'next' })
    expect(leaving(step)).toEqual(way === 'announce' ? [] : ['answer'])
    expect(refusalOf(step.desk.notice)?.reason).toBe(way === 'announce' ? 'handing-over' : undefined)
  })

  it.each([
    ['nobody', { to: { name: '', number: '' } }, 'nothing-to-dial'],
    ['a name that two colleagues have', { to: { name: 'Sam Reed', number: 'Sam Reed' } }, 'nothing-to-dial'],
  ] as const)('goes nowhere when it is to %s', (_, changes, reason) => {
    const step = considerIntent(deskWith(aCall('talking')), { ...intents.handOver, ...changes })
    expect(leaving(step)).toEqual([])
    expect(refusalOf(step.desk.notice)?.reason).toBe(reason)
  })

  it('goes nowhere without the exchange', () => {
    const step = considerIntent({ ...deskWith(aCall('talking')), registrations: {} }, intents.handOver)
    expect(leaving(step)).toEqual([])
    expect(refusalOf(step.desk.notice)).toEqual({ reason: 'not-registered', emergency: false })
  })

  it('goes by the exchange alone when the settings say so', () => {
    const settings = { ...office, handOver: { ...office.handOver, method: 'refer' } } as const
    const { commands } = considerIntent({ ...deskWith(aCall('talking')), settings }, intents.handOver)
    const plan = { to: { name: 'Tomas Lind', number: '201' }, way: 'refer', callerWas: 'talking' }
    expect(commands).toEqual([
      { type: 'hold', callId },
      { type: 'refer', callId, legId: 'leg', plan },
    ])
  })
})

describe('a refusal', () => {
  it('names the phase when it is the wrong moment', () => {
    const { notice } = considerIntent(deskWith(aCall('ringing')), intents.hold).desk
    expect(notice).toEqual({
      told: 1,
      kind: 'refused',
      callId,
      refusal: { reason: 'wrong-phase', phase: 'ringing' },
    })
  })

  it('is said again when it is asked for again', () => {
    const once = considerIntent(deskWith(aCall('talking')), intents.hangUp).desk
    const twice = considerIntent(once, intents.hangUp).desk
    expect(twice.notice?.told).toBeGreaterThan(once.notice?.told ?? 0)
  })

  it('goes when it is dismissed, and when the next thing is done', () => {
    const told = considerIntent(deskWith(aCall('talking')), intents.hangUp).desk
    expect(considerIntent(told, intents.dismissNotice).desk.notice).toBeUndefined()
    expect(considerIntent(told, intents.hold).desk.notice).toBeUndefined()
  })
})

describe('End call', () => {
  const hangUp = (desk: Desk) => considerIntent(desk, intents.hangUp)

  it('goes to what is missing, in order', () => {
    expect(refusalOf(hangUp(deskWith(aCall('talking'))).desk.notice)).toEqual({
      reason: 'capture-incomplete',
      missing: ['requirement', 'callerName', 'contact'],
    })
  })

  it('asks a colleague’s call for what they need only', () => {
    const line = { kind: 'internal', because: 'exchange-signal', evidence: [] } as const
    expect(refusalOf(hangUp(deskWith(aCall('talking', { line }))).desk.notice)).toEqual({
      reason: 'capture-incomplete',
      missing: ['requirement'],
    })
    expect(
      leaving(hangUp(deskWith(aCall('talking', { line, capture: { ...blankCapture, requirement: 'x' } })))),
    ).toEqual(['hangUp'])
  })

  it('goes by the line as the user corrected it', () => {
    const capture: Capture = { ...blankCapture, requirement: 'The printer' }
    expect(leaving(hangUp(deskWith(aCall('held', { capture, corrected: 'internal' }))))).toEqual(['hangUp'])
    const line = { kind: 'internal', because: 'exchange-signal', evidence: [] } as const
    expect(leaving(hangUp(deskWith(aCall('held', { capture, line, corrected: 'external' }))))).toEqual([])
  })

  it('is never held up on a call that we placed, nor by the emergency services', () => {
    expect(leaving(hangUp(deskWith(aCall('talking', { direction: 'outgoing' }))))).toEqual(['hangUp'])
    expect(leaving(hangUp(deskWith(aCall('held', { emergency: true }))))).toEqual(['hangUp'])
  })

  it('is never held up when the gate asks after the call', () => {
    const desk: Desk = {
      ...deskWith(aCall('talking')),
      settings: { ...office, gate: { mode: 'afterCall', also: ['company', 'urgency'] } },
    }
    expect(leaving(hangUp(desk))).toEqual(['hangUp'])
  })

  it.each(releases)('lets the line go at once for a reason, and keeps the reason: %s', reason => {
    const { desk, commands } = considerIntent(deskWith(aCall('talking')), { type: 'release', callId, reason })
    expect(commands).toEqual([
      { type: 'keepDraft', record: expect.objectContaining({ state: 'live' }) },
      { type: 'hangUp', callId },
    ])
    expect(desk.calls[0]?.capture.release).toBe(reason)
  })
})

describe('a record', () => {
  it('is put away without a question when nobody had answered the call', () => {
    const missed = { ...aCall('wrapUp'), answeredAt: undefined, ending: 'missed' } as Call
    expect(considerIntent(deskWith(missed), intents.saveRecord).commands).toEqual([
      { type: 'saveRecord', record: expect.objectContaining({ state: 'closed', ending: 'missed' }) },
    ])
  })

  it('stays open when it is put aside unfinished', () => {
    expect(considerIntent(deskWith(aCall('wrapUp')), intents.putAside).commands).toEqual([
      { type: 'saveRecord', record: expect.objectContaining({ state: 'open' }) },
    ])
  })
})

describe('a note', () => {
  const written = (intent: Intent, capture: Capture = blankCapture) =>
    considerIntent(deskWith(aCall('talking', { capture })), intent).desk.calls[0]?.capture

  it('stands where it was written, and nowhere else', () => {
    expect(written(intents.note, filledIn)).toEqual({ ...filledIn, requirement: 'The March invoice' })
    expect(written(intents.chooseResponse)).toEqual({ ...blankCapture, response: 'passOn' })
    expect(written(intents.markUrgent)).toEqual({ ...blankCapture, urgent: true })
    expect(written(intents.noteWontSay)).toEqual({ ...blankCapture, wontSay: ['contact'] })
  })

  it('can be taken back', () => {
    const all: Capture = { ...filledIn, response: 'passOn', urgent: true, wontSay: ['contact', 'callerName'] }
    expect(written({ type: 'note', callId, slot: 'requirement', text: '' }, all)?.requirement).toBe('')
    expect(written({ type: 'chooseResponse', callId, response: null }, all)?.response).toBeUndefined()
    expect(written({ type: 'markUrgent', callId, urgent: null }, all)?.urgent).toBeUndefined()
    expect(written({ type: 'noteWontSay', callId, slot: 'contact', wontSay: false }, all)?.wontSay).toEqual([
      'callerName',
    ])
  })

  it('says once what it was told twice', () => {
    const once = considerIntent(deskWith(aCall('talking')), intents.noteWontSay).desk
    expect(considerIntent(once, intents.noteWontSay).desk.calls[0]?.capture.wontSay).toEqual(['contact'])
  })

  it('is on its way to the disk with the very keystroke', () => {
    const { commands } = considerIntent(deskWith(aCall('talking')), intents.note)
    expect(commands).toEqual([
      {
        type: 'keepDraft',
        record: expect.objectContaining({
          callId,
          state: 'live',
          capture: { ...blankCapture, requirement: 'The March invoice' },
        }),
      },
    ])
  })

  it('lets a corrected verdict stand beside the one that was shown', () => {
    const corrected = considerIntent(deskWith(aCall('talking')), intents.correctLine).desk
    expect(corrected.calls[0]).toMatchObject({ corrected: 'internal', line: { kind: 'external' } })
    const back = considerIntent(corrected, { type: 'correctLine', callId, kind: 'external' }).desk
    expect(back.calls[0]?.corrected).toBeUndefined()
  })
})

describe('answering', () => {
  it.each(['none', 'denied'] as const)('is refused while the microphone is %s, and the call rings on', microphone => {
    const { desk, commands } = considerIntent({ ...deskWith(aCall('ringing')), microphone }, intents.answer)
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'no-microphone', microphone })
    expect(desk.calls[0]?.phase).toBe('ringing')
  })

  it('is refused while nobody could hear or speak', () => {
    const { desk, commands } = considerIntent({ ...deskWith(aCall('ringing')), audioRoom: false }, intents.answer)
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'no-audio-room' })
  })

  it.each(['none', 'denied'] as const)('is all right in practice while the microphone is %s', microphone => {
    const practising = { ...deskWith(aCall('ringing')), microphone, settings: { ...office, practice: true } }
    expect(leaving(considerIntent(practising, intents.answer))).toEqual(['answer'])
  })

  it('asks for the microphone before the answer when nobody has allowed it yet', () => {
    const unasked = considerIntent({ ...deskWith(aCall('ringing')), microphone: 'unasked' }, intents.answer)
    expect(unasked.commands).toEqual([{ type: 'answer', callId, microphoneFirst: true }])
    const ready = considerIntent(deskWith(aCall('ringing')), intents.answer)
    expect(ready.commands).toEqual([{ type: 'answer', callId, microphoneFirst: false }])
  })

  it('puts whoever is talking on hold first', () => {
    const talking = aCall('talking', { callId: 'first' })
    const { commands } = considerIntent(deskWith(talking, aCall('ringing')), intents.answer)
    expect(commands.map(command => [command.type, 'callId' in command && command.callId])).toEqual([
      ['hold', 'first'],
      ['answer', callId],
    ])
  })

  it('leaves calls alone that are on hold already, ringing, or over', () => {
    const others = (['held', 'ringing', 'wrapUp', 'saving'] as const).map(phase => aCall(phase, { callId: phase }))
    expect(leaving(considerIntent(deskWith(...others, aCall('ringing')), intents.answer))).toEqual(['answer'])
  })

  it('is not held up by records that are owed', () => {
    const owed = [aCall('wrapUp', { callId: 'one' }), aCall('wrapUp', { callId: 'two' })]
    const desk = { ...deskWith(...owed, aCall('ringing')), openRecords: 40 }
    expect(leaving(considerIntent(desk, intents.answer))).toEqual(['answer'])
  })

  it('takes a caller back only when nobody else would overhear them', () => {
    const desk = deskWith(aCall('talking', { callId: 'other' }), aCall('held'))
    expect(considerIntent(desk, intents.resume).commands).toEqual([
      { type: 'hold', callId: 'other' },
      { type: 'resume', callId },
    ])
  })
})

describe('dialling', () => {
  const dial = (text: string, changes: Partial<Desk> = {}, accountId: string | null = null) =>
    considerIntent({ ...deskWith(), ...changes }, { type: 'dial', callId: 'ours', text, accountId })
  const dialled = (text: string) => dial(text).commands[0]

  it.each([
    ['an extension', '201', '201'],
    ['a national number', '02079460018', '02079460018'],
    ['blanks', ' 020 7946 0018 ', '02079460018'],
    ['no-break blanks', '020\u00A07946\u00A00018', '02079460018'],
    ['ideographic blanks', '020\u30007946\u30000018', '02079460018'],
    ['hyphens', '020-7946-0018', '02079460018'],
    ['hyphens that do not break', '020\u20117946\u20110018', '02079460018'],
    ['dashes', '020–7946—0018', '02079460018'],
    ['minus signs, as Japanese keyboards write them', '020\u22127946\u22120018', '02079460018'],
    ['long vowel marks in place of hyphens', '０３ー１２３４ー５６７８', '0312345678'],
    ['brackets and dots', '(020) 7946.0018', '02079460018'],
    ['an international number', '+44 20 7946 0018', '+442079460018'],
    ['full-width digits', '＋４４２０７９４６００１８', '+442079460018'],
    ['the marks of direction that spreadsheets copy', '\u202A+44 20 7946 0018\u202C', '+442079460018'],
    ['a tel: address', 'tel:+44-20-7946-0018', '+442079460018'],
    ['a tel: address with what must not come along', 'tel:+442079460018;ext=9?Replaces=x', '+442079460018'],
    ['a tel: address as some pages write it', 'tel://+442079460018', '+442079460018'],
    ['a sip: address at our own exchange', 'sip:201@pbx.example.com;transport=ws?Call-Info=x', '201'],
    ['a sip: address of our own in capitals, with a port', 'SIP:201@PBX.Example.com:5060', '201'],
    ['a sip: address without an exchange', 'sip:201', '201'],
    ['a whole number at another exchange', '<sip:+442079460018@carrier.example;user=phone>', '+442079460018'],
    ['a colleague’s name', 'Tomas Lind', '201'],
    ['a name in another case', 'tomas lind', '201'],
    ['a name in Japanese', '佐藤愛子', '202'],
    ['a name in kana', 'サトウアイコ', '202'],
    ['a name in romaji', 'sato aiko', '202'],
  ])('understands %s', (_, text, number) => {
    expect(dialled(text)).toEqual({ type: 'dial', callId: 'ours', accountId: 'main', number })
  })

  it.each([
    'sip:201@evil.example',
    'sips:201@evil.example?Replaces=x',
    'sip:boss@pbx.example.com',
    'sip:201@xn--pbx.example',
  ])('says in words that an address is somebody else’s: %s', text => {
    const { desk, commands } = dial(text)
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'address-elsewhere' })
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \u3000'],
    ['hyphens', '---'],
    ['a name nobody has', 'Ms Okafor'],
    ['a name that two colleagues have', 'Sam Reed'],
    ['a colleague without an extension', 'Nadia Haddad'],
    ['a plus in the middle', '020+7946'],
    ['lines of a header', '201\r\nX-Evil: 1'],
    ['a number of two thousand digits', '9'.repeat(2_048)],
    ['a number that ends in words', '201 please'],
  ])('asks again when there is nothing to dial: %s', (_, text) => {
    const { desk, commands } = dial(text)
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'nothing-to-dial' })
  })

  it('puts whoever is talking on hold first', () => {
    const { commands } = dial('201', { calls: [aCall('talking')] })
    expect(commands.map(command => command.type)).toEqual(['hold', 'dial'])
  })

  it('places one call for two clicks', () => {
    expect(dial('201', { calls: [aCall('calling', { callId: 'ours' })] }).commands).toEqual([])
  })

  it('is refused without the exchange', () => {
    const { desk, commands } = dial('201', { registrations: {} })
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'not-registered', emergency: false })
  })

  it.each([
    ['connecting', { state: 'connecting', since: 0 }],
    ['offline', { state: 'offline', since: 0, trouble: 'connection-lost', detail: '' }],
    ['refused', { state: 'refused', since: 0, trouble: 'wrong-password', detail: '' }],
  ] as const)('is refused while the registration is %s', (_, registration) => {
    expect(refusalOf(dial('201', { registrations: { main: registration } }).desk.notice)).toEqual({
      reason: 'not-registered',
      emergency: false,
    })
  })

  it('is refused without a microphone or a room with sound', () => {
    expect(refusalOf(dial('201', { microphone: 'none' }).desk.notice)).toEqual({
      reason: 'no-microphone',
      microphone: 'none',
    })
    expect(refusalOf(dial('201', { audioRoom: false }).desk.notice)).toEqual({ reason: 'no-audio-room' })
  })

  it.each(['999', '9-999', '１１２', 'tel:999', 'urn:service:sos'])(
    'says that the emergency services cannot be reached when the exchange cannot: %s',
    text => {
      expect(refusalOf(dial(text, { registrations: {} }).desk.notice)).toEqual({
        reason: 'not-registered',
        emergency: true,
      })
    },
  )

  it.each(['999', '9-999', '１１２', 'tel:999', 'urn:service:sos', 'urn:service:sos.fire'])(
    'asks nothing before it dials the emergency services: %s',
    text => {
      expect(leaving(dial(text))).toEqual(['dial'])
      expect(leaving(dial(text, { doNotDisturb: { until: Infinity, missed: 0 }, openRecords: 9 }))).toEqual(['dial'])
    },
  )

  it.each(['999', '112'])('lets nobody believe that practice reaches the emergency services: %s', number => {
    const { desk, commands } = dial(number, { settings: { ...office, practice: true } })
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'not-registered', emergency: true })
  })

  it('takes the account that was chosen, and any other that works in an emergency', () => {
    const second = { ...main, accountId: 'second', extension: '250' }
    const settings = { ...office, accounts: [main, second] }
    const registered = { state: 'registered', since: 0 } as const
    const both = { settings, registrations: { main: registered, second: registered } }
    const onlySecond = { settings, registrations: { second: registered } }
    expect(dial('201', both, 'second').commands[0]).toMatchObject({ accountId: 'second' })
    expect(dial('201', both).commands[0]).toMatchObject({ accountId: 'main' })
    expect(dial('999', onlySecond, 'main').commands[0]).toMatchObject({ accountId: 'second' })
  })
})

describe('quitting', () => {
  const quit = (desk: Desk, anyway = false) => considerIntent(desk, { type: 'quit', anyway })

  it('is nobody’s business when nothing is open', () => {
    expect(leaving(quit(deskWith()))).toEqual(['quit'])
  })

  it.each(['calling', 'ringing', 'talking', 'held'] as const)('says first that a call is up: %s', phase => {
    const { desk, commands } = quit(deskWith(aCall(phase), aCall('ringing', { callId: 'two', party: tomas })))
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'still-open', callsUp: 2, recordsOwed: 0 })
  })

  it('says first that records are owed', () => {
    const { desk, commands } = quit({ ...deskWith(), openRecords: 3 })
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'still-open', callsUp: 0, recordsOwed: 3 })
  })

  it('says first that a record is owed which the journal could not take', () => {
    const { desk, commands } = quit(deskWith(aCall('wrapUp')))
    expect(commands).toEqual([])
    expect(refusalOf(desk.notice)).toEqual({ reason: 'still-open', callsUp: 0, recordsOwed: 1 })
  })

  it('says first that a record could not be saved, though nothing is missing from it', () => {
    const record = aRecord({ state: 'closed', capture: filledIn })
    const failed = { type: 'commandFailed', command: { type: 'saveRecord', record }, problem: 'Full.' } as const
    const { desk } = applyFact(deskWith(aCall('saving', { capture: filledIn })), failed)
    expect(leaving(quit(desk))).toEqual([])
    expect(leaving(quit(desk, true))).toEqual(['quit'])
  })

  it('does not wait for the news of a call that did not come about', () => {
    const busy = { ...aCall('wrapUp', { direction: 'outgoing' }), answeredAt: undefined, ending: 'busy' } as Call
    expect(leaving(quit(deskWith(busy)))).toEqual(['quit'])
  })

  it('says first that somebody waits on a line from before a crash, though nothing is owed', () => {
    const stages = ['waiting', 'asked', 'stillUp', 'returning', 'leaving'] as const
    for (const stage of stages) {
      const interrupted = [anInterrupted({ stage })]
      const { desk, commands } = quit({ ...deskWith(), interrupted })
      expect(
        commands.map(({ type }) => type),
        stage,
      ).toEqual([])
      expect(refusalOf(desk.notice)).toEqual({ reason: 'still-open', callsUp: 1, recordsOwed: 0 })
      expect(leaving(quit({ ...deskWith(), interrupted }, true))).toEqual(['quit'])
    }
  })

  it('is never prevented', () => {
    expect(leaving(quit({ ...deskWith(aCall('talking')), openRecords: 3 }, true))).toEqual(['quit'])
  })
})
