import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { readJournal } from '../../soak/readJournal'
import { until } from '../exchange/rig/until'
import { openBrowser } from '../support/openBrowser'
import { type RunningDesk, startDesk } from '../support/startDesk'

const run = promisify(execFile)

/** Takes the tour as anybody would, and reads what it left behind. */
async function tour(scene: string, lang: string) {
  const out = await mkdtemp(join(tmpdir(), 'phone-duty-pictures-'))
  const { stdout } = await run(process.execPath, [
    'scripts/tour.mjs',
    ...['--fast', '--scene', scene, '--lang', lang, '--out', out],
  ])
  const pictures = (await readdir(out)).filter(file => file.endsWith('.png'))
  const records = JSON.parse(await readFile(join(out, 'record.json'), 'utf8')) as Record<string, unknown>[]
  await rm(out, { recursive: true })
  return { stdout, pictures, records }
}

describe('with nothing set up', () => {
  it(
    'a caller rings, is heard, is handed over to a colleague, and it is told how it went',
    { timeout: 90_000 },
    async () => {
      const { stdout, pictures, records } = await tour('whoever-does-the-invoices', 'en')

      expect(stdout).toContain('the call went as it should')
      expect(pictures.length).toBeGreaterThanOrEqual(8)
      expect(records[0]).toMatchObject({ state: 'closed', ending: 'handedOver', line_kind: 'external' })
      expect(records[0]).toMatchObject({
        caller_name: 'Davies',
        handed_to: 'Tomas Lind',
        answer_as: 'Larkfield Instruments',
      })
    },
  )

  it('does so in Japanese, with a message for somebody who is out', { timeout: 90_000 }, async () => {
    const { stdout, records } = await tour('customer-for-somebody-out', 'ja')

    expect(stdout).toContain('the call went as it should')
    expect(records[0]).toMatchObject({
      state: 'closed',
      caller_name: '小川',
      for_whom: '佐藤 愛子',
      response: 'callBack',
    })
  })
})

describe('practice', () => {
  let browser: Browser
  let desk: RunningDesk
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const port = () => Number(/practice exchange on port (\d+)/.exec(desk.log())?.[1])
  const isOpen = (to: number) =>
    new Promise<boolean>(resolve => {
      const socket = connect(to, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })

  beforeAll(async () => {
    browser = await openBrowser()
    desk = await startDesk({ args: ['--practice-pace', '8'] })
    page = await browser.newPage()
    await page.goto(desk.url)
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  it('is closed until somebody wants it, keeps its records apart, and gives everything back', async () => {
    await button('Try it now').waitFor()
    expect(desk.log()).not.toContain('practice exchange')
    await button('Try it now').click()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    expect(await page.getByRole('status', { name: 'Registration' }).getAttribute('data-registration')).toBe('practice')
    expect(await isOpen(port())).toBe(true)
    await button('Decline').click()
    await page.getByTestId('debrief').waitFor()
    await button('Leave practice').click()
    await button('Try it now').waitFor()

    await until('its door is shut', async () => !(await isOpen(port())))
    await page.getByText('Recent calls').waitFor({ state: 'detached' })
    expect(await readJournal(desk.profile)).toEqual([])
    expect(await readJournal(join(desk.profile, 'practice'))).toMatchObject([{ ending: 'declined' }])
    const { practice, legs, dialogs, sessions } = await desk.holds()
    expect({ practice, legs, dialogs, sessions }).toEqual({ practice: undefined, legs: 0, dialogs: 0, sessions: 0 })
  })

  it('is there again, with what was practised before', async () => {
    await button('Try it now').click()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    await button('Decline').click()
    await button('Calls to practise').click()
    await page.getByText('practised', { exact: true }).first().waitFor()
    await button('Leave practice').click()
    await button('Try it now').waitFor()
  })

  it('needs no microphone: a button says it', async () => {
    const mute = await browser.newPage()
    await page.close()
    await mute.addInitScript(() => {
      const none = () => Promise.reject(new DOMException('None here.', 'NotFoundError'))
      Object.assign(navigator.mediaDevices, { getUserMedia: none, enumerateDevices: () => Promise.resolve([]) })
    })
    await mute.goto(desk.url)
    page = mute
    await button('Try it now').click()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    await button('Say it').click()
    await page.getByTestId('caption').first().waitFor()
    await button('End call').click()
    await button('Nobody there').click()
    await page.getByTestId('debrief').waitFor()
    await button('Leave practice').click()
    await button('Try it now').waitFor()
  })

  it('ends with the app, in the middle of a call', async () => {
    await button('Try it now').click()
    await page.getByRole('region', { name: 'Incoming call' }).waitFor()
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    await page.locator('[data-phase=talking]').waitFor()
    const listening = port()
    await page.close()

    expect(await desk.stop()).toBe(0)
    expect(await isOpen(listening)).toBe(false)
    expect(existsSync(desk.profile)).toBe(false)
  })
})
