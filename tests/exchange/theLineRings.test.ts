import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endByRelease, noteEverything, onlyCall } from '../support/atTheDesk'
import { pageHolds } from '../support/pageEar'
import { aDeskOnExchange, type DeskOnExchange, ourPitch } from './aDeskOnExchange'
import { startDeskPhone } from './rig/DeskPhone'
import { callFromOutside } from './rig/OutsideCaller'
import { answerOutside } from './rig/OutsidePhone'
import { until } from './rig/until'

let rig: DeskOnExchange

beforeAll(async () => {
  rig = await aDeskOnExchange({ env: { PHONE_DUTY_TIMINGS: '1' } })
})

afterAll(() => rig.close())

const verdict = () => rig.page.getByTestId('line-verdict').first()
const press = (name: string) => rig.page.getByRole('button', { name, exact: true }).click()

describe('a call from outside', () => {
  it('is EXTERNAL, names the company that was called, and both sides hear each other', async () => {
    const { exchange, page, hears } = rig
    const caller = await callFromOutside(exchange, {
      dial: '0312345678',
      from: { name: 'Okafor', number: '09011112222' },
      tone: 440,
    })
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()

    expect(await verdict().textContent()).toBe('EXTERNAL')
    expect(await page.getByTestId('answer-as').textContent()).toContain('Example Trading')
    expect(await page.getByTestId('greeting').textContent()).toContain('Example Trading')
    expect(await page.getByTestId('caller-number').textContent()).toContain('090')

    await press('Answer')
    await caller.answered
    await hears(440)
    await until(`the caller hears ${ourPitch} Hz`, () => Math.abs(caller.heard().frequency - ourPitch) < 15)

    await noteEverything(page)
    await press('End call')
    expect((await caller.ended).by).toBe('them')
    await onlyCall(page).waitFor({ state: 'detached' })
  })

  it('opens the microphone at the click, not before, and closes it with the call', async () => {
    const { exchange, page } = rig
    const caller = await callFromOutside(exchange, { dial: '0312345678' })
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    await until('the answer is prepared', async () => (await pageHolds(page)).peers === 1)
    expect(await pageHolds(page)).toEqual({ microphones: 0, peers: 1 })

    await press('Answer')
    await until('the caller hears us', () => Math.abs(caller.heard().frequency - ourPitch) < 15)
    expect(await pageHolds(page)).toEqual({ microphones: 1, peers: 1 })
    await caller.hangUp()
    await page.locator('[data-phase=wrapUp]').waitFor()
    await until('everything is given back', async () => (await pageHolds(page)).peers === 0, { within: 500 })
    expect(await pageHolds(page)).toEqual({ microphones: 0, peers: 0 })
    await press('Later')
    await onlyCall(page).waitFor({ state: 'detached' })
  })

  it('stays EXTERNAL when the caller wears an extension’s number and writes the exchange’s own signs', async () => {
    const { exchange, page } = rig
    const caller = await callFromOutside(exchange, {
      dial: '0312345678',
      from: { name: 'Boss', uri: 'sip:102@127.0.0.1' },
      headers: ['Alert-Info: <http://127.0.0.1>;info=internal', 'X-Line-Type: internal'],
    })
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()

    expect(await verdict().textContent()).toBe('EXTERNAL')
    await caller.cancel()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor({ state: 'detached' })
  })

  it('is never INTERNAL when the exchange gives no sign at all', async () => {
    const { exchange, page } = rig
    const caller = await callFromOutside(exchange, {
      dial: '0398765432',
      from: { name: 'Boss', uri: 'sip:102@127.0.0.1' },
    })
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()

    expect(await verdict().textContent()).toBe('UNVERIFIED')
    await caller.cancel()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor({ state: 'detached' })
  })

  it('shows no number of a caller who withholds it', async () => {
    const { exchange, page } = rig
    const caller = await callFromOutside(exchange, {
      dial: '0312345678',
      from: { name: 'Anonymous', uri: 'sip:anonymous@anonymous.invalid' },
      asserted: '<sip:+81355556666@127.0.0.2>',
      privacy: 'id',
    })
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()

    expect(await page.locator('body').textContent()).not.toMatch(/5555.?6666/)
    expect(await verdict().textContent()).toBe('EXTERNAL')
    await caller.cancel()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor({ state: 'detached' })
  })

  it('takes its notes to the journal when the caller hangs up first', async () => {
    const { exchange, page } = rig
    const caller = await callFromOutside(exchange, {
      dial: '0312345678',
      from: { name: 'Okafor', number: '09011112222' },
    })
    await press('Answer')
    await caller.answered
    await page.getByRole('textbox', { name: 'What do they need?' }).fill('a new invoice')
    await caller.hangUp()

    await page.locator('[data-phase=wrapUp]').waitFor()
    await press('Save')
    expect(await page.getByRole('alert').getAttribute('data-missing')).toBe('callerName')
    await press('Wrong number')
    await onlyCall(page).waitFor({ state: 'detached' })
  })
})

describe('a call from a colleague', () => {
  it('is INTERNAL, asks for the requirement alone, and both sides hear each other', async () => {
    const { exchange, page, hears } = rig
    const colleague = await startDeskPhone(exchange, { as: '201', tone: 600 })
    await colleague.dial('101')
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()

    expect(await verdict().textContent()).toBe('INTERNAL')
    await press('Answer')
    await colleague.talking()
    await hears(600)
    await colleague.hears(ourPitch)

    await press('End call')
    expect(await page.getByRole('alert').getAttribute('data-missing')).toBe('requirement')
    await page.getByRole('textbox', { name: 'What do they need?' }).fill('the meeting room')
    await press('End call')
    await colleague.idle()
    await colleague.stop()
  })
})

describe('calling out', () => {
  it('rings the public network, talks, and ends without a question', async () => {
    const { exchange, page, hears } = rig
    const outside = await answerOutside(exchange, { tone: 850, after: 300 })
    await page.getByRole('textbox', { name: 'Number or name' }).fill('03 5555 1234')
    await press('Call')
    await page.locator('[data-phase=calling]').waitFor()
    const call = await outside.called('0355551234')
    await page.locator('[data-phase=talking]').waitFor()
    await hears(850)
    await until('the far end hears us', () => Math.abs(outside.heard().frequency - ourPitch) < 15)
    await press('End call')
    await outside.ended(call)
    await onlyCall(page).waitFor({ state: 'detached' })
    await outside.stop()
  })

  it('says that the far end is busy', async () => {
    const { exchange, page } = rig
    const outside = await answerOutside(exchange, { reception: 486 })
    await page.getByRole('textbox', { name: 'Number or name' }).fill('0355551234')
    await press('Call')
    await page.locator('[data-phase=wrapUp]').waitFor()

    expect(await onlyCall(page).textContent()).toMatch(/busy/i)
    await page
      .getByRole('button', { name: /^(Close|Later|Save)$/ })
      .first()
      .click()
    await onlyCall(page).waitFor({ state: 'detached' })
    await outside.stop()
  })

  it('presses keys that the far end can read', async () => {
    const { exchange, page } = rig
    await page.getByRole('textbox', { name: 'Number or name' }).fill('603')
    await press('Call')
    await page.locator('[data-phase=talking]').waitFor()
    await press('Keypad')
    for (const key of ['4', '7', '1', '1']) await page.getByRole('button', { name: key, exact: true }).click()

    expect(await until('the keys have arrived', () => exchange.keysPressedBy('101'))).toBe('4711')
    await onlyCall(page).waitFor({ state: 'detached' })
  })
})

describe('hold', () => {
  it('plays music to the caller, opens no ear to them, and takes them back with both voices', async () => {
    const { exchange, page, hears } = rig
    const caller = await callFromOutside(exchange, { dial: '0312345678', tone: 440 })
    await press('Answer')
    await caller.answered
    await until('the caller hears us', () => Math.abs(caller.heard().frequency - ourPitch) < 15)
    await press('Hold')
    await page.locator('[data-phase=held]').waitFor()
    await until('the caller hears music, not us', () => {
      const { frequency, energy } = caller.heard()
      return energy > 0 && Math.abs(frequency - ourPitch) > 30
    })
    await page.keyboard.press('Escape')
    await page.locator('[data-phase=talking]').waitFor()
    await hears(440)
    await until('the caller hears us again', () => Math.abs(caller.heard().frequency - ourPitch) < 15)
    await endByRelease(page, 'Sales call')
    expect((await caller.ended).by).toBe('them')
  })
})

// Last: for half an hour after it whoever calls may be the emergency services, and meets no gate.
describe('calling for help', () => {
  it('reaches the emergency services without a question, and hangs up without one', async () => {
    const { exchange, page } = rig
    const outside = await answerOutside(exchange, { after: 0 })
    await page.getByRole('textbox', { name: 'Number or name' }).fill('１１９')
    await press('Call')
    const call = await outside.called('119')
    await page.locator('[data-phase=talking]').waitFor()
    await press('End call')
    await outside.ended(call)
    await outside.stop()
  })
})

describe('how quick it is', () => {
  it('writes down what happened when, with a clock that the page shares', async () => {
    const text = await readFile(join(rig.desk.profile, 'timings.jsonl'), 'utf8')
    const marks = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { what: string; at: number })

    expect(new Set(marks.map(({ what }) => what))).toEqual(new Set(['invite-received', 'answer-sent', 'bye-sent']))
    expect(marks.every(({ at }) => Math.abs(at - Date.now()) < 600_000)).toBe(true)
  })
})
