import type { IncomingReferRequest } from 'sip.js/lib/core/index.js'
import { behave } from './behave'
import type { Calls } from './Calls'
import type { OtherParty } from './OtherParty'
import type { Person } from './Person'
import type { PracticeClock } from './PracticeClock'
import type { PracticeLeg } from './PracticeLeg'
import { ReferReport } from './ReferReport'
import { type DialogName, referTargetOf } from './replaces'
import type { UserLeg } from './UserLeg'

export interface TransfersWanted {
  readonly calls: Calls
  readonly clock: PracticeClock
  readonly personAt: (number: string) => Person | undefined
  readonly called: (leg: PracticeLeg) => void
  /** How long a number rings for somebody who was sent there, before the user's phone rings again. */
  readonly ringsForMs: number
  /**
   * What the exchange takes for success when somebody is sent: `ringing` is what most of them do, since the ring tone that
   * they play counts as an answer; `answered` is what RFC 3515 means.
   */
  readonly succeedsWhen: 'ringing' | 'answered'
}

// For so long a leg that everybody has left waits for the user to end it, as an Asterisk does.
const forgottenAfterMs = 60_000

/** Brings people elsewhere when the user asks (REFER, RFC 3515). Nobody is lost: who cannot be had gives the caller back. */
export class Transfers {
  readonly #wanted: TransfersWanted

  constructor(wanted: TransfersWanted) {
    this.#wanted = wanted
  }

  /** The user asks, on this leg, to bring this party to a number, or to somebody whom the user speaks with. */
  refer(party: OtherParty, leg: UserLeg, request: IncomingReferRequest): void {
    const target = referTargetOf(request.message)
    if (!target || party.state !== 'talking') return void request.reject({ statusCode: 400 })
    request.accept({ statusCode: 202 })
    const report = new ReferReport(leg, request.message.cseq)
    report.say(100)
    if (target.dialog) this.#join(party, leg, target.dialog, report)
    else this.#send(party, leg, target.number, report)
  }

  /** Puts one with whom the user speaks in the place of the user (RFC 5589 section 7). */
  #join(party: OtherParty, leg: UserLeg, dialog: DialogName, report: ReferReport): void {
    const { calls } = this.#wanted
    const other = calls.find(dialog)
    const colleague = other && calls.partyOn(other)
    if (!other || !colleague || colleague === party) return report.say(481)
    joinBoth(party, colleague)
    other.hangUp()
    report.say(200)
    this.#endLater(leg)
  }

  /** Calls a number for somebody, while they hear music, and the user waits for news. */
  #send(party: OtherParty, leg: UserLeg, number: string, report: ReferReport): void {
    const { calls, clock, personAt, called, ringsForMs, succeedsWhen } = this.#wanted
    const person = personAt(number)
    party.isSentTo(number)
    if (!person) return report.say(404)
    const colleague = calls.partyOf(person, 'by hand-over')
    // From here on the user may hang up without hanging up on them.
    party.waitAlone()
    const giveUp = clock.after(ringsForMs, () => colleague.refuse(408))
    const unhear = party.on(event => {
      if (event.type === 'ended') colleague.end('partner')
    })
    colleague.ring({
      progress: () => report.say(succeedsWhen === 'ringing' ? 200 : 180),
      accept: () => Promise.resolve(party.state !== 'ended'),
      refuse: code => this.#fail(party, leg, number, report, code),
    })
    colleague.on(event => {
      if (event.type !== 'answered' && event.type !== 'ended') return
      giveUp()
      unhear()
      if (event.type === 'ended' || party.state === 'ended') return
      joinBoth(party, colleague)
      report.say(200)
      this.#endLater(leg)
    })
    called(colleague)
    behave(colleague, person.behaviour, clock)
  }

  /** Nobody was to be had: whoever was sent is on hold with the user as before, or rings there again. */
  #fail(party: OtherParty, leg: UserLeg, number: string, report: ReferReport, code: number): void {
    if (party.state === 'ended') return
    if (leg.isUp && !report.isOver) {
      party.meet(leg)
      report.say(code)
      return
    }
    this.#wanted.calls.recall(party, number)
    leg.hangUp()
  }

  #endLater(leg: UserLeg): void {
    leg.onOver(this.#wanted.clock.after(forgottenAfterMs, () => leg.hangUp()))
  }
}

function joinBoth(one: OtherParty, other: OtherParty): void {
  one.join(other)
  other.join(one)
}
