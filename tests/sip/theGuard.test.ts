import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Wire } from '../../electron/wire/Wire'
import { aRequest, type Said } from '../support/aRequest'
import { aSipPhone } from '../support/aSipPhone'
import {
  anOffer,
  answerTo,
  readMessage,
  type RingingCall,
  type Said as Heard,
  TextExchange,
} from '../support/TextExchange'

let exchange: TextExchange
let stop: () => Promise<void>

beforeEach(async () => {
  exchange = await TextExchange.open()
})

afterEach(async () => {
  vi.useRealTimers()
  await stop()
  await exchange.close()
})

async function registered(account: Parameters<typeof aSipPhone>[1] = {}, watched?: (wire: Wire) => Wire) {
  const rig = aSipPhone(exchange, account, watched)
  stop = () => rig.phone.stop()
  await rig.registers()
  return rig
}

async function ringing() {
  const rig = await registered()
  const call = exchange.rings()
  const { callId } = await rig.told('callInvited')
  const progress = await call.answered(180)
  return { ...rig, call, callId, progress }
}

async function talking() {
  const rig = await ringing()
  await rig.phone.perform({ type: 'answer', callId: rig.callId, microphoneFirst: false })
  const answer = await rig.call.answered(200)
  rig.call.acknowledge(answer)
  await rig.told('callAnswered')
  await exchange.isUnderstood()
  return { ...rig, answer }
}

let asked = 0

/** Says a request to this phone, and hears the final answer to it. */
async function answered(method: string, said: Said = {}): Promise<Heard> {
  const callId = said.callId ?? `asked-${(asked += 1)}@127.0.0.1`
  const branch = `z9hG4bK${asked}${callId.replaceAll('@', '.')}`
  const startLine = said.startLine ?? `${method} ${exchange.contact} SIP/2.0`
  exchange.say(aRequest(method, { via: `SIP/2.0/WS 127.0.0.1;branch=${branch}`, ...said, startLine, callId }))
  return finalAnswer(callId, said.via === undefined ? branch : '')
}

function finalAnswer(callId: string, branch = ''): Promise<Heard> {
  const fits = (heard: Heard) =>
    /^SIP\/2\.0 [2-6]/.test(heard.firstLine) &&
    heard.header('Call-ID') === callId &&
    (heard.header('Via') ?? '').includes(branch)
  return exchange.hears(`a final answer to ${callId}`, fits)
}

const codeOf = ({ firstLine }: Heard) => Number(firstLine.split(' ')[1])

/** A request of theirs within a call that this phone has answered with `answer`. */
function within(call: RingingCall, answer: Heard, method: string, more: Partial<Said> = {}): Said {
  return {
    startLine: `${method} ${exchange.contact} SIP/2.0`,
    from: answer.header('From') ?? '',
    to: answer.header('To') ?? '',
    callId: call.callId,
    cseq: `700 ${method}`,
    ...more,
  }
}

describe('a request that SIP.js would have lost, or taken wrongly', () => {
  const refused: readonly (readonly [what: string, code: number, method: string, said: Said])[] = [
    ['another version', 505, 'INVITE', { startLine: 'INVITE sip:rosa@127.0.0.1 SIP/7.0' }],
    ['an address of an unknown kind', 416, 'INVITE', { startLine: 'INVITE nobodyKnows:opaque SIP/2.0' }],
    ['an unknown extension', 420, 'INVITE', { headers: ['Require: foo'] }],
    ['a body of an unknown kind', 415, 'INVITE', { headers: ['Content-Type: application/unknownformat'] }],
    ['a second From', 400, 'INVITE', { headers: ['From: <sip:boss@127.0.0.1>;tag=other'] }],
    ['a CSeq of another method', 400, 'OPTIONS', { cseq: '7 INVITE' }],
    ['quotes that never end', 400, 'INVITE', { to: '"Rosa <sip:rosa@127.0.0.1>' }],
    ['a CSeq of nonsense', 400, 'INVITE', { cseq: 'x INVITE' }],
    ['too many header lines', 400, 'INVITE', { headers: Array.from({ length: 300 }, () => 'X-H: v') }],
    ['too many bytes', 513, 'INVITE', { headers: [`X-Long: ${'x'.repeat(70_000)}`] }],
    ['somebody else called', 404, 'INVITE', { startLine: 'INVITE sip:nobody@127.0.0.1 SIP/2.0' }],
    [
      'somebody else called without a branch',
      404,
      'INVITE',
      { startLine: 'INVITE sip:nobody@h SIP/2.0', via: 'SIP/2.0/WS h' },
    ],
    ['no place to reach the caller', 400, 'INVITE', { without: ['Contact'] }],
    ['a Replaces of no call', 481, 'INVITE', { headers: ['Replaces: guessed@x;to-tag=1;from-tag=2'] }],
    ['a CANCEL of nothing', 481, 'CANCEL', {}],
  ]
  it.each(refused)('is answered at once, and the next call rings: %s', async (_, code, method, said) => {
    const { told, facts } = await registered()
    expect(codeOf(await answered(method, said))).toBe(code)
    expect(facts.filter(({ type }) => type !== 'registrationChanged')).toEqual([])

    exchange.rings()
    expect((await told('callInvited')).invitation.caller.name).toBe('Ms Okafor')
  })

  const rings: readonly (readonly [what: string, said: Said])[] = [
    ['a control character in the name', { from: '"Ms\u0001Okafor" <sip:+442079460018@127.0.0.1>;tag=theirs' }],
    ['folded lines', { from: '"Ms\r\n Okafor"\r\n <sip:+442079460018@127.0.0.1> ;\r\n tag = theirs' }],
    ['an Expires of nonsense', { headers: ['Expires: abc'] }],
    ['a telephone number for an address', { from: '"Ms Okafor" <tel:+442079460018>;tag=theirs' }],
    ['neither tag nor branch', { from: '"Ms Okafor" <sip:+442079460018@127.0.0.1>', via: 'SIP/2.0/WS h' }],
    ['a line that is no header', { headers: ['ThisIsNoHeader'] }],
  ]
  it.each(rings)('rings, can be answered, and ends: %s', async (_, said) => {
    const { told, phone } = await registered()
    const callId = 'odd@127.0.0.1'
    const startLine = `INVITE ${exchange.contact} SIP/2.0`
    exchange.say(aRequest('INVITE', { ...said, startLine, callId }))
    const invited = await told('callInvited')
    expect(invited.invitation.caller).toMatchObject({ number: '+442079460018', name: 'Ms Okafor' })

    await phone.perform({ type: 'answer', callId: invited.callId, microphoneFirst: false })
    const to = (await finalAnswer(callId)).header('To') ?? ''
    const via = (method: string) => ({ via: said.via ?? `SIP/2.0/WS h;branch=z9hG4bKodd${method}` })
    const within = { from: said.from ?? '"Ms Okafor" <sip:+442079460018@127.0.0.1>;tag=theirs', to, callId }
    exchange.say(
      aRequest('ACK', { ...within, ...via('ACK'), startLine: `ACK ${exchange.contact} SIP/2.0`, cseq: '7 ACK' }),
    )
    exchange.say(
      aRequest('BYE', { ...within, ...via('BYE'), startLine: `BYE ${exchange.contact} SIP/2.0`, cseq: '8 BYE' }),
    )
    expect(await told('callEnded')).toMatchObject({ by: 'them' })
  })

  it('is counted when nobody can be answered, and the next call rings', async () => {
    const { told, facts } = await registered()
    exchange.say('INVITE sip:rosa@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/WS p;branch=z9hG4bKa\r\n\r\n')
    exchange.say('SIP/2.0 200 OK\r\n\r\n')
    exchange.say('\r\n\r\n')
    exchange.rings()
    await told('callInvited')

    expect(facts.filter(({ type }) => type === 'messageUnreadable')).toEqual([
      { type: 'messageUnreadable', accountId: '200@127.0.0.1', at: expect.any(Number) },
    ])
  })

  it('comes in a binary frame or in a hundred pieces, and rings', async () => {
    const { told } = await registered()
    const text = Buffer.from(aRequest('INVITE', { startLine: `INVITE ${exchange.contact} SIP/2.0`, callId: 'binary' }))
    exchange.sayBytes(text, true)
    await told('callInvited')
    const other = Buffer.from(
      aRequest('INVITE', {
        startLine: `INVITE ${exchange.contact} SIP/2.0`,
        callId: 'pieces',
        via: 'SIP/2.0/WS p;branch=z9hG4bKpieces',
      }),
    )
    const size = Math.ceil(other.length / 100)
    exchange.sayBytes(
      Array.from({ length: Math.ceil(other.length / size) }, (_, at) => other.subarray(at * size, (at + 1) * size)),
    )
    await exchange.hears(
      '180 for the pieces',
      said => said.firstLine.startsWith('SIP/2.0 180') && said.header('Call-ID') === 'pieces',
    )
  })
})

describe('what the exchange hears of us', () => {
  it('is the same when we register as when it asks', async () => {
    await registered()
    const register = exchange.heard.find(said => said.method === 'REGISTER')
    expect(register?.header('Allow')).toBe((await answered('OPTIONS')).header('Allow'))
    expect(register?.header('Allow')).not.toContain('MESSAGE')
  })
})

describe('a scanner', () => {
  it('makes nothing pop up and learns of nobody', async () => {
    const { facts } = await registered()
    const before = facts.length
    const codes = async (user: string) => {
      const startLine = (method: string) => ({ startLine: `${method} sip:${user}@127.0.0.1 SIP/2.0` })
      return [
        codeOf(await answered('OPTIONS', startLine('OPTIONS'))),
        codeOf(await answered('REGISTER', startLine('REGISTER'))),
        codeOf(await answered('SUBSCRIBE', { ...startLine('SUBSCRIBE'), headers: ['Event: dialog'] })),
        codeOf(
          await answered('MESSAGE', {
            ...startLine('MESSAGE'),
            headers: ['Content-Type: text/html'],
            body: '<script>',
          }),
        ),
        codeOf(await answered('NOTIFY', { ...startLine('NOTIFY'), headers: ['Event: dialog'] })),
        codeOf(await answered('REFER', { ...startLine('REFER'), headers: ['Refer-To: <sip:+19005551234@127.0.0.1>'] })),
        codeOf(await answered('PUBLISH', startLine('PUBLISH'))),
        codeOf(await answered('INFO', startLine('INFO'))),
      ]
    }
    const ours = await codes(/sip:([^@]+)@/.exec(exchange.contact)?.[1] ?? '')
    expect(ours).toEqual([200, 405, 405, 405, 489, 403, 405, 481])
    for (const user of ['200', '100', 'nobody']) expect(await codes(user)).toEqual(ours)
    expect(facts.slice(before)).toEqual([])
  })
})

describe('races', () => {
  it('a CANCEL right behind its INVITE leaves nothing ringing', async () => {
    const { told } = await registered()
    const call = exchange.rings()
    call.cancel()

    await call.answered(487)
    const { callId } = await told('callInvited')
    expect(await told('callEnded')).toMatchObject({ callId, by: 'them' })
  })

  it('a CANCEL after the answer changes nothing', async () => {
    const { call, facts } = await talking()
    call.cancel()
    await exchange.hears('an answer to CANCEL', said => said.header('CSeq')?.endsWith('CANCEL') === true)

    expect(facts.some(({ type }) => type === 'callEnded')).toBe(false)
  })

  it('the same INVITE twenty times is one call', async () => {
    const { facts } = await registered()
    const text = aRequest('INVITE', { startLine: `INVITE ${exchange.contact} SIP/2.0` })
    for (let at = 0; at < 20; at += 1) exchange.say(text)
    await exchange.isUnderstood()

    expect(facts.filter(({ type }) => type === 'callInvited')).toHaveLength(1)
  })

  it('the same call by another way is sent back (482)', async () => {
    const { facts } = await registered()
    const startLine = `INVITE ${exchange.contact} SIP/2.0`
    exchange.say(aRequest('INVITE', { startLine }))
    exchange.say(aRequest('INVITE', { startLine, via: 'SIP/2.0/WS 127.0.0.1;branch=z9hG4bKanother' }))

    const second = await finalAnswer('first@127.0.0.1', 'z9hG4bKanother')
    expect(codeOf(second)).toBe(482)
    expect(facts.filter(({ type }) => type === 'callInvited')).toHaveLength(1)
  })

  it('a goodbye before the answer ends the ring', async () => {
    const { call, callId, told, progress } = await ringing()
    expect(codeOf(await answered('BYE', within(call, progress, 'BYE')))).toBe(200)

    expect(await told('callEnded')).toMatchObject({ callId, by: 'them' })
    await call.answered(487)
  })

  it('a goodbye while our answer leaves ends the call, and nothing of it stays', async () => {
    const watched = (wire: Wire): Wire => {
      const send = wire.send.bind(wire)
      wire.send = text => {
        send(text)
        const said = readMessage(text)
        if (!text.startsWith('SIP/2.0 200') || said.header('CSeq')?.endsWith('INVITE') !== true) return
        const via = 'SIP/2.0/WS h;branch=z9hG4bKgoodbye'
        const callId = said.header('Call-ID') ?? ''
        const to = said.header('To') ?? ''
        wire.onText?.(aRequest('BYE', { via, callId, from: said.header('From') ?? '', to, cseq: '900 BYE' }), true)
      }
      return wire
    }
    const { phone, told, facts } = await registered({}, watched)
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })

    expect(await told('callEnded')).toMatchObject({ callId, by: 'them' })
    expect(facts.some(({ type }) => type === 'callAnswered')).toBe(false)
    call.acknowledge(await call.answered(200))
    await call.asked('BYE')
    await exchange.isUnderstood()
    expect(phone.holds).toMatchObject({ legs: 0, sessions: 0, dialogs: 0 })
  })

  it('a goodbye before the ACK ends the call', async () => {
    const { call, callId, told, phone } = await ringing()
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    call.hangUp(await call.answered(200))

    expect(await told('callEnded')).toMatchObject({ callId, by: 'them' })
  })

  it('a re-INVITE before the answer is told to wait', async () => {
    const { call, callId, progress, facts } = await ringing()
    const again = within(call, progress, 'INVITE', { body: anOffer() })
    const refusal = await answered('INVITE', again)

    expect(codeOf(refusal)).toBe(500)
    expect(refusal.header('Retry-After')).toMatch(/^\d+$/)
    expect(facts.some(fact => fact.type === 'callEnded' && fact.callId === callId)).toBe(false)
  })

  it('a re-INVITE across ours is refused (491), and ours goes on', async () => {
    const { call, callId, answer, phone, told } = await talking()
    let ours: Heard | undefined
    exchange.answers.set('INVITE', request => {
      ours = request
      return undefined
    })
    const held = phone.perform({ type: 'hold', callId })
    const again = within(call, answer, 'INVITE', { body: anOffer() })
    expect(codeOf(await answered('INVITE', again))).toBe(491)
    await exchange.hears('our INVITE', said => said.method === 'INVITE')
    if (ours) exchange.say(answerTo(ours, '200 OK', [], anOffer('active', 'recvonly')))
    await held
    await told('callHeld')

    exchange.answers.delete('INVITE')
    expect(
      codeOf(await answered('INVITE', { ...again, cseq: '701 INVITE', via: 'SIP/2.0/WS h;branch=z9hG4bKlater' })),
    ).not.toBe(0)
  })

  it('a hold before the ACK waits for it, and the call goes on', async () => {
    const { call, callId, phone, told, facts } = await ringing()
    exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], anOffer('active', 'recvonly')))
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    const answer = await call.answered(200)
    const held = phone.perform({ type: 'hold', callId })
    await exchange.isUnderstood()
    expect(exchange.heard.some(said => said.method === 'INVITE')).toBe(false)

    call.acknowledge(answer)
    await held
    await told('callHeld')
    expect(facts.some(({ type }) => type === 'callEnded')).toBe(false)
  })

  it('an answer that nobody confirms ends the call after 32 s, and says that the line was lost', async () => {
    const { told, phone, facts } = await registered()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    const call = exchange.rings()
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })
    await call.answered(200)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(facts.some(({ type }) => type === 'callEnded')).toBe(false)
    await vi.advanceTimersByTimeAsync(2_000)

    expect(await told('callEnded')).toMatchObject({ callId, by: 'network' })
    await call.asked('BYE')
  })

  it('a thousand INFOs within a call leave it as it was', async () => {
    const { call, answer, facts } = await talking()
    for (let at = 0; at < 1_000; at += 1) {
      const via = `SIP/2.0/WS h;branch=z9hG4bKinfo${at}`
      const headers = ['Content-Type: application/dtmf-relay']
      exchange.say(
        aRequest(
          'INFO',
          within(call, answer, 'INFO', { via, cseq: `${800 + at} INFO`, headers, body: 'Signal=1\r\n' }),
        ),
      )
    }
    await finalAnswer(call.callId, 'z9hG4bKinfo999')

    expect(facts.some(({ type }) => type === 'callEnded')).toBe(false)
  })

  it.each(['INFO', 'REFER', 'NOTIFY'])('%s before the answer is not lost in silence', async method => {
    const { call, progress } = await ringing()
    expect(codeOf(await answered(method, within(call, progress, method, { headers: ['Event: refer'] })))).toBe(500)
  })

  it('UPDATE is refused within a call, which stays', async () => {
    const { call, answer, facts } = await talking()
    const refusal = await answered('UPDATE', within(call, answer, 'UPDATE'))

    expect(codeOf(refusal)).toBe(405)
    expect(refusal.header('Allow')).not.toContain('UPDATE')
    expect(facts.some(({ type }) => type === 'callEnded')).toBe(false)
  })
})

describe('an offer that no room can use', () => {
  it('is refused while it rings, and says why it was missed', async () => {
    const rig = await registered()
    rig.audio.unusable = true
    const call = exchange.rings()
    const { callId } = await rig.told('callInvited')

    await call.answered(488)
    expect(await rig.told('callEnded')).toMatchObject({ callId, by: 'network', code: 488 })
  })

  it('is not refused because no room is open', async () => {
    const rig = await registered()
    rig.audio.broken = true
    exchange.rings()
    await rig.told('callInvited')
    await exchange.isUnderstood()

    expect(exchange.heard.some(said => /^SIP\/2.0 [3-6]/.test(said.firstLine))).toBe(false)
  })

  it('none at all rings, and is answered with an offer of ours', async () => {
    const { phone, told, audio } = await registered()
    const call = exchange.rings({ offer: '' })
    const { callId } = await told('callInvited')
    await phone.perform({ type: 'answer', callId, microphoneFirst: false })

    expect((await call.answered(200)).body).toContain('m=audio')
    expect(audio.asked).toContain('prepareOffer')
  })
})

describe('what headers say of the caller', () => {
  const external = 'X-Line-Type: external'

  it('two asserted identities: the first is shown', async () => {
    const { told } = await registered()
    exchange.rings({
      headers: [external, 'P-Asserted-Identity: "Okafor Ltd" <sip:+442079460099@pbx>, <tel:+442079460098>'],
    })
    const { invitation } = await told('callInvited')

    expect(invitation.caller).toMatchObject({ number: '+442079460099', name: 'Okafor Ltd' })
    expect(invitation.claimed).toMatchObject({ number: '+442079460018' })
  })

  it.each([
    'P-Preferred-Identity: <sip:201@127.0.0.1>',
    'Remote-Party-ID: "Boss" <sip:201@127.0.0.1>;party=calling;screen=yes;privacy=off',
    'P-Asserted-Identity: <<<>>>',
    'P-Asserted-Identity:',
    'X_Line_Type: internal',
  ])('counts for nothing: %s', async header => {
    const { told } = await registered()
    exchange.rings({ headers: [external, header] })
    const { invitation } = await told('callInvited')

    expect(invitation).toMatchObject({
      caller: { number: '+442079460018', name: 'Ms Okafor' },
      claimed: undefined,
      signalValues: ['external'],
      verificationFailed: false,
    })
  })

  it('a number that could not be verified is kept as such, when the exchange says so', async () => {
    const { told } = await registered()
    exchange.rings({ headers: ['P-Asserted-Identity: <sip:+442079460018@pbx;verstat=TN-Validation-Failed>'] })
    expect((await told('callInvited')).invitation).toMatchObject({
      verificationFailed: true,
      caller: { number: '+442079460018' },
    })
  })

  it('what From says of its own verification counts for nothing', async () => {
    const { told } = await registered()
    exchange.rings({
      from: '<sip:+442079460018@pbx;verstat=TN-Validation-Passed>',
      headers: ['P-Asserted-Identity: <sip:+442079460018@pbx;verstat=TN-Validation-Passed>'],
    })
    expect((await told('callInvited')).invitation.verificationFailed).toBe(false)
  })
})
