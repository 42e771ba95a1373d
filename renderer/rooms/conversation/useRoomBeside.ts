import { type RefObject, useLayoutEffect } from 'react'
import { intoView } from '../../parts/intoView'

type Place = RefObject<HTMLElement | null>

/**
 * Tells the style sheet how much of what scrolls is covered by the head and the foot of a call, which stay where they
 * are, so that what has the focus never comes to rest beneath them. With another `moment` there may be another foot.
 */
export function useRoomBeside(head: Place, foot: Place, moment: string): void {
  // Before the focus goes anywhere: it scrolls as far as it is told here.
  useLayoutEffect(() => {
    const { style } = document.documentElement
    const bars = [head.current, foot.current].filter(bar => bar !== null)
    const measure = () => {
      style.setProperty('--head', `${head.current?.offsetHeight ?? 0}px`)
      style.setProperty('--foot', `${foot.current?.offsetHeight ?? 0}px`)
      // A longer sentence has come, and lies on the field that is being filled.
      const { activeElement } = document
      if (bars.some(bar => isUnder(activeElement, bar))) intoView(activeElement)
    }
    measure()
    const resized = new ResizeObserver(measure)
    for (const bar of bars) resized.observe(bar)
    return () => {
      resized.disconnect()
      style.removeProperty('--head')
      style.removeProperty('--foot')
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- with the moment, the bars that the places hold may be others
  }, [head, foot, moment])
}

function isUnder(element: Element | null, bar: HTMLElement): boolean {
  if (!(element instanceof HTMLElement) || element === document.body || bar.contains(element)) return false
  const { top, bottom } = element.getBoundingClientRect()
  const over = bar.getBoundingClientRect()
  return top < over.bottom && bottom > over.top
}
