import { type Locale, locales } from '../../domain/desk/Settings'

/** Each language by its own name, since whoever looks for theirs may read no other. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語' }

/** The language that comes after this one, and after the last the first. */
export function otherLanguage(language: Locale): Locale {
  return locales[(locales.indexOf(language) + 1) % locales.length] ?? language
}
