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
    const isBar = (element: Element) => bars.some(bar => bar.contains(element))
    const measure = () => {
      style.setProperty('--head', `${head.current?.offsetHeight ?? 0}px`)
      style.setProperty('--foot', `${foot.current?.offsetHeight ?? 0}px`)
      // A longer sentence has come, and lies on the field that is being filled, or has pushed it away.
      const { activeElement } = document
      if (activeElement?.closest('form') && !isBar(activeElement) && !isSeen(activeElement)) intoView(activeElement)
    }
    measure()
    const resized = new ResizeObserver(measure)
    for (const bar of bars) resized.observe(bar)
    // What comes to stand above the call pushes it down, and no bar of it changes.
    for (const above of head.current?.closest('main')?.children ?? []) resized.observe(above)
    return () => {
      resized.disconnect()
      style.removeProperty('--head')
      style.removeProperty('--foot')
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- with the moment, the bars that the places hold may be others
  }, [head, foot, moment])
}

/** Whether its middle is in the window, with nothing over it. */
function isSeen(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return there !== null && element.contains(there)
}
