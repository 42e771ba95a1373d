import { describe, expect, it } from 'vitest'
import { field, owes } from '../support/atTheDesk'
import { took } from '../support/took'
import { aFaultyDesk, oneFaultyDesk } from './aFaultyDesk'
import { aDeskOnExchange } from './aDeskOnExchange'
import {
  allReleased,
  bothHear,
  card,
  neitherHears,
  owed,
  registered,
  signalIs,
  soundIs,
  talks,
  wrappingUp,
} from './onTheLine'
import { refreshesOf } from './rig/refreshesOf'
import { until } from './rig/until'

describe.concurrent('the way of the sound is cut, and signalling is not', () => {
  describe('for a while', () => {
    const at = oneFaultyDesk()

    it('both hear each other as soon as a short gap is over', { concurrent: false }, async () => {
      const { page, sound, path } = at()
      const caller = await talks(at())
      await sound.cutSound()
      await neitherHears(page, caller)
      expect(await page.locator('[data-registration=registered]').count()).toBe(1)

      await sound.healSound()
      await took('sound back after a short gap: both hear', bothHear(page, caller), { limit: 3_000 })
      expect(path.connections()).toHaveLength(1)
      await caller.hangUp()
      await wrappingUp(page)
    })

    it(
      'both hear each other within three seconds of the path’s return, when the gap has been seen',
      { concurrent: false },
      async () => {
        const { page, sound, path } = at()
        const caller = await talks(at())
        const callId = await card(page).getAttribute('data-call-id')
        const since = performance.now()
        await sound.cutSound()
        await took(`sound cut: shown`, soundIs(page, 'gap'), { limit: 8_500, since })
        await sound.healSound()
        await took(`sound cut and back: both hear`, bothHear(page, caller, 440, 30_000), { limit: 3_000 })
        await soundIs(page, 'up')
        expect(await card(page).getAttribute('data-call-id')).toBe(callId)
        expect(await card(page).getAttribute('data-signal')).toBe('up')
        expect(path.connections()).toHaveLength(1)
        await caller.hangUp()
        await wrappingUp(page)
      },
    )

    it('both hear each other again when signalling was away as well', { concurrent: false }, async () => {
      const { page, sound, path } = at()
      const caller = await talks(at())
      path.refuse()
      path.cut()
      await sound.cutSound()
      await Promise.all([signalIs(page, 'lost'), soundIs(page, 'gap')])
      await neitherHears(page, caller)

      await Promise.all([path.heal(), sound.healSound()])
      await registered(page)
      await took('sound and socket back: both hear after the registration', bothHear(page, caller, 440, 30_000), {
        limit: 3_000,
      })
      await caller.hangUp()
      await wrappingUp(page)
    })
  })

  it('gives up after a minute, keeps the draft, and lets go of the microphone', { timeout: 150_000 }, async () => {
    const rig = await aFaultyDesk()
    const { page, sound } = rig
    try {
      const owedBefore = await owed(page)
      const caller = await talks(rig)
      await field(page, 'What do they need?').fill('the invoice of May')
      const since = performance.now()
      await sound.cutSound()
      await soundIs(page, 'gap')
      // What is promised is a minute of trying: not less, and not much more.
      await took('sound cut for good: given up', wrappingUp(page, 80_000), { limit: 60_000, grace: 5_000, since })
      expect(performance.now() - since).toBeGreaterThan(50_000)
      await took('sound cut for good: microphone off', allReleased(page), { limit: 500 })

      expect(await field(page, 'What do they need?').inputValue()).toBe('the invoice of May')
      await owes(page, owedBefore + 1)
      expect((await caller.ended).by).toBe('them')
    } finally {
      await rig.close()
    }
  })

  it('a call lives on when the exchange asks after it (RFC 4028)', { timeout: 120_000 }, async () => {
    // The exchange asks 103 every 45 s; `npm run soak` waits for three times.
    const rig = await aDeskOnExchange({ account: { extension: '103', displayName: 'Tanaka Yui' } })
    try {
      const caller = await talks(rig, { dial: '0312345680' })
      await until('it has asked, and was answered', async () => (await refreshesOf(rig.exchange)).length > 0, {
        within: 60_000,
        every: 500,
      })
      await bothHear(rig.page, caller)
      await caller.hangUp()
      await wrappingUp(rig.page)
    } finally {
      await rig.close()
    }
  })
})
