import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Call } from '../../../domain/call/Call'
import { type Capture, desiredResponses, releases, textSlots } from '../../../domain/capture/Capture'
import { applyFact } from '../../../domain/desk/applyFact'
import type { Command } from '../../../domain/desk/Command'
import { considerIntent } from '../../../domain/desk/considerIntent'
import { spans } from '../../../domain/desk/doNotDisturb'
import type { Desk } from '../../../domain/desk/Desk'
import type { Fact } from '../../../domain/desk/Fact'
import type { Intent } from '../../../domain/desk/Intent'
import type { DialogId } from '../../../domain/phone/DialogId'
import type { CallRecord } from '../../../domain/record/CallRecord'
import type { KeptLine } from '../../../domain/record/KeptLine'
import { afterCrash } from '../../../domain/record/recordOf'
import { deskWith, nine } from '../../support/aCall'
import { aDialog } from '../../support/anInterrupted'
import { anInvitation, filledIn, msOkafor, nobodyKnown, office, tomas } from '../../support/cast'

// The wire may say anything at any moment, and so may people. Whatever the order, no call that somebody answered may
// go without its record, and none that was up when the app died may go without its caller. A failure prints its seed and its path; give both to `fc.assert` to see it again.

type Happening =
  | { readonly what: 'fact'; readonly fact: Fact }
  | { readonly what: 'intent'; readonly intent: Intent }
  /** The disk answers the oldest record that it was given. */
  | { readonly what: 'disk'; readonly full: boolean }
  /** The app dies, and is started again so many milliseconds later. */
  | { readonly what: 'death'; readonly after: number }

const callId = fc.constantFrom('a', 'b', 'c')
const at = fc.integer({ min: nine, max: nine + 3_600_000 })
const one = <Type extends string>(type: Type) => fc.record({ type: fc.constant(type), callId })
const timed = <Type extends string>(type: Type) => fc.record({ type: fc.constant(type), callId, at })
const dialog = fc.constantFrom('one', 'two', 'three').map(aDialog)
const text = fc.constantFrom('', ' ', '\u3164', 'x', filledIn.contact, filledIn.requirement)

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    type: fc.constant('callInvited' as const),
    callId,
    at,
    invitation: fc
      .record({
        caller: fc.constantFrom(msOkafor, tomas, nobodyKnown),
        signalValues: fc.constantFrom([], ['internal'], ['external'], ['internal', 'external']),
      })
      .map(changes => anInvitation(changes)),
  }),
  fc.record({
    type: fc.constant('callPlaced' as const),
    callId,
    at,
    accountId: fc.constantFrom('main', 'gone'),
    to: fc.constantFrom(msOkafor, tomas, { ...tomas, number: '999' }),
    into: fc.constantFrom(undefined, 'a'),
  }),
  timed('callAnswered'),
  timed('callAnswered'),
  timed('callHeld'),
  timed('callResumed'),
  timed('farEndRinging'),
  one('microphoneOpened'),
  timed('soundBroken'),
  one('soundMended'),
  fc.record({ type: fc.constant('legIdentified' as const), callId, dialog }),
  fc.record({ type: fc.constant('legIdentified' as const), callId, dialog }),
  fc.record({ type: fc.constant('callTakenBack' as const), callId, dialog, at }),
  one('callStillUp'),
  one('callGone'),
  fc.record({
    type: fc.constant('registrationChanged' as const),
    accountId: fc.constant('main'),
    registration: fc.constantFrom(
      { state: 'registered', since: nine } as const,
      { state: 'offline', since: nine, trouble: 'connection-lost', detail: '' } as const,
    ),
  }),
  one('callHeard'),
  fc.record({ type: fc.constant('callMuted' as const), callId, muted: fc.boolean() }),
  fc.record({ type: fc.constant('callSilenced' as const), callId, why: fc.constantFrom('lost', 'none', 'denied') }),
  fc.record({
    type: fc.constant('callEnded' as const),
    callId,
    at,
    by: fc.constantFrom('us', 'them', 'network'),
    code: fc.constantFrom(undefined, 404, 486, 503),
    elsewhere: fc.boolean(),
  }),
  fc.record({ type: fc.constant('audioRoomChanged' as const), open: fc.boolean() }),
  fc.record({ type: fc.constant('messageUnreadable' as const), accountId: fc.constantFrom('main', 'gone'), at }),
  fc.record({
    type: fc.constant('microphoneChecked' as const),
    microphone: fc.constantFrom('ready', 'denied', 'unasked'),
  }),
)

const intent: fc.Arbitrary<Intent> = fc.oneof(
  one('answer'),
  one('decline'),
  one('hold'),
  one('resume'),
  one('hangUp'),
  one('openMicrophone'),
  one('saveRecord'),
  one('putAside'),
  one('fetchRecord'),
  one('takeCallBack'),
  one('letCallGo'),
  fc.record({ type: fc.constant('mute' as const), callId, muted: fc.boolean() }),
  fc.record({ type: fc.constant('note' as const), callId, slot: fc.constantFrom(...textSlots), text }),
  fc.record({ type: fc.constant('note' as const), callId, slot: fc.constantFrom(...textSlots), text }),
  fc.record({
    type: fc.constant('chooseResponse' as const),
    callId,
    response: fc.constantFrom(null, ...desiredResponses),
  }),
  fc.record({ type: fc.constant('markUrgent' as const), callId, urgent: fc.constantFrom(null, true, false) }),
  fc.record({
    type: fc.constant('noteWontSay' as const),
    callId,
    slot: fc.constantFrom('callerName', 'contact'),
    wontSay: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('correctLine' as const),
    callId,
    kind: fc.constantFrom('internal', 'external', 'unverified'),
  }),
  fc.record({ type: fc.constant('release' as const), callId, reason: fc.constantFrom(...releases) }),
  fc.record({
    type: fc.constant('dial' as const),
    callId,
    text: fc.constantFrom('201', '999', '?'),
    accountId: fc.constant(null),
  }),
  fc.record({ type: fc.constant('choosePresence' as const), presence: fc.constant('available' as const) }),
  fc.record({
    type: fc.constant('choosePresence' as const),
    presence: fc.constant('dnd' as const),
    span: fc.constantFrom(...spans),
  }),
  fc.record({ type: fc.constant('quit' as const), anyway: fc.boolean() }),
)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fact.map(fact => ({ what: 'fact', fact }) as const),
  intent.map(intent => ({ what: 'intent', intent }) as const),
  fc.record({ what: fc.constant('disk' as const), full: fc.boolean() }),
)

const death: fc.Arbitrary<Happening> = fc.record({
  what: fc.constant('death' as const),
  after: fc.constantFrom(5_000, 29_999, 30_000, 3_600_000),
})
const aFew = fc.array(happening, { maxLength: 5, size: 'max' })
const told = (fact: Fact): Happening => ({ what: 'fact', fact })

/** The app dies in a call, and the exchange gives it back; anything may happen in between. */
const revival: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(callId, dialog, aFew, aFew, death, aFew)
  .map(([callId, dialog, first, then, death, last]) => [
    told({ type: 'callInvited', callId, invitation: anInvitation(), at: nine }),
    told({ type: 'callAnswered', callId, at: nine + 1_000 }),
    ...first,
    told({ type: 'legIdentified', callId, dialog }),
    ...then,
    death,
    ...last,
    told({ type: 'callTakenBack', callId, dialog, at: nine + 9_000 }),
  ])

/** A day at the desk: what it knows, and what it has sent to the disk. */
class Day {
  desk: Desk = deskWith()
  readonly answered = new Set<string>()
  readonly kept = new Map<string, CallRecord>()
  readonly onDisk = new Map<string, { readonly record: CallRecord; readonly line: KeptLine | undefined }>()
  readonly waiting: CallRecord[] = []
  /** What the exchange calls the legs that are there. */
  readonly named = new Map<string, DialogId>()
  /** The calls in which the app died, as they were. */
  readonly left = new Map<string, Call>()
  #begun = 0

  happens(happening: Happening): void {
    if (happening.what === 'disk') return this.#diskAnswers(happening.full)
    if (happening.what === 'death') return this.#dies(happening.after)
    if (happening.what === 'intent') return this.#asks(this.#meaning(happening.intent))
    this.#hears(this.#meaning(happening.fact))
  }

  #asks(intent: Intent): void {
    const before = this.desk
    this.#goesOn(considerIntent(before, intent))
    this.#movedNothing(before)
    this.#lookOver()
  }

  #hears(fact: Fact): void {
    const id = 'callId' in fact ? fact.callId : ''
    const interrupted = this.desk.interrupted.find(({ record }) => record.callId === id)
    if ((fact.type === 'callInvited' || fact.type === 'callPlaced') && interrupted) return
    // What is put away is put away before anything else happens.
    if (fact.type === 'callTakenBack' && this.waiting.some(record => record.callId === id)) return
    this.#goesOn(applyFact(this.desk, fact))
    const call = this.desk.calls.find(({ callId }) => callId === id)
    const isOver = call?.phase === 'wrapUp' || call?.phase === 'saving'
    if (fact.type === 'legIdentified' && !isOver) this.named.set(id, fact.dialog)
    if (fact.type === 'callTakenBack' && interrupted && interrupted.stage !== 'leaving') {
      this.named.set(id, fact.dialog)
      this.#cameBack(id)
    }
    if (fact.type === 'callEnded') this.named.delete(id)
    this.#lookOver()
  }

  #goesOn({ desk, commands }: ReturnType<typeof applyFact>): void {
    this.desk = desk
    for (const command of commands) this.#carriesOut(command)
  }

  #diskAnswers(full: boolean): void {
    const record = this.waiting.shift()
    if (!record) return
    if (!full) this.onDisk.set(record.callId, { record, line: this.#lineLeft(record) })
    const fact: Fact = full
      ? { type: 'commandFailed', command: { type: 'saveRecord', record }, problem: 'The disk is full.' }
      : { type: 'recordSaved', record, openRecords: 0 }
    this.desk = applyFact(this.desk, fact).desk
    this.#lookOver()
  }

  #carriesOut(command: Command): void {
    switch (command.type) {
      case 'keepDraft':
      case 'reviveRecord': {
        const { record, line } = command
        this.kept.set(record.callId, record)
        const before = this.onDisk.get(record.callId)?.record.state
        const comesTooLate = command.type === 'keepDraft' && record.state === 'live' && before && before !== 'live'
        if (!comesTooLate)
          this.onDisk.set(record.callId, { record, line: record.state === 'live' ? line : this.#lineLeft(record) })
        return
      }
      case 'forgetLine': {
        const row = this.onDisk.get(command.callId)
        if (row && row.record.state !== 'live') this.onDisk.set(command.callId, { ...row, line: undefined })
        return
      }
      case 'saveRecord':
        this.kept.set(command.record.callId, command.record)
        this.waiting.push(command.record)
        return expect(command.record.state, 'what is put away is not live').not.toBe('live')
      case 'fetchRecord': {
        const record = this.onDisk.get(command.callId)?.record
        if (!record || record.state === 'live' || this.waiting.length > 0) return
        this.kept.set(record.callId, record)
        return this.#goesOn(applyFact(this.desk, { type: 'recordFetched', record }))
      }
      default:
        return
    }
  }

  /** What the app left beside a record when it died stays there, whatever is written into the record. */
  #lineLeft({ callId }: CallRecord): KeptLine | undefined {
    const before = this.onDisk.get(callId)
    return before && before.record.state !== 'live' ? before.line : undefined
  }

  #dies(after: number): void {
    const died = this.desk
    this.waiting.length = 0
    const left = [...this.onDisk.values()]
      .filter(({ record, line }) => record.state === 'live' || line)
      .map(({ record, line }) => ({ line, record: record.state === 'live' ? afterCrash(record, office.gate) : record }))
    for (const each of left) this.onDisk.set(each.record.callId, each)
    const at = nine + 7_200_000
    this.desk = deskWith()
    const calls = left.flatMap(({ record, line }) => (line ? [{ record, line, aliveAt: at - after }] : []))
    this.#goesOn(applyFact(this.desk, { type: 'callsInterrupted', at, calls }))
    for (const { record } of died.interrupted) {
      const isHere = this.desk.interrupted.some(each => each.record.callId === record.callId)
      expect(isHere, 'whoever was not back yet is waited for again').toBe(true)
    }

    for (const call of died.calls) {
      const found = this.desk.interrupted.find(({ record }) => record.callId === call.recordId)
      // What was true of it when the app died another time says nothing of this one.
      this.left.delete(call.recordId)
      if (call.phase !== 'talking' && call.phase !== 'held') continue
      const { record } = this.onDisk.get(call.recordId) ?? {}
      expect(record?.capture, 'every word is in the record that is owed').toEqual(call.capture)
      expect(found?.line.dialog, 'whoever has a name can be had again').toEqual(
        call.accountId === 'main' ? this.named.get(call.callId) : undefined,
      )
      if (!found) continue
      this.left.set(call.recordId, call)
      expect(found.record).toEqual(record)
      expect(found.recent).toBe(after < 30_000)
    }
    for (const callId of this.answered) {
      expect(this.onDisk.get(callId)?.record.answeredAt, 'an answered call has its record').toBeDefined()
      expect(this.onDisk.get(callId)?.record.state).not.toBe('live')
    }
    this.answered.clear()
    this.named.clear()
    this.#lookOver()
  }

  /** A call that is ours again is the call in which the app died, with whatever was written since. */
  #cameBack(callId: string): void {
    const was = this.left.get(callId)
    const call = this.desk.calls.find(each => each.callId === callId)
    // Somebody may have hung up in the very moment in which it died; then the disk did not know.
    if (!was) return
    expect(this.desk.interrupted.map(({ record }) => record.callId)).not.toContain(callId)
    const { capture, corrected } = this.kept.get(callId) ?? {}
    expect(call).toEqual({
      ...was,
      recordId: callId,
      capture: { ...capture, release: undefined },
      corrected,
      silenced: undefined,
      heard: false,
      gapSince: undefined,
    })
    expect(this.onDisk.get(callId)).toMatchObject({
      record: { state: 'live' },
      line: { dialog: this.named.get(callId) },
    })
  }

  /** The exchange uses no id twice: each call that begins has one of its own, and is meant while it is about. */
  #meaning<Word extends Fact | Intent>(word: Word): Word {
    if (!('callId' in word)) return word
    const letter = word.callId
    const isMeant = (id: string) => id.startsWith(letter)
    const [about] = [
      ...this.desk.calls.map(({ callId }) => callId),
      ...this.desk.interrupted.map(({ record }) => record.callId),
      ...(word.type === 'fetchRecord' ? [...this.onDisk.keys()] : []),
    ].filter(isMeant)
    const begins = word.type === 'callInvited' || word.type === 'callPlaced'
    if (about === undefined && begins) this.#begun += 1
    return { ...word, callId: about ?? `${letter}${this.#begun}` }
  }

  #movedNothing(before: Desk): void {
    for (const call of before.calls) {
      const after = this.desk.calls.find(each => each.callId === call.callId)
      expect(after, 'nobody’s word takes a call off the desk').toBeDefined()
      if (call.phase === 'wrapUp') expect(['wrapUp', 'saving']).toContain(after?.phase)
      else expect(after?.phase, 'nobody’s word moves the wire').toBe(call.phase)
    }
  }

  #lookOver(): void {
    const { calls, interrupted } = this.desk
    expect(new Set(calls.map(call => call.callId)).size, 'each call stands once').toBe(calls.length)
    for (const call of calls) {
      if (call.phase === 'talking') this.answered.add(call.callId)
      looksPossible(call)
      const kept = this.kept.get(call.callId)
      expect(kept?.capture, 'every word is on its way to the disk').toEqual(call.capture)
      expect(kept?.corrected).toBe(call.corrected)
      expect(kept?.state, 'the record says how it stands').toBe(stateOf(call))
      if (call.phase !== 'talking' && call.phase !== 'held') continue
      const isAwaited = interrupted.some(({ record }) => record.callId === call.callId)
      expect(isAwaited, 'nobody is waited for who is here').toBe(false)
      expect(this.onDisk.get(call.callId)?.line, 'the line on the disk is the line as it is').toEqual(
        lineOf(call, this.named.get(call.callId)),
      )
    }
    for (const [callId, { record, line }] of this.onDisk) {
      if (record.state === 'live') continue
      const isAwaited = interrupted.some(each => each.record.callId === callId)
      expect(line !== undefined, `${callId} has a line for as long as it is waited for`).toBe(isAwaited)
    }
    for (const callId of this.answered) {
      if (calls.some(call => call.callId === callId)) continue
      const record = this.onDisk.get(callId)?.record
      expect(record?.state, 'an answered call leaves only when its record is on disk').toMatch(/open|closed/)
      expect(record?.answeredAt).toBeDefined()
      this.answered.delete(callId)
    }
  }
}

/** What must stand beside the draft, worked out without the rules that are being tested. */
function lineOf(call: Extract<Call, { phase: 'talking' | 'held' }>, dialog: DialogId | undefined): object | undefined {
  if (!dialog) return undefined
  const { answeredAt, muted, party, recalledFrom, answeredBefore } = call
  const heldAt = call.phase === 'held' ? call.heldAt : undefined
  return { dialog, answeredAt, heldAt, muted, shape: party.shape, recalledFrom, answeredBefore, colleague: undefined }
}

function looksPossible(call: Call): void {
  const has = (key: string) => key in call
  expect(has('heldAt'), 'only a held call knows since when').toBe(call.phase === 'held')
  expect(has('ending'), 'only a call that is over knows how').toBe(call.phase === 'wrapUp' || call.phase === 'saving')
  expect(has('farEndRinging')).toBe(call.phase === 'calling')
  expect(has('muted')).toBe(call.phase === 'talking' || call.phase === 'held')
  if (call.phase === 'calling') expect(call.direction).toBe('outgoing')
  if (call.phase === 'ringing') expect(call.direction).toBe('incoming')
}

/** What the record must say, worked out without the rules that are being tested. */
function stateOf(call: Call): CallRecord['state'] {
  if (call.phase !== 'wrapUp' && call.phase !== 'saving') return 'live'
  if (call.direction === 'outgoing' || call.answeredAt === undefined || call.capture.release) return 'closed'
  // Whoever calls soon after a call for help may be the emergency services, who owe us nothing.
  if (call.emergency) return 'closed'
  return owes(call.capture, (call.corrected ?? call.line.kind) === 'internal') ? 'open' : 'closed'
}

function owes(notes: Capture, inside: boolean): boolean {
  const empty = (text: string) => ['', ' ', '\u3164'].includes(text)
  if (empty(notes.requirement)) return true
  if (inside) return false
  if (empty(notes.callerName) && !notes.wontSay.includes('callerName')) return true
  if (!empty(notes.forWhom) && notes.response === undefined) return true
  if (notes.response === 'callBack') return notes.contact !== filledIn.contact
  return empty(notes.contact) && !notes.wontSay.includes('contact')
}

const onItsOwn = happening.map(happening => [happening])

it.each([
  ['the app lives', 2_000, onItsOwn],
  [
    'the app dies now and then',
    600,
    fc.oneof(
      { weight: 20, arbitrary: onItsOwn },
      { weight: 1, arbitrary: death.map(death => [death]) },
      { weight: 2, arbitrary: revival },
    ),
  ],
] as const)(
  'whatever happens in whatever order, no answered call goes without its record: %s',
  (_, numRuns, happenings) => {
    fc.assert(
      fc.property(fc.array(happenings, { maxLength: 60, size: 'max' }), chapters => {
        const day = new Day()
        for (const happening of chapters.flat()) day.happens(happening)
      }),
      { numRuns },
    )
  },
  60_000,
)
