import { CircleQuestionMark, Globe, House, PhoneOutgoing } from 'lucide-react'

const icons = { external: Globe, internal: House, unverified: CircleQuestionMark, outgoing: PhoneOutgoing }

export type Shown = keyof typeof icons

/** The shape that stands for a line. The word is always beside it. */
export function LineIcon({ line, className = 'size-5' }: { readonly line: Shown; readonly className?: string }) {
  const Icon = icons[line]
  return <Icon aria-hidden="true" className={`shrink-0 ${className}`} />
}
