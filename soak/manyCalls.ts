import type { Holdings } from '../electron/headless/whatItHolds'
import { bothHear, hearsUs } from '../tests/exchange/onTheLine'
import type { ClientOnExchange } from '../tests/exchange/aClientOnExchange'
import { ourPitch } from '../tests/exchange/aDeskOnExchange'
import type { DeskPhone } from '../tests/exchange/rig/DeskPhone'
import { until } from '../tests/exchange/rig/until'
import { pageHolds } from '../tests/support/pageEar'

/** Everything that must be given back after a call. */
export interface Left extends Omit<Holdings, 'resources'> {
  /** The exchange's own. */
  readonly channels: number
  /** The page's ways to a far end, and its open microphones. */
  readonly peers: number
  readonly microphones: number
  /** Timers, sockets and what else keeps the main process's loop awake. */
  readonly resources: number
}

/** What is there now. */
export async function whatIsLeft({ desk, page, exchange }: ClientOnExchange): Promise<Left> {
  const [{ resources, ...holds }, inPage, channels] = await Promise.all([
    desk.holds(),
    pageHolds(page),
    exchange.channels(),
  ])
  const kept = Object.values(resources).reduce((sum, count) => sum + count, 0)
  return { ...holds, ...inPage, channels: channels.length, resources: kept }
}

/** Waits until nothing of any call is left, anywhere. Throws with what there is, when that takes too long. */
export async function everythingIsGivenBack(rig: ClientOnExchange, within: number): Promise<Left> {
  let left: Left | undefined
  const isBack = async () => {
    left = await whatIsLeft(rig)
    const { legs, sessions, dialogs, transactions, channels, peers, microphones } = left
    return legs + sessions + dialogs + transactions + channels + peers + microphones === 0 && left
  }
  return await until(() => `everything is given back: ${JSON.stringify(left)}`, isBack, { within, every: 200 })
}

/**
 * One call that is answered and spoken, and ended by us and by them in turn. Some are held, some handed to a colleague, and
 * in some the page is reloaded.
 */
export async function oneOfMany(rig: ClientOnExchange, colleague: DeskPhone, round: number): Promise<void> {
  try {
    await oneCall(rig, colleague, round)
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    const lastLog = rig.desk.log().trimEnd().split('\n').slice(-40).join('\n')
    throw new Error(`call ${round}: ${what}\n${lastLog}`, { cause: error })
  }
}

async function oneCall(rig: ClientOnExchange, colleague: DeskPhone, round: number): Promise<void> {
  const { page, inPhase } = rig
  const { caller, callId } = await rig.talksTo()
  await hearsUs(caller)
  if (round % 5 === 3) {
    await rig.client.attempt({ type: 'hold', callId })
    await inPhase('held', callId)
    await rig.client.attempt({ type: 'resume', callId })
    await inPhase('talking', callId)
  }
  if (round % 25 === 7) {
    await rig.reloads()
    await bothHear(page, caller)
  }
  if (round % 10 === 9) {
    await rig.handsOver(callId, '201')
    await colleague.ringing()
    await colleague.answer()
    await colleague.hears(ourPitch)
    await rig.client.attempt({ type: 'join', callId })
    await rig.client.sees('the caller is handed over', desk => desk.calls.every(call => call.callId !== callId))
    await caller.hangUp()
    await colleague.idle()
    return
  }
  const isOurs = round % 2 === 0
  if (!isOurs) {
    await caller.hangUp()
    await inPhase('wrapUp', callId)
  }
  // The reason is enough for the record: in the call it ends it, afterwards it closes it.
  await rig.client.attempt({ type: 'release', callId, reason: 'nobodyThere' })
  await rig.client.sees('the call is off the desk', desk => desk.calls.every(call => call.callId !== callId))
  await caller.ended
}
