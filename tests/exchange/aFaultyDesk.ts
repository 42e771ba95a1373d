import { afterAll, afterEach, beforeAll } from 'vitest'
import { onlyCall, press } from '../support/atTheDesk'
import { type SoundPath, openSoundPath } from '../support/soundPath'
import { aDeskOnExchange, type DeskOnExchange, type DeskOnExchangeWanted } from './aDeskOnExchange'
import { type FaultyPath, openFaultyPath } from './rig/FaultyPath'

/** The whole app on a real exchange, with a path between them that can fail: its signalling and its sound, each alone. */
export interface FaultyDesk extends DeskOnExchange {
  readonly path: FaultyPath
  readonly sound: SoundPath
}

type Wanted = Omit<DeskOnExchangeWanted, 'through' | 'prepare'>

/** Starts a desk behind a faulty path, and waits until a call could be taken. */
export async function aFaultyDesk(wanted: Wanted = {}): Promise<FaultyDesk> {
  let path: FaultyPath | undefined
  let sound: SoundPath | undefined
  const rig = await aDeskOnExchange({
    ...wanted,
    through: async (url, exchange) => {
      path = await openFaultyPath(url, exchange.nextPort())
      return path.url
    },
    prepare: async page => {
      sound = await openSoundPath(page)
    },
  })
  if (!path || !sound) throw new Error('the desk was started without its paths')
  const { close } = rig
  const stopPath = path.stop
  return Object.assign(rig, {
    path,
    sound,
    close: async () => {
      // Else a frozen exchange would be waited for.
      rig.exchange.thaw()
      await close()
      stopPath()
    },
  })
}

/**
 * One such desk for the tests of a file. After each test everything is healed and cleared; a desk that cannot be
 * cleared, because the test went wrong, is replaced, so that it takes no other test with it.
 */
export function oneFaultyDesk(wanted: Wanted = {}): () => FaultyDesk {
  let rig: FaultyDesk
  beforeAll(async () => {
    rig = await aFaultyDesk(wanted)
  })
  afterEach(async () => {
    if (await clears(rig)) return
    await rig.close()
    rig = await aFaultyDesk(wanted)
  })
  afterAll(() => rig.close())
  return () => rig
}

async function clears({ exchange, path, sound, page }: FaultyDesk): Promise<boolean> {
  try {
    exchange.thaw()
    await Promise.all([path.heal(), sound.healSound()])
    await exchange.hangUpAll()
    const live = ['talking', 'held', 'ringing'].map(phase => `[data-phase=${phase}]`).join()
    await page.waitForFunction(wanted => document.querySelector(wanted) === null, live, { timeout: 5_000 })
    while ((await onlyCall(page).count()) > 0) {
      const first = await onlyCall(page).first().getAttribute('data-call-id')
      await press(page, 'Later')
      await page.locator(`[data-call-id="${first}"]`).waitFor({ state: 'detached', timeout: 5_000 })
    }
    await page.locator('[data-registration=registered]').waitFor({ timeout: 5_000 })
    return true
  } catch {
    return false
  }
}
