import { useTranslation } from 'react-i18next'

/** Joins words as a list, in the way of the language. */
export function useList(): (words: readonly string[]) => string {
  const { i18n } = useTranslation()
  // A list of units has commas in English, and in Japanese nothing between them at all.
  const type = i18n.language === 'ja' ? 'conjunction' : 'unit'
  return words => new Intl.ListFormat(i18n.language, { type, style: 'short' }).format(words)
}
