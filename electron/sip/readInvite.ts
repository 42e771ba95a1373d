import type { Invitation as SipInvitation } from 'sip.js'
import { Grammar, type IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import type { Invitation, Party } from '../../domain/phone/Invitation'
import { readSignal } from '../../domain/phone/readSignal'
import { cleanName } from '../../domain/phone/cleanName'
import type { SipAccountSettings } from './SipAccountSettings'
import { isSameParty } from '../../domain/phone/isNumberOf'
import { partyNumber } from './partyNumber'
import { saysVerificationFailed } from './saysVerificationFailed'

// Long enough for every number there is, short enough for a card.
const longestNumber = 64

/** Puts an INVITE into our words: who calls, what the exchange says of the line, and the number that was dialled. */
export function readInvite(invite: Pick<SipInvitation, 'request'>, account: SipAccountSettings): Invitation {
  const { request } = invite
  const from = readParty(request.from, account)
  const asserted = readAsserted(request, account)
  const withheld = from.withheld || /(^|[;,\s])id([;,\s]|$)/i.test(request.getHeaders('Privacy').join(';'))
  const caller = asserted ?? from
  const differs = asserted !== undefined && (!isSameParty(asserted, from) || asserted.name !== from.name)
  const dialled = readNumber(account.calledNumberHeader ? (request.getHeader(account.calledNumberHeader) ?? '') : '')
  const recallOf = readRecall(request, account)
  return {
    accountId: account.accountId,
    caller: withheld ? { number: '', name: '', shape: 'none', withheld: true } : caller,
    claimed: differs && !withheld ? from : undefined,
    signalValues: account.signal ? request.getHeaders(account.signal.header) : [],
    recallOf,
    recallOfAlso: partyNumber(recallOf, account).also ?? [],
    dialled,
    dialledAlso: partyNumber(dialled, account).also ?? [],
    verificationFailed: saysVerificationFailed(request.headers),
    priority: saysCallBack(request) ? 'psap-callback' : undefined,
    forwardedBy: withheld ? '' : readForwarder(request),
  }
}

/** Who is at the far end now, as the exchange tells it in the midst of a call. */
export function readCaller(request: IncomingRequestMessage, account: SipAccountSettings): Party {
  return readInvite({ request }, account).caller
}

/** RFC 3891 has no word for it: that a caller comes back is a sign that the exchange is set up to give. */
function readRecall(request: IncomingRequestMessage, { recall }: SipAccountSettings): string {
  if (!recall) return ''
  const sign = { header: recall.header, internal: [recall.value], external: [] }
  const isRecall = readSignal(request.getHeaders(recall.header), sign) === 'internal'
  return isRecall ? readNumber(request.getHeader(recall.of) ?? '') : ''
}

function readAsserted(request: IncomingRequestMessage, account: SipAccountSettings): Party | undefined {
  // RFC 3325 section 9.1: one or two values, a sip: and a tel: address of the same party; the first speaks.
  const header = request.getHeader('P-Asserted-Identity')
  const parsed = header === undefined ? undefined : readAddress(header)
  return parsed ? readParty(parsed, account) : undefined
}

/** RFC 7090 section 5. */
function saysCallBack(request: IncomingRequestMessage): boolean {
  return request.getHeaders('Priority').some(value => value.trim().toLowerCase() === 'psap-callback')
}

function readForwarder(request: IncomingRequestMessage): string {
  const header = request.getHeader('Diversion')
  const parsed = header === undefined ? undefined : readAddress(header)
  return parsed ? [cleanName(unescaped(parsed.displayName)), readNumber(userOf(parsed))].filter(Boolean).join(' ') : ''
}

interface Address {
  readonly displayName: string
  readonly uri: { readonly user?: string | undefined }
}

function readAddress(header: string): Address | undefined {
  const tel = /^\s*(?:"((?:[^"\\]|\\.)*)"\s*)?<tel:([^;>]*)[^>]*>/i.exec(header)
  if (tel) return { displayName: tel[1] ?? '', uri: { user: tel[2] ?? '' } }
  return Grammar.nameAddrHeaderParse(header)
}

function readParty(address: Address, account: SipAccountSettings): Party {
  const user = readNumber(userOf(address))
  const withheld = /^(anonymous|restricted|unavailable|unknown|private)$/i.test(user)
  if (withheld) return { number: '', name: '', shape: 'none', withheld }
  return { ...partyNumber(user, account), name: cleanName(unescaped(address.displayName)), withheld }
}

function userOf({ uri }: Address): string {
  const user = uri.user ?? ''
  try {
    return decodeURIComponent(user)
  } catch {
    return user // a stray % is the caller's mistake, not a reason to lose the call
  }
}

/** A number or a name in place of one, without user parameters (RFC 3261 section 19.1.6) or anything unseen. */
function readNumber(text: string): string {
  return cleanName(text.split(';', 1)[0] ?? '').slice(0, longestNumber)
}

/** RFC 3261 section 25.1: in a quoted string a backslash makes the next character stand for itself. */
function unescaped(displayName: string | undefined): string {
  return (displayName ?? '').replaceAll(/\\(.)/gs, '$1')
}
