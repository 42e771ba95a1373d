import { useEffect } from 'react'

/** Whether a key was pressed for us: an input method's keys are its own while it composes, and a held key says nothing new. */
export function isForUs(event: KeyboardEvent): boolean {
  return !event.isComposing && !event.defaultPrevented && !event.repeat
}

/**
 * The key that was pressed together with Alt and nothing else, by its place and not by its letter: on a Mac, Alt and a
 * letter make another letter. Undefined for anything else, and for what is not for us.
 */
export function altKey(event: KeyboardEvent): string | undefined {
  if (!isForUs(event)) return undefined
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
