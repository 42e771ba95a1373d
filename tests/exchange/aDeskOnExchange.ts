import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../support/openBrowser'
import { openPageEar, pageHears } from '../support/pageEar'
import { type DeskWanted, type RunningDesk, startDesk } from '../support/startDesk'
import type { AnyExchange } from './rig/AnyExchange'
import { type Exchange, startExchange } from './rig/Exchange'
import { toneWav } from './rig/pitch'
import { until } from './rig/until'

/** The pitch of the programmer's voice, in hertz. */
export const ourPitch = 700

/** The settings by which a desk registers as 101 on an exchange of the rig. */
export function settingsFor(
  exchange: AnyExchange,
  account: object = {},
  more: object = {},
): { readonly accounts: readonly object[]; readonly calledNumbers: readonly object[] } {
  return {
    accounts: [
      {
        server: exchange.wsUrl,
        domain: exchange.domain,
        extension: '101',
        displayName: 'Sato Hanako',
        signal: { header: 'X-Line-Type', internal: ['internal'], external: ['external'] },
        calledNumberHeader: 'X-Called-DID',
        country: 'JP',
        ...account,
      },
    ],
    calledNumbers: [{ number: '0312345678', answerAs: 'Example Trading' }],
    ...more,
  }
}

/** The whole app on a real exchange: a desk, and a page with a microphone that hums. */
export interface DeskOnExchange<At extends AnyExchange = Exchange> {
  readonly exchange: At
  readonly desk: RunningDesk
  readonly browser: Browser
  readonly page: Page
  /** Waits until the page hears a tone of that many hertz in one of its calls. */
  hears(frequency: number): Promise<void>
  /** Starts the app again on the same profile, after it was killed, and opens its page in the same window. */
  startAgain(): Promise<void>
  close(): Promise<void>
}

/** What a desk on an exchange can be like. */
export interface DeskOnExchangeWanted<At extends AnyExchange = Exchange> extends Pick<
  DeskWanted,
  'args' | 'env' | 'nodeArgs'
> {
  readonly account?: object
  readonly more?: object
  /** Further accounts of the same desk. */
  readonly andAlso?: (exchange: At) => readonly object[]
  /** Puts something between the desk and the exchange's socket, and says where. */
  readonly through?: (url: string, exchange: At) => Promise<string>
  /** An exchange that runs already, and goes on when this desk closes. Without it, an Asterisk of the desk's own. */
  readonly at?: At
  /** Done to the page before it goes anywhere. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

/** Starts an exchange, a desk on it and a page of the desk, and waits until a call could be taken. */
export async function aDeskOnExchange<At extends AnyExchange = Exchange>(
  wanted: DeskOnExchangeWanted<At> = {},
): Promise<DeskOnExchange<At>> {
  // Whoever names no exchange names no other kind either.
  const exchange = wanted.at ?? ((await startExchange({ ringSeconds: 60 })) as AnyExchange as At)
  const folder = await mkdtemp(join(tmpdir(), 'phone-duty-voice-'))
  const microphone = join(folder, 'voice.wav')
  await writeFile(microphone, toneWav(ourPitch, 2))
  const server = await (wanted.through?.(exchange.wsUrl, exchange) ?? exchange.wsUrl)
  const settings = settingsFor(exchange, { server, ...wanted.account }, wanted.more)
  const given: DeskWanted = {
    settings: { ...settings, accounts: [...settings.accounts, ...(wanted.andAlso?.(exchange) ?? [])] },
    env: { PHONE_DUTY_PASSWORD: exchange.password, ...wanted.env },
    args: wanted.args ?? [],
    nodeArgs: wanted.nodeArgs ?? [],
  }
  let desk = await startDesk(given)
  const browser = await openBrowser({ microphone })
  const page = await openDeskPage(browser, desk, wanted.prepare)
  await page.locator('[data-registration=registered]').waitFor()
  return {
    exchange,
    get desk() {
      return desk
    },
    browser,
    page,
    async hears(frequency) {
      await until(`the page hears ${frequency} Hz`, async () =>
        (await pageHears(page)).some(each => each.energy > 0.0001 && Math.abs(each.frequency - frequency) < 15),
      )
    },
    async startAgain() {
      desk = await startDesk({ ...given, profile: desk.profile })
      await page.goto(desk.url)
    },
    async close() {
      await browser.close()
      await desk.stop()
      if (!wanted.at) await exchange.stop()
      await rm(folder, { recursive: true, force: true })
      await rm(desk.profile, { recursive: true, force: true })
    },
  }
}

/** A page of the desk, with an ear for the tests. */
export async function openDeskPage(
  browser: Browser,
  desk: RunningDesk,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 420, height: 680 } })
  await openPageEar(page)
  await prepare?.(page)
  await page.goto(desk.url)
  return page
}
