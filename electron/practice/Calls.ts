import type { IncomingInviteRequest, IncomingReferRequest, Session } from 'sip.js/lib/core/index.js'
import { behave } from './behave'
import { type Caller, invitationOf, type Recall } from './invitation'
import { Metronome } from './Metronome'
import { OtherParty, type Who } from './OtherParty'
import type { Person } from './Person'
import type { PracticeClock } from './PracticeClock'
import type { PracticeLeg } from './PracticeLeg'
import type { PracticeSettings } from './practiceSettings'
import type { Registrar } from './Registrar'
import { type DialogName, replacedBy } from './replaces'
import type { SipCore } from './SipCore'
import type { SipSocket } from './SipDoor'
import { UserLeg } from './UserLeg'

export interface CallsWanted {
  readonly sip: SipCore
  readonly settings: PracticeSettings
  readonly registrar: Registrar
  readonly clock: PracticeClock
  readonly random: () => number
  readonly note: (line: string) => void
  /** Who is at a number; undefined when it is nobody's. */
  readonly personAt: (number: string) => Person | undefined
  /** Somebody's phone is about to ring, or not. */
  readonly called: (leg: PracticeLeg) => void
  readonly changed: (number: string) => void
  readonly referred: (party: OtherParty, leg: UserLeg, request: IncomingReferRequest) => void
}

/** Everybody who is on the line with the user or rings, and every leg to the user's phone. */
export class Calls {
  readonly #wanted: CallsWanted
  readonly #metronome: Metronome
  readonly #parties = new Set<OtherParty>()
  /** The legs to the user's phone, and the sockets on which they began. */
  readonly #legs = new Map<UserLeg, SipSocket | undefined>()
  readonly #closing = new Set<Promise<void>>()

  constructor(wanted: CallsWanted) {
    this.#wanted = wanted
    this.#metronome = new Metronome(wanted.clock)
  }

  get parties(): ReadonlySet<OtherParty> {
    return this.#parties
  }

  /** How many legs there are to the user's phone, those included whose sound is being closed. */
  get legCount(): number {
    return this.#legs.size + this.#closing.size
  }

  /** With its socket the phone has lost whatever rang on it; who talks goes on talking. */
  socketLeft(socket: SipSocket): void {
    for (const [leg, on] of this.#legs) {
      if (on !== socket || leg.isUp) continue
      const party = this.partyOn(leg)
      party?.waitAlone()
      leg.lose()
      party?.end('exchange', 480)
    }
  }

  /** Rings the user for somebody. */
  ring(caller: Caller): OtherParty {
    const party = this.party({ ...caller, began: 'by them' })
    void this.#invite(party, caller, undefined)
    return party
  }

  /** Rings the user again for somebody who was sent to a number where nobody was to be had. */
  recall(party: OtherParty, from: string): void {
    void this.#invite(party, party, { from })
  }

  /** The user calls somebody, or puts a new leg in the place of one (RFC 3891). */
  take(request: IncomingInviteRequest): void {
    const replaced = replacedBy(request.message)
    if (replaced === 'unreadable') return void request.reject({ statusCode: 400 })
    if (request.message.body === '') return void request.reject({ statusCode: 488 })
    if (replaced) return void this.#replace(request, replaced)
    const { personAt, called, clock } = this.#wanted
    const number = request.message.to.uri.user ?? ''
    const person = personAt(number)
    if (!person) return void request.reject({ statusCode: 404 })
    const party = this.partyOf(person, 'by user')
    const leg = this.#leg()
    leg.take(request)
    party.meet(leg)
    party.ring(leg)
    called(party)
    behave(party, person.behaviour, clock)
  }

  /** The leg of the user's that is known by this name. */
  find({ callId, localTag, remoteTag }: DialogName): UserLeg | undefined {
    const isIt = (session: Session | undefined) =>
      session?.callId === callId && session.localTag === localTag && session.remoteTag === remoteTag
    return [...this.#legs.keys()].find(leg => leg.isUp && isIt(leg.session))
  }

  partyOn(leg: UserLeg): OtherParty | undefined {
    return [...this.#parties].find(({ user }) => user === leg)
  }

  partyOf({ number, name }: Person, began: Who['began']): OtherParty {
    return this.party({ number, name, line: isExtension(number) ? 'internal' : 'external', began })
  }

  /** Somebody more. */
  party(who: Who): OtherParty {
    const party = new OtherParty(who, {
      metronome: this.#metronome,
      referred: (...told) => this.#wanted.referred(...told),
      changed: ({ state, number }) => {
        if (state === 'ended') this.#parties.delete(party)
        this.#wanted.changed(number)
      },
    })
    this.#parties.add(party)
    this.#wanted.changed(party.number)
    return party
  }

  /** Resolves when every call is over and every socket of theirs given back. */
  async endAll(): Promise<void> {
    for (const party of this.#parties) party.end('exchange')
    for (const leg of this.#legs.keys()) leg.hangUp()
    await Promise.allSettled(this.#closing)
  }

  async #invite(party: OtherParty, caller: Caller, recall: Recall | undefined): Promise<void> {
    const { registrar, sip, settings } = this.#wanted
    const { contact } = registrar
    if (!contact) return party.end('exchange', 480)
    const leg = this.#leg()
    if (recall) party.isRecalled(leg, recall.from)
    else party.meet(leg)
    try {
      await leg.ring(offer => invitationOf(sip.core, settings, contact, caller, recall, offer))
    } catch {
      party.end('exchange', 500)
    }
  }

  async #replace(request: IncomingInviteRequest, name: DialogName): Promise<void> {
    const old = this.find(name)
    const party = old && this.partyOn(old)
    if (!old || !party) return void request.reject({ statusCode: 481 })
    const next = this.#leg()
    next.take(request)
    const isUp = await next.accept()
    if (!isUp || party.user !== old) return next.hangUp()
    party.meet(next)
    old.hangUp()
  }

  #leg(): UserLeg {
    const leg = new UserLeg(this.#wanted.sip, this.#wanted.random, (gone, soundClosed) => {
      this.#legs.delete(gone)
      void this.#close(soundClosed)
    })
    this.#legs.set(leg, this.#wanted.registrar.socket)
    return leg
  }

  async #close(soundClosed: Promise<void>): Promise<void> {
    this.#closing.add(soundClosed)
    try {
      await soundClosed
    } catch (error) {
      this.#wanted.note(`sound not closed: ${error instanceof Error ? error.name : 'unknown'}`)
    } finally {
      this.#closing.delete(soundClosed)
    }
  }
}

/** Whoever has a short number is one of us. */
export function isExtension(number: string): boolean {
  return /^\d{2,5}$/.test(number)
}
