import { type Body, type OutgoingRequestMessage, URI, type UserAgentCore } from 'sip.js/lib/core/index.js'
import type { LineKind } from '../../domain/phone/classifyLine'
import type { PracticeSettings } from './practiceSettings'

/** Somebody who calls the user. */
export interface Caller {
  readonly number: string
  readonly name: string
  /** What the exchange knows of their line; of an unverified one it says nothing. */
  readonly line: LineKind
  /** The number that they dialled, when it is one of ours. */
  readonly calledNumber?: string
  /** They do not want their number to be shown. */
  readonly isWithheld?: boolean
  /** Header lines that they sent: whatever they claim, none of it passes but what they call about. */
  readonly claims?: readonly string[]
}

/** That a caller of the user's comes back, and whom they had been sent to. */
export interface Recall {
  readonly from: string
}

/** What an exchange lets pass from whoever calls: everything else is its own to say. */
const passes = /^(subject|priority)\s*:/i

/** The INVITE by which the exchange rings the user, in the way of an Asterisk that says what line a call is on. */
export function invitationOf(
  core: UserAgentCore,
  { domain, extension, signal, calledNumberHeader, recall: sign }: PracticeSettings,
  contact: URI,
  caller: Caller,
  recall: Recall | undefined,
  body: Body,
): OutgoingRequestMessage {
  const { number, line, calledNumber, isWithheld = false, claims = [] } = caller
  const shown = isWithheld ? 'anonymous' : number
  const name = quoted(isWithheld ? 'Anonymous' : caller.name)
  const headers = [
    `Contact: <sip:exchange@${core.configuration.viaHost};transport=ws>`,
    'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, REFER, MESSAGE, SUBSCRIBE',
    `P-Asserted-Identity: ${name === '' ? '' : `"${name}" `}<${new URI('sip', shown, domain).toRaw()}>`,
    // A trunk of which nobody has told the exchange what it is: its calls come without a word.
    ...(line === 'unverified'
      ? []
      : [`${signal.header}: ${signal[line][0]}`, `Alert-Info: <http://${domain}>;info=${line}`]),
    ...(calledNumber === undefined ? [] : [`${calledNumberHeader}: ${calledNumber}`]),
    ...(isWithheld ? ['Privacy: id'] : []),
    ...(recall ? [`${sign.header}: <http://${domain}>;${sign.value}`, `${sign.of}: ${recall.from}`] : []),
    ...claims.filter(claim => passes.test(claim) && !/[\r\n]/.test(claim)),
  ]
  const from = new URI('sip', shown, domain)
  const to = new URI('sip', extension, domain)
  return core.makeOutgoingRequestMessage('INVITE', contact, from, to, { fromDisplayName: name }, headers, body)
}

/** RFC 3261 section 25.1: in a quoted string these two stand for themselves only behind a backslash. */
function quoted(name: string): string {
  return name.replaceAll(/[\r\n]/g, ' ').replaceAll(/["\\]/g, String.raw`\$&`)
}
