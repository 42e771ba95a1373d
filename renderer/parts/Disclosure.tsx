import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { intoView } from './intoView'

interface DisclosureProps {
  readonly label: string
  readonly className?: string
  readonly panelClassName?: string
  readonly children: ReactNode
}

/** A button, and what it shows when pressed. Pressed again, it puts it away. */
export function Disclosure({ label, className = '', panelClassName = '', children }: DisclosureProps) {
  const [open, setOpen] = useState(false)
  const panel = useId()
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        onClick={() => setOpen(!open)}
        className={`inline-flex min-h-8 items-center gap-1 rounded-card px-2 underline-offset-4 hover:underline ${className}`}
      >
        {label}
        <ChevronDown aria-hidden="true" className={`size-4 shrink-0 ${open ? 'rotate-180' : ''}`} />
      </button>
      {open && (
        <div id={panel} ref={intoView} className={panelClassName}>
          {children}
        </div>
      )}
    </>
  )
}
