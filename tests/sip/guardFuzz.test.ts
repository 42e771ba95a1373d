import { Parser } from 'sip.js/lib/core/messages/parser.js'
import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guard } from '../../electron/sip/guard/guard'
import { aRequest } from '../support/aRequest'
import { aSipPhone } from '../support/aSipPhone'
import { garbled, seeded } from '../support/garbled'
import { longestTask } from '../support/longestTask'
import { TextExchange } from '../support/TextExchange'

// As many as PROTOS c07-sip had, and a few more. More of them: PHONE_DUTY_FUZZ=100000.
const many = Number(process.env['PHONE_DUTY_FUZZ'] ?? 5_000)
const atOnce = 100

const quiet = { warn: () => undefined, error: () => undefined } as never
const nobody = { stateOf: () => 'unknown' as const }

const invite = (at: number, contact = 'sip:rosa@127.0.0.1') =>
  aRequest('INVITE', {
    startLine: `INVITE ${contact} SIP/2.0`,
    callId: `garbled-${at}`,
    via: `SIP/2.0/WS h;branch=z9hG4bKgarbled${at}`,
    headers: [
      'X-Line-Type: external',
      'Expires: 60',
      'P-Asserted-Identity: "Okafor" <sip:+442079460018@pbx>',
      'Accept: application/sdp',
    ],
  })

describe('thousands of messages with mistakes in them', () => {
  it('get past only in words that SIP.js understands', { timeout: 30_000 + many * 5 }, () => {
    const random = seeded(1)
    for (let at = 0; at < many; at += 1) {
      const text = garbled(invite(at), random)
      const verdict = guard({ text, whole: true }, nobody)
      if (verdict.outcome === 'ignored') expect(text, 'an INVITE is never ignored').not.toMatch(/^INVITE /)
      if (verdict.outcome === 'answered') expect(verdict.text).toMatch(/^SIP\/2\.0 [2-6]\d\d /)
      if (verdict.outcome !== 'passed') continue
      const message = Parser.parseMessage(verdict.text, quiet) as IncomingRequestMessage | undefined
      expect(message, text).toMatchObject({
        callId: expect.any(String),
        fromTag: expect.any(String),
        viaBranch: expect.any(String),
      })
      expect(message?.ruri?.scheme, JSON.stringify(verdict.text.slice(0, 300))).toBe('sip')
    }
  })
})

describe('thousands of messages with mistakes in them, on the socket', () => {
  let exchange: TextExchange
  let rig: ReturnType<typeof aSipPhone>

  beforeAll(async () => {
    exchange = await TextExchange.open()
    rig = aSipPhone(exchange)
    await rig.registers()
    rig.phone.onFact(fact => {
      if (fact.type === 'callInvited')
        void rig.phone.perform({ type: 'decline', callId: fact.callId }).catch(() => undefined)
    })
  })

  afterAll(async () => {
    await rig.phone.stop()
    await exchange.close()
  })

  it('hold nothing up, and the next call rings', { timeout: 60_000 + many * 20 }, async () => {
    const random = seeded(2)
    for (let at = 0; at < many; at += atOnce) {
      const texts = Array.from({ length: atOnce }, (_, more) => garbled(invite(at + more, exchange.contact), random))
      const longest = await longestTask(200, async () => {
        for (const text of texts) exchange.say(text)
        await exchange.isUnderstood()
      })
      expect(longest, `a task of the batch at ${at}`).toBeLessThan(200)
      exchange.heard.length = 0
    }
    rig.facts.length = 0
    exchange.rings()
    expect((await rig.told('callInvited')).invitation.caller.name).toBe('Ms Okafor')
  })
})
