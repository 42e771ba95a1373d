import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { openBrowser } from './openBrowser'
import { openPageEar, pageHearsSoon } from './pageEar'

/** Somebody at the far end of a call: a real voice in a browser of its own, which knows nothing of SIP. */
export interface FarPeer {
  /** A new connection of theirs, and what it offers. */
  offers(): Promise<string>
  /** What it offers within the call that it has. */
  offersAgain(): Promise<string>
  takesAnswer(answer: string): Promise<void>
  /** A new connection of theirs, and what it answers. */
  answers(offer: string): Promise<string>
  answersAgain(offer: string): Promise<string>
  /** Resolves as soon as they hear a tone of so many hertz. */
  hears(frequency: number): Promise<void>
  hangsUp(): Promise<void>
  close(): Promise<void>
}

interface Theirs {
  peer?: RTCPeerConnection
}

/** Opens a far end that hums a tone of so many hertz. */
export async function openFarPeer(hums: number): Promise<FarPeer> {
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<p>far end'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const browser = await openBrowser({ hums })
  const page = await browser.newPage()
  await openPageEar(page)
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)

  const begin = () =>
    page.evaluate(async () => {
      const theirs = window as Theirs
      for (const sender of theirs.peer?.getSenders() ?? []) sender.track?.stop()
      theirs.peer?.close()
      const { mediaDevices } = navigator
      const stream = await mediaDevices.getUserMedia({
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      })
      const peer = new RTCPeerConnection()
      const ear = new Audio()
      peer.addEventListener('track', ({ track }) => {
        ear.srcObject = new MediaStream([track])
        void ear.play()
      })
      for (const track of stream.getAudioTracks()) peer.addTrack(track, stream)
      theirs.peer = peer
    })
  return {
    async offers() {
      await begin()
      return await describe(page, undefined)
    },
    offersAgain: () => describe(page, undefined),
    takesAnswer: answer =>
      page.evaluate(sdp => (window as Theirs).peer?.setRemoteDescription({ type: 'answer', sdp }), answer),
    async answers(offer) {
      await begin()
      return await describe(page, offer)
    },
    answersAgain: offer => describe(page, offer),
    hears: frequency => pageHearsSoon(page, frequency, 8_000),
    hangsUp: () => page.evaluate(() => (window as Theirs).peer?.close()),
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** An answer to that offer, or an offer, with every way to them in it. */
function describe(page: Page, offer: string | undefined): Promise<string> {
  return page.evaluate(async sdp => {
    const { peer } = window as Theirs
    if (!peer) throw new Error('nobody is there')
    if (sdp !== undefined) await peer.setRemoteDescription({ type: 'offer', sdp })
    await peer.setLocalDescription()
    if (peer.iceGatheringState !== 'complete') {
      await new Promise<void>(resolve =>
        peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve()),
      )
    }
    return peer.localDescription?.sdp ?? ''
  }, offer)
}
