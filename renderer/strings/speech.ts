import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import phrases from '../../assets/phrases.en.json'
import phrasesJa from '../../assets/phrases.ja.json'
import type { Locale } from '../../domain/desk/Settings'
import ui from './en.json'
import uiJa from './ja.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: { ui: typeof ui; phrases: typeof phrases }
  }
}

const strings = createInstance()

/** Opens the strings: `ui` is what the app says to its user, `phrases` what the user says to a caller. */
export async function openStrings(): Promise<void> {
  await strings.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['ui', 'phrases'],
    defaultNS: 'ui',
    resources: { en: { ui, phrases }, ja: { ui: uiJa, phrases: phrasesJa } },
    // React escapes; and what callers bring along is never read as a pattern (`skipOnVariables` stays on).
    interpolation: { escapeValue: false },
  })
}

/** Turns the whole app to a language. */
export function speak(locale: Locale): void {
  document.documentElement.lang = locale
  if (strings.language !== locale) void strings.changeLanguage(locale)
}
