import { useLayoutEffect } from 'react'

const marked = new Set<string>()

/** Marks, once for each call, the moment at which its verdict is on the screen: the frame after the one that drew it. */
export function usePaintedMark(callId: string): void {
  useLayoutEffect(() => {
    if (marked.has(callId)) return undefined
    marked.add(callId)
    const mark = () => performance.mark('call:painted', { detail: { callId } })
    requestAnimationFrame(() => requestAnimationFrame(mark))
    return undefined
  }, [callId])
}
