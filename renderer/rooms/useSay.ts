import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { isSaid, type Phrase } from '../../domain/phrases/Phrase'
import { groupsOf } from '../parts/numbers'

/**
 * Turns a phrase into the sentence itself: in the caller's language what is said to them, in ours what only we should
 * know. Numbers come in the groups in which one says them.
 */
export function useSay(): (phrase: Phrase, call: Pick<CallView, 'country' | 'language'>) => string {
  const { i18n } = useTranslation()
  return (phrase, { country, language }) => {
    const { number } = phrase.values
    const replace = number ? { ...phrase.values, number: groupsOf(number, country).join(' ') } : phrase.values
    return i18n.t(phrase.key, { ns: 'phrases', lng: isSaid(phrase) ? language : i18n.language, replace })
  }
}
