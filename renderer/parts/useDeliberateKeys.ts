import { type KeyboardEvent, useEffect, useRef } from 'react'

/**
 * Enter and Space press a button only when somebody tabbed to it after it appeared. A card that comes up while one types
 * must not take a keystroke that was meant for another place. Clicks, and those of assistive tools, are not touched.
 */
export function useDeliberateKeys() {
  const lastWasTab = useRef(false)
  const tabbedHere = useRef(false)

  useEffect(() => {
    const heed = (event: globalThis.KeyboardEvent) => {
      lastWasTab.current = event.key === 'Tab'
    }
    document.addEventListener('keydown', heed, true)
    return () => document.removeEventListener('keydown', heed, true)
  }, [])

  const guard = (event: KeyboardEvent) => {
    const presses = event.key === 'Enter' || event.key === ' '
    if (presses && (!tabbedHere.current || event.repeat || event.nativeEvent.isComposing)) event.preventDefault()
  }

  return {
    onFocus: () => {
      tabbedHere.current = lastWasTab.current
    },
    onBlur: () => {
      tabbedHere.current = false
    },
    onKeyDown: guard,
    onKeyUp: guard,
  }
}
