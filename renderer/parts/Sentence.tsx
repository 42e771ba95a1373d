import type { ReactNode } from 'react'

/** Stands in a translated sentence where an element will be put. No text of ours or of a caller's contains it. */
export const gap = '\uFFFC'

/** A translated sentence with an element in its gap: text from the wire is never read as markup on its way. */
export function Sentence({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  const [before = '', after = ''] = text.split(gap)
  return (
    <>
      {before}
      {children}
      {after}
    </>
  )
}
