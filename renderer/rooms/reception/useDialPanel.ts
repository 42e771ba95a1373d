import { useCallback, useEffect, useRef, useState } from 'react'
import { useAltKey } from '../../parts/useAltKey'

interface DialPanelState {
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: (how: 'left' | 'placed') => void
}

/**
 * Alt+P: the dial box, from everywhere. Where the reception shows its own, that one is meant; elsewhere one opens in front,
 * and gives the focus back to where it was.
 */
export function useDialPanel(receptionHasOne: boolean): DialPanelState {
  const [wanted, setWanted] = useState(false)
  const cameFrom = useRef<Element>(null)
  const stands = useRef(false)
  const isOpen = wanted && !receptionHasOne
  if (wanted && receptionHasOne) setWanted(false)

  const open = useCallback(() => {
    if (isOpen || receptionHasOne) {
      const box = document.querySelector<HTMLInputElement>('[data-dial]')
      box?.focus()
      // What is typed now takes the place of what stood there.
      return box?.select()
    }
    cameFrom.current = document.activeElement
    stands.current = true
    setWanted(true)
  }, [isOpen, receptionHasOne])

  const close = useCallback((how: 'left' | 'placed') => {
    setWanted(false)
    stands.current = false
    const before = cameFrom.current
    cameFrom.current = null
    if (how === 'left' && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }, [])

  // What it stood before is over: the same box, with the same text, is in the reception now.
  useEffect(() => {
    if (!stands.current || !receptionHasOne) return
    stands.current = false
    document.querySelector<HTMLInputElement>('[data-dial]')?.focus()
  }, [receptionHasOne])

  useAltKey('KeyP', open)
  return { isOpen, open, close }
}
