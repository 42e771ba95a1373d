import type { Preferences } from '../../domain/desk/Preferences'

/** Where a person's preferences are kept from one day to the next. */
export interface PreferencesStore {
  /** What was kept, completed where it says nothing. */
  readonly kept: Preferences
  /** Throws a `Failure` of the disk; what was kept before stays then. */
  keep(preferences: Preferences): void
}
