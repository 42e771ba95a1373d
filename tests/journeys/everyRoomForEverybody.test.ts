import { readFile } from 'node:fs/promises'
import type Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { until } from '../exchange/rig/until'
import {
  callIn,
  deskIsEmpty,
  field,
  fits,
  gateAsksFor,
  hasFocus,
  lookUp,
  noteEverything,
  owes,
  press,
  tabTo,
} from '../support/atTheDesk'
import { openPage, windowSize } from '../support/openPage'
import { okafor, ourPitch } from '../support/aDeskInPractice'
import { startDesk } from '../support/startDesk'
import { type DeskWithCallers, oneDeskWithCallers } from './callersInPractice'
import { oneBrowser } from './sharing'

const browser = oneBrowser({ hums: ourPitch })

let axe: string
beforeAll(async () => {
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
})

const ring = (page: Page) => page.getByRole('region', { name: 'Incoming call' })

/** Every room, and how one comes there. */
const rooms: Readonly<Record<string, (at: DeskWithCallers) => Promise<unknown>>> = {
  reception: ({ page }) => field(page, 'Number or name').waitFor(),
  'reception on do-not-disturb': ({ page }) => page.getByRole('switch', { name: 'Do not disturb' }).click(),
  'an external ring': async ({ page, rings }) => {
    await page.getByRole('switch', { name: 'Do not disturb', checked: true }).click()
    rings('external')
    await press(page, 'Why this line?')
  },
  'an internal ring': ({ page, rings }) => {
    rings('internal')
    return ring(page).waitFor()
  },
  'an unverified ring': ({ page, rings }) => {
    rings('unverified')
    return ring(page).waitFor()
  },
  'a conversation': async ({ page, talksTo }) => {
    await talksTo('external')
    await noteEverything(page)
    await press(page, 'Read back')
    await press(page, 'Why?')
    await press(page, 'Keypad')
  },
  'a gate that asks': async ({ page, talksTo }) => {
    await talksTo('external')
    await press(page, 'End call')
    await gateAsksFor(page, 'requirement')
  },
  'a hold': async ({ page, talksTo }) => {
    await talksTo('external')
    await press(page, 'Hold')
    await callIn(page, 'held').waitFor()
  },
  'a conversation while another call rings': async ({ page, talksTo, rings }) => {
    await talksTo('external')
    rings('internal')
    await ring(page).waitFor()
  },
  'a record to be finished': async ({ page, talksTo }) => {
    const caller = await talksTo('external')
    await page.keyboard.type('The invoice of May')
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await press(page, 'Save')
    await gateAsksFor(page, 'callerName')
  },
  'the records': async ({ page, talksTo }) => {
    const caller = await talksTo('unverified')
    await page.keyboard.type('The invoice of May')
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await press(page, 'Later')
    await deskIsEmpty(page)
    const record = await lookUp(page, 'open')
    await record.getByRole('button').first().click()
    await page.getByRole('article', { name: 'Record' }).first().waitFor()
  },
}

const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'high contrast': { colorScheme: 'dark', forcedColors: 'active' },
} as const

describe('every room can be used by everybody, in light, in dark, in high contrast, and in a narrow window:', () => {
  // The rooms stand in the order of a morning.
  const at = oneDeskWithCallers(browser)

  it.each(Object.entries(rooms))('%s', async (_, comesThere) => {
    await comesThere(at())
    const { page } = at()
    for (const [look, media] of Object.entries(looks)) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      expect(await complaints(page), look).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    for (const width of [320, 1_000]) {
      await page.setViewportSize({ width, height: 640 })
      await fits(page)
      expect(await complaints(page), `${width} px wide`).toEqual([])
    }
    await page.setViewportSize(windowSize)
  })
})

describe('the first morning, without a phone system', () => {
  it('can be used by everybody', async () => {
    const alone = await startDesk({})
    const page = await openPage(browser(), alone)
    await page.getByRole('button', { name: 'Try it now' }).waitFor()
    for (const media of Object.values(looks)) {
      await page.emulateMedia(media)
      expect(await complaints(page)).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    await fits(page)
    await page.context().close()
    await alone.stop()
  })
})

describe('by keyboard alone', () => {
  const at = oneDeskWithCallers(browser)
  const button = (name: string) => at().page.getByRole('button', { name, exact: true })

  it('a call is declined', async () => {
    const { page, rings } = at()
    const caller = rings('external')
    await ring(page).waitFor()
    await tabTo(button('Decline'))
    await page.keyboard.press('Enter')

    await caller.isDeclined()
  })

  it('a call is answered, held, taken back, muted, and its voice given back', async () => {
    const { page, rings } = at()
    const caller = rings('external')
    await tabTo(button('Answer'))
    await page.keyboard.press('Enter')
    await caller.isAnswered()
    await page.keyboard.press('Alt+H')
    await callIn(page, 'held').waitFor()
    await page.keyboard.press('Escape')
    await callIn(page, 'talking').waitFor()
    await page.keyboard.press('Alt+M')
    await button('Unmute').waitFor()
    await page.keyboard.press('Alt+M')
    await button('Mute').waitFor()
    await caller.hearsUs()
    await page.keyboard.press('Alt+T')
    await page.keyboard.press('Alt+T')
  })

  it('every button of a call can be reached, and pressed', async () => {
    const { page, talksTo } = at()
    await talksTo('external')
    await tabTo(button('Hold'))
    await page.keyboard.press('Space')
    await callIn(page, 'held').waitFor()
    await tabTo(button('Take back'))
    await page.keyboard.press('Enter')
    await callIn(page, 'talking').waitFor()
    await tabTo(button('Mute'))
    await page.keyboard.press('Enter')
    await tabTo(button('Unmute'))
    await page.keyboard.press('Enter')
    await button('Mute').waitFor()
    await tabTo(button('Keypad'))
    await page.keyboard.press('Enter')
    await tabTo(button('5'))
    await page.keyboard.press('Enter')
    await until('the key was sent', async () => (await page.getByLabel('Keys sent').textContent()) === '5')
    await tabTo(button('Hand over'))
    await tabTo(button('End call'))
    await page.keyboard.press('Enter')
    await gateAsksFor(page, 'requirement')
    await tabTo(button('Sales call'))
    await page.keyboard.press('Enter')

    await deskIsEmpty(page)
  })

  it('everything is written down, and the record is finished later', async () => {
    const { page, talksTo } = at()
    const caller = await talksTo('external')
    await page.keyboard.type('The invoice of May')
    await tabTo(page.getByRole('checkbox', { name: "Won't give a name" }))
    await page.keyboard.press('Space')
    await tabTo(field(page, 'For whom?'))
    await page.keyboard.type('Tomas')
    await tabTo(page.getByRole('radio', { name: 'Call them back' }))
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('radio', { name: 'Pass the message on', checked: true }).waitFor()
    await tabTo(page.getByRole('checkbox', { name: 'Urgent' }))
    await page.keyboard.press('Space')
    caller.hangsUp()
    await callIn(page, 'wrapUp').waitFor()
    await tabTo(button('Later'))
    await page.keyboard.press('Enter')
    await deskIsEmpty(page)
    await owes(page, 1)

    await tabTo(page.getByRole('button', { name: /^Records/ }))
    await page.keyboard.press('Enter')
    await tabTo(page.getByRole('list', { name: 'Records' }).getByRole('button', { name: 'Finish' }).first())
    await page.keyboard.press('Enter')
    await callIn(page, 'wrapUp').waitFor()
    await tabTo(button('Use this number'))
    await page.keyboard.press('Enter')
    await tabTo(button('Save'))
    await page.keyboard.press('Enter')
    await deskIsEmpty(page)
    await owes(page, 0)
  })

  it('a number is dialled', async () => {
    const { page, willAnswer } = at()
    const called = willAnswer(okafor.number)
    await tabTo(field(page, 'Number or name'))
    await page.keyboard.type('020 7946 0018')
    await page.keyboard.press('Enter')

    await (await called).isAnswered()
  })

  it('do-not-disturb is turned on and off', async () => {
    const { page } = at()
    const quiet = page.getByRole('switch', { name: 'Do not disturb' })
    await tabTo(quiet)
    await page.keyboard.press('Space')
    await page.getByText(/^Do not disturb until \d\d:\d\d/).waitFor()
    await page.keyboard.press('Space')
    await page.getByText(/^Do not disturb until \d\d:\d\d/).waitFor({ state: 'detached' })
  })

  it('wherever it is can be seen, and nothing covers it', async () => {
    const { page, talksTo } = at()
    await talksTo('external')
    await press(page, 'End call')
    await gateAsksFor(page, 'requirement')
    for (let place = 0; place < 40; place += 1) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(() => {
        const at = document.activeElement
        if (!at || at === document.body) return 'nowhere'
        const { left, top, width, height } = at.getBoundingClientRect()
        const there = document.elementFromPoint(left + width / 2, top + height / 2)
        const style = getComputedStyle(at)
        const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
        const mine = there !== null && (at.contains(there) || there.contains(at))
        return marked && mine ? 'seen' : `${at.tagName} ${at.textContent} marked: ${marked} uncovered: ${mine}`
      })
      expect(seen).toMatch(/^(seen|nowhere)$/)
    }
  })

  it('comes back to the notes when a call is answered', async () => {
    const { page, talksTo } = at()
    await talksTo('internal')

    await hasFocus(field(page, 'What do they need?'))
  })
})

describe('who needs everything twice as large', () => {
  const at = oneDeskWithCallers(browser)

  it('finds the way out of a call without scrolling sideways', async () => {
    const { page, talksTo } = at()
    // 200 % of a window is half as many pixels of its own.
    await page.setViewportSize({ width: windowSize.width / 2, height: windowSize.height / 2 })
    const caller = await talksTo('external')
    await press(page, 'End call')
    await gateAsksFor(page, 'requirement')
    await press(page, 'Sales call')
    await caller.isHungUpOn()
    await page.setViewportSize(windowSize)
  })
})

/** What axe finds that would keep somebody out: in one line each, with the place. */
async function complaints(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return await page.evaluate(async () => {
    const { axe: judge } = window as unknown as { axe: typeof Axe }
    // In high contrast the system chooses the colours, and axe still reckons with those that it replaced.
    const enabled = !matchMedia('(forced-colors: active)').matches
    const rules = { 'target-size': { enabled: true }, 'color-contrast': { enabled } }
    const { violations } = await judge.run(document, { rules })
    const found = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(node => ({ id, ...node })))
    const lasting: string[] = []
    for (const { id, target, html, failureSummary } of found) {
      const place = document.querySelector(String(target[0]))
      // What has come to lie half beneath a bar that stays can be scrolled clear of it; then it must be large enough.
      if (id === 'target-size' && place) {
        place.scrollIntoView({ block: 'center' })
        const again = await judge.run(place, { rules, runOnly: [id] })
        if (again.violations.length === 0) continue
      }
      lasting.push(`${id}: ${html.slice(0, 160)} ${failureSummary}`)
    }
    return lasting
  })
}
