import { Grammar } from 'sip.js/lib/core/index.js'

// Beyond this a value is no address but a burden: SIP.js takes milliseconds for a kilobyte.
const longest = 2_048

// What nearly every message looks like, so that the grammar, which takes most of a millisecond for it, need not be asked.
const byte = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`
const host = String.raw`(?:${byte}(?:\.${byte}){3}|[A-Za-z][A-Za-z0-9]{0,62}(?:\.[A-Za-z][A-Za-z0-9]{0,62}){0,8})(?::[1-9]\d{0,3})?`
const uri = String.raw`sip:(?:[\w.!~*'()+-]{1,128}@)?${host}(?:;transport=(?:wss?|udp|tcp|tls))?`
const tame: Readonly<Record<string, RegExp>> = {
  Request_Response: new RegExp(`^(?:INVITE|ACK|BYE|CANCEL|OPTIONS|INFO|NOTIFY|REFER) ${uri} SIP/2\\.0$`),
  From: new RegExp(String.raw`^(?:"[\p{L}\p{N} .,'()-]{0,128}" )?<${uri}>(?:;tag=[\w.+-]{1,128})?$`, 'u'),
  Via: new RegExp(String.raw`^SIP/2\.0/(?:WSS?|UDP|TCP|TLS) ${host}(?:;rport)?;branch=[\w.+-]{1,128}(?:;alias)?$`),
  Call_ID: /^[\w.+-]{1,256}(?:@[\w.-]{1,128})?$/,
  Content_Type: /^application\/(?:sdp|dtmf-relay|simple-message-summary)$/,
}
const sameShape: Readonly<Record<string, string>> = { To: 'From', Contact: 'From', Record_Route: 'From' }

/** A rule of SIP.js's grammar by which a header field or a first line is read. */
export type Rule =
  | 'Request_Response'
  | 'Via'
  | 'From'
  | 'To'
  | 'Contact'
  | 'Record_Route'
  | 'Refer_To'
  | 'Replaces'
  | 'Call_ID'
  | 'Content_Type'

/** Whether SIP.js can read a value. What it cannot read it drops with the whole message, and says nothing. */
export function sipJsReads(value: string, rule: Rule): boolean {
  if (value.length > longest) return false
  if (tame[sameShape[rule] ?? rule]?.test(value)) return true
  const read: unknown = Grammar.parse(value, rule)
  if (rule !== 'Request_Response') return read !== -1
  // It takes sip:a@@b for an address of another kind, keeps nothing of it, and throws later on.
  return (
    typeof read === 'object' && read !== null && ('status_code' in read || ('uri' in read && read.uri !== undefined))
  )
}
