import type { CDPSession, Page } from 'playwright-core'

/** The way that the sound of a page's calls takes, and nothing else: signalling and the page's own words go on. */
export interface SoundPath {
  /** Every packet of sound is lost, in both directions, STUN's included, as if a cable were pulled. */
  readonly cutSound: () => Promise<void>
  readonly healSound: () => Promise<void>
}

/**
 * Puts a switch on the sound path of a page, inside Chromium's own network service: it needs no rights on this machine.
 * Must be called before the page goes anywhere: a page that was opened without it never loses a packet.
 */
export async function openSoundPath(page: Page): Promise<SoundPath> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await lose(session, 0)
  return { cutSound: () => lose(session, 100), healSound: () => lose(session, 0) }
}

async function lose(session: CDPSession, packetLoss: number): Promise<void> {
  // Playwright's types are older than WebRTC's part in this. Without a latency and a throughput Chromium takes no notice.
  const conditions = { offline: false, latency: 1, downloadThroughput: 1e9, uploadThroughput: 1e9 }
  const ofSound = { packetLoss, packetQueueLength: 1_000 }
  await session.send('Network.emulateNetworkConditions', { ...conditions, ...ofSound })
}
