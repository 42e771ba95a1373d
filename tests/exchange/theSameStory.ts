import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pageHearsSoon } from '../support/pageEar'
import { type ClientOnExchange, aClientOnExchange } from './aClientOnExchange'
import { type DeskOnExchangeWanted, ourPitch } from './aDeskOnExchange'
import type { AnyExchange } from './rig/AnyExchange'
import { startDeskPhone } from './rig/DeskPhone'
import { callFromOutside, type OutsideCall, type OutsideCaller } from './rig/OutsideCaller'
import { answerOutside } from './rig/OutsidePhone'
import type { Telephone } from './rig/PlainPhone'
import { silence } from './rig/pitch'
import { until } from './rig/until'

/** What differs from one exchange to another. */
export interface Scenery {
  readonly start: () => Promise<AnyExchange>
  /** Plugs in the telephones of a caller and a colleague who are handed over to one another. */
  readonly plug: (
    exchange: AnyExchange,
    options: { readonly as: string | { readonly outside: string }; readonly tone: number },
  ) => Promise<Telephone>
  /** Whether the exchange plays music to a caller on hold. A proxy is no part of the sound. */
  readonly musicOnHold: boolean
  /** How the desk gets there, if not over `wsUrl`. */
  readonly desk?: (exchange: AnyExchange) => Pick<DeskOnExchangeWanted<AnyExchange>, 'account' | 'env'>
}

/** Those who are on the stage, for what is told of one exchange alone. */
export interface Cast {
  readonly rig: ClientOnExchange<AnyExchange>
  /** Plugs in the telephone of a caller outside, or of a colleague. It is unplugged after the test. */
  readonly phone: (options: Parameters<Scenery['plug']>[1], from?: Scenery['plug']) => Promise<Telephone>
  /** The caller calls us, and we talk. */
  readonly talksTo: (caller: Telephone) => Promise<string>
  /** We hear the far end, and it hears us. */
  readonly bothHear: (telephone: Telephone, pitch: number) => Promise<unknown>
}

export const callerPitch = 440
export const colleaguePitch = 600
export const outside = { as: { outside: '09011112222' }, tone: callerPitch }
const colleagues = { as: '202', tone: colleaguePitch }

/** What an office does all day, told once more on another exchange: every voice is known by its pitch. */
export function tellTheStory({ start, plug, musicOnHold, desk }: Scenery): () => Cast {
  let exchange: AnyExchange
  let rig: ClientOnExchange<AnyExchange>
  const plugged: Telephone[] = []
  const callers: OutsideCaller[] = []

  const phone: Cast['phone'] = async (options, from = plug) => {
    const telephone = await from(exchange, options)
    plugged.push(telephone)
    return telephone
  }

  const calls = async (call: OutsideCall): Promise<OutsideCaller> => {
    const caller = await callFromOutside(exchange, call)
    callers.push(caller)
    return caller
  }

  beforeAll(async () => {
    exchange = await start()
    rig = await aClientOnExchange({ at: exchange, ...desk?.(exchange) })
  })

  afterEach(async () => {
    for (const caller of callers.splice(0)) await caller.cancel()
    for (const telephone of plugged) await telephone.hangUp()
    await rig.clears()
    for (const telephone of plugged.splice(0)) await telephone.stop()
  })

  afterAll(async () => {
    await rig.close()
    await exchange.stop()
  })

  const bothHear: Cast['bothHear'] = (telephone, pitch) =>
    Promise.all([telephone.hears(ourPitch), pageHearsSoon(rig.page, pitch, 10_000)])

  const talksTo: Cast['talksTo'] = async caller => {
    await caller.dial('0312345678')
    const { callId } = await rig.inPhase('ringing')
    await rig.client.attempt({ type: 'answer', callId })
    await rig.inPhase('talking', callId)
    await bothHear(caller, callerPitch)
    return callId
  }

  /** The caller is on hold. */
  const waits = (caller: Telephone): Promise<unknown> =>
    until(`the caller hears ${musicOnHold ? 'music' : 'nothing'}`, async () => {
      const { frequency, energy } = await caller.heard()
      return musicOnHold ? energy > 0 && Math.abs(frequency - ourPitch) > 30 : energy < silence
    })

  /** The caller and the colleague hear one another, and nothing is left on our desk. */
  const areTogether = async (caller: Telephone, colleague: Telephone): Promise<void> => {
    await rig.client.sees('an empty desk', desk => desk.calls.length === 0)
    await Promise.all([colleague.hears(callerPitch), caller.hears(colleaguePitch)])
    expect(await rig.newestRecord()).toMatchObject({ state: 'closed', ending: 'handedOver', handedTo: '202' })
  }

  describe('what line a call is on', () => {
    it('shows a call from outside as EXTERNAL, with the company that was called, and both hear each other', async () => {
      const caller = await calls({
        dial: '0312345678',
        from: { name: 'Okafor', number: '09011112222' },
        tone: callerPitch,
      })
      const { callId, line, answerAs, party } = await rig.inPhase('ringing')
      expect({ line: line.kind, answerAs, number: party.number }).toEqual({
        line: 'external',
        answerAs: 'Example Trading',
        number: '09011112222',
      })

      await rig.client.attempt({ type: 'answer', callId })
      await caller.answered
      await pageHearsSoon(rig.page, callerPitch, 10_000)
      await until('the caller hears us', () => Math.abs(caller.heard().frequency - ourPitch) < 15)
    })

    it('shows a colleague as INTERNAL, and both hear each other', async () => {
      const colleague = await phone({ as: '201', tone: colleaguePitch }, startDeskPhone)
      await colleague.dial('101')
      const { callId, line } = await rig.inPhase('ringing')
      expect(line.kind).toBe('internal')

      await rig.client.attempt({ type: 'answer', callId })
      await colleague.talking()
      await bothHear(colleague, colleaguePitch)
    })

    it.each([
      ['EXTERNAL, as the exchange itself says', '0312345678', 'external'],
      ['UNVERIFIED, where the exchange says nothing', '0398765432', 'unverified'],
    ])('is not taken in by a caller who forges the sign: %s', async (_, dial, kind) => {
      await calls({
        dial,
        from: { name: 'Boss', uri: `sip:102@${exchange.domain}` },
        asserted: `<sip:102@${exchange.domain}>`,
        headers: ['X-Line-Type: internal', 'Alert-Info: <http://127.0.0.1>;info=internal'],
      })

      expect((await rig.inPhase('ringing')).line.kind).toBe(kind)
    })
  })

  it('calls out, and both hear each other', async () => {
    const network = await answerOutside(exchange, { tone: 850, after: 200 })
    await rig.client.attempt({ type: 'dial', callId: 'out', text: '03 5555 1234', accountId: null })
    const call = await network.called('0355551234')
    await rig.inPhase('talking', 'out')
    await pageHearsSoon(rig.page, 850, 10_000)
    await until('the far end hears us', () => Math.abs(network.heard().frequency - ourPitch) < 15)
    await rig.client.attempt({ type: 'hangUp', callId: 'out' })
    await network.ended(call)
    await network.stop()
  })

  it(`plays ${musicOnHold ? 'music' : 'nothing'} to a caller on hold, and takes them back with both voices`, async () => {
    const caller = await phone(outside)
    const callId = await talksTo(caller)
    await rig.client.attempt({ type: 'hold', callId })
    await rig.inPhase('held', callId)
    await waits(caller)

    await rig.client.attempt({ type: 'resume', callId })
    await rig.inPhase('talking', callId)
    await bothHear(caller, callerPitch)
  })

  describe('handing a caller over', () => {
    it('announced, puts the two together, and they hear one another', async () => {
      const [caller, colleague] = [await phone(outside), await phone(colleagues)]
      const callId = await talksTo(caller)
      await rig.handsOver(callId, '202')
      await colleague.ringing()
      await waits(caller)
      await colleague.answer()
      await rig.atStage('consulting')
      await bothHear(colleague, colleaguePitch)
      await waits(caller)

      await rig.client.attempt({ type: 'join', callId })
      await areTogether(caller, colleague)
    })

    it('sent, puts the two together when the colleague picks up', async () => {
      const [caller, colleague] = [await phone(outside), await phone(colleagues)]
      const callId = await talksTo(caller)
      await rig.handsOver(callId, '202', 'send')
      const { handOver } = await rig.atStage('ringing')
      await until('it has rung for two seconds', () => 'rangAt' in handOver && Date.now() - handOver.rangAt > 2_100)
      await colleague.answer()

      await areTogether(caller, colleague)
    })

    it('to a colleague who declines, gives the caller back with both voices', async () => {
      const [caller, colleague] = [await phone(outside), await phone(colleagues)]
      const callId = await talksTo(caller)
      await rig.handsOver(callId, '202')
      await colleague.ringing()
      await colleague.hangUp()

      await rig.inPhase('talking', callId)
      await bothHear(caller, callerPitch)
    })
  })

  return () => ({ rig, phone, talksTo, bothHear })
}
