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
  /** Whether our last hold or resume that was agreed to was a hold. */
  held: boolean
  /** The re-INVITE under way: one at a time (RFC 3261 section 14.1). */
  reinviting: Promise<void>
  /** A re-INVITE of ours is on its way: theirs has to wait (RFC 3261 section 14.1). */
  asking: boolean
  /** They asked us to call somebody, and a person has not answered yet. */
  asked: Referral | undefined
  askedUntil: NodeJS.Timeout | undefined
  /** The answer is on its way. */
  answering: boolean
}

export function aLeg(callId: string, session: Session, handler: DescriptionHandler): Leg {
  const ending = { endedBy: 'network', code: undefined, elsewhere: false } as const
  return {
    callId,
    session,
    handler,
    ...ending,
    farEnd: undefined,
    held: false,
    reinviting: Promise.resolve(),
    asking: false,
    asked: undefined,
    askedUntil: undefined,
    answering: false,
  }
}

export function hasEnded({ session: { state } }: Leg): boolean {
  return state === SessionState.Terminated || state === SessionState.Terminating
}
