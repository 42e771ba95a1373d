import type { Instant } from '../Instant'
import { meaningOf, type RefusalMeaning } from '../phone/refusal'

/** The colleague a caller goes to; with a typed extension the name is the number. */
export interface Colleague {
  readonly name: string
  readonly number: string
}

/**
 * How a caller is handed over. `announce`: we speak to the colleague first. `send`: the two are joined when they
 * answer. `refer`: the exchange is asked to do it all (a plain REFER), for exchanges without Replaces.
 */
export type Way = 'announce' | 'send' | 'refer'

/** What was decided before anything rang. */
export interface HandOverPlan {
  readonly to: Colleague
  readonly way: Way
  /** Where the caller was, to be given back as they were. */
  readonly callerWas: 'talking' | 'held'
}

/**
 * Giving a caller to a colleague. The caller is on hold all the while. The ringing leg is ours, so what became of it
 * is a fact and not a report:
 *
 *     dialling ──▶ ringing ──▶ consulting ──▶ joining ──▶ joined
 *        │  │         │  ▲         │   ▲          │
 *        │  │         │  └─────────│───│──────────│── (send: straight to joining, when it rang for 2 s)
 *        │  └─────────┴──▶ answeredAtOnce ─▶──────┤
 *        │                         │              │
 *        └── busy, declined,       └── hung up    └── refused, or silent for 32 s
 *            unanswered, lost          ▼
 *                                      the caller is back, exactly as before
 *
 *     referring ──▶ joined        (plain REFER: no leg of ours, only what the exchange reports)
 *
 * A 200 only proves that something answered: `send` joins at once only when it rang first; otherwise it may be a
 * mailbox, and a person decides. The caller may hang up at any point; a leg that rings is then taken back, one that
 * talks goes on as a call of its own.
 */
export type HandOver = HandOverPlan & { readonly legId: string; readonly startedAt: Instant } & (
    | { readonly stage: 'dialling' }
    | { readonly stage: 'ringing'; readonly rangAt: Instant }
    | ({ readonly stage: 'consulting'; readonly answeredAt: Instant } & Asking)
    | ({ readonly stage: 'answeredAtOnce'; readonly answeredAt: Instant } & Asking)
    | ({ readonly stage: 'joining' } & Proof)
    | { readonly stage: 'referring'; readonly heardAt: Instant }
    | { readonly stage: 'joined' }
  )

/** The exchange has been asked to join the two, and has not answered yet; what it does may overtake what it says. */
interface Asking extends Proof {
  readonly joinAsked: boolean
}

/**
 * What we have seen of the two being joined. The colleague's leg ends when they are, but also when the colleague hangs
 * up at that very moment; and the exchange may say yes too early. Both together are the proof.
 */
interface Proof {
  readonly legOver: boolean
  readonly saidYes: boolean
}

export type Stage = HandOver['stage']

/** Why a caller came back to us. */
export type HandBack =
  | 'cancelled'
  | 'busy'
  | 'declined'
  | 'unanswered'
  | 'notFound'
  | 'unreachable'
  | 'hungUp'
  | 'lost'
  | 'joinRefused'
  | 'joinSilent'

/** It rang for so long, so a person picked up and not a machine. */
export const rangLongEnoughMs = 2_000
/** How long the exchange may take to join two callers, or to say anything about it (RFC 3515; 64 times T1). */
export const joinPatienceMs = 32_000
/** Our leg is over, and the exchange has not said that it was its doing: for so long we wait to hear it. */
export const refusalWithinMs = 1_500
/** A caller who comes back within this time, with the exchange's recall sign, is the one we handed over. */
export const recallWithinMs = 5 * 60_000

/** Whether somebody on that leg could be talking to us, so that it must not be cut when the caller is gone. */
export function isSpeaking({ stage, way }: HandOver): boolean {
  return stage === 'consulting' || (stage === 'joining' && way === 'announce')
}

/** Whether a leg of ours is up or ringing at that stage. */
export function hasLeg({ stage }: HandOver): boolean {
  return stage !== 'referring' && stage !== 'joined'
}

const handBacks: Readonly<Record<RefusalMeaning, HandBack>> = {
  busy: 'busy',
  notFound: 'notFound',
  notAnswered: 'unanswered',
  unavailable: 'unreachable',
  declined: 'declined',
  other: 'unreachable',
}

/** What a colleague's final refusal means to whoever wanted to hand over. */
export function handBackFor(code: number | undefined): HandBack {
  return handBacks[meaningOf(code)]
}
