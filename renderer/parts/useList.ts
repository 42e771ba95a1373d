import { useTranslation } from 'react-i18next'

/** Joins words as a list, in the way of the language. */
export function useList(): (words: readonly string[]) => string {
  const { i18n } = useTranslation()
  return words => new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' }).format(words)
}
