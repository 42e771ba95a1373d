import { until } from '../exchange/rig/until'
import type { RingingCall, TextExchange } from './TextExchange'

/** What became of many calls that came in at once, as their exchange saw it. */
export interface Flood {
  readonly rung: readonly RingingCall[]
  /** Rings that went on when every other call had its answer. */
  readonly ringing: readonly string[]
  /** From the moment the last one was on its way to the moment the last answer was back, in milliseconds. */
  readonly tookMs: number
  readonly busy: number
  /** Final answers other than 486, by code. */
  readonly others: readonly string[]
}

/**
 * So many callers at once, on the one socket that a phone has. Resolves when as many have a final answer as do not ring;
 * each is confirmed at once, as exchanges do.
 */
export async function floods(exchange: TextExchange, many: number, mayRing: number): Promise<Flood> {
  const flood = Array.from({ length: many }, (_, at) => ({
    from: `"Caller ${at}" <sip:+44207946${String(at).padStart(4, '0')}@127.0.0.1>`,
    headers: ['X-Line-Type: external', 'X-Called-DID: +442079460100'],
  }))
  const calls = new Map<string, RingingCall>()
  const finals = new Map<string, string>()
  const stopListening = exchange.overhears(said => {
    const call = calls.get(said.header('Call-ID') ?? '')
    const [, code] = /^SIP\/2\.0 ([2-6]\d\d)/.exec(said.firstLine) ?? []
    if (!call || code === undefined || !said.header('CSeq')?.endsWith(' INVITE')) return
    finals.set(call.callId, code)
    call.confirmRefusal(said)
  })
  for (const each of flood) {
    const call = exchange.rings(each)
    calls.set(call.callId, call)
  }
  const since = performance.now()
  const told = () => finals.size >= many - mayRing
  await until(() => `everybody has an answer (now ${finals.size})`, told, { within: 60_000 })
  const tookMs = performance.now() - since
  // One more round trip: whatever else was to be said has been said by then.
  await exchange.isUnderstood()
  stopListening()
  const answers = [...finals.values()]
  return {
    rung: [...calls.values()],
    ringing: [...calls.keys()].filter(callId => !finals.has(callId)),
    tookMs,
    busy: answers.filter(code => code === '486').length,
    others: answers.filter(code => code !== '486'),
  }
}
