import type { Locale } from './Settings'

/** How it rings here. */
export interface RingPreference {
  /** From 0, which nobody hears, to 1. */
  readonly volume: number
  /** The loudspeaker it rings from, as the browser names it; empty for the system's own. */
  readonly output: string
}

/** What a person likes, and may change at any moment. What an office decides is in the settings. */
export interface Preferences {
  /** The language of the app itself. */
  readonly locale: Locale
  /** The language in which callers are spoken to, until a call is switched to another. */
  readonly phrases: Locale
  readonly ring: RingPreference
}

/** What somebody likes otherwise from now on; all else stays as it is. */
export interface PreferenceChanges extends Partial<Omit<Preferences, 'ring'>> {
  readonly ring?: Partial<RingPreference>
}

/** Two changes that cross on their way both hold, since neither says more than what was touched. */
export function withChanges(preferences: Preferences, { ring, ...others }: PreferenceChanges): Preferences {
  return { ...preferences, ...others, ring: { ...preferences.ring, ...ring } }
}

/** What is liked by somebody who has said nothing yet. */
export function preferencesIn(locale: Locale): Preferences {
  return { locale, phrases: locale, ring: { volume: 0.8, output: '' } }
}
