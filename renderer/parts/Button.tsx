import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Key } from './Key'

type Look = 'next' | 'plain' | 'quiet' | 'ink'

const looks: Record<Look, string> = {
  next: 'border-transparent bg-accent text-on-accent hover:bg-accent-deep',
  plain: 'border-edge bg-raised text-text hover:bg-sunken',
  ink: 'border-text bg-raised text-text hover:bg-sunken',
  quiet: 'border-transparent text-text hover:bg-sunken',
}

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly look?: Look
  /** The biggest targets: what one presses in a hurry. */
  readonly big?: boolean
  readonly icon?: LucideIcon | undefined
  /** The key that does the same, as people read it ("Alt H"). */
  readonly keys?: string | undefined
  readonly children: ReactNode
}

/** A button with its words, and with the key that does the same. It is never disabled: refusals speak. */
export function Button({
  look = 'plain',
  big = false,
  icon: Icon,
  keys,
  className = '',
  children,
  ...rest
}: ButtonProps) {
  const size = big ? 'min-h-12 px-5 text-lg tiny:px-3 font-semibold' : 'min-h-8 px-3'
  return (
    <button
      type="button"
      aria-keyshortcuts={keys?.replace(' ', '+')}
      className={`inline-flex items-center justify-center gap-2 rounded-card border ${size} ${looks[look]} ${className}`}
      {...rest}
    >
      {Icon && <Icon aria-hidden="true" className={`shrink-0 ${big ? 'size-5' : 'size-4'}`} />}
      <span className={keys ? 'whitespace-nowrap tiny:whitespace-normal' : ''}>{children}</span>
      {keys && <Key>{keys}</Key>}
    </button>
  )
}
