import { type Referral, type Session, SessionState } from 'sip.js'
import type { EndedBy } from '../../domain/phone/Phone'
import type { DescriptionHandler } from './DescriptionHandler'

/** One SIP session of ours, and what we will say of its end. */
export interface Leg {
  readonly callId: string
  readonly session: Session
  readonly handler: DescriptionHandler
  endedBy: EndedBy
  /** The final status by which it was refused. */
  code: number | undefined
  elsewhere: boolean
  /** Whom the exchange last said is at the far end, to notice when somebody else is put on the line. */
  farEnd: string | undefined
  /** Whether they are on hold, as far as the desk knows: our last hold or resume that was agreed to was a hold. */
  held: boolean
  /** Our voice belongs on it: it was opened, and nobody was put on hold since. */
  voice: boolean
  muted: boolean
  /** The exchange has confirmed our answer (ACK); what we placed ourselves needs none. */
  isConfirmed: boolean
  /** The re-INVITE under way: one at a time (RFC 3261 section 14.1). */
  reinviting: Promise<void>
  /** They asked us to call somebody, and a person has not answered yet. */
  asked: Referral | undefined
  askedUntil: NodeJS.Timeout | undefined
  /** The answer is on its way. */
  answering: boolean
  /** The desk knows its name. */
  identified: boolean
  /** It took the place of a leg that we had begun ourselves: an exchange may leave the far end deaf then. */
  mayBeUnheard: boolean
  /** Another leg is being put in its place; that this one ends is then no news. */
  replacing: boolean
  /** What brings its sound back is at it, and has a say before any wish for another offer. */
  settling: Promise<void> | undefined
}

export function aLeg(callId: string, session: Session, handler: DescriptionHandler): Leg {
  return {
    callId,
    session,
    handler,
    endedBy: 'network',
    code: undefined,
    elsewhere: false,
    farEnd: undefined,
    held: false,
    voice: false,
    muted: false,
    isConfirmed: true,
    reinviting: Promise.resolve(),
    asked: undefined,
    askedUntil: undefined,
    answering: false,
    identified: false,
    mayBeUnheard: false,
    replacing: false,
    settling: undefined,
  }
}

export function isUp({ session: { state } }: Leg): boolean {
  return state === SessionState.Established
}

export function hasEnded({ session: { state } }: Leg): boolean {
  return state === SessionState.Terminated || state === SessionState.Terminating
}
