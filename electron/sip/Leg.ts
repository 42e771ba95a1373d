import { type Session, SessionState } from 'sip.js'
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
}

export function hasEnded(leg: Leg): boolean {
  return leg.session.state === SessionState.Terminated || leg.session.state === SessionState.Terminating
}
