import type { Instant } from '../Instant'
import { type Desk, quietly, type Step } from './Desk'
import type { FactOf } from './Fact'
import type { DeskIntent } from './Intent'
import type { Wake } from './Wake'

/** For how long one may ask not to be disturbed. There is no longer one: a phone that is silent for ever is a lost one. */
export const spans = ['halfHour', 'hour', 'tomorrow'] as const

export type Span = (typeof spans)[number]

/** Nothing rings here until then. */
export interface DoNotDisturb {
  readonly until: Instant
  /** Calls that were declined meanwhile. */
  readonly missed: number
}

/** Whether a call of that moment may not ring. The end counts, not the reminder of it, which a sleeping machine delays. */
export function isUndisturbed({ doNotDisturb }: Desk, at: Instant): boolean {
  return doNotDisturb !== undefined && at < doNotDisturb.until
}

/** Only the world knows what time it is, so silence begins when it has said until when. */
export function choosePresence(desk: Desk, intent: Extract<DeskIntent, { type: 'choosePresence' }>): Step {
  if (intent.presence === 'available') return over(desk)
  return { desk, commands: [{ type: 'beginDoNotDisturb', span: intent.span }] }
}

export function doNotDisturbBegun(desk: Desk, { until, at }: FactOf<'doNotDisturbBegun'>): Step {
  if (until <= at) return over(desk)
  return {
    desk: { ...desk, doNotDisturb: { until, missed: desk.doNotDisturb?.missed ?? 0 } },
    commands: [
      { type: 'wake', wake: { what: 'doNotDisturbOver', until }, afterMs: until - at },
      { type: 'keepDoNotDisturb', until },
    ],
  }
}

/** A reminder of an end that was moved is late, not wrong; one that comes too early is asked for again. */
export function doNotDisturbOver(desk: Desk, wake: Extract<Wake, { what: 'doNotDisturbOver' }>, at: Instant): Step {
  if (desk.doNotDisturb?.until !== wake.until) return quietly(desk)
  if (at < wake.until) return { desk, commands: [{ type: 'wake', wake, afterMs: wake.until - at }] }
  return over(desk)
}

function over(desk: Desk): Step {
  if (!desk.doNotDisturb) return quietly(desk)
  return { desk: { ...desk, doNotDisturb: undefined }, commands: [{ type: 'keepDoNotDisturb', until: undefined }] }
}

/** One more call that was kept from ringing. */
export function withOneMissed(desk: Desk): Desk {
  const { doNotDisturb } = desk
  return doNotDisturb ? { ...desk, doNotDisturb: { ...doNotDisturb, missed: doNotDisturb.missed + 1 } } : desk
}
