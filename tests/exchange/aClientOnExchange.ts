import type { CallView } from '../../domain/desk/DeskView'
import type { CallRecord } from '../../domain/record/CallRecord'
import { type DeskClient, openDeskClient } from '../support/openDeskClient'
import { aDeskOnExchange, type DeskOnExchange, type DeskOnExchangeWanted } from './aDeskOnExchange'
import type { AnyExchange } from './rig/AnyExchange'
import type { Exchange } from './rig/Exchange'
import { callFromOutside, type OutsideCaller } from './rig/OutsideCaller'

type Phase = CallView['phase']
type CallIn<Wanted extends Phase> = Extract<CallView, { phase: Wanted }>

/** A desk on a real exchange, and somebody who speaks to it without drawing anything. */
export interface ClientOnExchange<At extends AnyExchange = Exchange> extends DeskOnExchange<At> {
  readonly client: DeskClient
  /** Waits for a call in this phase; any call, or the one with this id. */
  inPhase<Wanted extends Phase>(phase: Wanted, callId?: string): Promise<CallIn<Wanted>>
  /** Waits until a caller is being handed over at this stage. */
  atStage(stage: CallIn<'handingOver'>['handOver']['stage']): Promise<CallIn<'handingOver'>>
  /** Somebody calls from outside, and is answered. */
  talksTo(tone?: number, dial?: string): Promise<{ readonly caller: OutsideCaller; readonly callId: string }>
  handsOver(callId: string, number: string, way?: 'announce' | 'send'): Promise<string>
  /** The newest record in the journal. */
  newestRecord(): Promise<CallRecord>
  /** Reloads the page, which keeps the sound. */
  reloads(): Promise<void>
  /** Ends everything that is up and clears the desk, between two tests. On a proxy, what the phones have ended. */
  clears(): Promise<void>
}

/** Starts a desk on a real exchange, with somebody at it. */
export async function aClientOnExchange<At extends AnyExchange = Exchange>(
  wanted: DeskOnExchangeWanted<At> = {},
): Promise<ClientOnExchange<At>> {
  const rig = await aDeskOnExchange(wanted)
  let client = await openDeskClient(rig.desk)
  const inPhase = <Wanted extends Phase>(phase: Wanted, callId?: string) =>
    client.sees(`a call ${phase}`, desk =>
      desk.calls.find(
        (call): call is CallIn<Wanted> => call.phase === phase && (callId === undefined || call.callId === callId),
      ),
    )
  return {
    ...rig,
    get client() {
      return client
    },
    async reloads() {
      // Else the client would be next to own the sound.
      client.close()
      await rig.page.reload()
      await rig.page.locator('[data-registration]').waitFor()
      client = await openDeskClient(rig.desk)
    },
    inPhase,
    atStage: stage =>
      client.sees(`a hand-over ${stage}`, desk =>
        desk.calls.find(
          (call): call is CallIn<'handingOver'> => call.phase === 'handingOver' && call.handOver.stage === stage,
        ),
      ),
    async talksTo(tone = 440, dial = '0312345678') {
      const caller = await callFromOutside(rig.exchange, {
        dial,
        from: { name: 'Okafor', number: '09011112222' },
        tone,
      })
      const { callId } = await inPhase('ringing')
      await client.attempt({ type: 'answer', callId })
      await inPhase('talking', callId)
      await caller.answered
      return { caller, callId }
    },
    handsOver: (callId, number, way) => client.handsOver(callId, number, way),
    newestRecord: () => client.newestRecord(),
    async clears() {
      await rig.exchange.hangUpAll?.()
      await client.sees('no call up', desk =>
        desk.calls.every(call => call.phase === 'wrapUp' || call.phase === 'saving'),
      )
      for (const { callId } of client.desk().calls) await client.attempt({ type: 'putAside', callId })
      await client.sees('an empty desk', desk => desk.calls.length === 0)
      await rig.exchange.hangUpAll?.()
    },
    async close() {
      client.close()
      await rig.close()
    },
  }
}
