import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import type { Locale } from '../../domain/desk/Settings'
import { isSaid, isToColleague, type Phrase } from '../../domain/phrases/Phrase'
import { useDesk } from '../bridge/desk'
import { groupsOf } from '../parts/numbers'
import { shortOf } from '../parts/names'

type Spoken = Pick<CallView, 'country' | 'language'>

/** In which language a phrase is said: to a caller in theirs, to a colleague in ours; undefined for what only we know. */
export function useLanguageOf(): (phrase: Phrase, call: Spoken) => Locale | undefined {
  const ours = useDesk(desk => desk.preferences.phrases)
  return (phrase, { language }) => {
    if (!isSaid(phrase)) return undefined
    return isToColleague(phrase) ? ours : language
  }
}

/** Turns a phrase into the sentence itself. Numbers come in the groups in which one says them, names as one says them. */
export function useSay(): (phrase: Phrase, call: Spoken) => string {
  const { i18n } = useTranslation()
  const languageOf = useLanguageOf()
  return (phrase, call) => {
    const lng = languageOf(phrase, call) ?? i18n.language
    const { number, name, ourName } = phrase.values
    const replace = {
      ...phrase.values,
      ...(number && { number: groupsOf(number, call.country).join(' ') }),
      ...(name && { name: shortOf(name, lng) }),
      ...(ourName && { ourName: shortOf(ourName, lng) }),
    }
    return i18n.t(phrase.key, { ns: 'phrases', lng, replace })
  }
}
