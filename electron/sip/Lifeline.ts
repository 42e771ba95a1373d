import { type Session, type SessionByeOptions, SessionState, type UserAgent } from 'sip.js'
import type { Registration, Trouble } from '../../domain/phone/Registration'
import type { AudioNews } from '../contract/audioContract'
import type { CallSurroundings } from './CallSurroundings'
import { failUnanswered } from './failUnanswered'
import { isUp, type Leg } from './Leg'
import type { Legs } from './Legs'
import { isMadeHere, Refused } from './refusalBy'
import { reinvite } from './reinvite'

type Path = Extract<AudioNews, { type: 'path' }>['path']

/** A way on which no sound has come through for a while. */
interface Gap {
  giveUp: NodeJS.Timeout
  again: NodeJS.Timeout | undefined
}

// Chromium notices a broken path after 7 to 8 seconds; this counts from there.
const giveUpAfterMs = 60_000 - 8_000
// Refused, reset, or answered by a proxy: the network carries us there, but there is no exchange. Time-outs are not among
// them, since a pulled cable looks the same, and a call lives through that for a minute.
const turnsAway: readonly Trouble[] = ['nothing-answers', 'connection-lost', 'no-websocket']
// Our own machine has no way out at all.
const ourOwnNetwork = /\bE(NETUNREACH|HOSTUNREACH|NETDOWN|HOSTDOWN|ADDRNOTAVAIL)\b/
const mendAgainMs = 3_000
const refreshAgainMs = 3_000
const longestRefreshMs = 30_000
// A goodbye that an exchange never confirms is not said for ever.
const mostGoodbyes = 5

/**
 * Keeps calls alive through what happens around them. A call outlives its socket: the sound goes on, and afterwards the
 * exchange is told where we are now, in every dialog, since what it has to say would not reach us otherwise. A call
 * outlives a broken path as well: a new one is looked for as soon as the exchange can be asked.
 */
export class Lifeline {
  readonly #agent: UserAgent
  readonly #legs: Legs
  readonly #around: CallSurroundings
  readonly #renew: (leg: Leg) => void
  readonly #paths = new Map<string, Path>()
  readonly #gaps = new Map<string, Gap>()
  /**
   * Calls whose path was broken since it was last agreed on. One that heals by itself may carry a voice one way only:
   * Asterisk 22 then takes ours in, and does not pass it on until a new path is agreed on.
   */
  readonly #doubtful = new Set<string>()
  /** When to tell the exchange once more where we are, by call. */
  readonly #refreshes = new Map<string, { readonly timer: NodeJS.Timeout; readonly times: number }>()
  /** Sessions that we have ended, and of which the exchange has not said that it knows. */
  readonly #owed = new Map<Session, number>()
  #stopped = false
  #registration: Registration['state'] = 'connecting'
  /** Nothing listens any more where the exchange was, or only what stood before it. */
  #nobodyThere = false

  /** `renew` puts a new leg in the place of one that cannot be refreshed. */
  constructor(agent: UserAgent, legs: Legs, around: CallSurroundings, renew: (leg: Leg) => void) {
    this.#renew = renew
    this.#agent = agent
    this.#legs = legs
    this.#around = around
    around.audio.onNews(news => {
      if (news.type === 'path') this.#pathChanged(news.legId, news.path)
    })
  }

  /** Our standing with the exchange has changed. */
  registrationChanged(registration: Registration): void {
    // That the socket was lost says nothing about the exchange yet; that no other can be had does.
    const isFirst = this.#registration === 'registered'
    this.#registration = registration.state
    this.#nobodyThere =
      registration.state === 'offline' &&
      !isFirst &&
      turnsAway.includes(registration.trouble) &&
      !ourOwnNetwork.test(registration.detail)
    if (this.#nobodyThere) for (const leg of this.#legs.all()) this.#loseIfGone(leg)
  }

  /** The socket is gone, or another has taken its place. Sound does not travel on it: whoever talks goes on talking. */
  lostSocket(): void {
    this.#legs.loseUnanswered()
    failUnanswered(this.#agent.userAgentCore)
  }

  /** The exchange can be asked again: on the same socket after a silence, or on a new one. */
  restored(how: 'same socket' | 'new socket'): void {
    this.#registration = 'registered'
    if (how === 'new socket') {
      for (const session of this.#owed.keys()) this.#sayBye(session)
      for (const leg of this.#legs.all()) if (isUp(leg)) this.#catchUp(leg)
    } else for (const callId of this.#gaps.keys()) void this.#mend(callId)
  }

  /** Ends a session, and says so again later if the exchange cannot be told now. */
  async bye(session: Session): Promise<void> {
    this.#owed.set(session, 1)
    await session.bye({ requestDelegate: this.#untilHeard(session) })
  }

  /** A leg is over; nothing more is done for it. */
  forget(callId: string): void {
    this.#paths.delete(callId)
    this.#doubtful.delete(callId)
    clearTimeout(this.#refreshes.get(callId)?.timer)
    this.#refreshes.delete(callId)
    const gap = this.#gaps.get(callId)
    this.#gaps.delete(callId)
    clearTimeout(gap?.giveUp)
    clearTimeout(gap?.again)
  }

  /** Another leg has taken the place of one; whether its sound finds a way is yet to be told. */
  succeeded(callId: string): void {
    this.#paths.delete(callId)
    this.#doubtful.delete(callId)
  }

  /** We leave: nothing is begun any more. */
  stop(): void {
    this.#stopped = true
    for (const callId of [...this.#gaps.keys(), ...this.#refreshes.keys()]) this.forget(callId)
  }

  #catchUp(leg: Leg): void {
    clearTimeout(this.#refreshes.get(leg.callId)?.timer)
    this.#refreshes.delete(leg.callId)
    if (leg.isConfirmed) void this.#refresh(leg)
    // Our answer is in, and the word of it was lost: within that dialog nothing more may be said.
    else this.#renew(leg)
  }

  #sayBye(session: Session): void {
    // As long as they have not confirmed our answer SIP.js must not say it yet, and says it afterwards by itself.
    if (session.state !== SessionState.Terminated) return
    const times = this.#owed.get(session) ?? 0
    if (times >= mostGoodbyes) return void this.#owed.delete(session)
    this.#owed.set(session, times + 1)
    session.dialog?.bye(this.#untilHeard(session))
  }

  #untilHeard(session: Session): NonNullable<SessionByeOptions['requestDelegate']> {
    return {
      onAccept: () => void this.#owed.delete(session),
      onReject: ({ message }) => {
        if (!isMadeHere(message)) this.#owed.delete(session)
      },
    }
  }

  /**
   * Tells the exchange where we are (a target refresh, RFC 3261 section 12.2), and learns whether it still knows the
   * call. One that it does not know has been lost.
   */
  async #refresh(leg: Leg): Promise<void> {
    const { callId } = leg
    // Without its sound there is nothing to offer; the leg that brings it back says where we are.
    if (!canOffer(leg)) return
    try {
      await reinvite(leg, { held: undefined, restartIce: this.#doubtful.has(callId) }, this.#around.random)
      if (this.#paths.get(callId) === 'connected') this.#doubtful.delete(callId)
      this.#mendLater(callId)
      this.#refreshes.delete(callId)
    } catch (error) {
      if (!isUp(leg) || this.#legs.find(callId) !== leg) return
      if (error instanceof Refused && error.isGone) return this.lose(leg)
      // As long as the sound goes on there is no hurry: the exchange is done with it in half a minute.
      if (isStuck(error) && this.#gaps.has(callId)) return this.#renew(leg)
      if (isForNow(error)) this.#refreshLater(leg)
    }
  }

  #refreshLater(leg: Leg): void {
    const { callId } = leg
    const before = this.#refreshes.get(callId)
    clearTimeout(before?.timer)
    const times = (before?.times ?? 0) + 1
    const again = () => {
      if (this.#registration === 'registered') void this.#refresh(leg)
    }
    const timer = setTimeout(again, Math.min(longestRefreshMs, refreshAgainMs * 2 ** (times - 1)))
    this.#refreshes.set(callId, { timer, times })
  }

  #pathChanged(callId: string, path: Path): void {
    const leg = this.#legs.find(callId)
    if (!leg || this.#stopped) return
    this.#paths.set(callId, path)
    if (path === 'connected') return this.#mended(callId)
    if (!isUp(leg)) return
    if (path === 'failed') this.#loseIfGone(leg)
    if (this.#gaps.has(callId) || !this.#legs.has(callId)) return
    const giveUp = setTimeout(() => this.#giveUp(callId), giveUpAfterMs)
    this.#gaps.set(callId, { giveUp, again: undefined })
    this.#doubtful.add(callId)
    this.#around.tell({ type: 'soundBroken', callId, at: this.#around.now() })
    void this.#mend(callId)
  }

  #giveUp(callId: string): void {
    const leg = this.#legs.find(callId)
    const gap = this.#gaps.get(callId)
    if (!leg || !gap) return
    // A leg that is being put in its place may be answered at this very moment.
    if (leg.replacing) gap.giveUp = setTimeout(() => this.#giveUp(callId), mendAgainMs)
    else this.lose(leg)
  }

  #mended(callId: string): void {
    const gap = this.#gaps.get(callId)
    if (!gap) return
    this.#gaps.delete(callId)
    clearTimeout(gap.giveUp)
    clearTimeout(gap.again)
    this.#around.tell({ type: 'soundMended', callId })
  }

  /** Looks for another way to the far end, again and again, until there is one or the call is given up. */
  async #mend(callId: string): Promise<void> {
    const gap = this.#gaps.get(callId)
    const leg = this.#legs.find(callId)
    if (!gap || !leg) return
    clearTimeout(gap.again)
    if (this.#registration !== 'registered') return // `restored` comes here again
    try {
      if (canOffer(leg)) await reinvite(leg, { held: undefined, restartIce: true }, this.#around.random)
      if (this.#paths.get(callId) === 'connected') this.#doubtful.delete(callId)
    } catch (error) {
      if (this.#legs.find(callId) !== leg) return
      if (error instanceof Refused && error.isGone) return this.lose(leg)
      if (isStuck(error)) this.#renew(leg)
    }
    if (this.#gaps.get(callId) === gap) this.#mendLater(callId)
  }

  #mendLater(callId: string): void {
    const gap = this.#gaps.get(callId)
    if (!gap) return
    clearTimeout(gap.again)
    gap.again = setTimeout(() => void this.#mend(callId), mendAgainMs)
  }

  /** No sound, and the exchange has gone down: the call went with it. */
  #loseIfGone(leg: Leg): void {
    if (this.#nobodyThere && this.#paths.get(leg.callId) === 'failed') this.lose(leg)
  }

  /** The far end cannot be had any more. Should it still be there, it hears that we are not. */
  lose(leg: Leg): void {
    // The exchange may have ended this one already, for the one that takes its place.
    if (leg.replacing) return
    leg.endedBy = 'network'
    if (isUp(leg)) void this.bye(leg.session).catch(() => undefined)
    this.#legs.end(leg)
  }
}

/**
 * An offer of ours that the exchange answered to a socket that was gone by then keeps its dialog busy for half a minute
 * (500, RFC 3261 section 14.2): a new leg is quicker.
 */
function isStuck(error: unknown): boolean {
  return error instanceof Refused && error.code === 500
}

/** Whether a new offer can be made for a leg: only the room where its sound is can make one. */
function canOffer(leg: Leg): boolean {
  return isUp(leg) && leg.handler.isHere
}

/** Whether the exchange may agree another time: it said nothing, or that something is the matter with it just now. */
function isForNow(error: unknown): boolean {
  return (
    error instanceof Refused && (error.code === undefined || error.code >= 500 || [408, 480, 491].includes(error.code))
  )
}
