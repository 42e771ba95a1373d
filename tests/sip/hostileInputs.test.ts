import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cleanName } from '../../domain/phone/cleanName'
import { classifyLine } from '../../domain/phone/classifyLine'
import type { Invitation } from '../../domain/phone/Invitation'
import type { PhoneFact } from '../../domain/phone/Phone'
import type { SipAccountSettings } from '../../electron/sip/SipAccountSettings'
import { aRequest, type Said } from '../support/aRequest'
import { aSipPhone } from '../support/aSipPhone'
import {
  bytesOf,
  hostileFolder,
  hostileInputs,
  quotedBytesOf,
  standsAsWritten,
  tortureMessages,
} from '../support/hostileInputs'
import { longestTask } from '../support/longestTask'
import { anOffer, answerTo, type Said as Heard, TextExchange, withBytes } from '../support/TextExchange'

const longestAllowed = 200
const signal = { header: 'X-Line-Type', internal: ['internal'], external: ['external'] }

let exchange: TextExchange
let stop: () => Promise<void>
let uncaught: unknown[]
const catchIt = (error: unknown) => void uncaught.push(error)

beforeEach(async () => {
  uncaught = []
  process.on('uncaughtException', catchIt)
  process.on('unhandledRejection', catchIt)
  exchange = await TextExchange.open()
})

afterEach(async () => {
  await stop()
  await exchange.close()
  process.off('uncaughtException', catchIt)
  process.off('unhandledRejection', catchIt)
  expect(uncaught).toEqual([])
})

async function registered(account: Partial<SipAccountSettings> = {}) {
  const rig = aSipPhone(exchange, account)
  stop = () => rig.phone.stop()
  await rig.registers()
  return rig
}

type Rig = Awaited<ReturnType<typeof registered>>

async function talking() {
  const rig = await registered()
  const call = exchange.rings()
  const { callId } = await rig.told('callInvited')
  await rig.phone.perform({ type: 'answer', callId, microphoneFirst: false })
  const answer = await call.answered(200)
  call.acknowledge(answer)
  await rig.told('callAnswered')
  return { ...rig, call, callId, answer }
}

let sent = 0

/** An INVITE to this phone that says `said`, with a place in its text for bytes that are no text. */
function invite(said: Said = {}): { text: string; callId: string } {
  sent += 1
  const callId = `hostile-${sent}`
  const startLine = said.startLine ?? `INVITE ${exchange.contact} SIP/2.0`
  const via = `SIP/2.0/WS h;branch=z9hG4bK${callId}`
  const headers = ['X-Line-Type: external', ...(said.headers ?? [])]
  return { text: aRequest('INVITE', { via, callId, ...said, startLine, headers }), callId }
}

const codesFor = (callId: string) =>
  exchange.heard
    .filter(said => said.firstLine.startsWith('SIP/2.0') && said.header('Call-ID') === callId)
    .map(({ firstLine }) => Number(firstLine.split(' ')[1]))

/** What became of a call: it rings, it was refused by a code, or it could not be read. */
async function fateOf(callId: string, facts: readonly PhoneFact[]): Promise<number | 'rings' | 'unreadable'> {
  await exchange.isUnderstood()
  const final = codesFor(callId).find(code => code >= 200)
  if (final !== undefined) return final
  if (codesFor(callId).includes(180)) return 'rings'
  return facts.some(({ type }) => type === 'messageUnreadable') ? 'unreadable' : 0
}

/** Says something to the phone, up to three times, and sees to it that nothing takes long. */
async function harmless(rig: Rig, say: () => void): Promise<void> {
  const longest = await longestTask(longestAllowed, async () => {
    say()
    await exchange.isUnderstood()
  })
  expect(longest, 'the longest task').toBeLessThan(longestAllowed)
  expect(rig.facts.some(({ type }) => type === 'callAnswered' || type === 'callPlaced')).toBe(false)
}

/** The next call rings within a second, or within five where the socket had to close. */
async function nextCallRings(rig: Rig, within = 1_000): Promise<void> {
  const from = '"Next Caller" <sip:+442079460077@127.0.0.1>'
  const isNext = ({ invitation }: { readonly invitation: Invitation }) => invitation.caller.name === 'Next Caller'
  let rang = false
  for (let tried = 0; tried < 3 && !rang; tried += 1) {
    exchange.rings({ from })
    rang = await rig.told('callInvited', isNext, within).then(
      () => true,
      () => false,
    )
  }
  expect(rang, 'the next call rings').toBe(true)
}

const lineOf = (invitation: Invitation) => classifyLine(invitation, { line: undefined, signal, path: 'sealed' }).kind

describe.skipIf(hostileFolder)('hostile inputs', () => {
  beforeEach(() => {
    stop = () => Promise.resolve()
  })

  it.skip('are not here: set PHONE_DUTY_HOSTILE_INPUTS to the folder with hostile.json and torture/', () => undefined)
})

describe.skipIf(!hostileFolder)('the messages of RFC 4475', () => {
  // What each must come to here, where nobody of their names lives. A response or an ACK is never answered.
  const answers: Readonly<Record<string, number>> = {
    badvers: 505,
    bext01: 420,
    invut: 415,
    sdp01: 404,
    unkscm: 416,
    novelsc: 416,
    ...{ multi01: 400, mcl01: 400, clerr: 400, ncl: 400, mismatch01: 400, scalar02: 400, quotbal: 400 },
    ...{ ltgtruri: 400, lwsruri: 400, lwsstart: 400, trws: 400, escruri: 400 },
    ...{ intmeth: 501, esc02: 501, mismatch02: 501 },
    ...{ cparam01: 405, cparam02: 405, dblreq: 405, escnull: 405, mpart01: 405, regaut01: 405 },
    ...{ regbadct: 405, regescrt: 405, unksm2: 405 },
    ...{ semiuri: 200, transports: 200, zeromf: 200, lwsdisp: 200, badaspec: 200, badbranch: 200, baddn: 200 },
    ...{ esc01: 404, longreq: 404, inv2543: 404, badinv01: 404, baddate: 404, wsinv: 481 },
  }
  const unanswered = ['bcast', 'bigcode', 'noreason', 'scalarlg', 'unreason']

  it.each(tortureMessages())('%s gets its answer, and the next call rings', async (name, bytes) => {
    const rig = await registered()
    await harmless(rig, () => exchange.sayBytes(bytes))
    const callId = /^(?:call-id|i) *: *(.*?)\r$/im.exec(bytes.toString('utf8'))?.[1] ?? 'none'
    if (name === 'insuf') expect(await fateOf(callId, rig.facts)).toBe('unreadable')
    else if (unanswered.includes(name)) expect(codesFor(callId)).toEqual([])
    else expect(new Set(codesFor(callId))).toEqual(new Set([answers[name]]))
    await nextCallRings(rig)
  })

  it('are all there', () => {
    stop = () => Promise.resolve()
    const known = [...Object.keys(answers), ...unanswered, 'insuf']
    expect(
      tortureMessages()
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(known.toSorted())
  })
})

describe.skipIf(!hostileFolder)('names', () => {
  const named = (place: string) => ({
    from: `"${place}" <sip:+442079460018@127.0.0.1>;tag=theirs`,
    headers: [
      `P-Asserted-Identity: "${place}" <sip:+442079460018@127.0.0.1>`,
      'Diversion: "Reception" <sip:1500@127.0.0.1>',
    ],
  })

  it.each(hostileInputs('DN'))('$id $name rings as a name, and changes nothing else', async item => {
    const rig = await registered()
    const bytes = quotedBytesOf(item)
    let callId = ''
    await harmless(rig, () => {
      const call = invite(named('%NAME%'))
      callId = call.callId
      exchange.sayBytes(withBytes(call.text, '%NAME%', bytes))
    })
    const fate = await fateOf(callId, rig.facts)
    if (bytes.length > 60_000) expect([513, 'unreadable']).toContain(fate)
    else {
      expect(fate).toBe('rings')
      const { invitation } = await rig.told('callInvited')
      expect(lineOf(invitation)).toBe('external')
      expect(invitation.caller.number).toBe('+442079460018')
      expect(invitation.forwardedBy).toBe('Reception 1500')
      // eslint-disable-next-line no-control-regex
      const seen = cleanName(
        bytesOf(item)
          .toString('utf8')
          .replaceAll(/[\u0000-\u001F\u007F]+/g, ' '),
      )
      if (!standsAsWritten(item)) expect(invitation.caller.name).toBe(seen)
      if (item.id === 'DN-093') expect(invitation.caller.name).toBe(String.raw`a"b\c`)
    }
    await nextCallRings(rig)
  })

  it.each(hostileInputs('DN'))('$id $name without any care in quoting it rings or is refused', async item => {
    const rig = await registered()
    const call = invite(named('%NAME%'))
    exchange.sayBytes(withBytes(call.text, '%NAME%', bytesOf(item)))
    expect(['rings', 'unreadable', 400, 513]).toContain(await fateOf(call.callId, rig.facts))
    for (const fact of rig.facts) if (fact.type === 'callInvited') expect(lineOf(fact.invitation)).toBe('external')
    await nextCallRings(rig)
  })
})

describe.skipIf(!hostileFolder)('header lines', () => {
  const refused: Readonly<Record<string, readonly number[]>> = {
    'HV-008': [420],
    ...{ 'HV-011': [400], 'HV-012': [400], 'HV-042': [400], 'HV-043': [400], 'HV-044': [400] },
    ...{ 'HV-045': [415], 'HV-047': [415], 'HV-053': [481], 'HV-054': [400] },
    ...{ 'HV-056': [400], 'HV-058': [400, 513], 'HV-064': [400] },
  }

  it.each(hostileInputs('HV'))('$id $name', async item => {
    const rig = await registered()
    const line = bytesOf(item).toString('utf8').replace(/\r\n$/, '')
    let callId = ''
    await harmless(rig, () => {
      const call = invite({ headers: [line] })
      callId = call.callId
      exchange.say(call.text)
    })
    expect(refused[item.id] ?? ['rings']).toContain(await fateOf(callId, rig.facts))
    const rung = rig.facts.find(fact => fact.type === 'callInvited')
    if (rung) expect(lineOf(rung.invitation)).toBe('external')
    if (item.id === 'HV-008') {
      const refusal = exchange.heard.find(said => said.firstLine.startsWith('SIP/2.0 420'))
      expect(refusal?.header('Unsupported')).toBe('foo, bar')
    }
    if (item.id === 'HV-018' || item.id === 'HV-019')
      expect(rung?.invitation.caller).toMatchObject({ number: '+442079460018', name: 'Ms Okafor' })
    if (item.id === 'HV-021') expect(JSON.stringify(rung)).not.toContain('442079460018')
    if (item.id === 'HV-067') expect(rung?.invitation.verificationFailed).toBe(true)
    await nextCallRings(rig)
  })
})

describe.skipIf(!hostileFolder)('whole messages', () => {
  const find = (id: string) => {
    const item = hostileInputs('MSG').find(each => each.id === id)
    if (!item) throw new Error(`${id} is not there`)
    return item
  }
  const value = (id: string) => find(id).value
  const text = (id: string) => bytesOf(find(id)).toString('utf8')

  it.each(['MSG-001', 'MSG-002', 'MSG-004', 'MSG-005'])('%s is counted, and the next call rings', async id => {
    const rig = await registered()
    await harmless(rig, () => exchange.say(text(id)))
    expect(rig.facts.some(({ type }) => type === 'messageUnreadable')).toBe(true)
    await nextCallRings(rig)
  })

  it.each([
    ['MSG-006', [416]],
    ['MSG-007', [416, 404]],
    ['MSG-008', [416, 'rings']],
    ['MSG-009', [505]],
    ['MSG-010', [405, 501]],
  ])('%s gets its answer, and the next call rings', async (id, expected) => {
    const rig = await registered()
    const call = invite({ startLine: text(id) })
    await harmless(rig, () => exchange.say(call.text))
    expect(expected).toContain(await fateOf(call.callId, rig.facts))
    await nextCallRings(rig)
  })

  it('MSG-003: of two INVITEs in one frame the first rings', async () => {
    const rig = await registered()
    const [one, two] = [invite(), invite()]
    await harmless(rig, () => exchange.say(one.text + two.text))
    expect(await fateOf(one.callId, rig.facts)).toBe('rings')
    expect(codesFor(two.callId)).toEqual([])
    await nextCallRings(rig)
  })

  const outside: readonly (readonly [id: string, codes: readonly number[]])[] = [
    ['MSG-012', [405, 403]],
    ['MSG-021', [481, 489]],
    ['MSG-022', [200]],
    ['MSG-023', [405]],
    ['MSG-035', [481]],
    ['MSG-036', [405, 489]],
    ['MSG-037', [405]],
  ]
  it.each(outside)('%s makes nothing pop up, and the next call rings', async (id, codes) => {
    const rig = await registered()
    const { method, headers = [], body = '' } = value(id) as { method: string; headers?: string[]; body?: string }
    const startLine = `${method} ${exchange.contact} SIP/2.0`
    const before = rig.facts.length
    const callId = `outside-${id}`
    const typed =
      body === '' || headers.some(line => line.startsWith('Content-Type'))
        ? headers
        : [...headers, 'Content-Type: application/simple-message-summary']
    await harmless(rig, () => exchange.say(aRequest(method, { startLine, callId, headers: typed, body })))
    expect(codes).toContain(codesFor(callId)[0])
    expect(rig.facts.slice(before)).toEqual([])
    expect(exchange.heard.some(said => said.method === 'INVITE')).toBe(false)
    await nextCallRings(rig)
  })

  it('MSG-011: a CSeq of another method is refused', async () => {
    const rig = await registered()
    const { start, cseq } = value('MSG-011') as { start: string; cseq: string }
    exchange.say(
      aRequest(start, { startLine: `${start} ${exchange.contact} SIP/2.0`, cseq: `9 ${cseq}`, callId: 'mismatch' }),
    )
    expect(await fateOf('mismatch', rig.facts)).toBe(400)
    await nextCallRings(rig)
  })

  it.each(['MSG-016', 'MSG-017'])('%s, unasked, is nobody’s business', async id => {
    const rig = await registered()
    const { response, repeat = 1 } = value(id) as { response: number; repeat?: number }
    const before = rig.facts.length
    const heard = exchange.heard.length
    const stray = aRequest('REGISTER', { startLine: `SIP/2.0 ${response} Whatever`, callId: 'stray' })
    await harmless(rig, () => Array.from({ length: repeat }, () => exchange.say(stray)))
    expect(rig.facts.slice(before)).toEqual([])
    expect(exchange.heard.slice(heard).filter(said => said.method !== '')).toEqual([])
    await nextCallRings(rig)
  })

  const within = (answer: Heard, method: string, said: Partial<Said> = {}): string =>
    aRequest(method, {
      startLine: `${method} ${exchange.contact} SIP/2.0`,
      via: `SIP/2.0/WS h;branch=z9hG4bKwithin${(sent += 1)}`,
      from: answer.header('From') ?? '',
      to: answer.header('To') ?? '',
      callId: answer.header('Call-ID') ?? '',
      cseq: `${700 + sent} ${method}`,
      ...said,
    })
  const finalTo = (cseq: string) =>
    exchange.hears(
      `an answer to ${cseq}`,
      said => /^SIP\/2.0 [2-6]/.test(said.firstLine) && said.header('CSeq') === cseq,
    )
  const isUp = (facts: readonly PhoneFact[]) => !facts.some(({ type }) => type === 'callEnded')

  it('MSG-018: a goodbye with foreign tags touches nothing', async () => {
    const { answer, facts } = await talking()
    exchange.say(within(answer, 'BYE', { to: '<sip:rosa@127.0.0.1>;tag=wrong', cseq: '900 BYE' }))
    expect((await finalTo('900 BYE')).firstLine).toContain('481')
    expect(isUp(facts)).toBe(true)
  })

  it('MSG-019: a CANCEL after the answer touches nothing', async () => {
    const { call, facts } = await talking()
    call.cancel()
    const answer = await exchange.hears('an answer to CANCEL', said => said.header('CSeq')?.endsWith('CANCEL') === true)
    expect(answer.firstLine).toContain('200')
    expect(isUp(facts)).toBe(true)
  })

  it('MSG-020: a goodbye ends the sound at once', async () => {
    const { call, answer, told, audio } = await talking()
    const begin = performance.now()
    call.hangUp(answer)
    await told('callEnded')
    expect(audio.asked).toContain('close')
    expect(performance.now() - begin).toBeLessThan(500)
  })

  it('MSG-024: a flood of INFO touches nothing', async () => {
    const { answer, facts } = await talking()
    const { repeat } = value('MSG-024') as { repeat: number }
    const longest = await longestTask(longestAllowed, async () => {
      for (let at = 0; at < repeat; at += 1) exchange.say(within(answer, 'INFO'))
      await exchange.isUnderstood()
    })
    expect(longest).toBeLessThan(longestAllowed)
    expect(isUp(facts)).toBe(true)
  })

  it.each([
    ['MSG-026', `${anOffer()}m=video 40002 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n`],
    ['MSG-027', anOffer().replace('m=audio 40000', 'm=audio 0')],
    ['MSG-028', anOffer('actpass', 'inactive')],
  ])('%s: the re-INVITE gets an answer, and the call can end', async (_, body) => {
    const { call, answer, facts, told } = await talking()
    exchange.say(within(answer, 'INVITE', { body, cseq: '900 INVITE' }))
    const { firstLine } = await finalTo('900 INVITE')
    expect(firstLine).toMatch(/ (200|488) /)
    exchange.say(within(answer, 'ACK', { cseq: '900 ACK' }))
    expect(isUp(facts)).toBe(true)
    exchange.say(within(answer, 'BYE', { cseq: '2000 BYE' }))
    expect(await told('callEnded')).toMatchObject({ by: 'them' })
    expect(call.callId).toBe(answer.header('Call-ID'))
  })

  it('MSG-025: a re-INVITE across ours is refused with 491', async () => {
    const { answer, phone, callId, told } = await talking()
    let ours: Heard | undefined
    exchange.answers.set('INVITE', request => {
      ours = request
      return undefined
    })
    const held = phone.perform({ type: 'hold', callId })
    exchange.say(within(answer, 'INVITE', { cseq: '900 INVITE' }))
    expect((await finalTo('900 INVITE')).firstLine).toContain('491')
    await exchange.hears('our INVITE', said => said.method === 'INVITE')
    if (ours) exchange.say(answerTo(ours, '200 OK', [], anOffer('active', 'recvonly')))
    await held
    await told('callHeld')
  })

  it('MSG-029: the same INVITE many times is one card', async () => {
    const rig = await registered()
    const { repeat } = value('MSG-029') as { repeat: number }
    const call = invite()
    await harmless(rig, () => Array.from({ length: repeat }, () => exchange.say(call.text)))
    expect(rig.facts.filter(({ type }) => type === 'callInvited')).toHaveLength(1)
    await nextCallRings(rig)
  })

  it('MSG-030: the same call by another way is refused with 482', async () => {
    const rig = await registered()
    const call = invite()
    exchange.say(call.text)
    exchange.say(call.text.replace('z9hG4bK', 'z9hG4bKother'))
    await exchange.isUnderstood()
    expect(codesFor(call.callId)).toContain(482)
    await nextCallRings(rig)
  })

  it('MSG-031: an INVITE without a description rings and is answered', async () => {
    const rig = await registered()
    const call = exchange.rings({ offer: '' })
    const { callId } = await rig.told('callInvited')
    await rig.phone.perform({ type: 'answer', callId, microphoneFirst: false })
    expect((await call.answered(200)).body).toContain('m=audio')
  })
})

describe.skipIf(!hostileFolder)('descriptions', () => {
  it.each(hostileInputs('SDP'))('$id $name rings, or is refused, and the next call rings', async item => {
    const rig = await registered()
    let callId = ''
    await harmless(rig, () => {
      const bytes = bytesOf(item)
      const headers = ['Content-Type: application/sdp', `Content-Length: ${bytes.length}`]
      const call = invite({ headers, body: '%BODY%' })
      callId = call.callId
      exchange.sayBytes(withBytes(call.text, '%BODY%', bytes))
    })
    expect(bytesOf(item).length > 64_000 ? [513] : ['rings']).toContain(await fateOf(callId, rig.facts))
    await nextCallRings(rig)
  })

  it.each(hostileInputs('SDP'))('$id $name in the answer to a call of ours', async item => {
    const rig = await registered()
    exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], bytesOf(item).toString('utf8')))
    await rig.phone.perform({
      type: 'dial',
      callId: 'ours',
      accountId: '200@127.0.0.1',
      number: '201',
      into: undefined,
    })
    await exchange.isUnderstood()
    await rig.phone.perform({ type: 'hangUp', callId: 'ours' })
    exchange.answers.delete('INVITE')
    await nextCallRings(rig)
  })

  it.each(hostileInputs('SDP'))('$id $name is refused when no room can use it', async item => {
    const rig = await registered()
    rig.audio.unusable = true
    const body = bytesOf(item).toString('utf8')
    const call = invite({ body, headers: ['Content-Type: application/sdp'] })
    exchange.say(call.text)
    if (body.trim() === '' || body.length > 64_000) return
    const { callId } = await rig.told('callInvited')
    expect(await rig.told('callEnded', fact => fact.callId === callId, 2_000)).toMatchObject({ code: 488 })
  })
})

describe.skipIf(!hostileFolder)('frames', () => {
  const input = (id: string) => {
    const item = hostileInputs('WS').find(each => each.id === id)
    if (!item) throw new Error(`${id} is not there`)
    return bytesOf(item)
  }

  it('WS-003: a binary frame is text like any other', async () => {
    const rig = await registered()
    const call = invite()
    exchange.sayBytes(Buffer.from(call.text), true)
    expect(await fateOf(call.callId, rig.facts)).toBe('rings')
    await nextCallRings(rig)
  })

  it('WS-004: a hundred pieces are one message', async () => {
    const rig = await registered()
    const call = invite()
    const bytes = Buffer.from(call.text)
    exchange.sayBytes(
      Array.from({ length: 100 }, (_, at) =>
        bytes.subarray(Math.floor((at * bytes.length) / 100), Math.floor(((at + 1) * bytes.length) / 100)),
      ),
    )
    expect(await fateOf(call.callId, rig.facts)).toBe('rings')
    await nextCallRings(rig)
  })

  it.each(['WS-005', 'WS-006', 'WS-007'])('%s is a sign of life and nothing more', async id => {
    const rig = await registered()
    const before = rig.facts.length
    await harmless(rig, () => exchange.sayBytes(input(id)))
    expect(rig.facts.slice(before)).toEqual([])
    await nextCallRings(rig)
  })

  it('WS-008: a megabyte is counted and costs no time', async () => {
    const rig = await registered()
    await harmless(rig, () => exchange.sayBytes(input('WS-008')))
    expect(rig.facts.some(({ type }) => type === 'messageUnreadable')).toBe(true)
    await nextCallRings(rig)
  })

  const back = (rig: Rig) =>
    rig.told('registrationChanged', ({ registration }) => registration.state === 'registered', 5_000)

  it('WS-009: sixteen megabytes cost the socket, and the phone is back within five seconds', async () => {
    const rig = await registered()
    rig.facts.length = 0
    exchange.sayBytes(input('WS-009'))
    await back(rig)
    await nextCallRings(rig, 5_000)
  })

  it('WS-011: a flood of pings changes nothing', async () => {
    const rig = await registered()
    const before = rig.facts.length
    await harmless(rig, () => {
      for (let at = 0; at < 1_000; at += 1) exchange.ping()
    })
    expect(rig.facts.slice(before)).toEqual([])
    await nextCallRings(rig)
  })

  it.each([
    ['WS-012', () => exchange.closes(1001)],
    ['WS-024', () => exchange.cut()],
  ])('%s: the phone comes back, and the next call rings', async (_, lose) => {
    const rig = await registered()
    rig.facts.length = 0
    lose()
    await back(rig)
    await nextCallRings(rig, 5_000)
  })
})

describe.skipIf(!hostileFolder)('news about lamps', () => {
  it.each(hostileInputs('XML'))('$id $name is refused unread, and the next call rings', async item => {
    const rig = await registered()
    const before = rig.facts.length
    const startLine = `NOTIFY ${exchange.contact} SIP/2.0`
    const headers = ['Event: dialog', 'Subscription-State: active', 'Content-Type: application/dialog-info+xml']
    await harmless(rig, () =>
      exchange.say(aRequest('NOTIFY', { startLine, headers, callId: 'lamp', body: bytesOf(item).toString() })),
    )
    expect(bytesOf(item).length > 64_000 ? [513] : [489]).toContain(codesFor('lamp')[0])
    expect(rig.facts.slice(before)).toEqual([])
    await nextCallRings(rig)
  })
})

interface Claim {
  readonly headers: readonly string[]
  readonly profile: { readonly signal: string | null; readonly internal?: string[]; readonly external?: string[] }
}

describe.skipIf(!hostileFolder)('lines', () => {
  it.each(hostileInputs('CLS'))('$id $name', async item => {
    const { headers, profile } = item.value as Claim
    const signs = profile.signal
      ? { header: profile.signal, internal: profile.internal ?? [], external: profile.external ?? [] }
      : undefined
    const rig = await registered({ signal: signs, country: 'JP' })
    const from = headers.find(line => line.startsWith('From: '))?.slice(6) ?? ''
    exchange.rings({ from, headers: headers.filter(line => !line.startsWith('From: ')) })
    const { invitation } = await rig.told('callInvited')
    expect(classifyLine(invitation, { line: undefined, signal: signs, path: 'sealed' }).kind).toBe(item.expect)
  })
})
