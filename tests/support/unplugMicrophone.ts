import type { Page } from 'playwright-core'

/** There is no microphone, until one is plugged in: the browser's own edge, since no flag takes its devices away. */
export async function unplugMicrophone(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const devices = navigator.mediaDevices
    const look = devices.enumerateDevices.bind(devices)
    const listen = devices.getUserMedia.bind(devices)
    let plugged = false
    Object.assign(devices, {
      enumerateDevices: async () => (plugged ? await look() : []),
      getUserMedia: async (wanted: MediaStreamConstraints) => {
        if (plugged) return await listen(wanted)
        throw new DOMException('Requested device not found', 'NotFoundError')
      },
    })
    window.addEventListener('microphone-plugged-in', () => {
      plugged = true
      devices.dispatchEvent(new Event('devicechange'))
    })
  })
}
