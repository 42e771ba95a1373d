import type { Locale } from '../../domain/desk/Settings'
import { settingsFrom } from '../settings/Settings'
import { settingsSchema } from '../settings/settingsSchema'
import { toDeskSettings } from '../settings/toDeskSettings'
import type { AppSettings } from '../openSession'
import type { PreferencesStore } from '../settings/PreferencesStore'
import { practiceCompany } from './practiceCompany'
import type { PracticeExchange } from './PracticeExchange'

/** The app's settings for practice, by the same way as any exchange's: written down, and read. */
export function practiceAppSettings(
  { settings, password }: PracticeExchange,
  language: Locale,
  preferences: PreferencesStore,
): AppSettings {
  const { calledNumbers, people } = practiceCompany(language)
  const written = {
    accounts: [settings],
    calledNumbers: calledNumbers.map(({ number, answerAs }) => ({ number, answerAs })),
  }
  const read = settingsFrom(settingsSchema.parse(written), '')
  return {
    desk: { ...toDeskSettings(read, language), practice: true },
    accounts: read.accounts.map(account => ({ ...account, password })),
    people,
    preferences,
    findings: [],
  }
}
