import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endByRelease, press } from '../support/atTheDesk'
import { aDeskInPractice, type DeskInPractice, okafor, ourPitch, rosaHears, theirPitch } from './aDeskInPractice'

let at: DeskInPractice

beforeAll(async () => {
  at = await aDeskInPractice()
})

afterAll(() => at.close())

describe('somebody who calls in practice', () => {
  it('rings from outside with the number they called, is answered, and both hear each other', async () => {
    const { page, exchange } = at
    const caller = at.hums(exchange.ring(okafor))
    await caller.sees('ringing')
    const card = page.getByRole('region', { name: 'Incoming call' })
    await card.waitFor()
    expect(await page.getByTestId('line-verdict').textContent()).toContain('EXTERNAL')
    expect(await page.getByTestId('answer-as').textContent()).toContain('Example Trading')

    await press(page, 'Answer')
    await caller.sees('answered')
    await Promise.all([caller.hears(ourPitch), rosaHears(page, theirPitch)])
    await caller.sees('userSpeaks')

    await endByRelease(page, 'Wrong number')
    expect(await caller.sees('ended')).toMatchObject({ by: 'user' })
  })
})
