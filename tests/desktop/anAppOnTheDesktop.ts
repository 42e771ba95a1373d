import type * as Electron from 'electron'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { inTime, until } from '../exchange/rig/until'
import { agree } from '../journeys/aDeskOnText'
import { TextExchange } from '../support/TextExchange'
import { electronHere, isStandIn } from './electronHere'

/** What a stand-in lets a test see and press that a person would: the tray, notifications, keys. */
interface Hands {
  readonly trays: readonly {
    readonly tip: string
    readonly menu: { __tree(): unknown }
    __click(...labels: string[]): void
  }[]
  readonly notifications: readonly {
    readonly title: string
    readonly body: string
    readonly __state: 'new' | 'shown' | 'closed'
    __click(): void
  }[]
  readonly shortcuts: ReadonlyMap<string, () => void>
  readonly opened: readonly object[]
}

type Main = typeof Electron & { readonly __eoc: Hands }

interface AppWanted {
  /** The exchange that it registers with. Without one there is no account. */
  readonly exchange?: TextExchange
  /** A profile that goes on. Without it, a new one. */
  readonly profile?: string
}

/** The built app, started as on a desktop. */
export interface AppOnTheDesktop {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly profile: string
  readonly log: () => string
  /** Looks, or does something, within the main process. What it uses must be in it or given to it. */
  inMain<Found, Given = undefined>(look: (main: Main, given: Given) => Found, given?: Given): Promise<Awaited<Found>>
  /** Resolves with the exit code when the process is gone. */
  gone(): Promise<number | null>
  /** Ends it as the end of a session does; resolves with its exit code. */
  stop(): Promise<number | null>
}

const soundWithoutPeople =
  '--use-fake-ui-for-media-stream --use-fake-device-for-media-stream --allow-loopback-in-peer-connection'

/** Starts the app, and resolves when its window shows the desk, with a microphone. */
export async function startApp({ exchange, profile }: AppWanted = {}): Promise<AppOnTheDesktop> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'phone-duty-desktop-')))
  const electron = await _electron.launch({
    executablePath: electronHere ?? '',
    args: await argsFor(folder, exchange),
    env: environment(exchange),
  })
  const process = electron.process()
  let log = ''
  process.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text))
  const exit: Promise<number | null> =
    process.exitCode === null
      ? once(process, 'exit').then(([code]) => code as number | null)
      : Promise.resolve(process.exitCode)
  const page = await electron.firstWindow()
  page.setDefaultTimeout(8_000)
  await page.getByRole('switch', { name: 'Do not disturb' }).waitFor()
  const app: AppOnTheDesktop = {
    electron,
    page,
    profile: folder,
    log: () => log,
    inMain: (look, given) => electron.evaluate(look as never, given as never),
    gone: () => inTime('the app is gone', exit, 15_000),
    async stop() {
      if (process.exitCode === null) process.kill('SIGTERM')
      const code = await app.gone()
      if (profile === undefined) await rm(folder, { recursive: true, force: true })
      return code
    },
  }
  if (isStandIn) await allowMicrophone(app)
  if (exchange) await page.locator('[data-registration=registered]').waitFor()
  return app
}

async function argsFor(profile: string, exchange: TextExchange | undefined): Promise<string[]> {
  const root = globalThis.process.platform === 'linux' && globalThis.process.getuid?.() === 0
  const args = [
    ...(root ? ['--no-sandbox'] : []),
    '-r',
    resolve('tests/desktop/watchStart.cjs'),
    '.',
    `--user-data-dir=${profile}`,
  ]
  if (!exchange) return args
  const settings = join(profile, 'given.json')
  await writeFile(settings, JSON.stringify(exchange.settings()))
  return [...args, '--settings', settings]
}

function environment(exchange: TextExchange | undefined): Record<string, string> {
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    ...Object.fromEntries(given),
    EOC_CHROMIUM_ARGS: soundWithoutPeople,
    ...(exchange ? { PHONE_DUTY_PASSWORD: exchange.password } : {}),
  }
}

/** The stand-in's pages have another address than the one that the app allows the microphone to. */
async function allowMicrophone({ page, inMain }: AppOnTheDesktop): Promise<void> {
  await page.context().grantPermissions(['microphone'], { origin: new URL(page.url()).origin })
  const loaded = page.waitForEvent('load')
  await inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await loaded
  await page.getByRole('switch', { name: 'Do not disturb' }).waitFor()
}

/** One app for all tests of a group. */
export function oneApp(
  wanted: { readonly registered?: boolean } = {},
): () => AppOnTheDesktop & { readonly exchange: TextExchange } {
  let exchange: TextExchange | undefined
  let app: AppOnTheDesktop | undefined
  beforeAll(async () => {
    exchange = await openExchange()
    app = await startApp(wanted.registered ? { exchange } : {})
  })
  afterAll(async () => {
    await app?.stop()
    await exchange?.close()
  })
  return () => {
    if (!app || !exchange) throw new Error('it was not started; the first error of this group says why')
    return { ...app, exchange }
  }
}

/** An exchange that agrees to whatever the phone offers. */
export async function openExchange(): Promise<TextExchange> {
  const exchange = await TextExchange.open()
  exchange.answers.set('INVITE', agree)
  return exchange
}

/** The window, as the desktop sees it. */
export const windowOf = ({ inMain }: AppOnTheDesktop) =>
  inMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return {
      isVisible: window?.isVisible() ?? false,
      isFocused: window?.isFocused() ?? false,
      isOnTop: window?.isAlwaysOnTop() ?? false,
    }
  })

/** Waits until the window is like that. */
export async function windowIs(
  app: AppOnTheDesktop,
  wanted: Partial<Awaited<ReturnType<typeof windowOf>>>,
): Promise<void> {
  const sought = Object.entries(wanted)
  await until(`the window is ${JSON.stringify(wanted)}`, async () => {
    const now = Object.entries(await windowOf(app))
    return sought.every(([name, value]) => now.some(([each, is]) => each === name && is === value))
  })
}

/** Closes the window as its user does. */
export const closeWindow = ({ inMain }: AppOnTheDesktop) =>
  inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
