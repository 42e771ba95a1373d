import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface StripProps {
  readonly icon: LucideIcon
  readonly action?: ReactNode
  /** Only to be known; nothing is wrong. */
  readonly calm?: boolean
  /** So short that its button has room beside it in a small window. */
  readonly brief?: boolean
  readonly testId?: string
  readonly children: ReactNode
}

/** One line above the rooms, for what one must know before the next call. */
export function Strip({ icon: Icon, action, calm = false, brief = false, testId, children }: StripProps) {
  return (
    <div
      aria-live="polite"
      data-testid={testId}
      className={`flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-card px-3 ${brief ? 'py-1.5' : 'py-2'} ${calm ? 'bg-sunken' : 'bg-warn-back text-warn'}`}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4.5 shrink-0" />
      <div className={`flex-1 ${brief ? 'min-w-[min(11rem,75%)] self-center' : 'min-w-[min(17rem,80%)]'}`}>
        {children}
      </div>
      {action}
    </div>
  )
}
