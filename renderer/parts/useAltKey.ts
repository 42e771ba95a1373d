import { useEffect } from 'react'

/**
 * The key that was pressed together with Alt and nothing else, by its place and not by its letter: on a Mac, Alt and a
 * letter make another letter. Undefined for anything else, and for what an input method or a held key makes of it.
 */
export function altKey(event: KeyboardEvent): string | undefined {
  // While an input method composes, its keys are its own.
  if (event.isComposing || event.defaultPrevented || event.repeat) return undefined
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey ? event.code : undefined
}

/** Does something at Alt and this key (`KeyB`), wherever the focus is. */
export function useAltKey(code: string, act: (() => void) | undefined): void {
  useEffect(() => {
    if (!act) return undefined
    const heed = (event: KeyboardEvent) => {
      if (altKey(event) !== code) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', heed)
    return () => window.removeEventListener('keydown', heed)
  }, [code, act])
}
