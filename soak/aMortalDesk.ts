import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openDeskPage, ourPitch, settingsFor } from '../tests/exchange/aDeskOnExchange'
import { registered } from '../tests/exchange/onTheLine'
import { type DeskPhone, startDeskPhone } from '../tests/exchange/rig/DeskPhone'
import { type Exchange, startExchange } from '../tests/exchange/rig/Exchange'
import { toneWav } from '../tests/exchange/rig/pitch'
import { openBrowser } from '../tests/support/openBrowser'
import { startDesk } from '../tests/support/startDesk'

/** Who dies: the app's main process, the renderer that shows it, or both at once. */
export type Victim = 'app' | 'page' | 'both'

/** A desk on a real exchange that is killed again and again, and comes back on the same profile. */
export interface MortalDesk {
  readonly exchange: Exchange
  readonly colleague: DeskPhone
  readonly profile: string
  /** The page that shows it now. */
  readonly page: () => Page
  /** Everything that the app has logged since it was last started. */
  readonly log: () => string
  /** kill -9. Resolves when the victim is gone, with when it was struck (`performance.now()`). */
  readonly dies: (victim: Victim) => Promise<number>
  /** Starts again whatever is gone. Resolves when the page is open and we are registered, with when that was. */
  readonly comesBack: () => Promise<number>
  readonly close: () => Promise<void>
}

/** Starts an exchange, a colleague at 201, a desk and its page. */
export async function aMortalDesk(): Promise<MortalDesk> {
  const exchange = await startExchange({ ringSeconds: 60 })
  const folder = await mkdtemp(join(tmpdir(), 'phone-duty-mortal-'))
  const microphone = join(folder, 'voice.wav')
  await writeFile(microphone, toneWav(ourPitch, 2))
  const given = { settings: settingsFor(exchange), env: { PHONE_DUTY_PASSWORD: exchange.password }, profile: folder }
  const colleague = await startDeskPhone(exchange, { as: '201', tone: 600 })
  const browser = await openBrowser({ microphone })
  let desk = await startDesk(given)
  let page = await openDeskPage(browser, desk)
  let renderers = await renderersOf(browser)
  let dead: Victim | undefined
  await registered(page)

  return {
    exchange,
    colleague,
    profile: folder,
    page: () => page,
    log: () => desk.log(),
    async dies(victim) {
      dead = victim
      const at = performance.now()
      if (victim !== 'app') for (const pid of renderers) kill(pid)
      if (victim !== 'page') await desk.kill()
      return at
    },
    async comesBack() {
      const died = dead
      dead = undefined
      if (died !== 'page') desk = await startDesk(given)
      if (died === 'app') await page.goto(desk.url)
      else {
        await page.context().close()
        page = await openDeskPage(browser, desk)
      }
      renderers = await renderersOf(browser)
      await registered(page)
      return performance.now()
    },
    async close() {
      await browser.close()
      await desk.stop()
      await colleague.stop()
      await exchange.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The processes that draw the pages of a browser of ours. */
async function renderersOf(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It drew nothing any more, and had ended by itself.
  }
}
