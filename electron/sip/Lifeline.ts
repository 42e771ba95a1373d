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
  readonly giveUp: NodeJS.Timeout
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

/**
 * Keeps calls alive through what happens around them. A call outlives its socket: the sound goes on, and afterwards the
 * exchange is told where we are now, in every dialog, since what it has to say would not reach us otherwise. A call
 * outlives a broken path as well: a new one is looked for as soon as the exchange can be asked.
 */
export class Lifeline {
  readonly #agent: UserAgent
  readonly #legs: Legs
  readonly #around: CallSurroundings
  readonly #paths = new Map<string, Path>()
  readonly #gaps = new Map<string, Gap>()
  /** When to tell the exchange once more where we are, by call. */
  readonly #refreshing = new Map<string, NodeJS.Timeout>()
  /** Sessions that we have ended, and of which the exchange has not said that it knows. */
  readonly #owed = new Set<Session>()
  #registration: Registration['state'] = 'connecting'
  /** Nothing listens any more where the exchange was, or only what stood before it. */
  #nobodyThere = false

  constructor(agent: UserAgent, legs: Legs, around: CallSurroundings) {
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
      for (const session of this.#owed) this.#sayBye(session)
      for (const leg of this.#legs.all()) void this.#refresh(leg)
    } else for (const callId of this.#gaps.keys()) void this.#mend(callId)
  }

  /** Ends a session, and says so again later if the exchange cannot be told now. */
  async bye(session: Session): Promise<void> {
    this.#owed.add(session)
    await session.bye({ requestDelegate: this.#untilHeard(session) })
  }

  /** A leg is over; nothing more is done for it. */
  forget(callId: string): void {
    this.#paths.delete(callId)
    clearTimeout(this.#refreshing.get(callId))
    this.#refreshing.delete(callId)
    const gap = this.#gaps.get(callId)
    this.#gaps.delete(callId)
    clearTimeout(gap?.giveUp)
    clearTimeout(gap?.again)
  }

  /** Another leg has taken the place of one; whether its sound finds a way is yet to be told. */
  succeeded(callId: string): void {
    this.#paths.delete(callId)
  }

  stop(): void {
    for (const callId of [...this.#gaps.keys(), ...this.#refreshing.keys()]) this.forget(callId)
  }

  #sayBye(session: Session): void {
    // As long as they have not confirmed our answer SIP.js must not say it yet, and says it afterwards by itself.
    if (session.state === SessionState.Terminated) session.dialog?.bye(this.#untilHeard(session))
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
    const path = this.#paths.get(callId)
    const restartIce = path === 'disconnected' || path === 'failed'
    try {
      await reinvite(leg, { held: leg.held, restartIce }, this.#around.random)
      this.#mendLater(callId)
    } catch (error) {
      if (!isUp(leg) || this.#legs.find(callId) !== leg) return
      if (error instanceof Refused && error.isGone) return this.lose(leg)
      if (this.#registration !== 'registered') return
      clearTimeout(this.#refreshing.get(callId))
      const again = () => {
        this.#refreshing.delete(callId)
        if (this.#registration === 'registered') void this.#refresh(leg)
      }
      this.#refreshing.set(callId, setTimeout(again, refreshAgainMs))
    }
  }

  #pathChanged(callId: string, path: Path): void {
    const leg = this.#legs.find(callId)
    if (!leg) return
    this.#paths.set(callId, path)
    if (path === 'connected') return this.#mended(callId)
    if (!isUp(leg)) return
    if (path === 'failed') this.#loseIfGone(leg)
    if (this.#gaps.has(callId) || !this.#legs.has(callId)) return
    const giveUp = setTimeout(() => {
      const last = this.#legs.find(callId)
      if (last) this.lose(last)
    }, giveUpAfterMs)
    this.#gaps.set(callId, { giveUp, again: undefined })
    this.#around.tell({ type: 'soundBroken', callId, at: this.#around.now() })
    void this.#mend(callId)
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
      if (canOffer(leg)) await reinvite(leg, { held: leg.held, restartIce: true }, this.#around.random)
    } catch (error) {
      if (error instanceof Refused && error.isGone && this.#legs.find(callId) === leg) return this.lose(leg)
    }
    if (this.#gaps.get(callId) === gap) this.#mendLater(callId)
  }

  #mendLater(callId: string): void {
    const gap = this.#gaps.get(callId)
    if (!gap) return
    clearTimeout(gap.again)
    gap.again = setTimeout(() => void this.#mend(callId), mendAgainMs)
  }

  /** No sound, and nothing listens where the exchange was: it has gone down, and the call with it. */
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

/** Whether a new offer can be made for a leg: only the room where its sound is can make one. */
function canOffer(leg: Leg): boolean {
  return isUp(leg) && leg.handler.isHere
}
