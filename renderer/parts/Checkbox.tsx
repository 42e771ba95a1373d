import type { ReactNode } from 'react'

interface CheckboxProps {
  readonly checked: boolean
  readonly onTick: (checked: boolean) => void
  /** Marks the field for whoever looks for it. */
  readonly slot?: string | undefined
  readonly children: ReactNode
}

/** A box to tick, with its words as part of the target. */
export function Checkbox({ checked, onTick, slot, children }: CheckboxProps) {
  return (
    <label className="inline-flex min-h-7 items-center gap-2 text-sm">
      <input
        type="checkbox"
        data-slot={slot}
        className="size-4 shrink-0"
        checked={checked}
        onChange={event => onTick(event.target.checked)}
      />
      {children}
    </label>
  )
}
