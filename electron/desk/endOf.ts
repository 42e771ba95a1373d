import { assertNever } from '../../domain/assertNever'
import type { Span } from '../../domain/desk/doNotDisturb'
import type { Instant } from '../../domain/Instant'

const minute = 60_000

/** When a span that begins now is over, by the clock on this machine's wall. Tomorrow begins at midnight. */
export function endOf(span: Span, now: Instant): Instant {
  switch (span) {
    case 'halfHour':
      return now + 30 * minute
    case 'hour':
      return now + 60 * minute
    case 'tomorrow':
      return new Date(now).setHours(24, 0, 0, 0)
    default:
      return assertNever(span)
  }
}
