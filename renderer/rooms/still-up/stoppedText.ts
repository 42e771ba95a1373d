import type { TFunction } from 'i18next'
import type { Instant } from '../../../domain/Instant'

/** How long ago the app died: to the second while it matters, then to the minute. */
export function stoppedText(since: Instant, now: Instant, t: TFunction): string {
  const seconds = Math.max(0, Math.floor((now - since) / 1000))
  if (seconds < 60) return t('stillUp.stoppedSeconds', { seconds })
  return t('stillUp.stoppedMinutes', { minutes: Math.floor(seconds / 60) })
}
