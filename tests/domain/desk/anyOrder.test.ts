import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Call } from '../../../domain/call/Call'
import { type Capture, desiredResponses, releases, textSlots } from '../../../domain/capture/Capture'
import { applyFact } from '../../../domain/desk/applyFact'
import type { Command } from '../../../domain/desk/Command'
import { considerIntent } from '../../../domain/desk/considerIntent'
import type { Desk } from '../../../domain/desk/Desk'
import type { Fact } from '../../../domain/desk/Fact'
import type { Intent } from '../../../domain/desk/Intent'
import type { CallRecord } from '../../../domain/record/CallRecord'
import { deskWith, nine } from '../../support/aCall'
import { anInvitation, filledIn, msOkafor, nobodyKnown, tomas } from '../../support/cast'

// The wire may say anything at any moment, and so may people. Whatever the order, no call that somebody answered may
// go without its record. A failure prints its seed and its path; give both to `fc.assert` to see it again.

type Happening =
  | { readonly what: 'fact'; readonly fact: Fact }
  | { readonly what: 'intent'; readonly intent: Intent }
  /** The disk answers the oldest record that it was given. */
  | { readonly what: 'disk'; readonly full: boolean }

const callId = fc.constantFrom('a', 'b', 'c')
const at = fc.integer({ min: nine, max: nine + 3_600_000 })
const one = <Type extends string>(type: Type) => fc.record({ type: fc.constant(type), callId })
const timed = <Type extends string>(type: Type) => fc.record({ type: fc.constant(type), callId, at })
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
  fc.record({ type: fc.constant('choosePresence' as const), presence: fc.constantFrom('available', 'dnd') }),
  fc.record({ type: fc.constant('quit' as const), anyway: fc.boolean() }),
)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fact.map(fact => ({ what: 'fact', fact }) as const),
  intent.map(intent => ({ what: 'intent', intent }) as const),
  fc.record({ what: fc.constant('disk' as const), full: fc.boolean() }),
)

/** A day at the desk: what it knows, and what it has sent to the disk. */
class Day {
  desk: Desk = deskWith()
  readonly answered = new Set<string>()
  readonly kept = new Map<string, CallRecord>()
  readonly onDisk = new Map<string, CallRecord>()
  readonly waiting: CallRecord[] = []

  happens(happening: Happening): void {
    if (happening.what === 'disk') return this.#diskAnswers(happening.full)
    const before = this.desk
    const step =
      happening.what === 'fact' ? applyFact(before, happening.fact) : considerIntent(before, happening.intent)
    this.desk = step.desk
    for (const command of step.commands) this.#carriesOut(command)
    if (happening.what === 'intent') this.#movedNothing(before)
    this.#lookOver()
  }

  #diskAnswers(full: boolean): void {
    const record = this.waiting.shift()
    if (!record) return
    if (!full) this.onDisk.set(record.callId, record)
    const fact: Fact = full
      ? { type: 'commandFailed', command: { type: 'saveRecord', record }, problem: 'The disk is full.' }
      : { type: 'recordSaved', record, openRecords: 0 }
    this.desk = applyFact(this.desk, fact).desk
    this.#lookOver()
  }

  #carriesOut(command: Command): void {
    if (command.type === 'keepDraft') this.kept.set(command.record.callId, command.record)
    if (command.type === 'saveRecord') {
      this.kept.set(command.record.callId, command.record)
      this.waiting.push(command.record)
      expect(command.record.state, 'what is put away is not live').not.toBe('live')
    }
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
    const { calls } = this.desk
    expect(new Set(calls.map(call => call.callId)).size, 'each call stands once').toBe(calls.length)
    for (const call of calls) {
      if (call.phase === 'talking') this.answered.add(call.callId)
      looksPossible(call)
      const kept = this.kept.get(call.callId)
      expect(kept?.capture, 'every word is on its way to the disk').toEqual(call.capture)
      expect(kept?.corrected).toBe(call.corrected)
      expect(kept?.state, 'the record says how it stands').toBe(stateOf(call))
    }
    for (const callId of this.answered) {
      if (calls.some(call => call.callId === callId)) continue
      expect(this.onDisk.get(callId), 'an answered call leaves only when its record is on disk').toBeDefined()
      expect(this.onDisk.get(callId)?.answeredAt).toBeDefined()
      this.answered.delete(callId)
    }
  }
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

it('whatever happens in whatever order, no answered call goes without its record', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), happenings => {
      const day = new Day()
      for (const happening of happenings) day.happens(happening)
    }),
    { numRuns: 2_000 },
  )
}, 60_000)
