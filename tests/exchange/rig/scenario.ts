/**
 * SIPp's scenarios, written for the call at hand. A scenario does nothing by the clock that a test could want to decide:
 * it listens, for ever if need be, and an INFO with its Call-ID from the test is its cue to do the next thing.
 */

/** Final answers that a call may be refused with. SIPp wants every one named. */
const refusals = [400, 403, 404, 408, 410, 413, 415, 420, 423, 480, 481, 482, 483, 484, 486, 487, 488, 491].concat([
  500, 501, 502, 503, 504, 505, 600, 603, 604, 606,
])

const send = (text: string, attributes = ''): string => `<send${attributes}><![CDATA[\n${text.trim()}\n\n]]></send>`
const request = (method: string, attributes = '', inside = ''): string =>
  `<recv request="${method}"${attributes}>${inside}</recv>`
const response = (code: number, attributes = ''): string => `<recv response="${code}"${attributes}/>`
const maybe = ' optional="true"'
const then = (label: string): string => ` next="${label}"`
const label = (name: string): string => `<label id="${name}"/>`
const goTo = (name: string): string => `<nop${then(name)}/>`

const document = (...steps: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="phone duty">\n${steps.join('\n')}\n${label('end')}\n</scenario>\n`

const contact = 'Contact: <sip:outside@[local_ip]:[local_port]>'
const sdp = (port: number): string => `Content-Type: application/sdp
Content-Length: [len]

v=0
o=outside 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio ${port} RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=sendrecv`

const answerLast = (status: string, body = 'Content-Length: 0'): string =>
  send(`SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
${contact}
${body}`)

/** From the answer to the end: either side may hang up; a re-INVITE and an UPDATE are agreed to. */
function talk(rtpPort: number, bye: string): readonly string[] {
  return [
    label('talk'),
    request('INFO', maybe + then('hangUp')),
    request('UPDATE', maybe + then('update')),
    request('INVITE', maybe + then('reinvite')),
    request('ACK', maybe),
    request('BYE'),
    answerLast('200 OK'),
    goTo('end'),
    label('update'),
    answerLast('200 OK', sdp(rtpPort)),
    goTo('talk'),
    label('reinvite'),
    answerLast('200 OK', sdp(rtpPort)),
    request('ACK'),
    goTo('talk'),
    label('hangUp'),
    send(bye, ' retrans="500"'),
    // Both may hang up at the same moment.
    request('BYE', maybe + then('crossed')),
    response(481, maybe + then('end')),
    response(200),
    goTo('end'),
    label('crossed'),
    answerLast('200 OK'),
    goTo('end'),
  ]
}

export interface Invite {
  readonly from: string
  readonly headers: readonly string[]
  readonly rtpPort: number
}

/** Calls; waits for the answer, a refusal, or the cue to cancel; then talks until somebody hangs up. */
export function callerScenario({ from, headers, rtpPort }: Invite): string {
  const dialog = (method: string, branch: string, cseq: number, to: string): string => `
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK-[pid]-${branch}
From: ${from};tag=[pid]caller
To: <sip:[service]@[remote_ip]:[remote_port]>${to}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Max-Forwards: 70`
  const toExchange = (method: string): string => `${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0`
  const empty = 'Content-Length: 0'
  const extra = [contact, ...headers, sdp(rtpPort)].join('\n')
  return document(
    send(`${toExchange('INVITE')}${dialog('INVITE', 'invite', 1, '')}\n${extra}`, ' retrans="500"'),
    ...[100, 180, 181, 182, 183].map(code => response(code, maybe)),
    request('INFO', maybe + then('cancel')),
    ...refusals.map(code => response(code, maybe + then('refused'))),
    response(200, ' rrs="true"'),
    send(`ACK [next_url] SIP/2.0${dialog('ACK', 'ack', 1, '[peer_tag_param]')}\n[routes]\n${empty}`),
    ...talk(rtpPort, `BYE [next_url] SIP/2.0${dialog('BYE', 'bye', 2, '[peer_tag_param]')}\n[routes]\n${empty}`),
    label('cancel'),
    send(`${toExchange('CANCEL')}${dialog('CANCEL', 'invite', 1, '')}\n${empty}`, ' retrans="500"'),
    response(200, maybe),
    response(487),
    label('refused'),
    send(`${toExchange('ACK')}${dialog('ACK', 'invite', 1, '[peer_tag_param]')}\n${empty}`),
  )
}

export type Reception = 'answers' | 'never answers' | number

/** Rings, then answers or refuses after `afterMs` milliseconds, or sooner on cue; then talks until somebody hangs up. */
export function phoneScenario(reception: Reception, afterMs: number, rtpPort: number): string {
  const keep = (header: string, name: string): string =>
    `<ereg regexp=".*" search_in="hdr" header="${header}:" assign_to="${name}"/>`
  // Whoever passed it on wants to be passed on this way back, and may want to stay in the call (RFC 3261 section 12.1.1).
  const line = (header: string): string => `${header}: [^[:cntrl:]]*`
  const lines = (header: string): string => `(${line(header)}[[:cntrl:]]+)*`
  const way = `${lines('Record-Route')}${lines('Via')}${line('Via')}`
  const kept = [
    `<ereg regexp="${way}" search_in="msg" assign_to="way"/>`,
    ...['From', 'To', 'CSeq'].map(header => keep(header, header.toLowerCase())),
  ].join('')
  const answerInvite = (status: string, body = 'Content-Length: 0'): string =>
    send(`SIP/2.0 ${status}
[$way]
From: [$from]
To: [$to];tag=[pid]phone[call_number]
Call-ID: [call_id]
CSeq: [$cseq]
${contact}
${body}`)
  // SIPp takes the patience of a row of messages from the first of them.
  const patience =
    reception === 'never answers' ? '' : ` timeout="${Math.max(1, Math.round(afterMs))}" ontimeout="decide"`
  return document(
    request('INVITE', ' rrs="true"', `<action>${kept}</action>`),
    answerInvite('180 Ringing'),
    request('INFO', maybe + then('answer') + patience),
    request('CANCEL'),
    answerLast('200 OK'),
    answerInvite('487 Request Terminated'),
    request('ACK'),
    goTo('end'),
    label('decide'),
    ...(typeof reception === 'number' ? [answerInvite(`${reception} Refused`), request('ACK'), goTo('end')] : []),
    label('answer'),
    answerInvite('200 OK', sdp(rtpPort)),
    request('ACK'),
    ...talk(
      rtpPort,
      `BYE [next_url] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK-[pid]-bye-[call_number]
From: [$to];tag=[pid]phone[call_number]
To: [$from]
Call-ID: [call_id]
CSeq: 1 BYE
Max-Forwards: 70
[routes]
Content-Length: 0`,
    ),
  )
}
