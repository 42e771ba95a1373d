import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { field, owes } from '../support/atTheDesk'
import { took } from '../support/took'
import { aDeskOnExchange, type DeskOnExchange } from './aDeskOnExchange'
import { oneFaultyDesk } from './aFaultyDesk'
import {
  allReleased,
  bothHear,
  card,
  owed,
  registered,
  ringsAgain,
  signalIs,
  soundIs,
  talks,
  unregistered,
  wrappingUp,
} from './onTheLine'
import { type Exchange, startExchange } from './rig/Exchange'
import type { OutsideCaller } from './rig/OutsideCaller'

describe('an exchange that is killed', () => {
  const at = oneFaultyDesk()

  it('is missed within a second, and found again when it is back', async () => {
    const { page, exchange, path } = at()
    const since = performance.now()
    await exchange.kill()
    await took('idle, exchange killed: shown', unregistered(page), { limit: 1_000, since })
    // Several tries into the void.
    await pause(6_000)
    expect(path.requests('REGISTER', since)).toEqual([])

    await exchange.restart()
    await took('idle, exchange back: registered', registered(page), { limit: 35_000 })
    const caller = await ringsAgain(at())
    await caller.cancel()
    expect(await exchange.contacts('101')).toHaveLength(1)
  })

  it.each([
    ['and stays away', false],
    ['and is back at once', true],
  ])('in a call %s: the call ends as lost, its draft is kept, the microphone is free', async (how, isBack) => {
    const { page, exchange } = at()
    const owedBefore = await owed(page)
    const caller = await talks(at())
    await field(page, 'What do they need?').fill('the invoice of May')
    const since = performance.now()
    await exchange.kill()
    const lost = took(`in a call, exchange killed ${how}: ended as lost`, wrappingUp(page), { limit: 25_000, since })
    await took(`in a call, exchange killed ${how}: shown`, Promise.race([signalIs(page, 'lost'), wrappingUp(page)]), {
      limit: 1_000,
      since,
    })
    if (isBack) await exchange.restart()
    await lost
    await took(`in a call, exchange killed ${how}: microphone off`, allReleased(page), { limit: 500 })

    expect(await field(page, 'What do they need?').inputValue()).toBe('the invoice of May')
    await owes(page, owedBefore + 1)
    await caller.stop()
    if (!isBack) await exchange.restart()
    await took(`after a call was lost, exchange back: registered`, registered(page), { limit: 35_000 })
  })
})

// Four browsers, two of them in a call, share this machine with an Asterisk that works off what has piled up.
const grace = 1_000

/** Two exchanges side by side, so that the longest freeze and the others pass at the same time. */
describe.concurrent.each([{ seconds: [5, 12, 25] }, { seconds: [45] }])('an exchange frozen for $seconds s', lane => {
  let exchange: Exchange
  let busy: DeskOnExchange
  let idle: DeskOnExchange
  let caller: OutsideCaller

  beforeAll(async () => {
    exchange = await startExchange({ ringSeconds: 60 })
    busy = await aDeskOnExchange({ at: exchange })
    idle = await aDeskOnExchange({ at: exchange, account: { extension: '102', displayName: 'Suzuki Ichiro' } })
    caller = await talks(busy)
    await field(busy.page, 'What do they need?').fill('the invoice of May')
  })

  afterAll(async () => {
    exchange.thaw()
    await busy.close()
    await idle.close()
    await exchange.stop()
  })

  it.each(lane.seconds)(
    '%i s: says so, and the call goes on afterwards',
    { timeout: 150_000, concurrent: false },
    async seconds => {
      const callId = await card(busy.page).getAttribute('data-call-id')
      await Promise.all([registered(idle.page), bothHear(busy.page, caller)])
      const frozen = (what: string): string => `frozen for ${seconds} s, ${what}`
      exchange.freeze()
      try {
        const since = performance.now()
        await Promise.all([
          pause(seconds * 1_000),
          seconds > 7 && took(frozen('in a call: shown'), signalIs(busy.page, 'lost'), { limit: 7_000, grace, since }),
          seconds > 8.5 &&
            took(frozen('in a call: gap shown'), soundIs(busy.page, 'gap'), { limit: 8_500, grace, since }),
          seconds > 12 && took(frozen('idle: shown'), unregistered(idle.page), { limit: 12_000, grace, since }),
        ])
      } finally {
        exchange.thaw()
      }
      const since = performance.now()
      await Promise.all([
        took(frozen('in a call: both hear'), bothHear(busy.page, caller, 440, 30_000), {
          limit: 3_000,
          grace,
          since,
        }),
        took(frozen('in a call: signalling is back'), signalIs(busy.page, 'up'), { limit: 35_000, since }),
        took(frozen('idle: registered'), registered(idle.page), { limit: 35_000, since }),
      ])

      expect(await card(busy.page).getAttribute('data-call-id')).toBe(callId)
      expect(await field(busy.page, 'What do they need?').inputValue()).toBe('the invoice of May')
      const another = await ringsAgain(idle, '0312345679')
      await another.cancel()
    },
  )

  it('knows afterwards who hung up', { concurrent: false }, async () => {
    await caller.hangUp()
    await took('after all freezes: the caller hangs up, shown', wrappingUp(busy.page), { limit: 1_000, grace })
    await allReleased(busy.page)
  })
})
