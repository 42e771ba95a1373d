import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import { callIn, deskIsEmpty, field, fits, hasFocus, lookUp, owes, press, tabTo } from '../support/atTheDesk'
import { okafor, ourPitch } from '../support/aDeskInPractice'
import { windowSize } from '../support/openPage'
import { writtenIn } from '../support/writtenIn'
import { confirmed, lines, oneDesk } from './aDeskOnText'
import { type OnTheLine, oneDeskWithCallers } from './callersInPractice'
import { oneBrowser } from './sharing'

const browser = oneBrowser({ hums: ourPitch })

const ring = (page: Page) => page.getByRole('region', { name: 'Incoming call' })
const answer = (page: Page) => page.getByRole('button', { name: 'Answer', exact: true })
const decline = (page: Page) => page.getByRole('button', { name: 'Decline', exact: true })
const words = async (page: Page, testId: string) => (await page.getByTestId(testId).first().textContent()) ?? ''
const digits = async (page: Page, testId: string) => (await words(page, testId)).replaceAll(/\D/g, '')

const folder = mkdtempSync(join(tmpdir(), 'phone-duty-people-'))
writeFileSync(join(folder, 'people.csv'), 'name,extension\nTomas Lind-Berg,201\nRosa Marín,200\n')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
/** A directory that calls Tomas by another name than he does himself. */
const directory = [{ csv: join(folder, 'people.csv') }]

describe('what the card says', () => {
  const at = oneDeskWithCallers(browser, { more: { directory } })

  async function shows(caller: OnTheLine, look: () => Promise<void>): Promise<void> {
    await ring(at().page).waitFor()
    try {
      await look()
    } finally {
      caller.hangsUp()
      await deskIsEmpty(at().page)
    }
  }

  it('EXTERNAL, with the company that was called, the greeting, and the exchange’s own words as evidence', async () => {
    const { page, rings } = at()
    await shows(rings('external'), async () => {
      expect(await words(page, 'line-verdict')).toBe('EXTERNAL')
      expect(await words(page, 'caller-name')).toBe('Ms Okafor')
      expect(await digits(page, 'caller-number')).toMatch(/2079460018$/)
      expect(await digits(page, 'called-number')).toMatch(/2079460100$/)
      expect(await words(page, 'answer-as')).toBe('Example Trading')
      expect(await words(page, 'greeting')).toBe('Thank you for calling Example Trading, Rosa speaking.')
      expect(await page.getByTestId('line-evidence').count()).toBe(0)
      await press(page, 'Why this line?')
      expect(await words(page, 'line-evidence')).toContain('The phone system itself says so on this call.')
      expect(await words(page, 'line-evidence')).toContain('X-Line-Type: external')
    })
  })

  it('INTERNAL, greets a colleague, and calls them what the directory calls them', async () => {
    const { page, rings } = at()
    await shows(rings('internal'), async () => {
      expect(await words(page, 'line-verdict')).toBe('INTERNAL')
      expect(await words(page, 'caller-name')).toBe('Tomas Lind-Berg')
      expect(await words(page, 'greeting')).toBe('Hello, Rosa here.')
      await press(page, 'Why this line?')
      expect(await words(page, 'line-evidence')).toContain('X-Line-Type: internal')
    })
  })

  it('UNVERIFIED when the exchange gives no sign: the name is only shown, the directory’s is a "perhaps", the greeting a customer’s', async () => {
    const { page, rings } = at()
    await shows(rings('unverified'), async () => {
      expect(await words(page, 'line-verdict')).toBe('UNVERIFIED')
      expect(await words(page, 'caller-name')).toBe('Tomas Lind')
      const card = await ring(page).textContent()
      expect(card).toContain('shown by the caller, not confirmed')
      expect(card).toContain('perhaps Tomas Lind-Berg')
      expect(await words(page, 'greeting')).toContain('Thank you for calling Example Trading')
      await press(page, 'Why this line?')
      expect(await words(page, 'line-evidence')).toContain('X-Line-Type: (absent)')
    })
  })

  it('EXTERNAL to a stranger who wears a colleague’s number, which no directory turns into a name', async () => {
    const { page, rings } = at()
    await shows(rings({ ...okafor, number: '201', name: 'Boss' }), async () => {
      expect(await words(page, 'line-verdict')).toBe('EXTERNAL')
      expect(await words(page, 'caller-name')).toBe('Boss')
    })
  })

  it('says it aloud at once, the line first', async () => {
    const { page, rings } = at()
    const caller = rings('external')
    await caller.hearsRinging()
    const said = page.locator('[aria-live=assertive]').getByText(/^Incoming, external, Ms Okafor, .*7946/)
    await said.waitFor({ state: 'attached', timeout: 1_000 })
    caller.hangsUp()
    await deskIsEmpty(page)
  })
})

describe('what an exchange says that is not to be believed', () => {
  const at = oneDesk(browser, { more: { directory } })

  it.each([
    ['two words that contradict each other', ['X-Line-Type: internal', 'X-Line-Type: external']],
    ['a word that nobody agreed on', ['X-Line-Type: internal-ish']],
  ])('is UNVERIFIED: %s', async (_, headers) => {
    const { page, exchange } = at()
    exchange.rings({ from: lines.internal.from, headers })
    await ring(page).waitFor()

    expect(await words(page, 'line-verdict')).toBe('UNVERIFIED')
    expect(await words(page, 'caller-name'), 'the directory’s name is no fact here').toBe('Tomas Lind')
  })
})

describe('a ring that goes on', () => {
  // Whose clock runs ten times as fast soon loses patience with an exchange whose does not.
  const at = oneDesk(browser, { args: ['--clock-speed', '10'] })

  it('is counted, and from the third one on the greeting apologises', async () => {
    const { page, rings } = at()
    rings('external')
    await ring(page).getByText('3rd ring').waitFor()

    expect(await words(page, 'greeting')).toBe(
      'I am sorry to have kept you waiting. Thank you for calling Example Trading, Rosa speaking.',
    )
  })
})

describe('a withheld number', () => {
  const at = oneDesk(browser)
  const number = '442079460018'

  it('is shown nowhere in the page, and written nowhere: neither in the journal nor in the log', async () => {
    const { page, exchange, desk } = at()
    const told: string[] = []
    page.on('websocket', socket => socket.on('framereceived', ({ payload }) => told.push(String(payload))))
    await page.reload()
    await page.locator('[data-registration=registered]').waitFor()
    const call = exchange.rings({
      from: `"Okafor" <sip:+${number}@127.0.0.1>`,
      headers: [
        ...lines.external.headers,
        'Privacy: id',
        `P-Asserted-Identity: "Okafor" <sip:+${number}@127.0.0.1>`,
        `Remote-Party-ID: <sip:+${number}@127.0.0.1>;privacy=full`,
      ],
    })
    await ring(page).waitFor()
    expect(await words(page, 'line-verdict')).toBe('EXTERNAL')
    expect(await words(page, 'caller-number')).toBe('Number withheld')
    await press(page, 'Why this line?')
    await press(page, 'Answer')
    const caller = await confirmed(exchange, page, call)
    await field(page, 'What do they need?').fill('Would rather not say')
    expect(await page.getByRole('button', { name: 'Use this number' }).count(), 'nothing to offer').toBe(0)
    await press(page, 'Why?')
    const shown = await page.content()
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()

    const everything = [shown, ...told, await writtenIn(desk.profile), desk.log()]
      .join('\n')
      .replaceAll(/[\s().-]/g, '')
    expect(everything).toContain('Wouldrathernotsay')
    expect(everything).not.toContain(number)
    expect(everything).not.toContain(number.slice(2))
    expect(everything).not.toContain('Okafor')
  })
})

describe('a name from the network', () => {
  const at = oneDesk(browser)
  const family = '👩‍👩‍👧‍👦'

  const names: readonly [what: string, sent: string, shown: string | RegExp][] = [
    [
      'markup',
      '<img src=x onerror=document.body.remove()><b>Bold</b>',
      '<img src=x onerror=document.body.remove()><b>Bold</b>',
    ],
    ['a text that our own sentences are made with', '{{line}} $t(app) %s', '{{line}} $t(app) %s'],
    ['marks that turn the writing round', 'Okafor \u202ELANRETNI\u2066 \u200FX', 'Okafor LANRETNI X'],
    ['a family of emoji', `Ada ${family} Okafor`, /^Ada .*👩.* Okafor$/u],
    ['seventy graphemes without a gap', 'W'.repeat(70), 'W'.repeat(64)],
    ['two thousand letters', 'Okafor '.repeat(300), /^Okafor Okafor .{40,60}$/],
    ['Arabic', 'عبد الرحمن الأوكافوري بن محمد', 'عبد الرحمن الأوكافوري بن محمد'],
    ['Japanese', '佐藤　愛子・株式会社とても長い名前の会社営業第一部', /^佐藤.愛子/],
    ['towers of accents', `Zo${'\u0301\u0302\u0303'.repeat(30)}e`, /^Zo[\u0300-\u036F]{1,12}e$/],
    ['nothing but what cannot be seen', '\u200B\u2060\u3164\u00AD', 'No name shown'],
  ]

  it.each(names)('stays text and breaks no layout: %s', async (_, sent, shown) => {
    const { page, exchange } = at()
    const quoted = sent.replaceAll(/["\\]/g, String.raw`\$&`)
    await page.setViewportSize({ width: 320, height: 640 })
    const call = exchange.rings({ from: `"${quoted}" <sip:+442079460018@127.0.0.1>`, headers: lines.external.headers })
    await ring(page).waitFor()
    const name = page.getByTestId('caller-name')
    if (typeof shown === 'string') expect(await name.textContent()).toBe(shown)
    else expect(await name.textContent()).toMatch(shown)
    expect(await name.locator('*').count(), 'no element was made of it').toBe(0)
    await fits(page)
    expect(await insideTheWindow(page, 'Answer'), 'Answer can be reached').toBe(true)
    expect(await insideTheWindow(page, 'Decline'), 'Decline can be reached').toBe(true)

    await press(page, 'Answer')
    const caller = await confirmed(exchange, page, call)
    await fits(page)
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await fits(page)
    await press(page, 'Later')
    await deskIsEmpty(page)
    await fits(page)
    const record = await lookUp(page, 'open')
    await record.getByRole('button').first().click()
    await page.getByRole('article', { name: 'Record' }).first().waitFor()
    await fits(page)
    await record.getByRole('button', { name: 'Finish' }).click()
    await callIn(page, 'wrapUp').waitFor()
    await page.setViewportSize(windowSize)
  })

  it('has no title and no tooltip of another’s making in the window’s name', async () => {
    const { page, exchange } = at()
    exchange.rings({ from: '"Urgent: call 999" <sip:+442079460018@127.0.0.1>', headers: lines.external.headers })
    await ring(page).waitFor()

    expect(await page.title()).not.toContain('999')
  })
})

describe('whoever is typing while it rings', () => {
  const at = oneDesk(browser)

  it('goes on typing in the box to dial', async () => {
    const { page, rings } = at()
    await field(page, 'Number or name').fill('')
    await field(page, 'Number or name').click()
    await page.keyboard.type('020 ')
    const call = rings('external')
    await ring(page).waitFor()
    await page.keyboard.type('7946')
    call.cancel()
    await deskIsEmpty(page)
    await page.keyboard.type(' 0018')

    expect(await field(page, 'Number or name').inputValue()).toBe('020 7946 0018')
  })

  it('goes on typing in the notes of another call', async () => {
    const { page, rings, talksTo } = at()
    await talksTo('external')
    await page.keyboard.type('The invoice ')
    rings('internal')
    await ring(page).waitFor()
    await page.keyboard.type('of May')

    expect(await field(page, 'What do they need?').inputValue()).toBe('The invoice of May')
    await hasFocus(field(page, 'What do they need?'))
  })

  it('goes on searching the records', async () => {
    const { page, rings } = at()
    await page.getByRole('button', { name: /^Records/ }).click()
    await page.getByRole('searchbox', { name: 'Search records' }).click()
    await page.keyboard.type('inv')
    const call = rings('external')
    await ring(page).waitFor()
    await page.keyboard.type('oice')
    call.cancel()
    await deskIsEmpty(page)

    expect(await page.getByRole('searchbox', { name: 'Search records' }).inputValue()).toBe('invoice')
  })
})

describe('Enter and Space', () => {
  const at = oneDesk(browser)

  it.each(['Enter', 'Space'])('%s neither answers nor declines, wherever the keyboard is', async key => {
    const { page, exchange, rings } = at()
    const call = rings('external')
    await ring(page).waitFor()
    await page.keyboard.press(key)
    for (const button of [answer(page), decline(page)]) {
      await button.focus()
      await page.keyboard.press(key)
    }
    await exchange.isUnderstood()
    await ring(page).waitFor()

    const final = exchange.heard.filter(
      said => /^SIP\/2\.0 [2-6]/.test(said.firstLine) && said.header('Call-ID') === call.callId,
    )
    expect(final).toEqual([])
  })

  it('Enter answers on a button that was reached with Tab after the card had come', async () => {
    const { page, exchange, rings } = at()
    const call = rings('external')
    await ring(page).waitFor()
    await tabTo(answer(page))
    await page.keyboard.press('Enter')

    await confirmed(exchange, page, call)
  })

  it('Space declines on a button that was reached with Tab after the card had come', async () => {
    const { page, rings } = at()
    const call = rings('external')
    await ring(page).waitFor()
    await tabTo(decline(page))
    await page.keyboard.press('Space')

    await call.answered(486)
    await deskIsEmpty(page)
  })

  it('Escape does nothing while it rings', async () => {
    const { page, exchange, rings } = at()
    rings('external')
    await ring(page).waitFor()
    await page.keyboard.press('Escape')
    await exchange.isUnderstood()

    await ring(page).waitFor()
  })
})

describe('two calls', () => {
  const at = oneDeskWithCallers(browser)

  it('ring side by side, each with its own verdict and its own buttons', async () => {
    const { page, rings } = at()
    const customer = rings('external')
    const colleague = rings('internal')
    await until('both ring', async () => (await ring(page).count()) === 2)
    const verdicts = await page.getByTestId('line-verdict').allTextContents()
    expect(verdicts.toSorted()).toEqual(['EXTERNAL', 'INTERNAL'])

    await page.locator('[data-line=internal]').getByRole('button', { name: 'Answer' }).click()
    await colleague.isAnswered()
    await ring(page).waitFor()
    expect(await words(page, 'line-verdict')).toBe('EXTERNAL')
    expect(await callIn(page, 'ringing').getAttribute('data-line')).toBe('external')

    await press(page, 'Answer')
    await page.locator('[data-phase=talking][data-line=external]').waitFor()
    await page.locator('[data-phase=held][data-line=internal]').waitFor()
    await Promise.all([customer.isAnswered(), customer.hearsUs(), colleague.isHeld()])
    expect(colleague.wasHungUpOn()).toBe(false)
  })

  it('tell a screen reader of each', async () => {
    const { page, rings } = at()
    rings('external')
    rings('unverified')
    const said = page.locator('[aria-live=assertive] p')
    await until('both are said', async () => (await said.count()) === 2)

    expect((await said.allTextContents()).toSorted()).toEqual([
      expect.stringMatching(/^Incoming, external, Ms Okafor/),
      expect.stringMatching(/^Incoming, unverified, Tomas Lind/),
    ])
  })
})

describe('a call that is not taken', () => {
  const at = oneDeskWithCallers(browser)

  it('hears busy when it is declined, so that our other phones may ring on', async () => {
    const { page, rings } = at()
    const caller = rings('external')
    await press(page, 'Decline')
    await caller.isDeclined()
    await deskIsEmpty(page)

    await (await lookUp(page, 'closed')).getByText('Declined').waitFor()
  })

  it('is missed when the caller gives up', async () => {
    const { page, rings } = at()
    const caller = rings('external')
    await ring(page).waitFor()
    caller.hangsUp()
    await deskIsEmpty(page)

    await (await lookUp(page, 'closed')).getByText('Missed').waitFor()
  })

  it('hears busy on do-not-disturb, rings nowhere, and stands on the list as missed', async () => {
    const { page, rings } = at()
    const quiet = page.getByRole('switch', { name: 'Do not disturb' })
    await quiet.click()
    await page.getByText(/^Do not disturb until \d\d:\d\d/).waitFor()
    const caller = rings({ ...okafor, name: 'Mr Adeyemi', number: '+442079460321' })
    await caller.isDeclined()
    expect(await ring(page).count()).toBe(0)

    const record = await lookUp(page, 'closed')
    await record.getByText('Mr Adeyemi').waitFor()
    await record.getByText('Missed').waitFor()
    await owes(page, 0)
    await quiet.click()
    rings('external')
    await ring(page).waitFor()
  })
})

describe('a call that an exchange takes away', () => {
  const at = oneDesk(browser)

  it('is not missed when it was answered on another phone', async () => {
    const { page, rings } = at()
    const call = rings('external')
    await ring(page).waitFor()
    call.cancel('SIP;cause=200;text="Call completed elsewhere"')
    await deskIsEmpty(page)

    await (await lookUp(page, 'closed')).getByText('Answered on another phone').waitFor()
  })
})

function insideTheWindow(page: Page, name: string): Promise<boolean> {
  return page
    .getByRole('button', { name, exact: true })
    .first()
    .evaluate(button => {
      const { left, right, width, height } = button.getBoundingClientRect()
      return left >= 0 && right <= innerWidth && width >= 24 && height >= 24
    })
}
