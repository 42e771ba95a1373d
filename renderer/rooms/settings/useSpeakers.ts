import { useEffect, useState } from 'react'

/** Other names for a loudspeaker that is in the list already. */
const aliases = ['default', 'communications']

/** The loudspeakers that are plugged in, as they come and go. Their names are empty until a microphone was allowed. */
export function useSpeakers(): readonly MediaDeviceInfo[] {
  const [speakers, setSpeakers] = useState<readonly MediaDeviceInfo[]>([])
  useEffect(() => {
    // Where the page may not ask at all, there is only the usual one.
    const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
    if (!mediaDevices) return undefined
    let isOver = false
    const look = async () => {
      const devices = await mediaDevices.enumerateDevices().catch(() => [])
      const found = devices.filter(
        ({ kind, deviceId }) => kind === 'audiooutput' && deviceId && !aliases.includes(deviceId),
      )
      if (!isOver) setSpeakers(found)
    }
    void look()
    const again = () => void look()
    mediaDevices.addEventListener('devicechange', again)
    return () => {
      isOver = true
      mediaDevices.removeEventListener('devicechange', again)
    }
  }, [])
  return speakers
}
