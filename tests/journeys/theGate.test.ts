import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import {
  callIn,
  deskIsEmpty,
  field,
  gateAsksFor,
  hasFocus,
  lookUp,
  noteEverything,
  owes,
  press,
  tabTo,
  ticks,
} from '../support/atTheDesk'
import { okafor, ourPitch } from '../support/aDeskInPractice'
import { oneDeskWithCallers } from './callersInPractice'
import { oneBrowser } from './sharing'

const browser = oneBrowser({ hums: ourPitch })

const releases = ['Wrong number', 'Sales call', 'Nobody there', 'Abusive call', 'I need the line']

const need = (page: Page) => field(page, 'What do they need?')

/** No promise, only what nobody notices. */
const atOnce = 1_000

describe('ending a call that was answered', () => {
  const at = oneDeskWithCallers(browser)

  describe.each(['external', 'unverified'] as const)('on a line that is %s', line => {
    it('asks for the requirement, then the name, then the contact, and lets the line go when it has all three', async () => {
      const { page, talksTo } = at()
      const caller = await talksTo(line)
      await press(page, 'End call')
      await gateAsksFor(page, 'requirement')
      await hasFocus(need(page))
      await need(page).fill('The invoice of May')
      await press(page, 'End call')
      await gateAsksFor(page, 'callerName')
      await hasFocus(field(page, "Caller's name"))
      await field(page, "Caller's name").fill('Ms Okafor')
      await press(page, 'End call')
      await gateAsksFor(page, 'contact')
      await hasFocus(field(page, 'Contact'))
      await field(page, 'Contact').fill('020 7946 0018')
      expect(caller.wasHungUpOn(), 'three times too early').toBe(false)
      await caller.hearsUs()

      await press(page, 'End call')
      await caller.isHungUpOn()
      await deskIsEmpty(page)
      await owes(page, 0)
    })

    it('can be answered, written down and ended by keyboard alone', async () => {
      const { page, rings } = at()
      const caller = rings(line)
      await tabTo(page.getByRole('button', { name: 'Answer', exact: true }))
      await page.keyboard.press('Enter')
      await caller.isAnswered()
      await hasFocus(need(page))
      await page.keyboard.type('The invoice of May')
      await page.keyboard.press('Alt+E')
      await hasFocus(field(page, "Caller's name"))
      await page.keyboard.type('Ms Okafor')
      await page.keyboard.press('Alt+E')
      await hasFocus(field(page, 'Contact'))
      await page.keyboard.type('020 7946 0018')
      expect(caller.wasHungUpOn()).toBe(false)

      const pressed = performance.now()
      await page.keyboard.press('Alt+E')
      await caller.isHungUpOn()
      expect(performance.now() - pressed).toBeLessThan(atOnce)
      await deskIsEmpty(page)
    })

    it('asks what shall be done when it is for somebody', async () => {
      const { page, talksTo } = at()
      const caller = await talksTo(line)
      await noteEverything(page)
      await field(page, 'For whom?').fill('Tomas')
      await press(page, 'End call')
      await gateAsksFor(page, 'response')
      await hasFocus(page.getByRole('radio', { name: 'Call them back' }))
      expect(caller.wasHungUpOn()).toBe(false)

      await ticks(page, 'Pass the message on')
      await press(page, 'End call')
      await caller.isHungUpOn()
    })
  })

  describe('on a line that is internal', () => {
    it('asks for the requirement alone, since name and number stand in the directory', async () => {
      const { page, talksTo } = at()
      const caller = await talksTo('internal')
      await press(page, 'End call')
      await gateAsksFor(page, 'requirement')
      await hasFocus(need(page))
      await need(page).fill('The meeting room')
      expect(caller.wasHungUpOn()).toBe(false)

      await press(page, 'End call')
      await caller.isHungUpOn()
      await deskIsEmpty(page)
    })

    it('does so by keyboard alone', async () => {
      const { page, rings } = at()
      const caller = rings('internal')
      await tabTo(page.getByRole('button', { name: 'Answer', exact: true }))
      await page.keyboard.press('Space')
      await caller.isAnswered()
      await page.keyboard.press('Alt+E')
      await gateAsksFor(page, 'requirement')
      await page.keyboard.type('The meeting room')
      await page.keyboard.press('Alt+E')

      await caller.isHungUpOn()
    })
  })

  it('shows the question to ask, and the ways out beside it', async () => {
    const { page, talksTo } = at()
    await talksTo('external')
    expect(await page.getByRole('group', { name: 'Release the line' }).count()).toBe(0)
    await press(page, 'End call')
    await gateAsksFor(page, 'requirement')

    expect(await page.getByRole('alert').textContent()).toContain('May I ask what you are calling about?')
    const ways = page.getByRole('group', { name: 'Release the line' }).getByRole('button')
    expect(await ways.evaluateAll(buttons => buttons.map(button => button.textContent))).toEqual(
      releases.map(name => expect.stringContaining(name)),
    )
  })

  it('is not deceived by blanks', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await noteEverything(page)
    await need(page).fill(' \u3000\u200B\n ')
    await press(page, 'End call')

    await gateAsksFor(page, 'requirement')
    expect(caller.wasHungUpOn()).toBe(false)
  })

  it('holds the line for a caller on hold as well', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await press(page, 'Hold')
    await callIn(page, 'held').waitFor()
    await press(page, 'End call')
    await gateAsksFor(page, 'requirement')
    expect(caller.wasHungUpOn()).toBe(false)

    await noteEverything(page)
    await press(page, 'End call')
    await caller.isHungUpOn()
  })

  it('takes "won’t say" for an answer, and the record shows it', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await need(page).fill('Would not say who they are')
    await ticks(page, "Won't give a name")
    await press(page, 'End call')
    await gateAsksFor(page, 'contact')
    await ticks(page, "Won't leave a contact")
    await press(page, 'End call')
    await caller.isHungUpOn()
    await deskIsEmpty(page)

    const record = await lookUp(page, 'closed')
    await record.getByRole('button').first().click()
    expect(await record.getByText('did not want to say').count()).toBe(2)
  })

  it.each(['okafor@example.com', '123 (she was cut off)'])(
    'wants a number for "Call them back", not %s',
    async text => {
      const { page, talksTo } = at()
      const caller = await talksTo('external')
      await noteEverything(page)
      await ticks(page, 'Call them back')
      await field(page, 'Contact').fill(text)
      await press(page, 'End call')
      await gateAsksFor(page, 'contact')
      await hasFocus(field(page, 'Contact'))
      expect(await page.getByText('To call them back, a phone number is needed.').count()).toBe(1)
      expect(caller.wasHungUpOn()).toBe(false)

      await field(page, 'Contact').fill('extension 214')
      await press(page, 'End call')
      await caller.isHungUpOn()
    },
  )

  it('does not let somebody be called back who won’t leave a contact', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await noteEverything(page)
    await field(page, 'Contact').fill('')
    await ticks(page, "Won't leave a contact")
    await ticks(page, 'Call them back')
    await press(page, 'End call')
    await gateAsksFor(page, 'contact')

    await ticks(page, 'They will call again')
    await press(page, 'End call')
    await caller.isHungUpOn()
  })

  it('offers the caller’s own number as the contact, and takes it only when it is confirmed', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await noteEverything(page)
    await field(page, 'Contact').fill('')
    await press(page, 'End call')
    await gateAsksFor(page, 'contact')
    const offer = page.getByRole('button', { name: 'Use this number' })
    expect(await offer.getAttribute('data-confirmed')).toBe('false')

    await tabTo(offer)
    await page.keyboard.press('Enter')
    await until('it is confirmed', async () => (await offer.getAttribute('data-confirmed')) === 'true')
    await page.keyboard.press('Alt+E')
    await caller.isHungUpOn()
  })

  it('keeps a doubtful number as it was typed, and does not refuse it', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await noteEverything(page)
    await field(page, 'Contact').fill('0207 946')
    expect(await page.getByText('it is kept as you typed it').count()).toBe(1)
    await press(page, 'End call')

    await caller.isHungUpOn()
  })
})

describe('a line that must be let go', () => {
  const at = oneDeskWithCallers(browser)

  it.each(releases)('ends for "%s" with two clicks, and owes nothing', async reason => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await press(page, 'End call')
    await press(page, reason)
    await caller.isHungUpOn()
    await deskIsEmpty(page)
    await owes(page, 0)

    const record = await lookUp(page, 'closed')
    await record.getByRole('button').first().click()
    await record.getByText(reason, { exact: true }).first().waitFor()
  })

  it.each(releases)('ends for "%s" with two keys: Alt+E, and the one that stands on the button', async reason => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await page.keyboard.press('Alt+E')
    const keys = await page.getByRole('button', { name: reason }).getAttribute('aria-keyshortcuts', { timeout: 2_000 })
    expect(keys, 'the button tells its key').not.toBeNull()
    await page.keyboard.press(keys ?? '')

    await caller.isHungUpOn()
    await deskIsEmpty(page)
  })

  it('keeps what was written before it was let go', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await page.keyboard.type('He shouted about the invoice')
    await press(page, 'End call')
    await press(page, 'Abusive call')
    await caller.isHungUpOn()

    const record = await lookUp(page, 'closed')
    await record.getByText('He shouted about the invoice').waitFor()
  })

  it('ends from hold as well', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await press(page, 'Hold')
    await callIn(page, 'held').waitFor()
    await page.keyboard.press('Alt+E')
    await press(page, 'I need the line')

    await caller.isHungUpOn()
    await deskIsEmpty(page)
  })
})

describe('a caller who hangs up first', () => {
  const at = oneDeskWithCallers(browser)

  it('is held by nobody: the words stay, the cursor stays, and what is missing is asked of the record', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await page.keyboard.type('The invoice')
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await page.keyboard.type(' of May')
    expect(await need(page).inputValue()).toBe('The invoice of May')
    await owes(page, 1)

    await press(page, 'Save')
    await gateAsksFor(page, 'callerName')
    await hasFocus(field(page, "Caller's name"))
    await page.keyboard.type('Ms Okafor')
    await press(page, 'Save')
    await gateAsksFor(page, 'contact')
    await ticks(page, "Won't leave a contact")
    await press(page, 'Save')
    await deskIsEmpty(page)
    await owes(page, 0)
  })

  it('leaves a record that "Later" keeps open and counted, until it is finished from Records', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await page.keyboard.type('Asked for the manual')
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await press(page, 'Later')
    await deskIsEmpty(page)
    await owes(page, 1)

    const record = await lookUp(page, 'open')
    await record.getByText('Asked for the manual').waitFor()
    await record.getByRole('button', { name: 'Finish' }).click()
    await callIn(page, 'wrapUp').waitFor()
    expect(await need(page).inputValue()).toBe('Asked for the manual')
    await field(page, "Caller's name").fill('Ms Okafor')
    await field(page, 'Contact').fill('okafor@example.com')
    await press(page, 'Save')
    await deskIsEmpty(page)
    await owes(page, 0)
  })

  it('leaves a record that a reason closes as well', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('unverified')
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await press(page, 'Save')
    await gateAsksFor(page, 'requirement')
    await press(page, 'Nobody there')
    await deskIsEmpty(page)

    await owes(page, 0)
  })

  it('leaves a record that does not stop the next call from ringing and being answered', async () => {
    const { page, talksTo, rings } = at()
    const first = await talksTo('external')
    await page.keyboard.type('The first one')
    first.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    const second = rings('internal')
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    await press(page, 'Answer')
    await second.isAnswered()
    await owes(page, 1)

    await need(page).fill('The second one')
    await press(page, 'End call')
    await second.isHungUpOn()
    await until('the form is the first one’s again', async () => (await need(page).inputValue()) === 'The first one')
  })

  it('owes nothing when nobody had answered', async () => {
    const { page, rings } = at()
    const caller = rings('external')
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    caller.hangsUp()
    await deskIsEmpty(page)

    await owes(page, 0)
  })
})

describe('a call of ours', () => {
  const at = oneDeskWithCallers(browser)

  it('ends without a question', async () => {
    const { page, willAnswer } = at()
    const called = willAnswer(okafor.number)
    await field(page, 'Number or name').fill('020 7946 0018')
    await press(page, 'Call')
    const okaforsPhone = await called
    await okaforsPhone.isAnswered()
    await page.keyboard.press('Alt+E')

    await okaforsPhone.isHungUpOn()
    await deskIsEmpty(page)
    await owes(page, 0)
  })

  it('goes to the emergency services at once, in whatever digits, and ends without a question', async () => {
    const { page, willAnswer } = at()
    const called = willAnswer('999')
    await field(page, 'Number or name').fill('９９９')
    await field(page, 'Number or name').press('Enter')
    const emergency = await called
    expect(await page.getByRole('dialog').or(page.getByRole('alertdialog')).count()).toBe(0)
    await emergency.isAnswered()
    await press(page, 'End call')

    await emergency.isHungUpOn()
    await deskIsEmpty(page)
    await owes(page, 0)
  })
})

describe('a verdict that was wrong', () => {
  const at = oneDeskWithCallers(browser)

  it('is put right with one click, changes what is owed, and both verdicts are kept', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('internal')
    await page.keyboard.type('It was a customer after all')
    await press(page, 'Why?')
    await press(page, 'It was external')
    await page.locator('[data-phase=talking][data-line=external]').waitFor()
    await press(page, 'End call')
    await gateAsksFor(page, 'callerName')

    await field(page, "Caller's name").fill('Ms Okafor')
    await field(page, 'Contact').fill('020 7946 0018')
    await press(page, 'End call')
    await caller.isHungUpOn()
    const record = await lookUp(page, 'closed')
    await record.getByRole('button').first().click()
    await record.getByText('Shown as INTERNAL, corrected to EXTERNAL.').waitFor()
  })

  it('asks less of a colleague who was taken for a stranger', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('unverified')
    await page.keyboard.type('The meeting room')
    await press(page, 'End call')
    await gateAsksFor(page, 'callerName')
    await press(page, 'Why?')
    await press(page, 'It was internal')
    await page.locator('[data-line=internal]').waitFor()
    await press(page, 'End call')

    await caller.isHungUpOn()
  })
})

describe('a gate that was softened to ask after the call', () => {
  const at = oneDeskWithCallers(browser, { more: { gate: { mode: 'afterCall' } } })

  it('lets the line go at once and asks then', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await page.keyboard.press('Alt+E')
    await caller.isHungUpOn()
    await callIn(page, 'wrapUp').waitFor()
    await owes(page, 1)
    await press(page, 'Save')
    await gateAsksFor(page, 'requirement')
    await noteEverything(page)
    await press(page, 'Save')

    await deskIsEmpty(page)
    await owes(page, 0)
  })

  it('puts the record away by itself when everything was written down', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await noteEverything(page)
    await press(page, 'End call')
    await caller.isHungUpOn()

    await deskIsEmpty(page)
  })
})

describe('a gate that was widened', () => {
  const at = oneDeskWithCallers(browser, { more: { gate: { mode: 'line', also: ['urgency', 'company'] } } })

  it('asks for the company and the urgency last, and takes "not urgent" for an answer', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await noteEverything(page)
    await press(page, 'End call')
    await gateAsksFor(page, 'company')
    await hasFocus(field(page, 'Company'))
    await page.keyboard.type('Okafor Ltd')
    await page.keyboard.press('Alt+E')
    await gateAsksFor(page, 'urgency')
    await hasFocus(page.getByRole('checkbox', { name: 'Urgent', exact: true }))
    expect(caller.wasHungUpOn()).toBe(false)

    await ticks(page, 'Not urgent')
    await page.keyboard.press('Alt+E')
    await caller.isHungUpOn()
  })

  it('can still be left with a reason', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await press(page, 'End call')
    await press(page, 'Sales call')

    await caller.isHungUpOn()
  })
})
