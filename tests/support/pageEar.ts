import type { Page } from 'playwright-core'

/** What a page hears in its calls: one entry for each open peer connection, the oldest first. */
export interface Heard {
  readonly frequency: number
  readonly energy: number
}

/** Must be called before the page is opened: remembers the peer connections and microphones that it opens. */
export async function openPageEar(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const peers: RTCPeerConnection[] = []
    const Real = RTCPeerConnection
    const microphones: MediaStreamTrack[] = []
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async wanted => {
      const stream = await real(wanted)
      microphones.push(...stream.getTracks())
      return stream
    }
    Object.assign(window, {
      peersForTests: peers,
      microphonesForTests: microphones,
      RTCPeerConnection: class extends Real {
        constructor(configuration?: RTCConfiguration) {
          super(configuration)
          peers.push(this)
        }
      },
    })
  })
}

/** The loudest frequency in what each open call plays right now, in hertz, and its mean square. */
export function pageHears(page: Page): Promise<Heard[]> {
  return page.evaluate(async () => {
    const { peersForTests } = window as unknown as { peersForTests: RTCPeerConnection[] }
    const stage = new AudioContext()
    await stage.resume()
    const open = peersForTests.filter(peer => peer.connectionState === 'connected')
    const heard: Heard[] = []
    for (const peer of open) {
      const track = peer.getReceivers().find(receiver => receiver.track.kind === 'audio')?.track
      if (!track) continue
      const analyser = stage.createAnalyser()
      analyser.fftSize = 32_768
      analyser.smoothingTimeConstant = 0
      stage.createMediaStreamSource(new MediaStream([track])).connect(analyser)
      // A whole window of sound has to pass before it can be looked at.
      const until = stage.currentTime + analyser.fftSize / stage.sampleRate
      while (stage.currentTime < until) await new Promise(resolve => setTimeout(resolve, 20))
      const bins = new Float32Array(analyser.frequencyBinCount)
      analyser.getFloatFrequencyData(bins)
      const loudest = bins.reduce((best, level, at) => (level > (bins[best] ?? -Infinity) ? at : best), 0)
      const samples = new Float32Array(analyser.fftSize)
      analyser.getFloatTimeDomainData(samples)
      const energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      heard.push({ frequency: (loudest * stage.sampleRate) / analyser.fftSize, energy })
    }
    await stage.close()
    return heard
  })
}

/** How many microphones and cameras the page has open right now, and how many ways to a far end. */
export function pageHolds(page: Page): Promise<{ readonly microphones: number; readonly peers: number }> {
  return page.evaluate(() => {
    const { peersForTests, microphonesForTests } = window as unknown as {
      peersForTests: RTCPeerConnection[]
      microphonesForTests: MediaStreamTrack[]
    }
    return {
      microphones: microphonesForTests.filter(track => track.readyState === 'live').length,
      peers: peersForTests.filter(peer => peer.connectionState !== 'closed').length,
    }
  })
}
