import type { Capture } from '../capture/Capture'
import { isBlank } from '../capture/capturePolicy'
import type { Locale } from '../desk/Settings'

/** A caller who went to somebody has said that much of what they need, even if nothing was written down. */
export function askedFor(capture: Capture, name: string, locale: Locale): Capture {
  if (!isBlank(capture.requirement)) return capture
  return { ...capture, requirement: locale === 'ja' ? `${name}さんをお尋ね` : `asked for ${name}` }
}
