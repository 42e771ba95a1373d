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
      const { sinkId } = context as unknown as { readonly sinkId: string }
      const loudest = Math.max(...samples.map(Math.abs))
      return { state: context.state, sinkId, loudest, isLoud: loudest > 0.01 }
    })
  })

const rests = (page: Page) =>
  until('no sound is being made', async () => (await soundOf(page)).every(({ state }) => state !== 'running'))

const isHeard = (page: Page) =>
  until('the ring is heard', async () =>
    (await soundOf(page)).some(({ state, isLoud }) => state === 'running' && isLoud),
  )

/** A ring comes back every three seconds: for longer than that nothing is to be heard. */
async function staysQuiet(page: Page): Promise<void> {
  let quietSince = performance.now()
  await until('it has been quiet for longer than a ring pauses', async () => {
    if ((await soundOf(page)).some(({ isLoud }) => isLoud)) quietSince = performance.now()
    return performance.now() - quietSince > 3_500
  })
}

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

  it('falls silent when somebody wants to think, and rings on the screen', async () => {
    const { page, rings } = desk()
    const call = rings('external')
    await isHeard(page)
    await press(page, 'Silence the ring')
    await page.getByText('Silenced here').waitFor()
    await staysQuiet(page)

    expect(await page.locator('[data-phase=ringing]').count()).toBe(1)
    call.cancel()
    await deskIsEmpty(page)
    const next = rings('external')
    await isHeard(page)
    next.cancel()
    await deskIsEmpty(page)
  })

  it('is as loud as somebody likes, through the loudspeaker they chose, and says when that one is gone', async () => {
    const { page, rings } = desk()
    await press(page, 'Settings')
    const room = page.getByRole('region', { name: 'Settings' })
    const volume = room.getByRole('slider', { name: 'Volume' })
    const chooser = room.getByRole('combobox', { name: 'Through' })
    const chosen = await chooser.locator('option').nth(1).getAttribute('value')
    await chooser.selectOption({ index: 1 })
    await volume.fill('100')
    await room.getByText('100 %').waitFor()
    const call = rings('external')
    await until('it rings through that loudspeaker', async () =>
      (await soundOf(page)).some(({ sinkId, loudest }) => sinkId === chosen && loudest > 0.3),
    )
    call.cancel()
    await deskIsEmpty(page)

    await press(page, 'Settings')
    await volume.fill('0')
    await room.getByText('Silent: calls only show.').waitFor()
    await page.evaluate(() => {
      const { prototype } = AudioContext as unknown as { prototype: { setSinkId(): Promise<void> } }
      prototype.setSinkId = () => Promise.reject(new Error('unplugged'))
    })
    await volume.fill('40')
    await room.getByText('40 %').waitFor()
    await press(page, 'External')
    await isHeard(page)
    await room.getByText('That speaker cannot be used now').waitFor()
    await rests(page)
    await page.evaluate(() => {
      const { prototype } = AudioContext as unknown as { prototype: { setSinkId(): Promise<void> } }
      prototype.setSinkId = () => new Promise(() => undefined)
    })
    const next = rings('external')
    await isHeard(page)
    next.cancel()
    await deskIsEmpty(page)
    await press(page, 'Settings')
    await chooser.selectOption('')
    await volume.fill('80')
    await room.getByText('80 %').waitFor()
    await press(page, 'Back')
    await rests(page)
  })

  it('keeps the silence of a call alive until the call is over', async () => {
    const { page, talksTo } = desk()
    const caller = await talksTo('internal')
    await press(page, 'Hold')
    await page.locator('[data-phase=held]').waitFor()
    expect((await soundOf(page)).map(({ state }) => state)).toContain('running')
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

  it('rings on in sound from the click on, when it rang before it', async () => {
    const desk = await aDeskOnText(browser(), { before: openRingEar })
    desk.rings('external')
    await desk.page.locator('[data-phase=ringing]').waitFor()
    await desk.page.getByRole('button', { name: 'Turn the ring on' }).click()
    await isHeard(desk.page)
    await desk.close()
  })
})
