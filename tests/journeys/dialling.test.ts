import { readFile } from 'node:fs/promises'
import type Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { callIn, deskIsEmpty, field, fits, hasFocus, noteEverything, press, tabTo } from '../support/atTheDesk'
import { openPageEar, pageHolds } from '../support/pageEar'
import { until } from '../exchange/rig/until'
import { answerTo, type Said } from '../support/TextExchange'
import { unplugMicrophone } from '../support/unplugMicrophone'
import { agree, clearTheDesk, type DeskOnText, oneBrowser, oneDesk, openPage, windowSize } from './aDeskOnText'

const browser = oneBrowser()
const account = { country: 'JP', outsidePrefix: '0' }

let axe: string
beforeAll(async () => {
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
})

const box = (page: Page) => field(page, 'Number or name')
const ring = (page: Page) => page.getByRole('region', { name: 'Incoming call' })
/** The INVITE of a call of ours to that number. */
const invited = ({ exchange }: DeskOnText, number: string): Promise<Said> =>
  exchange.hears(`the INVITE to ${number}`, said => said.firstLine.startsWith(`INVITE sip:${number}@`))

async function dialsByKeyboard(page: Page, number: string): Promise<void> {
  await page.keyboard.press('Alt+P')
  await hasFocus(box(page))
  await page.keyboard.type(number)
  await page.keyboard.press('Enter')
}

describe('Alt and P, wherever one is, and then a number:', () => {
  const at = oneDesk(browser, { account })

  // How one comes there, and what has the keyboard then.
  const places: Readonly<Record<string, () => Promise<unknown>>> = {
    'in the reception': () => box(at().page).waitFor(),
    'in the records': () =>
      at()
        .page.getByRole('button', { name: /^Records/ })
        .click(),
    'in the settings': () => press(at().page, 'Settings'),
    'in do not disturb': () => at().page.getByRole('switch', { name: 'Do not disturb' }).click(),
    'while somebody rings': async () => {
      await at().page.getByRole('switch', { name: 'Do not disturb', checked: true }).click()
      at().rings('external')
      await ring(at().page).waitFor()
    },
    'in a call, with a half-written note': async () => {
      await at().talksTo('external')
      await at().page.keyboard.type('The invoice of M')
    },
    'in a call, with the finder open': async () => {
      await at().talksTo('external')
      await at().page.keyboard.press('Alt+T')
      await at().page.getByRole('searchbox', { name: 'Find a person or topic' }).waitFor()
    },
    'with a caller on hold': async () => {
      await at().talksTo('external')
      await press(at().page, 'Hold')
      await callIn(at().page, 'held').waitFor()
    },
    'while another rings': async () => {
      await at().talksTo('external')
      at().rings('internal')
      await ring(at().page).waitFor()
    },
    'with a form open': async () => {
      const caller = await at().talksTo('external')
      caller.hangsUp()
      await callIn(at().page, 'wrapUp').waitFor()
    },
  }

  it.each(Object.entries(places))('%s, Esc goes back, and 119 is reached', async (_, comesThere) => {
    const { page, exchange } = at()
    await comesThere()
    const before = await page.evaluateHandle(() => document.activeElement)
    await page.keyboard.press('Alt+P')
    await hasFocus(box(page))
    if (await page.getByRole('button', { name: 'Close the dial box', exact: true }).isVisible()) {
      await page.keyboard.press('Escape')
      await page.waitForFunction(element => document.activeElement === element, before)
    }
    const heardBefore = exchange.heard.length
    await dialsByKeyboard(page, '１１９')
    await until('119 was asked for', () =>
      exchange.heard.slice(heardBefore).some(said => said.firstLine.startsWith('INVITE sip:119@')),
    )
    const help = callIn(page, 'talking').and(page.getByRole('region', { name: 'Call with 119' }))
    await help.waitFor()
    expect(await page.getByRole('alert').count(), 'nothing is asked').toBe(0)
    await help.getByRole('button', { name: 'End call', exact: true }).click()
    await help.waitFor({ state: 'detached' })
    expect(
      exchange.heard.some(said => said.method === 'BYE' && said.firstLine.includes('okafor')),
      'nobody else was hung up on',
    ).toBe(false)
    await clearTheDesk(page)
  })
})

describe('in a call', () => {
  const at = oneDesk(browser, { account })

  it('the caller is put on hold for a call of ours, and every word that was written stands', async () => {
    const { page, talksTo } = at()
    await talksTo('external')
    await page.keyboard.type('The invoice of May')
    await dialsByKeyboard(page, '201')
    await invited(at(), '201')
    await callIn(page, 'talking').waitFor()
    await callIn(page, 'held').waitFor()
    await page.keyboard.press('Alt+E')
    await callIn(page, 'talking').waitFor({ state: 'detached' })
    expect(await field(page, 'What do they need?').inputValue()).toBe('The invoice of May')
  })

  it('119 leaves although the exchange will not hold the caller', async () => {
    const { page, exchange, talksTo } = at()
    await talksTo('external')
    exchange.answers.set('INVITE', request => {
      const isHold = /a=(sendonly|inactive)/.test(request.body)
      return isHold ? answerTo(request, '488 Not Acceptable Here') : agree(request)
    })
    await dialsByKeyboard(page, '186119')
    await invited(at(), '186119')
    exchange.answers.set('INVITE', agree)
  })

  it.each([403, 404, 503])('it is said within two seconds that nobody was reached: %d', async code => {
    const { page, exchange } = at()
    await clearTheDesk(page)
    exchange.answers.set('INVITE', request => answerTo(request, `${code} No`))
    await dialsByKeyboard(page, '118')
    await page.getByText('They were not reached. Use a mobile or a landline now.').waitFor({ timeout: 2_000 })
    exchange.answers.set('INVITE', agree)
  })
})

describe('a question before a call', () => {
  const at = oneDesk(browser, { account })

  it.each([
    ['*72 0900000000', 'forwards'],
    ['0990 504 321', 'premium'],
    ['0570-012-345', 'sharedCost'],
    ['010 881 612345678', 'satellite'],
    ['*97', 'featureCode'],
  ])('is asked, and answered by keyboard: %s is %s', async (number, doubt) => {
    const { page, exchange } = at()
    const before = exchange.heard.length
    await page.keyboard.press('Alt+P')
    await box(page).fill(number)
    await page.keyboard.press('Enter')
    await page.locator(`[data-doubt=${doubt}]`).waitFor()
    await exchange.isUnderstood()
    expect(exchange.heard.slice(before).filter(said => said.method === 'INVITE')).toEqual([])

    await tabTo(page.getByRole('button', { name: 'Call anyway' }))
    await page.keyboard.press('Enter')
    await invited(at(), number.replaceAll(/[ -]/g, ''))
    await callIn(page, 'talking').waitFor()
    await page.keyboard.press('Alt+E')
    await deskIsEmpty(page)
  })

  it('never holds a caller before it is answered', async () => {
    const { page, exchange, talksTo } = at()
    const caller = await talksTo('external')
    await noteEverything(page)
    await dialsByKeyboard(page, '0990504321')
    await page.locator('[data-doubt=premium]').waitFor()
    await exchange.isUnderstood()
    expect(await callIn(page, 'talking').count()).toBe(1)
    await press(page, 'Do not call')
    await page.keyboard.press('Escape')
    expect(caller.wasHungUpOn()).toBe(false)
  })

  it('can be used by everybody: in a call, in light and dark, and in a narrow window', async () => {
    const { page, talksTo } = at()
    await talksTo('external')
    await dialsByKeyboard(page, '*720900000000')
    await page.locator('[data-doubt=forwards]').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await complaints(page), colorScheme).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    await fits(page)
    expect(await complaints(page), 'narrow').toEqual([])
    await page.setViewportSize(windowSize)
    await page.keyboard.press('Escape')
  })
})

describe('the emergency services', () => {
  const at = oneDesk(browser, { account })

  it('ring through do not disturb when they call back, and are shown as such', async () => {
    const { page, exchange, rings } = at()
    await dialsByKeyboard(page, '110')
    await callIn(page, 'talking').waitFor()
    await page.keyboard.press('Alt+E')
    await deskIsEmpty(page)
    await page.getByRole('switch', { name: 'Do not disturb' }).click()
    await page.getByRole('switch', { name: 'Do not disturb', checked: true }).waitFor()

    exchange.rings({
      from: '<sip:0312345678@127.0.0.1>',
      headers: ['X-Line-Type: external', 'Priority: psap-callback'],
    })
    await ring(page).getByText('this may be them').waitFor()
    await press(page, 'Decline')
    rings('external')
    await ring(page).getByText('this may be them').waitFor()
    await press(page, 'Decline')
    await deskIsEmpty(page)
    await page.getByRole('switch', { name: 'Do not disturb', checked: true }).click()
  })
})

describe('without a microphone', () => {
  const at = oneDesk(browser, {
    account,
    before: async page => {
      await openPageEar(page)
      await unplugMicrophone(page)
    },
  })

  it('119 is called, and uses the microphone that is plugged in meanwhile', async () => {
    const { page } = at()
    await page.getByText('No microphone found').waitFor()
    await dialsByKeyboard(page, '119,')
    await invited(at(), '119')
    await callIn(page, 'talking').waitFor()
    await page.getByText('They cannot hear you.').waitFor()
    await page.getByText('Call from a mobile or a landline as well').waitFor()

    await page.evaluate(() => window.dispatchEvent(new Event('microphone-plugged-in')))
    await until('the microphone is open', async () => (await pageHolds(page)).microphones === 1)
    await page.getByText('They cannot hear you.').waitFor({ state: 'detached' })
  })
})

describe('a window that was opened by a link', () => {
  const at = oneDesk(browser, { account })

  it('dials nothing by itself', async () => {
    const { exchange, desk } = at()
    const page = await openPage(browser(), { url: `${desk.url}#tel:*720900000000` })
    await box(page).waitFor()
    await exchange.isUnderstood()
    expect(exchange.heard.filter(said => said.method === 'INVITE')).toEqual([])
    await page.context().close()
  })
})

async function complaints(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof Axe }).axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}
