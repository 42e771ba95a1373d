import type { Invitation, Party } from './Invitation'
import { cleanName } from './cleanName'
import { readSignal, type Signal } from './readSignal'

export type LineKind = 'internal' | 'external' | 'unverified'

/** Which side a call comes from, and the evidence we went by. */
export interface Line {
  readonly kind: LineKind
  readonly because:
    | 'registration'
    | 'exchange-signal'
    | 'signal-missing'
    | 'signal-unknown'
    | 'signal-conflicting'
    /** The exchange says internal, and also that the number shown failed its verification. */
    | 'verification-failed'
    /** The sign came by a way on which anybody could have written it. */
    | 'open-path'
    | 'outside-number'
    | 'withheld'
    | 'looks-internal'
    | 'we-dialled'
    /** Another party was put on the line in mid-call: nobody vouches for them. */
    | 'handed-over'
  /** The exchange's own words on which the verdict rests, for "Why this line?" and for the administrator. */
  readonly evidence: readonly string[]
}

/** By which signs one account tells its lines apart. */
export interface LineSigns {
  /** Set when this registration only ever rings for one kind of line; it wins over every header. */
  readonly line: 'internal' | 'external' | undefined
  readonly signal: Signal | undefined
  /** `open`: what the exchange says reaches us unencrypted over a network, and nobody vouches for that network. */
  readonly path: 'sealed' | 'open'
}

/** An account that is not there any more, or never was, has no sign to go by. */
export const withoutSigns: LineSigns = { line: undefined, signal: undefined, path: 'sealed' }

/**
 * Only what the exchange itself says proves a line: the registration that rings, or its signal on this call.
 * From, P-Asserted-Identity, Diversion and the directory never do, because any stranger can claim to be 201
 * (RFC 3325 section 8, RFC 7462); claiming to be outside gains a stranger nothing, so that we believe. Over an open path a
 * sign proves nothing, and an exchange that says internal of a number that it calls forged contradicts itself.
 * In doubt: unverified, which is greeted like a customer.
 */
export function classifyLine(invitation: Invitation, signs: LineSigns): Line {
  const shown = describeParties(invitation)
  if (signs.line) {
    if (signs.path === 'open') return { kind: 'unverified', because: 'open-path', evidence: shown }
    return { kind: signs.line, because: 'registration', evidence: shown }
  }
  if (signs.signal) {
    const said = readSignal(invitation.signalValues, signs.signal)
    const evidence = [...signalAsSent(invitation, signs.signal), ...shown]
    if (said !== 'internal' && said !== 'external') return { kind: 'unverified', because: `signal-${said}`, evidence }
    if (signs.path === 'open') return { kind: 'unverified', because: 'open-path', evidence }
    if (said === 'internal' && invitation.verificationFailed) {
      return { kind: 'unverified', because: 'verification-failed', evidence }
    }
    return { kind: said, because: 'exchange-signal', evidence }
  }
  if (invitation.caller.withheld) return { kind: 'external', because: 'withheld', evidence: shown }
  return isOutsideNumber(invitation.caller)
    ? { kind: 'external', because: 'outside-number', evidence: shown }
    : { kind: 'unverified', because: 'looks-internal', evidence: shown }
}

/** Whether a number is one that only the public network has. An extension, a word or nothing at all is not. */
export function isOutsideNumber({ shape }: Pick<Party, 'shape'>): boolean {
  return shape === 'international' || shape === 'national'
}

function signalAsSent(invitation: Invitation, signal: Signal): string[] {
  if (invitation.signalValues.length === 0) return [`${signal.header}: (absent)`]
  return invitation.signalValues.map(value => `${signal.header}: ${cleanName(value)}`)
}

function describeParties({ caller, claimed, verificationFailed, dialled, forwardedBy }: Invitation): string[] {
  const who = (party: Party) => (party.withheld ? '(withheld)' : [party.name, party.number].filter(Boolean).join(' '))
  return [
    `caller: ${who(caller) || '(nothing)'}`,
    ...(claimed && !caller.withheld ? [`From: ${who(claimed) || '(nothing)'}`] : []),
    ...(verificationFailed ? ['verification of the number: failed'] : []),
    ...(dialled ? [`dialled: ${dialled}`] : []),
    ...(forwardedBy ? [`forwarded by: ${forwardedBy} (not confirmed)`] : []),
  ]
}
