import type { CallRecord } from '../domain/record/CallRecord'
import type { ClientOnExchange } from '../tests/exchange/aClientOnExchange'
import { type DeskPhone, startDeskPhone } from '../tests/exchange/rig/DeskPhone'
import { pauseFor } from './pauseFor'
import { pickWith, randomFrom } from './randomFrom'

/** What became of one call that was handed about in a random order. */
export interface Outcome {
  readonly seed: number
  /** What was done, in order, to tell the story of a failure. */
  readonly story: readonly string[]
  /** The longest stretch in which the caller heard nobody and no music, in milliseconds. */
  readonly longestSilenceMs: number
  readonly record: Pick<CallRecord, 'ending' | 'state' | 'handedTo'>
}

const targets = ['201', '202', '203', '299', '5103'] as const
const listenEveryMs = 50

/**
 * One caller, handed about by a hasty user among colleagues who answer, decline, wait or hang up, with the caller
 * hanging up when they please. Throws when the caller was left alone, or when anything stays behind.
 */
export async function anyOrder(rig: ClientOnExchange, seed: number): Promise<Outcome> {
  const random = randomFrom(seed)
  const pick = pickWith(random)
  const story: string[] = []
  const { client, exchange } = rig
  const colleagues = await Promise.all(['201', '202'].map(as => startDeskPhone(exchange, { as, tone: 600 })))
  const { caller, callId } = await rig.talksTo(440)
  let isGone = false
  void caller.ended.then(() => (isGone = true))
  const ear = listen(() => (isGone ? 1 : caller.heard().energy))

  const steps: readonly (() => unknown)[] = [
    () =>
      story.push(`hand over to ${pick(targets)}`) &&
      rig.handsOver(callId, story.at(-1)?.split(' ').at(-1) ?? '', pick(['announce', 'send'])),
    () => story.push('take back') && client.attempt({ type: 'resume', callId }),
    () => story.push('hold') && client.attempt({ type: 'hold', callId }),
    () => story.push('join') && client.attempt({ type: 'join', callId }),
    () => doWith(colleagues, 'ringing', phone => story.push('a colleague answers') && phone.answer()),
    () => doWith(colleagues, 'ringing', phone => story.push('a colleague declines') && phone.hangUp()),
    () =>
      doWith(colleagues, 'talking', phone => random() < 0.3 && story.push('a colleague hangs up') && phone.hangUp()),
    () => random() < 0.08 && story.push('the caller hangs up') && caller.hangUp(),
  ]
  for (let step = 0; step < 10; step += 1) {
    // A step may find nothing to do: a colleague who no longer rings, a caller who is gone.
    await Promise.resolve(pick(steps)()).catch(() => undefined)
    await pauseFor(random() * 900)
    if (client.desk().calls.every(call => call.phase === 'wrapUp') && (await exchange.channels()).length === 0) break
  }
  await pauseFor(500)
  const longestSilenceMs = ear.stop()
  await caller.hangUp().catch(() => undefined)
  for (const phone of colleagues) await phone.stop()
  await rig.clears()
  const records = await recordsOf(rig, callId)
  const [record] = records
  if (records.length !== 1 || !record)
    throw new Error(`seed ${seed}: ${records.length} records for one call\n${story.join('\n')}`)
  if (longestSilenceMs > 2_000)
    throw new Error(`seed ${seed}: the caller heard nothing for ${longestSilenceMs} ms\n${story.join('\n')}`)
  const { ending, state, handedTo } = record
  return { seed, story, longestSilenceMs, record: { ending, state, handedTo } }
}

async function doWith(phones: readonly DeskPhone[], state: string, act: (phone: DeskPhone) => unknown): Promise<void> {
  const phone = phones.find(each => each.state() === state)
  if (phone) await act(phone)
}

async function recordsOf(rig: ClientOnExchange, callId: string): Promise<readonly CallRecord[]> {
  const reply = await rig.client.ask('listRecords', { search: '', offset: 0, limit: 200 })
  const { records } = (reply as { value: { records: CallRecord[] } }).value
  return records.filter(record => record.callId === callId)
}

/** An ear at the caller's, that notes how long it was silent there at most while the line was up. */
function listen(energy: () => number): { stop(): number } {
  let longest = 0
  let silentSince: number | undefined
  const timer = setInterval(() => {
    if (energy() > 1e-6) silentSince = undefined
    else silentSince ??= performance.now()
    if (silentSince !== undefined) longest = Math.max(longest, performance.now() - silentSince)
  }, listenEveryMs)
  return {
    stop() {
      clearInterval(timer)
      return Math.round(longest)
    },
  }
}
