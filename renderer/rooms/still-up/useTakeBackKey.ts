import { useEffect } from 'react'

/** Alt B takes back the call that is still up, from every room. */
export function useTakeBackKey(takeBack: (() => void) | undefined): void {
  useEffect(() => {
    if (!takeBack) return undefined
    const heed = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || event.repeat) return
      if (event.code !== 'KeyB' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      takeBack()
    }
    window.addEventListener('keydown', heed)
    return () => window.removeEventListener('keydown', heed)
  }, [takeBack])
}
