import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aSipPhone } from '../support/aSipPhone'
import { anOffer, answerTo, type Said, TextExchange } from '../support/TextExchange'

const plan = { to: { name: 'Tomas', number: '201' }, way: 'announce', callerWas: 'talking' } as const

let exchange: TextExchange
let stop: () => Promise<void>

beforeEach(async () => {
  exchange = await TextExchange.open()
})

afterEach(async () => {
  await stop()
  await exchange.close()
})

/** A caller on the line, and a colleague who has answered. */
async function callerAndColleague() {
  const rig = aSipPhone(exchange)
  stop = () => rig.phone.stop()
  await rig.registers()
  const call = exchange.rings()
  const { callId } = await rig.told('callInvited')
  await rig.phone.perform({ type: 'answer', callId, microphoneFirst: false })
  call.acknowledge(await call.answered(200))
  await exchange.isUnderstood()
  exchange.answers.set('INVITE', request => answerTo(request, '200 OK', [], anOffer('active')))
  await rig.phone.perform({ type: 'consult', callId, legId: 'leg', accountId: '200@127.0.0.1', plan })
  await rig.told('callAnswered', fact => fact.callId === 'leg')
  await exchange.isUnderstood()
  const invite = await exchange.hears('the INVITE to 201', said => said.firstLine.startsWith('INVITE sip:201@'))
  return { ...rig, call, callId, invite }
}

/** What the exchange says of a REFER: an in-dialog NOTIFY with a status line in it. */
function report(refer: Said, status: string, cseq: number): string {
  const body = `SIP/2.0 ${status}\r\n`
  const [from, to] = [refer.header('To') ?? '', refer.header('From') ?? '']
  const target = /<([^>]+)>/.exec(refer.header('Contact') ?? '')?.[1] ?? ''
  return [
    `NOTIFY ${target} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKnotify${cseq}`,
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${refer.header('Call-ID') ?? ''}`,
    `CSeq: ${cseq} NOTIFY`,
    'Event: refer',
    `Subscription-State: ${status.startsWith('1') ? 'active' : 'terminated;reason=noresource'}`,
    'Contact: <sip:exchange@127.0.0.1;transport=ws>',
    'Max-Forwards: 70',
    'Content-Type: message/sipfrag;version=2.0',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

describe('ringing a colleague', () => {
  it('tells the plan back as it was given, on a leg of its own', async () => {
    const { told, callId } = await callerAndColleague()

    expect(await told('consultationPlaced')).toMatchObject({ callId, legId: 'leg', plan })
    expect(await told('microphoneOpened', fact => fact.callId === 'leg')).toBeDefined()
  })

  it('takes back what is over already without a word', async () => {
    const { phone } = await callerAndColleague()

    await expect(phone.perform({ type: 'hangUp', callId: 'nobody' })).resolves.toBeUndefined()
  })
})

describe('joining two', () => {
  it('asks the exchange to put the caller in our place with the colleague', async () => {
    const { phone, callId, invite, told } = await callerAndColleague()
    exchange.answers.set('REFER', request => answerTo(request, '202 Accepted', ['Contact: <sip:exchange@127.0.0.1>']))
    await phone.perform({ type: 'join', callId, legId: 'leg' })
    const refer = await exchange.hears('REFER', said => said.method === 'REFER')

    expect(decodeURIComponent(refer.header('Refer-To') ?? '')).toContain(`Replaces=${invite.header('Call-ID') ?? ''};`)
    await told('joinAccepted')
  })

  it('tells that it was taken on before what came of it, also when both come in one breath', async () => {
    const { phone, callId, facts, told } = await callerAndColleague()
    exchange.answers.set('REFER', request => {
      exchange.say(answerTo(request, '202 Accepted', ['Contact: <sip:exchange@127.0.0.1>']))
      exchange.say(report(request, '100 Trying', 501))
      exchange.say(report(request, '503 Service Unavailable', 502))
      return undefined
    })
    await phone.perform({ type: 'join', callId, legId: 'leg' })
    await told('referReported', fact => fact.code === 503)

    const order = facts.map(fact => fact.type).filter(type => type === 'joinAccepted' || type === 'referReported')
    expect(order).toEqual(['joinAccepted', 'referReported', 'referReported'])
  })

  it('says that the exchange refused', async () => {
    const { phone, callId, facts } = await callerAndColleague()
    exchange.answers.set('REFER', request => answerTo(request, '603 Declined'))

    await expect(phone.perform({ type: 'join', callId, legId: 'leg' })).rejects.toThrow('603')
    expect(facts.some(fact => fact.type === 'joinAccepted')).toBe(false)
  })
})

describe('being asked to call somebody', () => {
  const refer = (call: { callId: string }, contact: string, from: string, to: string) =>
    [
      `REFER ${contact} SIP/2.0`,
      'Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKasked',
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${call.callId}`,
      'CSeq: 900 REFER',
      'Contact: <sip:exchange@127.0.0.1;transport=ws>',
      'Refer-To: <sip:203@127.0.0.1>',
      'Max-Forwards: 70',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n')

  it('asks a person first, and says no for them', async () => {
    const { phone, call, callId, told } = await callerAndColleague()
    const answer = await call.answered(200)
    const contact = /<([^>]+)>/.exec(answer.header('Contact') ?? '')?.[1] ?? ''
    exchange.say(refer(call, contact, answer.header('From') ?? '', answer.header('To') ?? ''))
    expect(await told('callAsked')).toMatchObject({ callId, number: '203' })
    await phone.perform({ type: 'answerRequest', callId, agreed: false })

    await exchange.hears('no', said => said.firstLine.startsWith('SIP/2.0 603') && said.header('CSeq') === '900 REFER')
  })

  it('refuses whoever asks from outside a call', async () => {
    await callerAndColleague()
    const contact = /<([^>]+)>/.exec(exchange.heard[1]?.header('Contact') ?? '')?.[1] ?? ''
    exchange.say(refer({ callId: 'stranger' }, contact, '<sip:9@127.0.0.1>;tag=9', `<${contact}>`))

    const reply = await exchange.hears('an answer', said => said.header('Call-ID') === 'stranger')
    expect(reply.firstLine).toMatch(/^SIP\/2\.0 [46]/)
  })
})

describe('another party on the line', () => {
  /** The exchange names somebody within the call. */
  async function names(call: Awaited<ReturnType<typeof callerAndColleague>>['call'], asserted: string, cseq: number) {
    const answer = await call.answered(200)
    const contact = /<([^>]+)>/.exec(answer.header('Contact') ?? '')?.[1] ?? ''
    const body = anOffer()
    exchange.say(
      [
        `INVITE ${contact} SIP/2.0`,
        `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKnew${cseq}`,
        `From: ${answer.header('From') ?? ''}`,
        `To: ${answer.header('To') ?? ''}`,
        `Call-ID: ${call.callId}`,
        `CSeq: ${cseq} INVITE`,
        'Contact: <sip:exchange@127.0.0.1;transport=ws>',
        `P-Asserted-Identity: ${asserted}`,
        'Max-Forwards: 70',
        'Content-Type: application/sdp',
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    )
    const answered = await exchange.hears(
      `an answer to INVITE ${cseq}`,
      said => said.firstLine.startsWith('SIP/2.0 200') && said.header('CSeq') === `${cseq} INVITE`,
    )
    exchange.say(
      [
        `ACK ${contact} SIP/2.0`,
        `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bKack${cseq}`,
        `From: ${answered.header('From') ?? ''}`,
        `To: ${answered.header('To') ?? ''}`,
        `Call-ID: ${call.callId}`,
        `CSeq: ${cseq} ACK`,
        'Max-Forwards: 70',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    )
    await exchange.isUnderstood()
  }

  it('is told when the exchange changes the identity in mid-call', async () => {
    const { call, callId, told } = await callerAndColleague()
    await names(call, '"Okafor Ltd" <sip:+442079460019@127.0.0.1>', 700)

    expect(await told('partyChanged')).toMatchObject({ callId, party: { number: '+442079460019', name: 'Okafor Ltd' } })
  })

  it('is none when the exchange only writes the number in another way', async () => {
    const { call, told, facts } = await callerAndColleague()
    const same = [
      ...['<sip:02079460018@127.0.0.1>', '<tel:+44-20-7946-0018>', '<sip:00442079460018@127.0.0.1>'],
      ...['<sip:442079460018@127.0.0.1>', '<sip:%2B442079460018@127.0.0.1>', '<sip:020.7946.0018@127.0.0.1>'],
    ]
    for (const [place, asserted] of same.entries()) await names(call, asserted, 700 + place)
    await names(call, '<sip:201@127.0.0.1>', 800)

    expect(await told('partyChanged')).toMatchObject({ party: { number: '201' } })
    expect(facts.filter(({ type }) => type === 'partyChanged')).toHaveLength(1)
  })
})
