import type { Call } from '../../../domain/call/Call'
import { applyFact } from '../../../domain/desk/applyFact'
import { type Command, isForPhone, standsAlone } from '../../../domain/desk/Command'
import { considerIntent } from '../../../domain/desk/considerIntent'
import type { Desk, Step } from '../../../domain/desk/Desk'
import type { Fact } from '../../../domain/desk/Fact'
import type { Intent } from '../../../domain/desk/Intent'
import type { EndedBy, PhoneCommand } from '../../../domain/phone/Phone'
import { isSameDialog, type DialogId } from '../../../domain/phone/DialogId'
import type { CallRecord } from '../../../domain/record/CallRecord'
import type { KeptLine } from '../../../domain/record/KeptLine'
import { afterCrash } from '../../../domain/record/recordOf'
import { deskWith, nine } from '../../support/aCall'
import { aDialog } from '../../support/anInterrupted'
import { anInvitation, filledIn, msOkafor, office } from '../../support/cast'

/** Somebody outside who has rung us. Where they really are is for the exchange to know, not for the desk. */
interface Person {
  readonly name: string
  readonly number: string
  /** On a line with us, ringing at a colleague's by the exchange's doing, with a colleague, or gone. */
  where: 'ours' | 'ringing there' | 'with a colleague' | 'gone'
  /** Who ended it, when they are gone. */
  goneBy: EndedBy | undefined
  /** The user let them go: End call, a release, a decline. */
  letGo: boolean
  /** The user took them back when the exchange may already have moved them: what the desk then says is not judged. */
  crossed: boolean
}

/** One of our dialogs, as the exchange sees it. */
interface Leg {
  id: string
  readonly kind: 'caller' | 'colleague' | 'dialled'
  readonly person: Person | undefined
  readonly withVoice: boolean
  state: 'ringing' | 'up' | 'over'
  held: boolean
  /** Still a dialog of ours, but nobody is at its other end any more. */
  detached: boolean
  /** A re-INVITE is on its way: the next one waits for it. */
  busy: boolean
  /** What the exchange calls it now. */
  dialog: DialogId
  /** The app that had it died; the exchange holds it, and no sound goes anywhere. */
  orphaned: boolean
}

/** What a world may do that a good day does not have. */
export interface Weather {
  /** Holds and resumes are now and then refused. */
  readonly refusals: boolean
  /** The exchange's answers overtake each other. */
  readonly crossings: boolean
  /** The app dies, and is started again. */
  readonly deaths: boolean
}

/** What people do next, and after how many milliseconds. */
export interface Deed {
  readonly after: number
  readonly what: (typeof deeds)[number]
  readonly which: number
}

export const deeds = [
  'rings',
  'answers',
  'answers',
  'hands over, announced',
  'hands over, announced',
  'hands over, sent',
  'hands over, sent',
  'takes back',
  'joins',
  'joins',
  'holds',
  'hangs up',
  'releases',
  'writes it all down',
  'undoes',
  'dials',
  'caller hangs up',
  'caller hangs up',
  'colleague hangs up',
  'line drops',
  'puts away',
  'mutes',
  'sound breaks',
  'sound mends',
  'exchange is lost',
  'exchange is back',
  'app dies',
  'takes call back',
  'lets call go',
] as const

/** What others do whether our app lives or not. */
const withoutUs: readonly Deed['what'][] = ['caller hangs up', 'colleague hangs up', 'line drops']

/** How long a re-INVITE takes at most, there and back. */
const slowest = 300

/**
 * The desk's rules on a small model of an exchange, in which time is a number. It keeps watch over what no rule may
 * ever let happen, and collects what it saw.
 */
export class World {
  desk: Desk
  readonly seen: string[] = []
  readonly diary: string[] = []
  readonly records = new Map<string, CallRecord>()
  readonly everOnDesk = new Map<string, string>()
  readonly #weather: Weather
  readonly #people: Person[] = []
  readonly #legs = new Map<string, Leg>()
  #events: { at: number; turn: number; run: () => void; outlivesUs: boolean }[] = []
  /** What the disk holds of lines, by record. */
  readonly #lines = new Map<string, KeptLine>()
  /** The calls in which the app died, by record, as they were. */
  readonly #left = new Map<string, Call>()
  #isDead = false
  #now = nine
  #turns = 0
  #lastWord = 0
  #count = 0
  #state: number
  #twoTalkSince: number | undefined
  #refused = false
  #handedOverAt = 0
  /** How often somebody has done something. */
  #deeds = 0

  constructor(seed: number, weather: Weather, method: 'join' | 'refer') {
    this.#state = seed
    this.#weather = weather
    this.desk = { ...deskWith(), settings: { ...office, handOver: { ...office.handOver, method } } }
  }

  /** Lets people do all this, then leaves everybody alone for a while, then has the user finish in peace. */
  lives(script: readonly Deed[]): void {
    let at = this.#now
    for (const deed of script) {
      at += deed.after
      this.#later(at - this.#now, () => this.#does(deed), true)
    }
    this.#later(at - this.#now + 61_000, () => this.#registers(true), true)
    this.#runFor(at - this.#now + 181_000)
    this.#lookOverInPeace()
    for (let round = 0; round < 8 && this.desk.calls.length + this.desk.interrupted.length > 0; round += 1) {
      for (const { record } of this.desk.interrupted) this.#letsCallGo(record.callId)
      for (const call of this.desk.calls) this.#finishes(call)
      this.#runFor(10_000)
    }
    this.#runFor(15_000)
    this.#lookOverAtNight()
  }

  // --- the desk's loop, as in openDesk ---

  #heed(fact: Fact): void {
    this.diary.push(
      `${this.#now - nine} ${fact.type} ${'callId' in fact ? fact.callId : ''} ${'code' in fact ? fact.code : ''}`,
    )
    const before = this.desk
    this.#take(applyFact(before, fact))
    if (fact.type === 'callTakenBack') this.#looksTheSame(fact.callId, before)
    for (const call of this.#on('held')) {
      const was = before.calls.find(({ callId }) => callId === call.callId)
      if (was?.phase === 'handingOver' && was.handOver.callerWas === 'talking') this.#comesBack(call.callId)
    }
  }

  /** Nobody took them: within two seconds they hear us again, unless our ear is lent to somebody else. */
  #comesBack(callId: string): void {
    const deeds = this.#deeds
    const isLent = () =>
      this.desk.calls.some(
        call =>
          call.callId !== callId &&
          (call.phase === 'talking' ||
            call.phase === 'calling' ||
            (call.phase === 'handingOver' && call.handOver.way === 'announce')),
      )
    if (isLent()) return
    this.#later(2_000, () => {
      const leg = this.#legs.get(callId)
      const isMoot = this.#deeds !== deeds || this.#refused || isLent() || leg?.state !== 'up'
      if (!isMoot && leg.held) this.seen.push(`${callId} still hears music two seconds after nobody took them`)
    })
  }

  #attempt(intent: Intent): readonly Command[] {
    const step = considerIntent(this.desk, intent)
    this.diary.push(
      `${this.#now - nine} > ${intent.type} ${'callId' in intent ? intent.callId : ''} : ${step.commands.map(({ type }) => type).join(' ')}`,
    )
    this.#take(step)
    return step.commands
  }

  #take({ desk, commands }: Step): void {
    this.desk = desk
    for (const call of desk.calls) this.everOnDesk.set(call.callId, call.recordId)
    const phone: PhoneCommand[] = []
    for (const command of commands) {
      if (isForPhone(command)) phone.push(command)
      else this.#carriesOut(command)
    }
    this.#ask(phone)
  }

  #carriesOut(command: Exclude<Command, PhoneCommand>): void {
    if (command.type === 'wake') {
      this.#later(command.afterMs, () => this.#heed({ type: 'woken', wake: command.wake, at: this.#now }))
      return
    }
    if (command.type === 'forgetLine') return void this.#lines.delete(command.callId)
    if (!('record' in command)) return
    const { record } = command
    const before = this.records.get(record.callId)
    const comesTooLate = command.type !== 'reviveRecord' && record.state === 'live' && before && before.state !== 'live'
    if (!comesTooLate) {
      this.records.set(record.callId, record)
      const line = 'line' in command && record.state === 'live' ? command.line : undefined
      // Beside a record that is live no more stands what the app left there when it died.
      const isLeft = before && before.state !== 'live' && record.state !== 'live'
      if (line) this.#lines.set(record.callId, line)
      else if (!isLeft) this.#lines.delete(record.callId)
    }
    if (command.type === 'saveRecord') this.#heed({ type: 'recordSaved', record, openRecords: 0 })
  }

  #ask([command, ...rest]: readonly PhoneCommand[]): void {
    if (!command) return
    this.diary.push(`${this.#now - nine}   ! ${command.type} ${'callId' in command ? command.callId : ''}`)
    this.#perform(command, problem => {
      if (problem !== undefined) this.#heed({ type: 'commandFailed', command, problem })
      if (problem === undefined || standsAlone(command)) this.#ask(rest)
    })
  }

  // --- the telephone and the exchange behind it ---

  #perform(command: PhoneCommand, done: (problem?: string) => void): void {
    switch (command.type) {
      case 'answer':
        return this.#reaches(command.callId, done, leg => {
          if (leg.state !== 'ringing') return done('The caller hung up first.')
          leg.state = 'up'
          this.#tell({ type: 'callAnswered', callId: leg.id, at: this.#now })
          this.#identifies(leg)
          this.#later(this.#delay(), () => done())
        })
      case 'decline':
        return this.#reaches(command.callId, done, leg => {
          this.#end(leg, 'us')
          done()
        })
      case 'hangUp': {
        const leg = this.#legs.get(command.callId)
        if (leg) this.#later(this.#delay(), () => this.#end(leg, 'us'))
        return this.#later(1, () => done())
      }
      case 'hold':
      case 'resume':
        return this.#reinvites(command.callId, command.type === 'hold', done)
      case 'dial':
        if (this.#legs.has(command.callId)) return done()
        this.#places(command.callId, 'dialled', true)
        this.#heed({
          type: 'callPlaced',
          callId: command.callId,
          accountId: command.accountId,
          to: { ...msOkafor, number: command.number },
          into: command.into,
          at: this.#now,
        })
        return this.#colleagueDoes(this.#legs.get(command.callId), done)
      case 'consult': {
        if (this.#legs.get(command.callId)?.state !== 'up') return done('That call is over.')
        const { callId, legId, plan } = command
        this.#places(legId, 'colleague', plan.way === 'announce')
        this.#heed({ type: 'consultationPlaced', callId, legId, plan, at: this.#now })
        return this.#colleagueDoes(this.#legs.get(legId), done)
      }
      case 'join':
        return this.#joins(command, done)
      case 'refer':
        return this.#refers(command, done)
      case 'mute':
        return this.#reaches(command.callId, done, () => {
          this.#heed({ type: 'callMuted', callId: command.callId, muted: command.muted })
          done()
        })
      case 'takeBack':
      case 'askAfter':
      case 'letGo':
        return this.#reachesOrphan(command, done)
      default:
        return done()
    }
  }

  /** A new app speaks of a leg that the old one had. */
  #reachesOrphan(
    command: Extract<PhoneCommand, { type: 'takeBack' | 'askAfter' | 'letGo' }>,
    done: (problem?: string) => void,
  ): void {
    const { callId, dialog } = command
    const isOffline = () => this.desk.registrations['main']?.state !== 'registered'
    this.#later(this.#delay(), () => {
      const leg = [...this.#legs.values()].find(each => isSameDialog(each.dialog, dialog))
      const isUp = leg?.state === 'up'
      if (isOffline() || this.#chance(0.08)) {
        // Whoever hears nothing for long hangs up in the end.
        if (isUp && command.type === 'letGo') this.#later(10_000, () => this.#end(leg, 'them'))
        return done('The exchange did not answer.')
      }
      if (command.type === 'letGo') {
        if (isUp) this.#end(leg, 'us')
        this.#tell({ type: 'callGone', callId, dialog })
        return this.#then(done)
      }
      if (!isUp || leg.detached) this.#tell({ type: 'callGone', callId })
      else if (command.type === 'takeBack') this.#handsBack(leg, callId, command.held)
      else this.#tell({ type: 'callStillUp', callId })
      this.#then(done)
    })
  }

  #handsBack(leg: Leg, callId: string, held: boolean): void {
    this.#legs.delete(leg.id)
    leg.id = callId
    this.#legs.set(callId, leg)
    leg.dialog = aDialog(`${callId}, life ${(this.#count += 1)}`)
    leg.held = held
    leg.orphaned = false
    this.#tell({ type: 'callTakenBack', callId, dialog: leg.dialog, at: this.#now })
  }

  #identifies({ id, dialog }: Leg): void {
    this.#tell({ type: 'legIdentified', callId: id, dialog })
  }

  #registers(well: boolean): void {
    const isWell = this.desk.registrations['main']?.state === 'registered'
    if (this.#isDead || well === isWell) return
    const since = this.#now
    this.#heed({
      type: 'registrationChanged',
      accountId: 'main',
      registration: well
        ? { state: 'registered', since }
        : { state: 'offline', since, trouble: 'connection-lost', detail: '' },
    })
  }

  /** Whatever was on its way is lost; the exchange goes on holding what was up, and hears no more of us. */
  #dies(after: number): void {
    this.diary.push(`${this.#now - nine} --- the app dies`)
    for (const call of this.desk.calls) {
      const person = this.#legs.get(call.callId)?.person
      if (person && call.phase === 'handingOver') person.crossed = true
      this.#isOnDisk(call)
    }
    const onDisk = [...this.#lines.values()].flatMap(({ dialog, colleague }) => [
      dialog,
      ...(colleague ? [colleague] : []),
    ])
    this.#isDead = true
    this.#events = this.#events.filter(({ outlivesUs }) => outlivesUs)
    this.#lastWord = 0
    this.#twoTalkSince = undefined
    for (const leg of this.#legs.values()) {
      leg.busy = false
      if (leg.state === 'ringing' || leg.detached) this.#end(leg, 'them')
      leg.orphaned = leg.state === 'up'
      // Whom no disk knows, nobody can take back; whoever hears nothing for long hangs up in the end.
      if (!onDisk.some(dialog => isSameDialog(dialog, leg.dialog))) {
        this.#later(10_000, () => this.#end(leg, 'them'), true)
      }
    }
    for (const person of this.#people) if (person.where === 'ringing there') person.where = 'gone'
    this.#later(after, () => this.#starts(this.#now - after), true)
  }

  /** Every word that was typed and everything it takes to go on stands in the journal. */
  #isOnDisk(call: Call): void {
    if (call.phase === 'ringing' || call.phase === 'calling') return
    const record = this.records.get(call.recordId)
    if (JSON.stringify(record?.capture) !== JSON.stringify(call.capture)) {
      this.seen.push(`${call.callId} died with words that are not on the disk`)
    }
    if (call.phase === 'wrapUp' || call.phase === 'saving') return
    this.#left.set(call.recordId, call)
    const named = this.desk.dialogs[call.callId]
    const line = this.#lines.get(call.recordId)
    if (named && !(line && isSameDialog(line.dialog, named)))
      this.seen.push(`${call.callId} died, and nobody knows its leg`)
  }

  #starts(aliveAt: number): void {
    this.diary.push(`${this.#now - nine} --- the app starts`)
    this.#isDead = false
    this.desk = { ...deskWith(), settings: this.desk.settings, registrations: {}, audioRoom: false }
    const left = [...this.records.values()].filter(({ state, callId }) => state === 'live' || this.#lines.has(callId))
    const calls = left.flatMap(each => {
      const record = each.state === 'live' ? afterCrash(each, office.gate) : each
      const line = this.#lines.get(record.callId)
      this.records.set(record.callId, record)
      return line ? [{ record, line, aliveAt }] : []
    })
    this.#heed({ type: 'callsInterrupted', calls, at: this.#now })
    this.#later(this.#random() * 900, () => this.#registers(true))
    this.#later(this.#random() * 900, () => this.#heed({ type: 'audioRoomChanged', open: true }))
  }

  /** A call that is ours again is the call in which the app died. */
  #looksTheSame(callId: string, before: Desk): void {
    const was = this.#left.get(callId)
    const call = this.desk.calls.find(each => each.callId === callId)
    const isExpected = before.interrupted.some(({ record, stage }) => {
      return record.callId === callId && stage !== 'leaving'
    })
    if (!was || !isExpected || !('answeredAt' in was) || !('heldAt' in was || was.phase === 'talking')) return
    const heldAt = 'heldAt' in was ? was.heldAt : undefined
    const wasHeld = was.phase === 'held' || (was.phase === 'handingOver' && was.handOver.callerWas === 'held')
    const written = this.records.get(callId)?.capture
    const expected = [wasHeld ? 'held' : 'talking', callId, was.answeredAt, was.line, was.party, was.startedAt, written]
    const found = call &&
      'muted' in call && [
        call.phase,
        call.recordId,
        call.answeredAt,
        call.line,
        call.party,
        call.startedAt,
        call.capture,
      ]
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      this.seen.push(`${callId} came back as another: ${JSON.stringify(found)} for ${JSON.stringify(expected)}`)
    }
    if (call?.phase === 'held' && call.heldAt !== heldAt) this.seen.push(`${callId} has another hold clock`)
    if (call && 'muted' in call && call.muted !== was.muted) this.seen.push(`${callId} was muted, and is not, or is`)
  }

  #places(id: string, kind: Leg['kind'], withVoice: boolean): void {
    this.#legs.set(id, {
      id,
      kind,
      person: undefined,
      withVoice,
      state: 'ringing',
      held: false,
      detached: false,
      busy: false,
      dialog: aDialog(id),
      orphaned: false,
    })
  }

  #reaches(callId: string, done: (problem?: string) => void, then: (leg: Leg) => void): void {
    const leg = this.#legs.get(callId)
    if (!leg || leg.state === 'over') return this.#later(1, () => done('That call is over.'))
    this.#later(this.#delay(), () => (leg.state === 'over' ? done('That call is over.') : then(leg)))
  }

  #reinvites(callId: string, hold: boolean, done: (problem?: string) => void): void {
    const leg = this.#legs.get(callId)
    if (!leg || leg.state === 'over') return this.#later(1, () => done('That call is over.'))
    if (leg.busy) return this.#later(20, () => this.#reinvites(callId, hold, done))
    leg.busy = true
    this.#later(this.#delay(), () => {
      const isRefused = leg.state === 'over' || (this.#weather.refusals && this.#chance(0.08))
      if (isRefused) this.#refused = true
      else leg.held = hold
      this.#later(this.#delay(), () => {
        leg.busy = false
        if (isRefused) return done('The exchange answered 500.')
        this.#heed({ type: hold ? 'callHeld' : 'callResumed', callId, at: this.#now })
        done()
      })
    })
  }

  /** What becomes of a number that we ring. */
  #colleagueDoes(leg: Leg | undefined, done: (problem?: string) => void): void {
    if (!leg) return done()
    const fate = this.#random()
    const refuse = (code: number, after: number) => this.#later(after, () => this.#end(leg, 'them', code))
    const ring = (after: number) =>
      this.#later(after, () => {
        if (leg.state === 'ringing') this.#tell({ type: 'farEndRinging', callId: leg.id, at: this.#now })
      })
    const answer = (after: number) =>
      this.#later(after, () => {
        if (leg.state !== 'ringing') return
        leg.state = 'up'
        if (this.#chance(0.5)) this.#identifies(leg)
        this.#tell({ type: 'callAnswered', callId: leg.id, at: this.#now })
        this.#identifies(leg)
      })
    if (fate < 0.03) {
      return this.#later(1, () => {
        leg.state = 'over'
        this.#heed({
          type: 'callEnded',
          callId: leg.id,
          by: 'network',
          code: undefined,
          elsewhere: false,
          at: this.#now,
        })
        done('No room with sound is open.')
      })
    }
    done()
    if (fate < 0.1) return refuse(486, 200)
    if (fate < 0.14) return refuse(404, 100)
    if (fate < 0.18) return refuse(480, 100)
    if (fate < 0.24) return answer(50 + this.#random() * 400)
    ring(100)
    if (fate < 0.3) return refuse(603, 3_000)
    if (fate < 0.38) return
    if (fate < 0.44) return answer(1_000)
    if (fate < 0.47) return void this.#later(4_000, () => this.#end(leg, 'network'))
    answer(2_200 + this.#random() * 14_000)
  }

  #joins({ callId, legId }: Extract<PhoneCommand, { type: 'join' }>, done: (problem?: string) => void): void {
    const caller = this.#legs.get(callId)
    const colleague = this.#legs.get(legId)
    if (!caller || !colleague || caller.state !== 'up' || colleague.state !== 'up') {
      return this.#later(1, () => done('That call is over.'))
    }
    this.#later(this.#delay(), () => {
      if (this.#chance(0.1)) return this.#later(this.#delay(), () => done('The exchange answered 603.'))
      const accepted = () => {
        this.#heed({ type: 'joinAccepted', callId, legId, at: this.#now })
        done()
      }
      const report = (code: number) => this.#tell({ type: 'referReported', callId, code, at: this.#now })
      const bring = () => {
        if (caller.state !== 'up' || colleague.state !== 'up' || caller.detached) return report(481)
        if (this.#chance(0.05)) return report(603)
        caller.detached = true
        if (caller.person) caller.person.where = 'with a colleague'
        if (this.#chance(0.5)) report(200)
        this.#end(colleague, 'them')
        report(200)
        if (this.#chance(0.3)) this.#end(caller, 'them')
      }
      if (this.#weather.crossings && this.#chance(0.3)) {
        bring()
        return this.#then(accepted)
      }
      this.#then(accepted)
      report(100)
      if (this.#chance(0.04)) return
      this.#later(this.#random() * 500, bring)
    })
  }

  #refers({ callId, legId, plan }: Extract<PhoneCommand, { type: 'refer' }>, done: (problem?: string) => void): void {
    const caller = this.#legs.get(callId)
    const person = caller?.person
    if (!caller || caller.state !== 'up') return this.#later(1, () => done('That call is over.'))
    const report = (code: number) => this.#tell({ type: 'referReported', callId, code, at: this.#now })
    this.#later(this.#delay(), () => {
      if (this.#chance(0.1)) return this.#later(this.#delay(), () => done('The exchange answered 603.'))
      if (caller.state !== 'up' || caller.detached) return this.#later(this.#delay(), () => done('481'))
      this.#then(() => {
        this.#heed({ type: 'referAccepted', callId, legId, plan, at: this.#now })
        done()
      })
      report(100)
      const fate = this.#random()
      if (fate < 0.1) return
      if (fate < 0.3) return void this.#later(500, () => report(486))
      const goes = () => {
        caller.detached = true
        if (person) person.where = 'ringing there'
      }
      const arrives = () => {
        if (person?.where === 'ringing there') person.where = 'with a colleague'
      }
      if (fate < 0.65) {
        report(180)
        return void this.#later(3_000, () => {
          if (caller.state !== 'up') return
          goes()
          arrives()
          report(200)
        })
      }
      // The 200 that lies: it only rings there, and perhaps nobody comes.
      this.#later(200, () => {
        if (caller.state !== 'up') return
        goes()
        report(200)
        this.#later(6_000, () => (this.#chance(0.5) ? arrives() : person && this.#recalls(person, plan.to.number)))
      })
    })
  }

  #recalls(person: Person, recallOf: string): void {
    if (person.where !== 'ringing there') return
    person.where = 'ours'
    this.#invites(person, recallOf)
  }

  #invites(person: Person, recallOf: string): void {
    const id = `call-${(this.#count += 1)}`
    this.#legs.set(id, {
      id,
      kind: 'caller',
      person,
      withVoice: true,
      state: 'ringing',
      held: false,
      detached: false,
      busy: false,
      dialog: aDialog(id),
      orphaned: false,
    })
    const caller = { ...msOkafor, number: person.number, name: person.name }
    this.#tell({ type: 'callInvited', callId: id, invitation: anInvitation({ caller, recallOf }), at: this.#now })
  }

  #end(leg: Leg, by: EndedBy, code?: number): void {
    if (leg.state === 'over') return
    const isHeard = !leg.orphaned && !this.#isDead
    const { person } = leg
    if (person && !leg.detached && person.where === 'ours') {
      if (by === 'us' && !person.letGo) this.seen.push(`${person.name} was cut off by us`)
      person.where = 'gone'
      person.goneBy = by
    }
    leg.state = 'over'
    if (!isHeard) return
    this.#tell({ type: 'callEnded', callId: leg.id, by, code, elsewhere: false, at: this.#now })
    if (this.#chance(0.05)) this.#tell({ type: 'callEnded', callId: leg.id, by, code, elsewhere: false, at: this.#now })
  }

  // --- people ---

  #does({ what, which }: Deed): void {
    this.#deeds += 1
    if (this.#isDead && !withoutUs.includes(what)) return
    const ringing = this.#pick(which, this.#on('ringing'))
    const up = this.#pick(which, [...this.#on('talking'), ...this.#on('held')])
    const handed = this.#pick(which, this.#on('handingOver'))
    const any = this.#pick(which, this.desk.calls)
    switch (what) {
      case 'rings': {
        const n = this.#people.length + 1
        const person: Person = {
          name: `Caller ${n}`,
          number: `+4420794600${10 + n}`,
          where: 'ours',
          goneBy: undefined,
          letGo: false,
          crossed: false,
        }
        this.#people.push(person)
        return this.#invites(person, '')
      }
      case 'answers':
        return void (ringing && this.#attempt({ type: 'answer', callId: ringing.callId }))
      case 'hands over, announced':
      case 'hands over, sent': {
        // Two clicks in a row are a story of their own.
        if (!up || this.#now - this.#handedOverAt < 4 * slowest) return
        this.#handedOverAt = this.#now
        const legId = `leg-${(this.#count += 1)}`
        const way = what === 'hands over, sent' ? 'send' : 'announce'
        const to = which % 2 ? { name: 'Tomas Lind', number: '201' } : { name: 'Sam Reed', number: '203' }
        return void this.#attempt({ type: 'handOver', callId: up.callId, legId, to, way })
      }
      case 'takes back': {
        const back = handed ?? up
        if (!back) return
        const person = this.#legs.get(back.callId)?.person
        if (person && back.phase === 'handingOver') person.crossed = true
        return void this.#attempt({ type: 'resume', callId: back.callId })
      }
      case 'joins':
        return void (handed && this.#attempt({ type: 'join', callId: handed.callId }))
      case 'holds':
        if (this.#now - this.#handedOverAt < 4 * slowest) return
        return void (up && this.#attempt({ type: 'hold', callId: up.callId }))
      case 'hangs up':
        return void (any && this.#letsGo({ type: 'hangUp', callId: any.callId }))
      case 'releases':
        return void (up && this.#letsGo({ type: 'release', callId: up.callId, reason: 'needTheLine' }))
      case 'writes it all down':
        for (const slot of ['requirement', 'callerName', 'contact'] as const) {
          if (any) this.#attempt({ type: 'note', callId: any.callId, slot, text: filledIn[slot] })
        }
        return
      case 'undoes':
        return void this.#attempt({ type: 'undoHangUp', callId: `ours-${(this.#count += 1)}` })
      case 'dials':
        if (this.#now - this.#handedOverAt < 4 * slowest) return
        return void this.#attempt({ type: 'dial', callId: `ours-${(this.#count += 1)}`, text: '202', accountId: null })
      case 'caller hangs up':
      case 'line drops': {
        const legs = [...this.#legs.values()].filter(leg => leg.kind === 'caller' && leg.state !== 'over')
        const leg = this.#pick(which, legs)
        return void (leg && this.#end(leg, what === 'line drops' ? 'network' : 'them'))
      }
      case 'colleague hangs up': {
        const leg = this.#pick(
          which,
          [...this.#legs.values()].filter(each => each.kind !== 'caller' && each.state === 'up'),
        )
        return void (leg && this.#end(leg, 'them'))
      }
      case 'puts away':
        return void (any && this.#attempt({ type: 'putAside', callId: any.callId }))
      case 'mutes':
        return void (up && this.#attempt({ type: 'mute', callId: up.callId, muted: which % 2 === 0 }))
      case 'sound breaks':
        return void (up && this.#heed({ type: 'soundBroken', callId: up.callId, at: this.#now }))
      case 'sound mends':
        return void (up && this.#heed({ type: 'soundMended', callId: up.callId }))
      case 'exchange is lost':
      case 'exchange is back':
        return this.#registers(what === 'exchange is back')
      case 'app dies':
        return this.#weather.deaths ? this.#dies(1_000 + which * 5_000) : undefined
      case 'takes call back': {
        const each = this.#pick(which, this.desk.interrupted)
        return void (each && this.#attempt({ type: 'takeCallBack', callId: each.record.callId }))
      }
      case 'lets call go': {
        const each = this.#pick(which, this.desk.interrupted)
        return each && this.#letsCallGo(each.record.callId)
      }
    }
  }

  #letsGo(intent: Extract<Intent, { type: 'hangUp' | 'release' | 'decline' }>): void {
    const person = this.#legs.get(intent.callId)?.person
    const asked = considerIntent(this.desk, intent).commands
    if (person && asked.some(({ type }) => type === 'hangUp' || type === 'decline')) person.letGo = true
    this.#attempt(intent)
  }

  #letsCallGo(callId: string): void {
    const dialog = this.desk.interrupted.find(({ record }) => record.callId === callId)?.line.dialog
    const named = [...this.#legs.values()].find(each => dialog && isSameDialog(each.dialog, dialog))
    // On the way back it may have another name already.
    const leg = named ?? this.#legs.get(callId)
    const asked = this.#attempt({ type: 'letCallGo', callId })
    if (leg?.person && asked.length > 0) leg.person.letGo = true
  }

  #finishes(call: Call): void {
    const { callId } = call
    switch (call.phase) {
      case 'ringing':
        return this.#letsGo({ type: 'decline', callId })
      case 'calling':
        return this.#letsGo({ type: 'hangUp', callId })
      case 'talking':
      case 'held':
        return this.#letsGo({ type: 'release', callId, reason: 'needTheLine' })
      case 'handingOver':
        return void this.#attempt({ type: 'resume', callId })
      case 'wrapUp':
        return void this.#attempt({ type: 'putAside', callId })
      case 'saving':
        return
    }
  }

  // --- what may never be ---

  #watch(): void {
    const speaking = [...this.#legs.values()].filter(
      leg => leg.state === 'up' && leg.withVoice && !leg.held && !leg.detached && !leg.orphaned,
    )
    if (speaking.length <= 1 || this.#refused) this.#twoTalkSince = undefined
    else this.#twoTalkSince ??= this.#now
    if (this.#twoTalkSince !== undefined && this.#now - this.#twoTalkSince > 4 * slowest) {
      this.seen.push(`two talk at once: ${speaking.map(({ id }) => id).join(' and ')}`)
      this.#twoTalkSince = this.#now
    }
  }

  /** Nobody has touched anything for two minutes. */
  #lookOverInPeace(): void {
    for (const leg of this.#legs.values()) {
      if (leg.state === 'over') continue
      const call = this.desk.calls.find(({ callId }) => callId === leg.id)
      const isConsulted = this.desk.calls.some(each => each.phase === 'handingOver' && each.handOver.legId === leg.id)
      const isOffered = this.desk.interrupted.some(({ line }) => isSameDialog(line.dialog, leg.dialog))
      if (isOffered) continue
      if (call?.phase === 'wrapUp' || call?.phase === 'saving' || (!call && !isConsulted)) {
        this.seen.push(`${leg.id} is ${leg.state}, and the desk does not know it`)
      }
      if (call && leg.state === 'up' && !leg.detached && !this.#refused) {
        const believed = call.phase === 'held' || call.phase === 'handingOver'
        if (believed !== leg.held) this.seen.push(`${leg.id} is ${call.phase}, but on the wire it is not`)
      }
    }
    for (const { record, stage } of this.desk.interrupted) {
      if (stage !== 'stillUp') this.seen.push(`${record.callId} is stuck: ${stage}`)
    }
    for (const call of this.desk.calls) {
      if (call.phase !== 'handingOver') continue
      const { stage } = call.handOver
      if (stage !== 'consulting' && stage !== 'answeredAtOnce') this.seen.push(`${call.callId} is stuck: ${stage}`)
    }
    for (const call of this.desk.calls) {
      if (call.phase === 'wrapUp' || call.phase === 'saving') continue
      const leg = this.#legs.get(call.callId)
      if (leg?.detached && leg.person && !leg.person.crossed) {
        this.seen.push(`${leg.id} is ${call.phase}, and nobody is there: they are with a colleague`)
      }
    }
  }

  #lookOverAtNight(): void {
    for (const call of this.desk.calls) this.seen.push(`${call.callId} never leaves the desk: ${call.phase}`)
    for (const leg of this.#legs.values()) if (leg.state !== 'over') this.seen.push(`${leg.id} was never ended`)
    for (const [callId, recordId] of this.everOnDesk) {
      const record = this.records.get(recordId)
      if (!record) this.seen.push(`${callId} has no record`)
      else if (record.state === 'live') this.seen.push(`${callId} has a record that is still live`)
      else if (record.answeredAt === undefined && this.#wasAnswered(recordId)) {
        this.seen.push(`${recordId} was answered, and its record says nobody did`)
      }
    }
    for (const leg of this.#legs.values()) this.#looksRight(leg)
  }

  #wasAnswered(recordId: string): boolean {
    return this.diary.some(line => {
      const callId = / callAnswered (\S+)/.exec(line)?.[1]
      return callId !== undefined && this.everOnDesk.get(callId) === recordId
    })
  }

  #looksRight({ id, person, detached }: Leg): void {
    const record = this.records.get(this.everOnDesk.get(id) ?? '')
    if (!person || !record || person.crossed || this.#recalled(person)) return
    if (person.where === 'with a colleague' && detached && record.ending !== 'handedOver') {
      this.seen.push(`${person.name} is with a colleague, but the record says ${record.ending}`)
    }
    if (person.goneBy === 'them' && record.ending === 'handedOver' && !detached) {
      this.seen.push(`${person.name} hung up before anybody took them, but the record says handed over`)
    }
  }

  #recalled(person: Person): boolean {
    return [...this.#legs.values()].filter(leg => leg.person === person).length > 1
  }

  // --- time and chance ---

  #on<P extends Call['phase']>(phase: P): Extract<Call, { phase: P }>[] {
    return this.desk.calls.filter((call): call is Extract<Call, { phase: P }> => call.phase === phase)
  }

  #pick<Item>(which: number, items: readonly Item[]): Item | undefined {
    return items[which % items.length]
  }

  /** What the exchange says arrives a little later, and in that order: it all goes down one socket. */
  #tell(fact: Fact): void {
    this.#then(() => this.#heed(fact))
  }

  #then(run: () => void): void {
    this.#lastWord = Math.max(this.#lastWord, this.#now + this.#delay())
    this.#later(this.#lastWord - this.#now, run)
  }

  /** Without a word to the contrary it is lost when the app dies. */
  #later(ms: number, run: () => void, outlivesUs = false): void {
    this.#events.push({ at: this.#now + ms, turn: (this.#turns += 1), run, outlivesUs })
  }

  #runFor(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      let next = -1
      for (let n = 0; n < this.#events.length; n += 1) {
        const event = this.#events[n]
        const best = this.#events[next]
        if (!event || event.at > end) continue
        if (!best || event.at < best.at || (event.at === best.at && event.turn < best.turn)) next = n
      }
      const [event] = next < 0 ? [] : this.#events.splice(next, 1)
      if (!event) break
      this.#now = event.at
      this.#watch()
      event.run()
      this.#watch()
    }
    this.#now = end
    this.#watch()
  }

  #delay(): number {
    return 5 + Math.floor(this.#random() * (slowest / 2 - 5))
  }

  #chance(of: number): boolean {
    return this.#random() < of
  }

  /** Mulberry32: the same numbers for the same seed. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
