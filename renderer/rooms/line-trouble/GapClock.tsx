import { useClock } from '../../bridge/desk'
import { waitOf } from '../../parts/spans'
import type { UpCall } from './lineTroubleOf'

interface GapClockProps {
  readonly call: UpCall
  readonly className: string
}

/** For how long there has been no sound. It is for the eye: it stands in news that are read out once. */
export function GapClock({ call, className }: GapClockProps) {
  return call.gapSince === undefined ? null : <Ticking since={call.gapSince} className={className} />
}

function Ticking({ since, className }: { readonly since: number; readonly className: string }) {
  return (
    <span aria-hidden="true" data-testid="gap-clock" className={`tabular-nums ${className}`}>
      {waitOf(since, useClock())}
    </span>
  )
}
