import { useTranslation } from 'react-i18next'
import type phrases from '../../../../assets/phrases.en.json'
import type { Locale } from '../../../../domain/desk/Settings'
import type { Spelt } from '../../../../domain/phrases/spell'

/** Says one letter by the spelling alphabet of a language. What that alphabet does not have stands for itself. */
export function useSpelling(language: Locale): (spelt: Spelt) => string {
  const { t, i18n } = useTranslation(['ui', 'phrases'])
  return ({ shown, letter, mark }) => {
    if (letter === undefined || !i18n.exists(`alphabet.${letter}`, { ns: 'phrases', lng: language, fallbackLng: [] }))
      return shown
    // Only what was just found there.
    const word = t(`alphabet.${letter as keyof typeof phrases.alphabet}`, { ns: 'phrases', lng: language })
    const how = mark ? (`notes.spelled_${mark}` as const) : 'notes.spelled'
    return t(how, { lng: language, letter: mark ? letter : shown, word })
  }
}
