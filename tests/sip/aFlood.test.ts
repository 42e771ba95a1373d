import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { preferencesIn } from '../../domain/desk/Preferences'
import { openClock } from '../../electron/desk/Clock'
import { deskLog } from '../../electron/desk/DeskLog'
import { openDesk } from '../../electron/desk/openDesk'
import { aJournal } from '../electron/journal/aJournal'
import { until } from '../exchange/rig/until'
import { floods } from '../support/aFlood'
import { aSipPhone } from '../support/aSipPhone'
import { main, office } from '../support/cast'
import { figure, took } from '../support/took'
import { TextExchange } from '../support/TextExchange'
import { type WireWatch, watchWire } from '../support/watchedWire'

const calls = 1_000
// Where more programs run than there are processors, part of every figure is theirs.
const promised = { limit: 200, grace: 400 }

let exchange: TextExchange
let stop: () => Promise<void>

beforeEach(async () => {
  exchange = await TextExchange.open()
})

afterEach(async () => {
  await stop()
  await exchange.close()
})

/** A desk with the real phone and a journal on disk, and a call on it that has just been answered. */
async function inACall() {
  let watch: WireWatch | undefined
  const rig = aSipPhone(exchange, {}, wire => (watch = watchWire(wire)).wire)
  stop = () => rig.phone.stop()
  const journal = aJournal()
  const desk = openDesk({
    phone: rig.phone,
    journal,
    settings: { ...office, accounts: [{ ...main, accountId: '200@127.0.0.1' }] },
    preferences: { kept: preferencesIn('en'), keep: () => undefined },
    doNotDisturb: { kept: undefined, keep: () => undefined },
    clock: openClock(1),
    log: deskLog(() => undefined, Date.now),
    quit: () => undefined,
  })
  desk.heed({ type: 'audioRoomChanged', open: true })
  await rig.registers()
  rig.audio.tells({ type: 'microphone', microphone: 'ready' })
  const caller = exchange.rings()
  const { callId } = await rig.told('callInvited')
  desk.attempt({ type: 'answer', callId })
  caller.acknowledge(await caller.answered(200))
  await rig.told('callAnswered')
  if (!watch) throw new Error('the phone opened no wire')
  return { ...rig, watch, journal, desk, caller, callId }
}

it('a thousand callers at once: a few ring, the rest are told at once, and the call in progress hears nothing of it', async () => {
  const { watch, journal, desk, caller, callId, audio } = await inACall()
  const callNow = () => desk.state.getState().calls.find(call => call.callId === callId)
  const before = callNow()
  const asked = audio.asked.length
  let changes = 0
  desk.state.subscribe(() => (changes += 1))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const { rung, ringing, busy, others, tookMs } = await floods(exchange, calls, 9)
  delay.disable()

  const waited = [...watch.answeredIn.values()].sort((one, other) => one - other)
  figure('a flood of 1,000: 486 after its INVITE was read, the slowest', waited.at(-1) ?? Infinity, promised)
  figure('a flood of 1,000: 486 after its INVITE was read, median', waited[waited.length / 2] ?? Infinity, {
    limit: 200,
  })
  figure('a flood of 1,000: the longest that one message takes', watch.longestTask(), promised)
  figure('a flood of 1,000: the longest that the loop stands still', delay.max / 1e6, promised)
  figure('a flood of 1,000: until all are told', tookMs, { limit: 30_000 })
  // One call is up, so nine of the ten that a desk takes may ring.
  expect(ringing).toHaveLength(9)
  expect(busy).toBe(calls - 9)
  expect(others).toEqual([])
  expect(desk.state.getState().calls.filter(call => call.phase === 'ringing')).toHaveLength(9)

  expect(changes, 'the rooms are drawn anew for those who ring, not for those who do not').toBeLessThan(60)

  // Neither held nor silenced nor ended: nothing was asked of it, by us or by its sound.
  expect(callNow()).toEqual(before)
  expect(new Set(audio.asked.slice(asked))).toEqual(new Set(['checkMicrophone', 'prepareAnswer', 'close']))
  const saidOfIt = exchange.heard.filter(said => said.header('Call-ID') === caller.callId && said.method !== '')
  expect(saidOfIt).toEqual([])

  const missed = journal.list({ search: '', offset: 0, limit: 200 })
  expect(missed.total).toBe(calls + 1)
  expect(journal.countOpen()).toBe(0)
  expect(missed.records.filter(record => record.ending !== 'missed' && record.state !== 'live')).toEqual([])

  for (const call of rung.filter(each => ringing.includes(each.callId))) call.cancel()
  await until('nobody rings', () => desk.state.getState().calls.every(call => call.phase !== 'ringing'))
  const next = exchange.rings({ from: '"Tomas Lind" <sip:201@127.0.0.1>' })
  await took('after a flood of 1,000: the next call rings', next.answered(180), { limit: 1_000 })
})
