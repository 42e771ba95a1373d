import { CircleAlert } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'

interface AlertProps extends ComponentPropsWithRef<'div'> {
  /** What the user can do about it, as buttons. */
  readonly actions?: ReactNode
}

/** Something that must be heard and does not go away by itself. */
export function Alert({ actions, className = '', children, ...rest }: AlertProps) {
  return (
    <div
      role="alert"
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-warn bg-warn-back px-3 py-2 text-warn ${className}`}
      {...rest}
    >
      <CircleAlert aria-hidden="true" className="size-5 shrink-0" />
      <div className="min-w-40 flex-1">{children}</div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
