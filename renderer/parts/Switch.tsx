interface SwitchProps {
  readonly label: string
  readonly on: boolean
  readonly onTurn: (on: boolean) => void
}

/** An on-and-off switch. Its knob stands on the side that is true, and is filled when on. */
export function Switch({ label, on, onTurn }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      onClick={() => onTurn(!on)}
      className="group inline-flex min-h-8 items-center gap-1.5 rounded-card px-1 hover:bg-sunken"
    >
      <span
        aria-hidden="true"
        className={`flex h-4.5 w-8 shrink-0 items-center rounded-full border-2 px-0.5 ${
          on ? 'justify-end border-accent bg-accent' : 'justify-start border-edge bg-raised'
        }`}
      >
        {/* Made of border alone, which is drawn in every colour scheme. */}
        <span className={`size-2.5 rounded-full border-[5px] ${on ? 'border-on-accent' : 'border-edge'}`} />
      </span>
      <span>{label}</span>
    </button>
  )
}
