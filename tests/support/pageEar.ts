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

/**
 * Resolves as soon as a call of the page plays a tone of that many hertz, give or take 15: within a tenth of a second of
 * its return, where `pageHears` needs most of one. Rejects after `within` milliseconds.
 */
export function pageHearsSoon(page: Page, frequency: number, within: number): Promise<void> {
  return page.evaluate(
    async ({ wanted, patience }) => {
      const { peersForTests } = window as unknown as { peersForTests: RTCPeerConnection[] }
      const stage = new AudioContext()
      await stage.resume()
      const ears = new Map<MediaStreamTrack, AnalyserNode>()
      const deadline = performance.now() + patience
      try {
        while (performance.now() < deadline) {
          for (const track of peersForTests.flatMap(peer => peer.getReceivers().map(receiver => receiver.track))) {
            if (track.kind !== 'audio' || track.readyState !== 'live') continue
            const ear = ears.get(track) ?? stage.createAnalyser()
            if (!ears.has(track)) {
              ear.fftSize = 4_096
              ear.smoothingTimeConstant = 0
              stage.createMediaStreamSource(new MediaStream([track])).connect(ear)
              ears.set(track, ear)
            }
            const bins = new Float32Array(ear.frequencyBinCount)
            ear.getFloatFrequencyData(bins)
            const loudest = bins.reduce((best, level, at) => (level > (bins[best] ?? -Infinity) ? at : best), 0)
            const heard = (loudest * stage.sampleRate) / ear.fftSize
            // A bin is 12 Hz wide; what is 60 dB below full scale is nobody's voice.
            if ((bins[loudest] ?? -Infinity) > -60 && Math.abs(heard - wanted) < 15) return
          }
          await new Promise(resolve => setTimeout(resolve, 20))
        }
        throw new Error(`the page did not hear ${wanted} Hz in ${patience} ms`)
      } finally {
        await stage.close()
      }
    },
    { wanted: frequency, patience: within },
  )
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
