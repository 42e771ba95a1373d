import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { Key } from '../../parts/Key'

interface ActionButtonProps extends ComponentPropsWithRef<'button'> {
  readonly icon: LucideIcon
  readonly keys?: string | undefined
  readonly children: string
  /** Drawn as being on: the microphone is off, or the keypad is open. */
  readonly on?: boolean
}

/** One thing to do with a call: a tile in a row, or a line in the column beside the notes. */
export function ActionButton({ icon: Icon, keys, on = false, className = '', children, ...rest }: ActionButtonProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={keys?.replace(' ', '+')}
      className={`flex min-h-13 flex-col items-center justify-center rounded-card border px-0.5 py-1 wide:min-h-11 wide:flex-row wide:justify-start wide:gap-3 wide:px-3 ${
        on ? 'border-accent bg-accent text-on-accent' : 'border-edge bg-raised hover:bg-sunken'
      } ${className}`}
      {...rest}
    >
      <span className="flex items-center gap-1.5 wide:order-2">
        <Icon aria-hidden="true" className="size-4.5 shrink-0 wide:hidden" />
        {keys && <Key>{keys}</Key>}
      </span>
      <Icon aria-hidden="true" className="hidden size-5 shrink-0 wide:block" />
      <span className="text-sm font-medium whitespace-nowrap wide:flex-1 wide:text-start wide:text-base">
        {children}
      </span>
    </button>
  )
}
