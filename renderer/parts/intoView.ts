/** Brings what has just been opened into view, and moves nothing that is in view already. */
export function intoView(element: Element | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
