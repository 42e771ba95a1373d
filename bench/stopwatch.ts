import type { Page } from 'playwright-core'

/** When things happened to the call of the moment in a page, in milliseconds since the epoch by the page's own clock. */
export interface Laps {
  /** The first frame in which everything that was to be seen could be seen. 0 when it has not been. */
  readonly painted: number
  /** The last click, as the browser stamped it. */
  readonly clicked: number
  /** The first frame of sound from the far end left the decoder. 0 when none has. */
  readonly heard: number
}

/**
 * Puts a stopwatch into a page that is not open yet, the same for all who are measured. `toSee` are the elements that
 * tell a person who rings.
 */
export async function openStopwatch(page: Page, toSee: readonly string[]): Promise<void> {
  await page.addInitScript(selectors => {
    const laps = { painted: 0, clicked: 0, heard: 0 }
    let peers: RTCPeerConnection[] = []
    const now = () => performance.timeOrigin + performance.now()

    // Behind the frame that draws it: a message that is posted as the frame begins is heard when it has been painted.
    let isDrawing = false
    const channel = new MessageChannel()
    channel.port1.addEventListener('message', () => (laps.painted = now()))
    channel.port1.start()
    const look = () => {
      if (isDrawing || !selectors.every(selector => document.querySelector(selector)?.textContent?.trim())) return
      isDrawing = true
      requestAnimationFrame(() => channel.port2.postMessage(undefined))
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })

    const Real = RTCPeerConnection
    const listen = () => {
      const sources = peers.flatMap(peer => peer.getReceivers()).flatMap(each => each.getSynchronizationSources())
      const [source] = sources
      // Stamped by the decoder's own thread and counted from the epoch: a page that is busy drawing does not blur it much.
      if (source) laps.heard = source.timestamp
      else if (laps.clicked > 0) setTimeout(listen)
    }
    addEventListener(
      'click',
      event => {
        laps.clicked = performance.timeOrigin + event.timeStamp
        listen()
      },
      { capture: true },
    )
    Object.assign(window, {
      RTCPeerConnection: class extends Real {
        constructor(configuration?: RTCConfiguration) {
          super(configuration)
          peers.push(this)
        }
      },
      stopwatch: {
        laps: () => laps,
        reset() {
          Object.assign(laps, { painted: 0, clicked: 0, heard: 0 })
          peers = []
          isDrawing = false
        },
      },
    })
  }, toSee)
}

interface Watched {
  readonly stopwatch: { laps(): Laps; reset(): void }
}

/** What the stopwatch of a page says. */
export const lapsOf = (page: Page): Promise<Laps> =>
  page.evaluate(() => (window as unknown as Watched).stopwatch.laps())

/** Sets a page's stopwatch back, before the next call. */
export const resetStopwatch = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as Watched).stopwatch.reset())
