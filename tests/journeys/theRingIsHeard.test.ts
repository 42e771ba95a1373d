import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { deskIsEmpty, press } from '../support/atTheDesk'
import { aDeskOnText, oneBrowser, oneDesk } from './aDeskOnText'

/** Remembers the audio contexts that a page makes, with an ear at what goes to the loudspeaker. */
async function openRingEar(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Real = AudioContext
    const stages: { readonly context: AudioContext; readonly ear: AnalyserNode }[] = []
    const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode
    Object.assign(AudioNode.prototype, {
      connect(this: AudioNode, to: AudioNode) {
        const stage = stages.find(({ context }) => context === this.context)
        if (stage && to instanceof AudioDestinationNode) connect.call(this, stage.ear)
        return connect.call(this, to)
      },
    })
    Object.assign(window, {
      stagesForTests: stages,
      AudioContext: class extends Real {
        constructor() {
          super()
          stages.push({ context: this, ear: this.createAnalyser() })
        }
      },
    })
  })
}

const soundOf = (page: Page) =>
  page.evaluate(() => {
    const { stagesForTests } = window as unknown as {
      stagesForTests: { readonly context: AudioContext; readonly ear: AnalyserNode }[]
    }
    return stagesForTests.map(({ context, ear }) => {
      const samples = new Float32Array(ear.fftSize)
      ear.getFloatTimeDomainData(samples)
      return { state: context.state, isLoud: samples.some(sample => Math.abs(sample) > 0.01) }
    })
  })

const rests = (page: Page) =>
  until('no sound is being made', async () => (await soundOf(page)).every(({ state }) => state === 'suspended'))

const isHeard = (page: Page) =>
  until('the ring is heard', async () =>
    (await soundOf(page)).some(({ state, isLoud }) => state === 'running' && isLoud),
  )

describe('where the browser lets us ring', () => {
  const desk = oneDesk(oneBrowser(), { before: openRingEar })

  it('rests while nobody calls, rings whoever calls and whenever, and rests again', async () => {
    const { page, rings } = desk()
    await rests(page)
    for (const line of ['external', 'internal'] as const) {
      const call = rings(line)
      await isHeard(page)
      call.cancel()
      await deskIsEmpty(page)
      await rests(page)
    }
    expect(await page.getByRole('button', { name: 'Turn the ring on' }).count()).toBe(0)
  })

  it('keeps the silence of a call alive until the call is over', async () => {
    const { page, talksTo } = desk()
    const caller = await talksTo('internal')
    await press(page, 'Hold')
    await page.locator('[data-phase=held]').waitFor()
    expect((await soundOf(page)).map(({ state }) => state)).toEqual(['running'])
    caller.hangsUp()
    await rests(page)
  })
})

describe('where the browser wants a click first', () => {
  const browser = oneBrowser({ args: ['--autoplay-policy=document-user-activation-required'] })

  it('asks for it once, and then rings', async () => {
    const desk = await aDeskOnText(browser(), { before: openRingEar })
    const ask = desk.page.getByRole('button', { name: 'Turn the ring on' })
    await ask.click()
    await ask.waitFor({ state: 'detached' })
    await rests(desk.page)
    desk.rings('external')
    await isHeard(desk.page)
    expect(await ask.count()).toBe(0)
    await desk.close()
  })
})
