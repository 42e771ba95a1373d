import { Inviter } from 'sip.js'
import { SessionDialog } from 'sip.js/lib/core/index.js'
import { setTimeout as waiting } from 'node:timers/promises'
import { Failure } from '../../domain/Failure'
import { AudioFailure } from '../audio/AudioPort'
import type { OfferOptions } from './DescriptionHandler'
import { hasEnded, type Leg } from './Leg'
import { Refused, refusalBy } from './refusalBy'

/** How a new offer of ours is to be. */
export interface NewOffer {
  /** Undefined leaves them as they are by the time it leaves: on hold, or not. */
  readonly held: boolean | undefined
  /** The way on which the sound travels is broken, or may be: find another (RFC 8839 section 4.4.3.1). */
  readonly restartIce: boolean
}

// They and we offered at the same moment; the dice decide soon enough, and more than a few throws mean something else.
const mostGlares = 4
// Whoever does not confirm our answer by then has lost it, and will not mind.
const theirTurnMs = 4_000
const lookAgainMs = 10
// 64 times T1, RFC 3261 section 17.1.1.2.
const answersWithinMs = 32_000

/**
 * Sends a new offer in the dialog of a leg that is up, one after the other (RFC 3261 section 14.1); after a glare it is
 * sent again. Rejects with a `Refused` when the exchange says no or nothing, with a `Failure` when the sound cannot.
 */
export async function reinvite(leg: Leg, offer: NewOffer, random: () => number): Promise<void> {
  const before = leg.reinviting
  const after = before.then(() => withoutGlare(leg, offer, random))
  // Whoever comes next waits for this one, and does not mind how it went.
  leg.reinviting = after.catch(() => undefined)
  await after
}

async function withoutGlare(leg: Leg, offer: NewOffer, random: () => number): Promise<void> {
  for (let glares = 1; ; glares += 1) {
    try {
      await theirTurnIsOver(leg)
      await once(leg, offer)
      // Before anybody else's offer, which may leave them as they are.
      leg.held = offer.held ?? leg.held
      return
    } catch (refused) {
      const isTheirs = isTheirTurn(leg)
      // Their offer came while ours was being made: SIP.js does not send ours, and forgets to take it back.
      if (isTheirs) await leg.handler.rollbackDescription()
      const isGlare = refused instanceof Refused && refused.code === 491
      if (isTheirs && glares < mostGlares) continue
      if (!isGlare || glares === mostGlares || hasEnded(leg)) throw refused
      // RFC 3261 section 14.1: whoever began the dialog waits longer, so that the two do not meet again.
      await waiting(leg.session instanceof Inviter ? 2_100 + random() * 1_900 : random() * 2_000)
    }
  }
}

/** An offer of theirs that is being answered, or whose answer they have not confirmed, comes first (section 14.1). */
async function theirTurnIsOver(leg: Leg): Promise<void> {
  const until = performance.now() + theirTurnMs
  // SIP.js tells nobody when it is over.
  while (isTheirTurn(leg) && performance.now() < until) await waiting(lookAgainMs)
}

function isTheirTurn(leg: Leg): boolean {
  const { dialog } = leg.session
  return dialog instanceof SessionDialog && dialog.reinviteUserAgentServer !== undefined && !hasEnded(leg)
}

async function once(leg: Leg, offer: NewOffer): Promise<void> {
  const { session } = leg
  const options: OfferOptions = { ...offer, held: offer.held ?? leg.held }
  let onState: () => void = () => undefined
  let patience: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      // A session that ends in the midst of it tells nobody who waits for the answer.
      onState = () => hasEnded(leg) && reject(new Failure('That call is over.'))
      onState()
      session.stateChange.addListener(onState)
      // Once it heard that the exchange is trying, SIP.js waits for ever.
      patience = setTimeout(() => reject(new Refused(undefined, 'The phone system did not answer.')), answersWithinMs)
      session
        .invite({
          sessionDescriptionHandlerOptions: options,
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }) => reject(refusalBy(message)),
          },
        })
        .catch((error: unknown) => reject(inWords(error)))
    })
  } finally {
    clearTimeout(patience)
    session.stateChange.removeListener(onState)
  }
}

/** What the user is told when the sound could not do its part. */
export function inWords(error: unknown): Error {
  if (!(error instanceof AudioFailure)) return error instanceof Error ? error : new Error(String(error))
  return new Failure(error.message)
}
