import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callIn, deskIsEmpty, field, hasFocus, onlyCall, press } from '../support/atTheDesk'
import { pageHolds } from '../support/pageEar'
import { unplugMicrophone } from '../support/unplugMicrophone'
import { aDeskOnExchange, type DeskOnExchange, ourPitch } from './aDeskOnExchange'
import { callFromOutside } from './rig/OutsideCaller'
import { answerOutside } from './rig/OutsidePhone'
import { until } from './rig/until'

describe('without a microphone', () => {
  let rig: DeskOnExchange
  beforeAll(async () => {
    rig = await aDeskOnExchange({ prepare: unplugMicrophone })
  })
  afterAll(() => rig.close())

  it('119 is reached, is heard, and hears us as soon as a microphone is plugged in', async () => {
    const { exchange, page, hears } = rig
    await page.getByText('No microphone found').waitFor()
    const outside = await answerOutside(exchange, { tone: 850, after: 300 })
    await page.keyboard.press('Alt+P')
    await page.keyboard.type('119')
    await page.keyboard.press('Enter')
    await page.getByText('They will not hear you').waitFor({ timeout: 2_000 })
    const call = await outside.called('119')
    await callIn(page, 'talking').waitFor()
    await page.getByText('They cannot hear you.').waitFor()
    await hears(850)
    expect((await pageHolds(page)).microphones).toBe(0)

    await page.evaluate(() => window.dispatchEvent(new Event('microphone-plugged-in')))
    await until('they hear us', () => Math.abs(outside.heard().frequency - ourPitch) < 15)
    await press(page, 'End call')
    await outside.ended(call)
    await onlyCall(page).waitFor({ state: 'detached' })
    await outside.stop()
  })
})

describe('in a call', () => {
  let rig: DeskOnExchange
  beforeAll(async () => {
    rig = await aDeskOnExchange()
  })
  afterAll(() => rig.close())

  it('119 is reached with our number hidden, while the caller waits on hold and is taken back', async () => {
    const { exchange, page, hears } = rig
    const caller = await callFromOutside(exchange, { dial: '0312345678', tone: 440 })
    await press(page, 'Answer')
    await hears(440)
    const outside = await answerOutside(exchange, { tone: 850, after: 300 })
    await page.keyboard.press('Alt+P')
    await hasFocus(field(page, 'Number or name'))
    await page.keyboard.type('184-119')
    await page.keyboard.press('Enter')
    const call = await outside.called('119')
    await callIn(page, 'held').waitFor()
    await hears(850)
    await until('they hear us', () => Math.abs(outside.heard().frequency - ourPitch) < 15)

    await page.keyboard.press('Alt+E')
    await outside.ended(call)
    await press(page, 'Take back')
    await hears(440)
    await caller.hangUp()
    await press(page, 'Later')
    await deskIsEmpty(page)
    await outside.stop()
  })
})
